"""Divisions in their less common forms: runs of articles, capital letters, sections without a point."""

import pytest

from tests.law.reading import addresses, document, doubts, labels, of_kind, outline, units
from tumar.law.rules.structure import recognise
from tumar.law.rules.structure.numbers import Number, arabic, several
from tumar.law.rules.units import Kind


@pytest.mark.parametrize(
    ("text", "tradition", "address"),
    [
        ("Чл. 4. и 5.\n(Брисано)", "sr", "art_4to5"),
        ("Чл. 5–7.\nПрестали да важе (види члан 30. Закона)", "sr", "art_5to7"),
        ("Статьи 3 и 4. Исключены Законом РК от 01.01.2023 № 5-VII.", "ru", "art_3to4"),
        ("3 – 5-баптар алып тасталды - ҚР 2012.01.12 № 540-IV Заңымен.", "kk", "art_3to5"),
        ("Articles 5, 6 and 7. Repealed by the Law No. 5.", "en", "art_5to7"),
        ("Art. 3-5. – abrogate.", "ro", "art_3to5"),
    ],
)
def test_a_run_of_repealed_articles_is_one_unit(text, tradition, address):
    (found,) = of_kind(Kind.ARTICLE, text, tradition)
    assert (found.eid, found.repealed) == (address, True)


@pytest.mark.parametrize(
    "text", ["Чл. 5. и 6. овог закона примењују се.", "Чл. 5. и 6. Закона примењују се и на друга лица."]
)
def test_a_run_of_articles_that_is_spoken_of_is_no_heading(text):
    assert not of_kind(Kind.ARTICLE, f"Члан 9.\nТекст.\n{text}", "sr")[1:]


def test_numbers_go_on_after_a_run():
    assert arabic("8").follows(several("5–7".replace("–", "-")))
    assert not arabic("6").follows(several("5-7"))
    assert doubts("Члан 4.\nТекст.\nЧл. 5–7.\n(Брисани)\nЧлан 8.\nТекст.", "sr") == []


def test_a_number_is_no_run():
    assert several("5") is None
    assert several("7-5") is None


UK = """Part 1
Control
1 Requirement for licence
(1) A person needs a licence.
2 Applications
(1) An application must be made.
(1A) It must be in writing.
2A Review
The Minister must review this Part.
3 . . . . . . . .
SCHEDULES
SCHEDULE 1
Section 2
Pathogens
1 Viruses of these kinds—
(a) Ebola virus;
(aa) Lassa virus;
(b) Variola virus.
2 (1) Bacteria.
(2) Spores."""


def test_sections_of_an_act_may_have_no_point_after_their_numbers():
    found = of_kind(Kind.ARTICLE, UK)
    assert [(one.label, one.heading) for one in found][:3] == [
        ("1", "Requirement for licence"),
        ("2", "Applications"),
        ("2A", "Review"),
    ]
    assert found[3].label == "3"


def test_a_section_named_below_a_schedule_is_part_of_its_label():
    (schedule,) = of_kind(Kind.ANNEX, UK)
    assert (schedule.label, schedule.heading) == ("SCHEDULES SCHEDULE 1 Section 2", "Pathogens")
    assert [one.eid for one in units(UK) if one.eid.startswith("att_1__")] == [
        "att_1__para_1",
        "att_1__para_1__letter_a",
        "att_1__para_1__letter_aa",
        "att_1__para_1__letter_b",
        "att_1__para_2",
        "att_1__para_2__point_1",
        "att_1__para_2__point_2",
    ]


def test_sections_of_a_schedule_stay_where_it_has_several():
    text = "Section 1. Name\nText.\nSection 2. Scope\nText.\n"
    text += "ANNEX 1\nSection 1. Form\nText.\nSection 2. Fee\nText."
    assert [one.eid for one in of_kind(Kind.ARTICLE, text, "en")][-2:] == ["att_1__art_1", "att_1__art_2"]


