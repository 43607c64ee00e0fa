"""How the portals and registers of law set what their acts say, one trait at a time."""

import pytest

from tests.law.reading import labels, of_kind, units
from tumar.law.rules.reading import read
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind

_ITEMS = {Kind.PARAGRAPH, Kind.POINT, Kind.LETTER}


@pytest.mark.parametrize(
    ("text", "tradition", "label"),
    [
        ("I I f ə s i l\nTələblər\nMaddə 3. Uçot\nUçot aparılır.", "az", "IIfəsil"),
        ("Ü M U M İ H İ S S Ə\nBİRİNCİ BÖLMƏ\nMaddə 1. Uçot\nUçot aparılır.", "az", "ÜMUMİHİSSƏ"),
        ("ЗУРГАДУГААР БҮЛЭГ\nХЯНАЛТ\n6.1 дүгээр зүйл.Хяналт\n1.Хяналт байна.", "mn", "ЗУРГАДУГААРБҮЛЭГ"),
        ("Secțiunea UNICĂ\nEvidența\nArt. 1\n(1) Se ține evidența.", "ro", "SecțiuneaUNICĂ"),
    ],
)
def test_headings_are_known_however_they_are_set(text, tradition, label):
    first = units(text, tradition)[0]
    assert first.kind in {Kind.PART, Kind.CHAPTER, Kind.SECTION}
    assert first.label.replace(" ", "") == label


@pytest.mark.parametrize(
    ("text", "tradition", "found"),
    [
        ("2 дугаар зүйл.Эрх\n2 .1.Эрх:\n2.1.1/нэг;\n2.1.2/хоёр.", "mn", ["2 .1.", "2.1.1/", "2.1.2/"]),
        ("6 дугаар зүйл.Эрх\n6.1.Нэг.\n6.11.Нэмэлт.\n6.2.Хоёр.", "mn", ["6.1.", "6.11.", "6.2."]),
        (
            "მუხლი 1. წესი\nა) ერთი:\nა.ა) ორი:\nა.ა.ა) სამი;\nა.ა.ბ) ოთხი.",
            "ka",
            ["ა)", "ა.ა)", "ა.ა.ა)", "ა.ა.ბ)"],
        ),
        ("Maddə 1. Mənbə\nI. Xalq hakimiyyətin mənbəyidir.\nII. Xalq azaddır.", "az", ["I.", "II."]),
        ("Articolul 1\n(1)\nSe ține evidența.\n(2)\nAbrogat.", "ro", ["(1)", "(2)"]),
    ],
)
def test_numbers_are_known_however_they_are_typed(text, tradition, found):
    items = [one for one in units(text, tradition) if one.kind in _ITEMS]
    assert [one.label for one in items] == found
    assert all(one.text for one in items)


def test_a_paragraph_whose_sunken_digits_stand_between_others_holds_none_of_them():
    text = "6 дугаар зүйл.Эрх\n6.1.Нэг.\n6.11.Нэмэлт.\n6.2.Хоёр."
    assert {one.parent for one in units(text, "mn") if one.kind in _ITEMS} == {"art_6"}


@pytest.mark.parametrize(
    ("text", "tradition"),
    [
        ("6 дугаар зүйл.Эрх\nХэвлэх\n/Энэ зүйлийг 2021 оны хуулиар хүчингүй болсонд тооцсон./", "mn"),
        (
            "Art. 2\nAbrogat.\n(la 01-06-2005, Art. 2 a fost abrogat de lit. b) a art. 8 din LEGEA nr. 42)",
            "ro",
        ),
        ("Art. 35^1\nEliminat.", "ro"),
    ],
)
def test_a_repealed_article_is_known_by_what_stands_below_it(text, tradition):
    assert of_kind(Kind.ARTICLE, text, tradition)[0].repealed


def test_lists_of_changes_below_an_act_are_of_the_register():
    text = (
        "Maddə 1. Uçot\n1.1. Uçot aparılır.[1]\n1.2. Uçot açıqdır.\nAzərbaycan Respublikasının Prezidenti\n"
        "QANUNA EDİLMİŞ DƏYİŞİKLİK VƏ ƏLAVƏLƏRİN SİYAHISI\n[1] 1.1-ci maddə yeni redaksiyada verilmişdir.\n"
        "Əvvəlki redaksiyada deyilirdi:\n1.1. Uçot aparılmır."
    )
    assert labels(text, "az") == ["article Maddə 1.", "paragraph 1.1.", "paragraph 1.2.", "closing", "note"]


def test_a_sentence_of_approval_between_a_name_and_a_title_opens_what_is_approved():
    text = (
        "Nazirlər Kabineti qərara alır:\n1. Qaydalar təsdiq edilsin.\nNazir N.Nümunəzadə\n"
        "Kabinetin 2016-cı il 91 nömrəli qərarı ilə təsdiq edilmişdir.\nUçot\nQAYDALARI\n1. Uçot aparılır."
    )
    assert [one.heading for one in of_kind(Kind.ANNEX, text, "az")] == ["Uçot QAYDALARI"]


def test_new_wording_is_known_below_a_line_with_an_armenian_stop():
    text = (
        "Հոդված 1. Օրենքը լրացնել 6.1-ին հոդվածով.\n«Հոդված 6.1. Հսկողությունը\n1. Հսկվում է:\n"
        "2. Գրանցվում է:»:\n"
        "Հոդված 2. Օրենքն ուժի մեջ է մտնում:"
    )
    assert labels(text, "hy") == ["article Հոդված 1.", "unnumbered", "article Հոդված 2."]


def _span(name: str, inner: str) -> str:
    return f'<span class="S_{name}">{inner}</span>'


def _page(inner: str) -> bytes:
    """Return the page of an article whose only paragraph says what is within."""
    numbered = _span("ALN_TTL", "(1)") + _span("ALN_SHORT", " ...") + _span("ALN_BDY", f"Se modifică:{inner}")
    body = _span("ART_TTL", "Articolul 1") + _span("ART_BDY", _span("ALN", numbered))
    return f"<html><body>{_span('ART', body)}</body></html>".encode()


def test_blocks_that_a_page_makes_of_spans_are_lines():
    lines = read(_page(_span("LIT", _span("LIT_TTL", "a)") + _span("LIT_BDY", "evidența.")))).lines
    assert [line.text for line in lines] == ["Articolul 1", "(1) Se modifică:", "a) evidența."]


def test_what_a_page_says_is_quoted_is_one_piece_of_new_wording():
    quoted = _span("CIT", _span("ART", _span("ART_TTL", "Articolul 12") + "(1) Nou."))
    found = recognise(read(_page(quoted)), "ro").units
    assert [one.kind for one in found] == [Kind.ARTICLE, Kind.PARAGRAPH, Kind.UNNUMBERED]
    assert found[-1].text == "Articolul 12\n(1) Nou."
