"""What leaves as a sheet runs no formula and carries the notes that its names call for."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from openpyxl import load_workbook

from tumar.kernel import sheets


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(text):
    assert sheets.safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Almaty", "", None, -5, 2.5, date(2020, 3, 11)])
def test_a_harmless_value_is_left_as_it_is(value):
    assert sheets.safe(value) == value


def test_a_moment_is_told_in_utc_since_a_spreadsheet_knows_no_zones():
    almaty = timezone(timedelta(hours=5))
    moment = datetime(2026, 3, 2, 1, 30, 5, 999, tzinfo=almaty)
    on_the_wall = datetime(2026, 3, 1, 20, 30, 5, tzinfo=UTC).replace(tzinfo=None)
    assert sheets.safe(moment) == on_the_wall
    assert sheets.safe(on_the_wall) == on_the_wall
    content = b"".join(sheets.write_xlsx("Acts", ["When"], [[moment]]))
    # A spreadsheet keeps days as one number, in which a second is no round fraction.
    written = load_workbook(io.BytesIO(content))["Acts"]["A2"].value
    assert abs(written - on_the_wall) < timedelta(seconds=0.1)


def test_a_csv_file_opens_with_its_letters_and_its_notes():
    text = "".join(sheets.csv_lines(["Place"], [["Алматы"], ["Prishtina, Kosovo"]]))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows[1] == ["Алматы", ""]
    assert "UNSCR 1244/1999" in rows[2][1]


def test_a_workbook_carries_its_notes_on_a_sheet_of_their_own():
    content = b"".join(sheets.write_xlsx("Events", ["Place"], [["Kosovo*"], ["=1+1"]]))
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Events", "Notes"]
    assert book["Events"]["A3"].value == "'=1+1"


def test_a_workbook_without_such_names_has_no_notes():
    book = load_workbook(io.BytesIO(b"".join(sheets.write_xlsx("Events", ["Place"], [["Almaty"]]))))
    assert book.sheetnames == ["Events"]


@pytest.mark.parametrize("text", ["\n=1", " =1+1", "\u00a0=1", "\u200b+1", "＝1+1", "＠SUM(A1)"])
def test_a_formula_that_hides_behind_what_nobody_sees_is_neutralised(text):
    assert sheets.safe(text).startswith("'")


def test_a_heading_runs_no_formula_either():
    book = load_workbook(io.BytesIO(b"".join(sheets.write_xlsx("Events", ["=1+1"], []))))
    assert book["Events"]["A1"].value == "'=1+1"
    assert "".join(sheets.csv_lines(["@x"], [])).startswith("\ufeff'@x")


def test_a_character_that_no_sheet_can_hold_leaves_a_visible_mark():
    book = load_workbook(io.BytesIO(b"".join(sheets.write_xlsx("Events", ["Place"], [["Al\x0bmaty"]]))))
    assert book["Events"]["A2"].value == "Al\ufffdmaty"


def test_a_moment_is_written_as_coordinated_time():
    moment = datetime(2024, 5, 14, 12, 0, tzinfo=timezone(timedelta(hours=5)))
    book = load_workbook(io.BytesIO(b"".join(sheets.write_xlsx("Events", ["When"], [[moment]]))))
    assert book["Events"]["A2"].value.isoformat() == "2024-05-14T07:00:00"
