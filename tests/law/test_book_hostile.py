"""Workbooks of law that are broken, strange or long: one clear sentence each, and nothing written."""

import io
import zipfile
from datetime import date, datetime

import pytest

from tests.law.books import LAWS, PUBLICATIONS, RELATIONS, added, book, cell_of, messages, saved, sent
from tests.law.builders import a_relation, an_instrument
from tests.people import OFFICE
from tumar.config import cli
from tumar.desk import imports
from tumar.kernel.workbooks import findings
from tumar.kernel.workbooks.opening import UnreadableBook
from tumar.law.exports.records import records_book
from tumar.law.models import Relation


@pytest.fixture
def content(db) -> bytes:
    a_relation(an_instrument(code="LAW-1"), verb="amends", acting_text="Law 7")
    return records_book(OFFICE)


@pytest.mark.parametrize("share", [0.99, 0.5, 0.1])
def test_a_truncated_workbook_is_refused_with_a_sentence(content, share):
    with pytest.raises(UnreadableBook) as refusal:
        sent(content[: int(len(content) * share)])
    assert str(refusal.value).endswith(".")


def test_a_sheet_that_is_cut_off_is_told_where_it_ends(content):
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(broken, "w") as cut:
        for name in whole.namelist():
            part = whole.read(name)
            is_relations = name == "xl/worksheets/sheet6.xml"
            cut.writestr(name, part[: len(part) * 2 // 3] if is_relations else part)
    try:
        said = " ".join(messages(sent(broken.getvalue())))
    except UnreadableBook as refusal:
        said = str(refusal)
    assert "damaged" in said


def test_a_sheet_of_a_nearly_right_name_is_told_with_the_right_one(content):
    page = book(content)
    page[RELATIONS].title = "Relation of act"
    page[PUBLICATIONS].title = "Публикация актов"
    said = messages(sent(saved(page)))
    assert any("Did you mean “Relations of acts”?" in one for one in said)
    assert any("Did you mean “Публикации актов”?" in one for one in said)


def test_no_sheet_of_a_known_name_is_an_error(content):
    page = book(content)
    for name in page.sheetnames:
        page[name].title = f"x{name[:20]}y"
    plan = sent(saved(page))
    assert plan.errors
    assert "No sheet is known." in messages(plan)[-1]


def test_a_formula_is_refused_wherever_it_stands(content):
    page = book(content)
    for header in ("Number", "With effect from", "Provisions concerned"):
        cell_of(page[RELATIONS], "Law 7", header).value = "=A1"
    plan = sent(saved(page))
    assert sum("holds a formula" in one.message for one in plan.findings) == 3


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (datetime(2024, 3, 1), "2024-03-01"),  # noqa: DTZ001, cells know no time zones
        (date(2024, 3, 1), "2024-03-01"),
        ("01.03.2024", "2024-03-01"),
        (" 2024-03-01 ", "2024-03-01"),
        ("2024-03", "2024-03"),
        (2024, "2024"),
    ],
)
def test_days_are_read_as_they_are_written(content, written, kept):
    page = book(content)
    cell_of(page[RELATIONS], "Law 7", "With effect from").value = written
    plan = sent(saved(page))
    assert messages(plan) == []
    imports.apply(plan, by=OFFICE)
    assert Relation.objects.get().day == kept


def test_rows_of_no_record_are_told_and_the_others_taken(content, tmp_path, capsys):
    page = book(content)
    sheet = page[RELATIONS]
    remarks = sheet.max_column + 1
    sheet.cell(1, remarks).value = "Remarks of the ministry"
    sheet.append([cell.value for cell in sheet[1]])
    sheet.cell(sheet.max_row + 1, remarks).value = "See the letter of May"
    added(page[LAWS], code="LAW-2", country="KZ", kind="law", title_en="Another law")
    place = tmp_path / "law.xlsx"
    place.write_bytes(saved(page))
    plan = sent(saved(page))
    assert plan.errors == 0
    told = plan.as_json()["passed_over"]
    assert (told["count"], [one["row"] for one in told["first"]]) == (2, [3, 4])
    assert "repeats the headings" in told["first"][0]["why"]
    assert told["first"][1]["content"] == "See the letter of May"
    for words in (["--check"], ["--dry-run"], []):
        assert cli.main(["import", str(place), *words]) == 0
        out = capsys.readouterr().out
        assert "Relations of acts 4 [See the letter of May]: This row holds something in unknown" in out


def test_of_very_many_rows_that_were_passed_over_the_first_are_kept(content, monkeypatch):
    monkeypatch.setattr(findings, "PASSED_KEPT", 1)
    page = book(content)
    for _copy in range(3):
        page[RELATIONS].append([cell.value for cell in page[RELATIONS][1]])
    told = sent(saved(page)).as_json()["passed_over"]
    assert (told["count"], len(told["first"])) == (3, 1)


def test_a_long_sheet_asks_the_database_no_more_for_each_row(content, django_assert_max_num_queries):
    page = book(content)
    for number in range(2, 1502):
        facts = {
            "relation": "amends",
            "acting_act_in_words": f"Law {number}",
            "provisions_concerned": "art_1",
        }
        added(page[RELATIONS], act_concerned="LAW-1", number=number, **facts)
    long = saved(page)
    with django_assert_max_num_queries(60):
        plan = sent(long)
    assert plan.errors == 0
    with django_assert_max_num_queries(140):
        assert imports.apply(plan, by=OFFICE).written == 1500
    assert sent(long).changes_nothing
