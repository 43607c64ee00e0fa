"""Two languages of one act side by side."""

import pytest

from tests.law.acts import an_act
from tumar.law.rules.addresses import letter_position, roman
from tumar.law.rules.aligning import Found, align

RUSSIAN = an_act(
    """
chp I | Глава I. | Общие положения
  art 1 | Статья 1. | Понятия
    para 1 | 1. | | Понятия:
      point 1 | 1) | | агент:
        letter a | а) | | живой;
        letter b | б) | | мёртвый;
        letter v | в) | | иной;
  art 2 | Статья 2. | Действие
    al | | | Закон действует на всей территории.
    al | | | Школы исключены.
annex 1 | Приложение 1 | Перечень
  art 1 | Статья 1. | Особая
"""
)
KAZAKH = an_act(
    """
chp 1 | 1-тарау. | Жалпы ережелер
  art 1 | 1-бап. | Ұғымдар
    para 1 | 1. | | Ұғымдар:
      point 1 | 1) | | агент:
        letter a | а) | | тірі;
        letter b | б) | | өлі;
        letter v | в) | | өзге;
  art 2 | 2-бап. | Қолданылуы
    al | | | Заң бүкіл аумақта қолданылады.
    al | | | Мектептерге қолданылмайды.
    al | | | Бұл тек осы мәтінде бар.
annex 1 | 1-қосымша | Тізбе
  art 1 | 1-бап. | Ерекше
""",
    language="kk",
)
ENGLISH = an_act(
    """
art 1 | Article 1 | Definitions
  para 1 | 1. | | Terms:
    point 1 | 1) | | agent:
      letter a | (a) | | live;
      letter b | (b) | | dead;
      letter c | (c) | | other;
art 2 | Article 2 | Application
  al | | | The law applies everywhere.
art 3 | Article 3 | New
""",
    language="en",
)


def sides(alignment):
    return {pair.left: pair.right for pair in alignment.pairs if pair.left and pair.right}


def test_chapters_agree_in_roman_and_arabic_and_all_below_them_by_address():
    alignment = align(RUSSIAN, KAZAKH)
    assert alignment.only_left == ()
    assert alignment.only_right == ("chp_1__art_2__al_3",)
    assert sides(alignment)["chp_I__art_1__para_1__point_1"] == "chp_1__art_1__para_1__point_1"
    assert sides(alignment)["annex_1__art_1"] == "annex_1__art_1"


def test_what_one_version_alone_has_stands_after_its_neighbour():
    pairs = align(RUSSIAN, KAZAKH).pairs
    places = [pair.left or pair.right for pair in pairs]
    assert places.index("chp_1__art_2__al_3") == places.index("chp_I__art_2__al_2") + 1


def test_the_third_letter_is_the_third_in_every_alphabet():
    found = sides(align(RUSSIAN, ENGLISH))
    assert found["chp_I__art_1__para_1__point_1__letter_v"] == "art_1__para_1__point_1__letter_c"


def test_articles_are_found_where_one_version_has_no_chapters():
    alignment = align(RUSSIAN, ENGLISH)
    assert sides(alignment)["chp_I__art_2"] == "art_2"
    assert alignment.only_right == ("art_3",)
    assert set(alignment.only_left) == {"chp_I", "chp_I__art_2__al_2", "annex_1", "annex_1__art_1"}


def test_a_point_of_one_drafter_is_the_letter_of_another_and_is_said_to_be_found_by_order():
    russian = an_act("art 1 | Статья 1. | Меры\n  point 1 | 1) | | учёт;\n  point 2 | 2) | | надзор.")
    english = an_act(
        "art 1 | Article 1 | Measures\n  letter a | (a) | | records;\n  letter b | (b) | | control.",
        language="en",
    )
    pairs = align(russian, english).pairs
    assert [(pair.left, pair.right, pair.found) for pair in pairs] == [
        ("art_1", "art_1", Found.ADDRESS),
        ("art_1__point_1", "art_1__letter_a", Found.ORDER),
        ("art_1__point_2", "art_1__letter_b", Found.ORDER),
    ]


def test_lists_of_different_length_are_not_paired_by_guess():
    russian = an_act("art 1 | Статья 1. | Меры\n  point 1 | 1) | | учёт;\n  point 2 | 2) | | надзор.")
    english = an_act("art 1 | Article 1 | Measures\n  letter a | (a) | | records.", language="en")
    assert sides(align(russian, english)) == {"art_1": "art_1"}


def test_a_paragraph_is_found_by_its_number_where_the_kinds_differ():
    russian = an_act("art 1 | Статья 1. | Меры\n  point 1 | 1) | | учёт;\n  point 5 | 5) | | надзор.")
    english = an_act("art 1 | Article 1 | Measures\n  para 5 | (5) | | control.", language="en")
    (_article, one, five) = align(russian, english).pairs
    assert (one.right, five.right, five.found) == ("", "art_1__para_5", Found.NUMBER)


def test_a_version_aligned_with_itself_pairs_everything_with_itself():
    assert all(pair.left == pair.right for pair in align(KAZAKH, KAZAKH).pairs)
    assert len(align(KAZAKH, KAZAKH).pairs) == len(KAZAKH.units)


@pytest.mark.parametrize(
    ("letter", "language", "place"),
    [
        ("а", "ru", 1),
        ("г", "ru", 4),
        ("a", "en", 1),
        ("ç", "sq", 4),
        ("dh", "sq", 6),
        ("ђ", "sr", 6),
        ("ბ", "ka", 2),
        ("գ", "hy", 3),
        ("ə", "az", 7),
        ("в", "xx", 3),
        ("5", "ru", None),
    ],
)
def test_letters_have_their_place_in_the_list_of_their_language(letter, language, place):
    assert letter_position(letter, language) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [("IV", 4), ("XL", 40), ("ІХ", 9), ("xii", 12), ("IIII", None), ("", None), ("А", None)],
)
def test_roman_figures_are_read_with_their_look_alikes(text, value):
    assert roman(text) == value
