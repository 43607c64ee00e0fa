"""What an article is made of, and new wording that an act quotes, one trait at a time."""

import pytest

from tests.law.reading import addresses, document, labels, of_kind, units
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind


def test_points_and_letters_hang_where_they_belong():
    text = (
        "Статья 1. Учет\n1. Орган:\n1) ведет учет:\nа) людей;\nб) складов;\n2) выдает:\n"
        "а) допуск.\n2. Учет открыт."
    )
    assert addresses(text, "ru") == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_1",
        "art_1__para_1__point_1__letter_a",
        "art_1__para_1__point_1__letter_b",
        "art_1__para_1__point_2",
        "art_1__para_1__point_2__letter_a",
        "art_1__para_2",
    ]


def test_an_unnumbered_line_after_the_end_of_a_list_is_the_next_paragraph():
    text = "Члан 1.\nЗакон се примењује на:\n1) лабораторије;\n2) складишта.\nИзузеци се уређују прописом."
    assert addresses(text, "sr")[-1] == "art_1__al_2"


def test_an_unnumbered_line_within_a_list_belongs_to_its_point():
    text = "Статья 1. Учет\n1) учет ведется.\nУчет открыт.\n2) допуск выдается."
    assert addresses(text, "ru") == ["art_1", "art_1__point_1", "art_1__point_1__al_2", "art_1__point_2"]


def test_two_lists_in_one_article_keep_their_numbers_apart():
    text = (
        "Статья 1. Права\nГраждане вправе:\n1) знать;\n2) судиться.\nГраждане обязаны:\n"
        "1) беречь;\n2) сообщать."
    )
    assert [one for one in addresses(text, "ru") if "point" in one] == [
        "art_1__al_1__point_1",
        "art_1__al_1__point_2",
        "art_1__al_2__point_1",
        "art_1__al_2__point_2",
    ]


def test_mongolian_numbers_repeat_that_of_the_article():
    text = (
        "2 дугаар зүйл.Нэр томьёо\n2.1.Дараах нэр томьёо:\n2.1.1.нэг;\n2.1.2.хоёр:\n"
        "2.1.2.а.гурав;\n2.1.2.б.дөрөв.\n2.2.Бусад."
    )
    assert labels(text, "mn") == [
        "article 2 дугаар зүйл.",
        "paragraph 2.1.",
        "point 2.1.1.",
        "point 2.1.2.",
        "letter 2.1.2.а.",
        "letter 2.1.2.б.",
        "paragraph 2.2.",
    ]


def test_one_point_one_is_below_one_after_a_colon_and_beside_it_after_a_full_stop():
    below = "Статья 1. Круг\n1. Закон действует для:\n1.1. складов;\n1.2. лабораторий.\n2. Иное."
    beside = "Статья 1. Круг\n1. Закон действует.\n1.1. Закон открыт.\n2. Иное."
    assert [one.kind for one in units(below, "ru")][2] is Kind.POINT
    assert [one.kind for one in units(beside, "ru")][2] is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("letters", "tradition"),
    [
        ("а б в г д е ж з и к л м", "ru"),
        ("а ә б в г ғ д е", "kk"),
        ("a b c ç d dh e ë f g gj h i", "sq"),
        ("a b c č ć d dž đ e f", "hr"),
        ("а б в г д ђ е ж", "sr"),
        ("а б в г д ѓ е ж з ѕ", "mk"),
        ("ა ბ გ დ ე ვ ზ თ", "ka"),
        ("ա բ գ դ ե զ է ը", "hy"),
        ("a b c ç d e ə f", "az"),
        ("الف ب ج د", "fa-AF"),
        ("a b c d e f g h i j", "en"),
    ],
)
def test_letters_go_on_in_the_order_of_their_own_alphabet(letters, tradition):
    heading = {"sq": "Neni 1", "hr": "Članak 1.", "en": "Article 1"}.get(tradition, "Статья 1.")
    text = "\n".join([heading, "X:", *(f"{one}) x;" for one in letters.split())])
    structure = recognise(document(text), tradition)
    found = [one.label for one in structure.units if one.kind is Kind.LETTER]
    assert found == [f"{one})" for one in letters.split()]
    assert not [one for one in structure.warnings if one.code.startswith("numbering")]


def test_the_letter_i_is_a_letter_after_h_and_a_number_below_a_letter():
    below = "Article 1\nX:\n(a) one:\n(i) first;\n(ii) second;\n(b) two."
    lettered = "\n".join(f"({letter}) x;" for letter in "abcdefghij")
    assert labels(f"Article 1\nX:\n{lettered}", "en")[2:] == [f"letter ({letter})" for letter in "abcdefghij"]
    assert labels(below, "en")[3:] == ["point (i)", "point (ii)", "letter (b)"]


def test_dashes_are_counted_where_paragraphs_are_and_a_list_of_their_own_elsewhere():
    russian = "Статья 1. Учет\n1. Орган ведет учет:\n- складов;\n- людей.\n2. Учет открыт."
    serbian = "Члан 1.\nНачела су:\n- јавност;\n- одговорност.\nНачела важе за све."
    assert addresses(russian, "ru")[2:4] == ["art_1__para_1__al_2", "art_1__para_1__al_3"]
    assert addresses(serbian, "sr")[2:] == ["art_1__al_1__indent_1", "art_1__al_1__indent_2", "art_1__al_2"]


def test_a_year_at_the_beginning_of_a_line_is_no_number():
    assert labels("Статья 1. Срок\nСрок истекает в\n2025. году.", "ru")[1:] == ["unnumbered", "unnumbered"]


# Amending laws.


@pytest.mark.parametrize(
    ("opening", "closing"), [("«", "»;"), ('"', '";'), ("„", "“;"), ("“", "”;"), ("«", "».")]
)
def test_new_wording_belongs_to_the_point_that_brings_it(opening, closing):
    text = (
        "Статья 1. Внести в Закон следующие изменения:\n1) статью 5 изложить в следующей редакции:\n"
        f"{opening}Статья 5. Учет\n1. Учет ведется.\n2. Учет открыт.{closing}\n"
        f"2) статью 6 исключить.\nСтатья 2. Срок\nЗакон действует."
    )
    assert labels(text, "ru") == [
        "article Статья 1.",
        "point 1)",
        "unnumbered",
        "point 2)",
        "article Статья 2.",
        "unnumbered",
    ]


def test_a_quotation_within_a_quotation_does_not_end_it():
    text = (
        "Статья 1. Изменения:\n1) дополнить статьей 5-1:\n«Статья 5-1. Учет\nЗакон «О связи» применяется.\n"
        "Учет ведется.»;\n2) статью 6 исключить."
    )
    assert labels(text, "ru") == ["article Статья 1.", "point 1)", "unnumbered", "point 2)"]


def test_a_quotation_that_is_never_closed_swallows_nothing():
    text = (
        "Статья 1. Учет\n«Закон регулирует учет.\nСтатья 2. Цели\nЦель – учет.\nСтатья 3. Срок\n"
        "Закон действует."
    )
    assert [one.label for one in of_kind(Kind.ARTICLE, text, "ru")] == ["Статья 1.", "Статья 2.", "Статья 3."]
