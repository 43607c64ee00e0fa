"""Headings of divisions and articles, one trait of drafting at a time."""

import pytest
from lxml import etree

from tests.law.reading import addresses, document, labels, of_kind, units
from tests.law.test_acts import SCHEMA
from tumar.law.rules.akn import akn
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise
from tumar.law.rules.structure.stubs import says_repealed
from tumar.law.rules.traditions import traditions
from tumar.law.rules.units import Kind


@pytest.mark.parametrize(
    ("line", "tradition", "address"),
    [
        ("Статья 12-1. Учет", "ru", "art_12-1"),
        ("Статья 12.1. Учет", "ru", "art_12.1"),
        ("Статья 12¹. Учет", "ru", "art_12sup1"),
        ("Статья 12а. Учет", "ru", "art_12a"),
        ("СТАТЬЯ 7. УЧЕТ", "ru", "art_7"),
        ("Cтатья 7. Учет", "ru", "art_7"),
        ("12-1-бап. Есеп", "kk", "art_12-1"),
        ("3-bap. Esep", "kk-Latn", "art_3"),
        ("5-берене. Эсеп", "ky", "art_5"),
        ("4 modda. Hisob", "uz", "art_4"),
        ("4-модда. Ҳисоб", "uz", "art_4"),
        ("Моддаи 5(1). Баҳисобгирӣ", "tg", "art_5in1"),
        ("Моддаи 5. Баҳисобгирӣ", "tg", "art_5"),
        ("10-njy madda. Hasap", "tk", "art_10"),
        ("З дугаар зүйл.Бүртгэл", "mn", "art_3"),
        ("11 дүгээр зүйл.Бүртгэл", "mn", "art_11"),
        ("7¹ дүгээр зүйл.Бүртгэл", "mn", "art_7sup1"),
        ("7-р зүйл.Бүртгэл", "mn", "art_7"),
        ("Зүйл 7.Бүртгэл", "mn", "art_7"),
        ("Maddə 5-1. Uçot", "az", "art_5-1"),
        ("მუხლი 5². აღრიცხვა", "ka", "art_5sup2"),
        ("Հոդված 5․ Հաշվառում", "hy", "art_5"),
        ("Articolul 5^1. Evidenţa", "ro", "art_5sup1"),
        ("Art.5.- Evidenţa", "ro", "art_5"),
        ("С т а т т я 5. Облік", "uk", "art_5"),
        ("Члан 5а", "sr", "art_5a"),
        ("Članak 5.", "hr", "art_5"),
        ("Член 5-а", "mk", "art_5a"),
        ("Neni 5/1", "sq", "art_5slash1"),
        ("Neni 6/a", "sq", "art_6slasha"),
        ("Članak 7.a", "hr", "art_7a"),
        ("Član 15 [s1]", "sr", "art_15"),
        ("§ 12. Законът влиза в сила", "bg", "art_12"),
        ("ماده یکصد و شصت و دوم", "fa-AF", "art_162"),
        ("یو سلو دوه شپېتمه ماده", "ps", "art_162"),
        ("Article 7Objective", "en", "art_7"),
        ("ماده بیست و یکم:", "fa-AF", "art_21"),
        ("ماده ۱۲:", "fa-AF", "art_12"),
        ("مادۀ دوازدهم", "fa-AF", "art_12"),
        ("دوه یمه ماده:", "ps", "art_2"),
        ("دفعہ ۵۔ اندراج", "ur", "art_5"),
        ("Article 2 bis", "en", "art_2bis"),
        ("MADDE 5 – Kayıt", "tr", "art_5"),
        ("Чл. 5а. Регистър", "bg", "art_5a"),
    ],
)
def test_an_article_is_known_by_its_word_and_number_in_either_order(line, tradition, address):
    found = of_kind(Kind.ARTICLE, line, tradition)
    assert [one.eid for one in found] == ([address] if address else [])