def test_capital_letters_divide_a_text_without_articles():
    text = "ANNEX 1\nA. CAPACITIES\n1. States use structures.\n2. States assess them.\n"
    text += "B. PORTS\n1. At all times."
    before = "Article 1\nScope\nText of it.\n"
    assert [one.eid for one in units(before + text) if "sec" in one.eid] == [
        "att_1__sec_A",
        "att_1__sec_A__para_1",
        "att_1__sec_A__para_2",
        "att_1__sec_B",
        "att_1__sec_B__para_1",
    ]


def test_headings_that_are_numbered_otherwise_stand_one_in_the_other():
    text = (
        "I. ОПШТЕ\nЧлан 8.\nТекст.\n"
        "II. МЕРЕ\n2. Посебне мере\nа) Имунизација\nЧлан 9.\nТекст.\nб) Карантин\nЧлан 10.\nТекст.\n"
        "3. Надзор\nЧлан 11.\nТекст."
    )
    articles = [one.eid for one in of_kind(Kind.ARTICLE, text, "sr")]
    assert articles[1:] == [
        "chp_II__sec_2__sec_a__art_9",
        "chp_II__sec_2__sec_b__art_10",
        "chp_II__sec_3__art_11",
    ]


def test_a_section_may_have_a_letter():
    assert addresses("Odjeljak A. Inspekcija\nČlan 4.\nTekst.", "bs")[:2] == ["sec_A", "sec_A__art_4"]


CONTENTS = "Глава 1. Общее ... 1\nСтатья 1. Понятия ... 1\nСтатья 2. Сфера ... 2"


def test_a_table_of_contents_may_stand_at_the_end():
    act = "Глава 1. Общее\nСтатья 1. Понятия\nТекст.\nСтатья 2. Сфера\nТекст.\nПрезидент А. Иванов"
    found = recognise(document(f"{act}\nСОДЕРЖАНИЕ\n{CONTENTS}"), "ru")
    assert [one.eid for one in found.units][-2:] == ["closing", "note_1"]
    assert not found.warnings


def test_the_word_contents_alone_is_no_table():
    act = "Глава 1. Общее\nСтатья 1. Понятия\nТекст.\nСтатья 2. Сфера\nСодержание\nТекст о нём."
    assert not of_kind(Kind.NOTE, act, "ru")


def test_contents_of_an_act_without_a_word_for_articles_are_no_articles():
    text = (
        "CONTENTS\nCHAPTER I\nPRELIMINARY\n1. Short title\n2. Definitions\nCHAPTER II\nCONTROL\n"
        "3. Inspectors\n"
        "An Act to provide for control.\nCHAPTER I\nPRELIMINARY\n1. Short title.- (1) This is the Act.\n"
        "(2) It extends to all.\n2. Definitions.- In this Act,-\n(a) one thing; and\n(b) another.\n"
        "CHAPTER II\nCONTROL\n3. Inspectors.- The Government appoints inspectors."
    )
    assert [one.label for one in of_kind(Kind.ARTICLE, text, "en")] == ["1.", "2.", "3."]


def test_a_section_that_was_put_in_stands_in_brackets():
    text = "1. Name.- This is the Act.\n2. Scope.- It applies.\n[2A. Fees.- There are fees.]\n"
    text += "3. Rules.- They are made."
    assert [one.eid for one in of_kind(Kind.ARTICLE, text, "en")] == ["art_1", "art_2", "art_2a", "art_3"]


def test_titles_may_end_with_a_colon_where_all_of_them_do():
    text = "\n".join(f"دفعہ {one}۔ عنوان نمبر {one}:\nمتن مکمل ہے۔" for one in "۱۲۳")
    assert all(one.heading for one in of_kind(Kind.ARTICLE, text, "ur"))


def test_words_before_a_list_are_no_title():
    text = "Стаття 1. Внести такі зміни:\n1) перше;\n2) друге.\nСтаття 2. Закон набирає чинності."
    first = of_kind(Kind.ARTICLE, text, "uk")[0]
    assert (first.heading, first.text) == ("", "Внести такі зміни:")


