"""What is wrong in a workbook is found, all of it, each with its cell and a sentence that helps."""

import io
import zipfile
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.books import (
    AIZHAN,
    DILSHOD,
    GOODS,
    LABORATORY,
    SESSIONS,
    WORKSHOP,
    a_book,
    a_whole_programme,
    bring,
    check,
    found,
    only,
)
from tests.people import MACHINE
from tumar.desk import imports
from tumar.desk.imports import BookHasErrors
from tumar.events.models import Involvement
from tumar.people.models import Person

pytestmark = pytest.mark.django_db


def test_every_fault_of_every_sheet_is_found_with_its_cell():
    plan = check(
        {
            "Persons": [
                {"Code": "P-1", "Family name": "A", "Country": "Kazachstan", "Sex": "x"},
                {"Code": "P-2", "Family name": "", "Country": "KZ", "Sex": None},
            ],
            "Exchange rates": [{"Currency": "USD", "Month": "2020-99", "Units per euro": -1, "Source": "x"}],
        }
    )
    places = [(one.sheet, one.cell, one.content) for one in plan.findings]
    assert ("Persons", "C2", "Kazachstan") in places
    assert ("Persons", "D2", "x") in places
    assert ("Persons", "A3", "P-2") in places
    assert ("Exchange rates", "B2", "2020-99") in places
    assert ("Exchange rates", "C2", "-1") in places
    assert plan.errors == 5
    assert {name: counts.bad for name, counts in plan.counts.items()} == {"Persons": 2, "Exchange rates": 1}
    assert any("Did you mean “Kazakhstan (KZ)”?" in one.message for one in plan.findings)


def test_a_book_with_errors_imports_nothing():
    plan = check({"Persons": [DILSHOD, {"Code": "P-2", "Country": "KZ"}]})
    with pytest.raises(BookHasErrors):
        imports.apply(plan, by=MACHINE)
    assert not Person.objects.exists()


def test_good_rows_are_imported_when_that_is_asked_for():
    plan = bring({"Persons": [DILSHOD, {"Code": "P-2", "Country": "KZ"}]}, good_rows=True)
    assert plan.counts["Persons"].bad == 1
    assert [person.code for person in Person.objects.all()] == ["UZ-000001"]


def test_a_row_that_depends_on_a_bad_row_is_bad_and_says_so():
    sheets = a_whole_programme(Persons=[{**AIZHAN, "Country": "Nowhere"}, DILSHOD])
    plan = bring(sheets, good_rows=True)
    messages = [one.message for one in plan.findings if one.sheet in {"Event persons", "Qualifications"}]
    assert len(messages) == 2
    assert all("depends on row 2 of the sheet “Persons”" in message for message in messages)
    assert [one.person.code for one in Involvement.objects.select_related("person")] == ["UZ-000001"]


def test_rows_under_a_bad_event_fall_with_it():
    plan = check(a_whole_programme(Events=[{**WORKSHOP, "Kind": "party"}]))
    assert plan.counts["Sessions"].bad == 2
    assert plan.counts["Event persons"].bad == 2
    assert plan.counts["Qualifications"].bad == 1
    assert plan.counts["Consignments"].bad == 0


def test_organisations_that_hang_on_a_bad_one_fall_in_turn():
    first = {**LABORATORY, "Code": "A", "Part of": "B"}
    plan = check(
        {
            "Organisations": [
                first,
                {**first, "Code": "B", "Part of": "C"},
                {**first, "Code": "C", "Kind": "?"},
            ]
        }
    )
    assert plan.counts["Organisations"].bad == 3
    assert plan.counts["Organisations"].new == 0


def test_an_organisation_cannot_be_part_of_itself():
    first = {**LABORATORY, "Code": "A", "Part of": "B"}
    plan = check({"Organisations": [first, {**first, "Code": "B", "Part of": "A"}]})
    assert plan.counts["Organisations"].bad == 2
    assert any("back to the row itself" in one.message for one in plan.findings)


def test_a_formula_is_a_finding_and_is_never_calculated():
    finding = only(check({"Persons": [{**DILSHOD, "Position": "=HYPERLINK(1)"}]}))
    assert finding.cell == "D2"
    assert finding.message == "The cell holds a formula; paste its value."


def test_a_missing_required_column_names_the_header_that_was_probably_meant():
    plan = check({"Persons": [{"Code": "P-1", "Familiy name": "A", "Contry": "KZ"}]})
    messages = found(plan)
    assert any(
        "required column “Country” is missing. Did you mean “Contry”?" in message for message in messages
    )
    assert any("not known and was skipped. Did you mean “Family name”?" in message for message in messages)
    assert plan.counts["Persons"].bad == 1


def test_a_sheet_that_is_not_known_is_skipped_with_a_suggestion():
    plan = check({"Persons": [DILSHOD], "Evnts": [{"Code": "x"}]})
    assert "Did you mean “Events”?" in only(plan).message
    assert not plan.has_errors


def test_a_book_without_any_known_sheet_is_an_error():
    plan = check({"Table": [{"x": 1}]})
    assert any("No sheet is known" in message for message in found(plan))
    assert plan.has_errors


