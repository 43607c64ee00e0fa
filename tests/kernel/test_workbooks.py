"""Workbooks are opened safely, and cells are read or refused with a sentence."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tumar.kernel.tables import archives
from tumar.kernel.workbooks import opening, parsing
from tumar.kernel.workbooks.findings import SHOWN_PER_COLUMN, Findings, Severity, shortened
from tumar.kernel.workbooks.opening import UnreadableBook, opened
from tumar.kernel.workbooks.parsing import Reading, Unreadable

READING = Reading(
    country={"kazakhstan": "KZ", "kz": "KZ"}.get, nearest_country=lambda _text: "Kazakhstan (KZ)"
)
# Cells have no time zone.
MOMENT = datetime.fromisoformat


def a_book(**parts: bytes) -> bytes:
    """A workbook of one row; parts given by name are put into it."""
    book = Workbook()
    book.active.append(["Code"])
    kept = io.BytesIO()
    book.save(kept)
    return with_parts(kept.getvalue(), parts) if parts else kept.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same archive with these parts added or replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def said(parse, value) -> str:
    """The sentence with which a parser refuses a value."""
    with pytest.raises(Unreadable) as refused:
        parse(value, READING)
    return refused.value.say()


def test_a_workbook_is_opened():
    assert opened(a_book()).worksheets[0].title == "Sheet"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"Code;Name\nKZ;x\n", "no workbook"),
        (opening.OLE_START + b"\0" * 600, "old kind"),
        (opening.OLE_START + b"\0" * 600 + opening.ENCRYPTED_PART, "password"),
        (a_book()[:-400], "damaged"),
        (a_book()[:900], "damaged"),
    ],
    ids=["empty", "csv", "xls", "encrypted", "truncated", "cut early"],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(UnreadableBook, match=sentence):
        opened(content)


def test_an_archive_that_is_no_workbook_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("letter.txt", "hello")
    with pytest.raises(UnreadableBook, match="no workbook"):
        opened(made.getvalue())


def test_a_zip_bomb_is_refused_from_its_directory():
    with pytest.raises(UnreadableBook, match="300 MB"):
        opened(with_parts(a_book(), {"xl/media/image1.png": b"\0" * (6 * 1024 * 1024)}))


def test_a_zip_bomb_that_lies_about_its_size_is_refused_while_reading(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNPACKED", 20_000)
    monkeypatch.setattr(archives, "measure_directory", lambda _archive: None)
    with pytest.raises(UnreadableBook, match="300 MB"):
        opened(with_parts(a_book(), {"xl/media/image1.png": b"\0" * 40_000}))


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><sst xmlns="x">&b;</sst>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><sst xmlns="x"/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a []><a/>'.encode("utf-16"),
    ],
    ids=["entity", "external", "utf-16"],
)
def test_a_document_type_is_refused(part):
    with pytest.raises(UnreadableBook, match="entities"):
        opened(with_parts(a_book(), {"xl/sharedStrings.xml": part}))


def test_xml_nested_to_exhaust_memory_is_refused():
    deep = b"<a>" * 5000 + b"</a>" * 5000
    with pytest.raises(UnreadableBook, match="exhaust"):
        opened(with_parts(a_book(), {"xl/sharedStrings.xml": deep}))


def test_a_row_of_a_hundred_thousand_cells_is_refused():
    row = b'<worksheet><sheetData><row r="1">' + b"<c/>" * 100_000 + b"</row></sheetData></worksheet>"
    with pytest.raises(UnreadableBook, match="exhaust"):
        opened(with_parts(a_book(), {"xl/worksheets/sheet1.xml": row}))


def test_a_broken_part_is_named():
    with pytest.raises(UnreadableBook, match=r"sheet1\.xml"):
        opened(with_parts(a_book(), {"xl/worksheets/sheet1.xml": b"<worksheet><oops"}))


def test_macros_are_seen_and_not_run():
    assert opening.has_macros(with_parts(a_book(), {"xl/vbaProject.bin": b"anything"}))
    assert not opening.has_macros(a_book())


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (MOMENT("2020-02-28T00:00"), date(2020, 2, 28)),
        (date(2020, 2, 28), date(2020, 2, 28)),
        ("2020-02-28", date(2020, 2, 28)),
        (" 28.02.2020 ", date(2020, 2, 28)),
        ("28/2/2020", date(2020, 2, 28)),
    ],
)
def test_days_are_read(value, read):
    assert parsing.day(value, READING) == read


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("31.02.2020", "no such day"),
        ("2020-13-01", "no such day"),
        (MOMENT("1900-01-01T00:00"), "out of reason"),
        ("2100-01-01", "out of reason"),
        (43831, "Format the cell as a date"),
        ("soon", "not a day"),
        (True, "not a day"),
    ],
)
def test_impossible_days_are_refused(value, sentence):
    assert sentence in said(parsing.day, value)


@pytest.mark.parametrize(
    ("value", "read"),
    [("2020-03", "2020-03"), ("03.2020", "2020-03"), (date(2020, 3, 31), "2020-03"), ("2020-3", "2020-03")],
)
def test_months_are_read(value, read):
    assert parsing.month(value, READING) == read


def test_a_month_that_is_none_is_refused():
    assert "2020-03" in said(parsing.month, "2020-13")
    assert "2020-03" in said(parsing.month, "March")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (12, "12"),
        (0.1, "0.1"),
        (1234.5600000000002, "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
    ],
)
def test_numbers_are_read_as_they_are_seen(value, read):
    assert parsing.decimal(digits=14, places=3)(value, READING) == Decimal(read)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (-1, "negative"),
        ("-0,5", "negative"),
        ("1,234", "signs for thousands"),
        (float("nan"), "not a number"),
        (float("inf"), "not a number"),
        ("1e999999999", "not a number"),
        (10**12, "too large"),
        (1.23456, "decimal places"),
        (True, "not a number"),
        (date(2020, 1, 1), "not a number"),
    ],
)
def test_numbers_out_of_bounds_are_refused(value, sentence):
    assert sentence in said(parsing.decimal(digits=14, places=3), value)


def test_whole_numbers_have_limits():
    assert parsing.integer(least=1, most=9)(3.0, READING) == 3
    assert "whole" in said(parsing.integer(), 2.5)
    assert "between 1 and 9" in said(parsing.integer(least=1, most=9), 10)


@pytest.mark.parametrize(
    ("value", "read"), [("yes", True), ("Да", True), (1, True), ("no", False), (False, False)]
)
def test_yes_and_no_are_read_in_both_languages(value, read):
    assert parsing.yes_no(value, READING) is read


def test_a_code_of_a_list_is_read_however_it_is_spelled():
    qualifier = parsing.choice(["exactly", "more_than"])
    assert qualifier("More than", READING) == "more_than"
    assert "exactly, more_than" in said(qualifier, "about")
    assert "Did you mean “exactly”?" in said(qualifier, "exacly")


def test_an_unknown_country_gets_a_suggestion():
    assert parsing.country("Kazakhstan*", Reading(country=lambda text: "KZ")) == "KZ"
    assert "Did you mean “Kazakhstan (KZ)”?" in said(parsing.country, "Kazachstan")


def test_lists_in_a_cell_stand_between_semicolons():
    assert parsing.listed(parsing.code)("kz-1; KZ-2;;kz-1", READING) == ("KZ-1", "KZ-2")
    assert parsing.listed(parsing.integer())(3, READING) == (3,)


def test_text_is_trimmed_and_kept_within_its_column():
    assert parsing.text(20)("  Almaty \u00a0 city ", READING) == "Almaty city"
    assert parsing.text()(53.0, READING) == "53"
    assert "10 letters; 5 fit" in said(parsing.text(5), "0123456789")
    assert "cannot be kept" in said(parsing.text(), "a\x00b")


PARSERS = [
    parsing.text(50),
    parsing.text(50, lines=True),
    parsing.code,
    parsing.choice(["a", "b"]),
    parsing.day,
    parsing.month,
    parsing.decimal(digits=14, places=3, above_zero=True),
    parsing.integer(),
    parsing.yes_no,
    parsing.country,
    parsing.currency,
    parsing.language,
    parsing.email,
    parsing.listed(parsing.code),
]
CELLS = st.one_of(
    *(st.text(), st.integers(), st.floats(), st.booleans()),
    *(st.dates(), st.datetimes(), st.times(), st.timedeltas()),
)


@given(CELLS, st.sampled_from(PARSERS))
def test_any_cell_is_read_or_refused_with_a_sentence(value, parse):
    sentence = "read"
    try:
        parse(value, READING)
    except Unreadable as refused:
        sentence = refused.say()
    assert sentence.strip()


@given(st.integers() | st.text() | st.none())
def test_a_cell_is_shown_on_one_short_line(content):
    shown = shortened(content)
    assert len(shown) <= 60
    assert shown.isprintable()


def test_all_faults_are_counted_and_the_first_of_each_column_shown():
    findings = Findings()
    for row in range(1000):
        findings.note(Severity.ERROR, "Persons", "wrong", row=row, column="Sex")
    findings.note(Severity.ERROR, "Persons", "wrong, too", row=1, column="Country")
    assert findings.errors == 1001
    assert [one.column for one in findings.shown] == ["Sex"] * SHOWN_PER_COLUMN + ["Country"]
    assert findings.not_shown == 1000 - SHOWN_PER_COLUMN


def test_a_sentence_that_is_not_shown_is_not_made():
    findings, made = Findings(), []
    for row in range(1000):
        findings.note(Severity.ERROR, "Persons", lambda row=row: made.append(row) or "wrong", row=row)
    assert len(made) == SHOWN_PER_COLUMN