class TestRaisedDigitsThatSank:
    def test_the_next_paragraph_goes_on_below_it(self):
        text = "Articolul 4. Titlu\n(1) Unu.\n(11) Unu bis.\n(12) Unu ter.\n(2) Doi.\n"
        text += "Articolul 5. Alt titlu\nText."
        assert labels(text, "ro")[:5] == [
            "article Articolul 4.",
            "paragraph (1)",
            "paragraph (11)",
            "paragraph (12)",
            "paragraph (2)",
        ]
        assert doubts(text, "ro") == ["superscript_lost"]

    def test_an_article_after_it_is_no_gap(self):
        text = "4-modda. Bir\nMatn.\n41-modda. Ikki\nMatn.\n42-modda. Uch\nMatn.\n5-modda. Toʻrt\nMatn."
        assert doubts(text, "uz") == ["superscript_lost"]

    def test_a_paragraph_of_it_is_no_heading(self):
        text = "მუხლი 3. ორგანო\n1. ერთი.\n2. ორი.\n21. სამი. (01.02.2024 N4000)\nმუხლი 4. სხვა\nტექსტი."
        assert "paragraph 21." in labels(text, "ka")

    def test_real_numbers_of_two_digits_are_none(self):
        text = "Статья 1. Имя\n" + "\n".join(f"{one}) пункт;" for one in range(1, 13))
        assert doubts(text, "ru") == []

    @pytest.mark.parametrize(
        ("number", "above", "told"),
        [
            ("121", "12", True),
            ("41", "4", True),
            ("5", "4", False),
            ("4", "41", False),
            ("12345", "12", False),
        ],
    )
    def test_a_number_looks_like_another_with_digits_behind_it(self, number, above, told):
        assert arabic(number).is_raised(arabic(above)) is told

    def test_parts_and_nothing_look_like_no_number(self):
        assert not Number("4-1", (4, 1)).is_raised(Number("4", (4,)))
        assert not Number("", ()).is_raised(Number("4", (4,)))


@pytest.mark.parametrize(
    ("line", "tradition"),
    [
        ("5 дугаар зүйл./Энэ зүйлийг 2025 оны хуулиар хүчингүй болсонд тооцсон/", "mn"),
        ("6-бап алып тасталды - ҚР 2012.01.12 № 540-IV Заңымен.", "kk"),
        ("Հոդված 4. (հոդվածն ուժը կորցրել է 17.01.24 ՀՕ-23-Ն)", "hy"),
    ],
)
def test_an_article_that_was_repealed_is_a_stub(line, tradition):
    assert [one.repealed for one in of_kind(Kind.ARTICLE, line, tradition)] == [True]


def test_mongolian_points_go_on_over_a_gap():
    text = "2 дугаар зүйл.Нэр\n2.1.Дараах:\n2.1.1.нэг;\n2.1.2.хоёр;\n2.1.7.долоо.\n2.2.Бусад."
    assert [one.eid for one in units(text, "mn")] == [
        "art_2",
        "art_2__para_2.1",
        "art_2__para_2.1__point_2.1.1",
        "art_2__para_2.1__point_2.1.2",
        "art_2__para_2.1__point_2.1.7",
        "art_2__para_2.2",
    ]


def test_a_letter_typed_in_the_other_script_is_still_one_of_the_list():
    text = "Статья 1. Имя\nОрган:\na) первое;\nб) второе;\nв) третье."
    assert [one.label for one in of_kind(Kind.LETTER, text, "ru")] == ["a)", "б)", "в)"]


def test_a_short_sentence_after_the_title_is_the_preamble():
    text = "ЗАКОН УКРАЇНИ\nПро безпеку\nЦей Закон визначає правові засади безпеки.\nСтаття 1. Терміни\nТекст."
    assert outline(recognise(document(text))).splitlines()[1:3] == ["preface preface", "preamble preamble"]


def test_a_letter_may_have_a_raised_digit():
    text = "Articolul 2. Organe\nOrganul:\na) aprobă;\na¹) verifică;\nb) raportează."
    assert [one.eid.rpartition("__")[2] for one in of_kind(Kind.LETTER, text, "ro")] == [
        "letter_a",
        "letter_asup1",
        "letter_b",
    ]