@pytest.mark.parametrize(
    ("line", "tradition", "kind", "address"),
    [
        ("РАЗДЕЛ ПЕРВЫЙ", "ru", Kind.PART, "part_1"),
        ("Глава двадцать первая. Надзор", "ru", Kind.CHAPTER, "chp_21"),
        ("Глава II-1. Надзор", "ru", Kind.CHAPTER, "chp_II-1"),
        ("ГЛАВА ІІ", "ru", Kind.CHAPTER, "chp_II"),
        ("Глава ХІV. Надзор", "ru", Kind.CHAPTER, "chp_XIV"),
        ("1-БӨЛІМ. ЖАЛПЫ", "kk", Kind.PART, "part_1"),
        ("БІРІНШІ БӨЛІМ", "kk", Kind.PART, "part_1"),
        ("I бөлүм", "ky", Kind.PART, "part_I"),
        ("BIRINCHI BOʻLIM", "uz", Kind.PART, "part_1"),
        ("IV bob. Nazorat", "uz", Kind.CHAPTER, "chp_IV"),
        ("БОБИ 2. НАЗОРАТ", "tg", Kind.CHAPTER, "chp_2"),
        ("ДӨРӨВДҮГЭЭР БҮЛЭГ", "mn", Kind.CHAPTER, "chp_4"),
        ("АРВАН НЭГДҮГЭЭР БҮЛЭГ", "mn", Kind.CHAPTER, "chp_11"),
        ("3-cü fəsil", "az", Kind.CHAPTER, "chp_3"),
        ("კარი მეორე", "ka", Kind.PART, "part_2"),
        ("თავი IV", "ka", Kind.CHAPTER, "chp_IV"),
        ("ԲԱԺԻՆ 2", "hy", Kind.PART, "part_2"),
        ("Secţiunea a 2-a", "ro", Kind.SECTION, "sec_2"),
        ("Secțiunea a doua", "ro", Kind.SECTION, "sec_2"),
        ("Розділ III", "uk", Kind.PART, "part_III"),
        ("ДЕО ПРВИ", "sr", Kind.PART, "part_1"),
        ("ДЕО ДРУГИ", "sr", Kind.PART, "part_2"),
        ("Odjeljak 3. Nadzor", "sr", Kind.SECTION, "sec_3"),
        ("ГЛАВА ВТОРА", "mk", Kind.CHAPTER, "chp_2"),
        ("KREU IV", "sq", Kind.CHAPTER, "chp_IV"),
        ("TITULLI II", "sq", Kind.PART, "part_II"),
        ("فصل سوم", "fa-AF", Kind.CHAPTER, "chp_3"),
        ("باب دوم", "fa-AF", Kind.PART, "part_2"),
        ("دریم فصل", "ps", Kind.CHAPTER, "chp_3"),
        ("باب سوم", "ur", Kind.CHAPTER, "chp_3"),
        ("PART ONE", "en", Kind.PART, "part_1"),
        ("Chapter II", "en", Kind.CHAPTER, "chp_II"),
    ],
)
def test_a_division_is_known_by_its_word_in_roman_arabic_or_words(line, tradition, kind, address):
    found = of_kind(kind, f"{line}\nText.", tradition)
    assert [one.eid for one in found] == [address]


def test_a_heading_may_stand_on_the_line_below_its_number():
    chapter = of_kind(
        Kind.CHAPTER, "KREU I\nDISPOZITA TË PËRGJITHSHME\nNeni 1\nQëllimi\nKy ligj përcakton rregulla.", "sq"
    )
    article = of_kind(Kind.ARTICLE, "Neni 1\nQëllimi\nKy ligj përcakton rregulla.", "sq")
    assert [one.heading for one in (*chapter, *article)] == ["DISPOZITA TË PËRGJITHSHME", "Qëllimi"]


def test_a_sentence_below_a_number_is_text_and_no_title():
    article = of_kind(Kind.ARTICLE, "Члан 1.\nОвим законом уређује се надзор.", "sr")
    assert article[0].heading == ""


def test_a_title_goes_on_over_the_end_of_its_line():
    found = of_kind(
        Kind.ARTICLE, "Статья 1. Основные понятия, используемые в\nнастоящем Законе\nТекст статьи.", "ru"
    )
    assert found[0].heading == "Основные понятия, используемые в настоящем Законе"


def test_a_sentence_on_the_line_of_the_article_is_its_text():
    found = of_kind(
        Kind.ARTICLE, "1-бап. Мына заңға мынадай өзгеріс енгізілсін:\n1) 5-бап алып тасталсын.", "kk"
    )
    assert (found[0].heading, found[0].text) == ("", "Мына заңға мынадай өзгеріс енгізілсін:")


def test_the_first_paragraph_may_stand_on_the_line_of_its_article():
    assert labels("Art. 3. – (1) Autoritatea ţine evidenţa.\n(2) Autoritatea controlează.", "ro") == [
        "article Art. 3. –",
        "paragraph (1)",
        "paragraph (2)",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Статья 5 настоящего Закона применяется к складам.",
        "Статья 12 Конституции применяется непосредственно.",
        "Статьи 5 и 6 применяются вместе.",
    ],
)
def test_an_article_that_is_only_spoken_of_begins_nothing(line):
    text = f"Статья 1. Предмет\nЗакон регулирует учет.\n{line}\nСтатья 2. Цели\nЦелью является учет."
    assert [one.label for one in of_kind(Kind.ARTICLE, text, "ru")] == ["Статья 1.", "Статья 2."]