def test_the_same_code_twice_in_a_book_is_found():
    finding = only(check({"Persons": [DILSHOD, {**DILSHOD, "Single name": "Other"}]}))
    assert (finding.cell, finding.message) == ("A3", "The same stands in row 2 already. Keep one of the two.")


A_PLACE = {"Event": "P53-KZ-2018-01", "Person": "KZ-000001", "Role": "trainer"}
GLOVES = {**GOODS[1], "Line": 1, "Quantity": 5, "Unit value": 1}
OWN_RATE = {"Currency": "EUR", "Month": "2020-03", "Units per euro": 1, "Source": "x"}
# A sheet, a row that replaces all of it, the column that is wrong, and what is said about it.
IMPOSSIBLE = (
    ("Events", {**WORKSHOP, "Last day": "2018-04-01"}, "Last day", "lies before the start"),
    ("Events", {**WORKSHOP, "First day": "31.02.2018"}, "First day", "no such day"),
    ("Events", {**WORKSHOP, "First day": date(1900, 1, 1)}, "First day", "out of reason"),
    ("Events", {**WORKSHOP, "Programme": "P99"}, "Programme", "in the sheet “Programmes” nor on file"),
    ("Events", {**WORKSHOP, "Kind": "tot"}, "Kind", "awareness, conference, train-the-trainers"),
    ("Events", {**WORKSHOP, "Country": None}, "Country", "is for one country"),
    ("Events", {**WORKSHOP, "Reach": "regional"}, "Country", "for no country in particular"),
    ("Events", {**WORKSHOP, "Head count": 12}, "Head count source", "where the head count comes from"),
    ("Events", {**WORKSHOP, "Head count": -3}, "Head count", "between 0"),
    ("Sessions", {**SESSIONS[0], "Day": date(2018, 4, 9)}, "Day", "held from 2018-04-02 to 2018-04-03"),
    ("Event persons", {**A_PLACE, "Sessions present": "7"}, "Sessions present", "in the sheet “Sessions”"),
    (
        "Event persons",
        {**A_PLACE, "Attended": "no", "Sessions present": "1"},
        "Attended",
        "sessions are named",
    ),
    ("Consignment lines", {**GLOVES, "Quantity": -5}, "Quantity", "negative"),
    ("Consignment lines", {**GLOVES, "Currency": "KZT"}, "Currency", "no rate of KZT for 2020-03"),
    (
        "Consignment lines",
        {**GLOVES, "Unit value": 0.5, "Currency": "JPY"},
        "Unit value",
        "JPY has 0 decimal places",
    ),
    ("Exchange rates", OWN_RATE, "Currency", "needs no rate"),
)


@pytest.mark.parametrize(("sheet", "row", "column", "sentence"), IMPOSSIBLE)
def test_what_cannot_be_true_is_found(sheet, row, column, sentence):
    plan = check(a_whole_programme(**{sheet.replace(" ", "_"): [row]}))
    first = next(one for one in plan.findings if one.sheet == sheet)
    assert first.column == column
    assert first.row == 2
    assert sentence in first.message


def test_nobody_is_qualified_twice_on_one_day_by_one_programme():
    sheets = a_whole_programme()
    again = {**sheets["Qualifications"][0], "Code": "Q-2"}
    plan = check(sheets | {"Qualifications": [*sheets["Qualifications"], again]})
    assert "Row 2 says the same" in only(plan).message
    bring(sheets)
    assert "Q-1 on file says the same" in only(check({"Qualifications": [again]})).message


def test_many_faults_are_counted_and_few_are_shown():
    plan = check({"Persons": [{**DILSHOD, "Code": f"UZ-{n}", "Country": "Nowhere"} for n in range(300)]})
    assert plan.errors == 300
    assert len(plan.findings) == 50
    assert plan.not_shown == 250


def test_a_sheet_damaged_in_the_middle_tells_where():
    content = a_book({"Persons": [DILSHOD]})
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<v>", b"<v>99", 1).replace(b'<row r="2"', b'<row r="2x"')
            new.writestr(name, part)
    plan = imports.read_book(made.getvalue(), by=MACHINE)
    assert plan.has_errors
    with pytest.raises(BookHasErrors):
        imports.apply(plan, by=MACHINE)


ANY_CELL = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.sampled_from(
        ["KZ", "P53", "P53-KZ-2018-01", "KZ-000001", "country", "training", "yes", "EUR", "2020-03", "=1+1"]
    ),
)


@st.composite
def spoiled_books(draw: st.DrawFn) -> bytes:
    sheets = a_whole_programme()
    for rows in sheets.values():
        if draw(st.booleans()):
            row = draw(st.integers(0, len(rows) - 1))
            headers = draw(st.lists(st.sampled_from(sorted(rows[row])), max_size=4))
            rows[row] = {**rows[row], **{header: draw(ANY_CELL) for header in headers}}
    return a_book(sheets)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(spoiled_books())
def test_a_spoiled_book_gives_findings_and_never_breaks(content):
    with transaction.atomic():
        plan = imports.read_book(content, by=MACHINE, keep=False)
        imports.apply(plan, by=MACHINE, good_rows=True)
        assert plan.rows == sum(counts.new + counts.changed for counts in plan.counts.values())
        assert all(finding.message for finding in plan.findings)
        transaction.set_rollback(True)