def test_articles_without_a_full_stop_are_known_by_their_company():
    text = "Статья 1 Предмет закона\nЗакон регулирует учет.\nСтатья 2 Цели закона\nЦелью является учет."
    assert [one.label for one in of_kind(Kind.ARTICLE, text, "ru")] == ["Статья 1", "Статья 2"]


def test_a_number_that_the_word_processor_counts_is_part_of_the_label():
    lines = (
        Line("Предмет", label="Статья 1."),
        Line("Закон регулирует учет:", label="1."),
        Line("лабораторий;", label="1)"),
    )
    found = recognise(Document(lines, "docx"), "ru").units
    assert [(one.label, one.heading or one.text) for one in found] == [
        ("Статья 1.", "Предмет"),
        ("1.", "Закон регулирует учет:"),
        ("1)", "лабораторий;"),
    ]


def test_a_roman_number_alone_begins_a_chapter():
    text = "I. УВОДНЕ ОДРЕДБЕ\nЧлан 1.\nЗакон уређује надзор.\nII. НАДЗОР\nЧлан 2.\nНадзор врши инспектор."
    assert addresses(text, "sr")[0] == "chp_I"
    assert "chp_II__art_2" in addresses(text, "sr")


def test_lines_above_an_article_head_it_and_those_with_a_number_are_sections():
    text = "Члан 1.\nЗакон уређује надзор.\n1. Надзор\nПослови\nЧлан 2.\nНадзор врши инспектор."
    assert labels(text, "sr") == [
        "article Члан 1.",
        "unnumbered",
        "section 1.",
        "heading",
        "article Члан 2.",
        "unnumbered",
    ]


@pytest.mark.parametrize(
    ("line", "tradition", "address"),
    [
        ("I f ə s i l", "az", "chp_I"),
        ("Р О З Д І Л І", "uk", "part_I"),
        ("Г л а в а  2", "ru", "chp_2"),
        ("Գ Լ ՈՒ Խ 1", "hy", "chp_1"),
    ],
)
def test_a_spaced_heading_keeps_its_number_apart(line, tradition, address):
    found = units(f"{line}\nНазва\nтекст", tradition)
    assert address in [one.eid for one in found]


def test_the_chapter_of_the_statutes_before_an_act_is_no_chapter_of_it():
    text = (
        "LAWS\nCHAPTER 242\nPART I - GENERAL\n1. Short title\nThis Act may be cited.\n2. Scope\nAll persons."
    )
    assert [one.eid for one in units(text, "en") if one.kind is Kind.CHAPTER] == []


def test_a_title_above_a_number_is_that_of_a_regulation():
    text = "\n".join(
        [
            "The Agents Regulations 2019",
            "Made 4th December 2019.",
            "Citation",
            "1.—(1) These Regulations may be cited as the Agents Regulations.",
            "(2) They come into force now.",
            "Records",
            "2. An employer must keep records.",
            "Offences",
            "3. A person who does not is guilty of an offence.",
        ]
    )
    found = [one for one in units(text, "en") if one.kind is Kind.ARTICLE]
    assert [one.label for one in found] == ["1.—", "2.", "3."]


@pytest.mark.parametrize(
    ("text", "tradition", "is_stub"),
    [
        ("Excluded by the Law of 3 July 2024 No. 107.", "en", True),
        ("Excluded activities", "en", False),
        ("Repealed enactments", "en", False),
        ("The days mentioned in section 4 are excluded.", "en", False),
        ("has become invalid by the Law of 2016 No. 99", "en", True),
        ("лица, указанные в пункте 3, исключены из списка", "ru", False),
        ("подпункт исключен Законом РК от 05.07.2024 № 115-VIII", "ru", True),
        ("*** Abrogat", "ro", True),
        ("Ուժը կորցրած ճանաչել 2010 թվականի N 100-Ն որոշումը:", "hy", False),
        ("(կետն ուժը կորցրել է 16.01.18 ՀՕ-25-Ն)", "hy", True),
        ("Vendimi nr. 10, datë 3.1.2010, shfuqizohet.", "sq", False),
    ],
)
def test_a_stub_says_that_it_is_itself_repealed(text, tradition, is_stub):
    assert says_repealed(text, traditions()[tradition]) is is_stub


def test_a_heading_between_articles_of_an_act_without_chapters_passes_the_schema():
    text = "Члан 1.\nОвим законом уређује се.\nЗначење појмова\nЧлан 2.\nПојмови су дати."
    written = etree.fromstring(akn(recognise(document(text), "sr")))
    assert SCHEMA.validate(written), SCHEMA.error_log
