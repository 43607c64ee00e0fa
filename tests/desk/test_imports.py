"""A workbook is kept, checked over all its sheets, and written as a whole or not at all."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.books import (
    AIZHAN,
    DILSHOD,
    LABORATORY,
    SESSIONS,
    WORKSHOP,
    a_book,
    a_whole_programme,
)
from tests.people import KZ_COORDINATOR, LOGISTICS, MACHINE
from tumar.config import cli
from tumar.desk import imports
from tumar.desk.imports import BookHasErrors, BookOvertaken, Folder, Kept
from tumar.events.models import Event, Involvement, Mark
from tumar.events.queries.faults import attendance_faults
from tumar.kernel import files, journal
from tumar.kernel.models import Attachment, JournalEntry, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.kernel.scope import Reach, Scope
from tumar.people.models import Organisation, Person
from tumar.programmes.models import Claim, Participation, Programme
from tumar.supplies.models import ConsignmentLine

pytestmark = pytest.mark.django_db

KZ_OFFICE = Scope(None, "KZ office", dict.fromkeys(Permission, (Reach(frozenset({"KZ"})),)))


def check(sheets, *, by=MACHINE, **options) -> imports.Plan:
    """The plan of a workbook with these sheets."""
    return imports.read_book(a_book(sheets), by=by, **options)


def bring(sheets, **options) -> imports.Plan:
    """The plan of a workbook that was imported as well."""
    plan = check(sheets)
    imports.apply(plan, by=MACHINE, **options)
    return plan


def found(plan: imports.Plan) -> list[str]:
    return [str(finding) for finding in plan.findings]


def only(plan: imports.Plan) -> imports.Finding:
    """The one thing that was found."""
    assert len(plan.findings) == 1, found(plan)
    return plan.findings[0]


def the_person(code: str = "KZ-000001") -> Person:
    return Person.objects.get(code=code)


# What a good book does


def test_a_whole_programme_is_imported():
    plan = bring(a_whole_programme())
    assert found(plan) == []
    event = Event.objects.get()
    assert event.title == {"en": "Training workshop"}
    assert event.languages == ["ru", "kk"]
    assert event.ends == date(2018, 4, 3)
    assert sorted(event.countries.values_list("pk", flat=True)) == ["KZ", "UZ"]
    assert [(str(one.organisation.code), one.role) for one in event.organisations.all()] == [
        ("KZ-LAB", "host")
    ]
    programme = Programme.objects.get()
    assert programme.budget_cents == 650_000_000
    assert sorted(programme.tags.values_list("scheme", "tag")) == [
        ("area", "legal-framework"),
        ("category", "biological"),
    ]
    assert Claim.objects.get().figure == 160_000_000
    assert Participation.objects.get().country_id == "KZ"
    assert the_person().employer.code == "KZ-LAB"
    assert "akhmetova" in the_person().search_text
    assert the_person().sort_name.startswith("akhmetova")


def test_the_value_in_euro_is_taken_at_the_month_of_the_handover():
    bring(a_whole_programme())
    analyser, gloves = ConsignmentLine.objects.order_by("number")
    assert (analyser.rate_month, analyser.euro_cents) == ("2020-03", 5_423_484)
    assert (gloves.rate_per_euro, gloves.euro_cents) == (1, 125_625)


def test_attendance_follows_from_the_sessions_named():
    bring(a_whole_programme())
    trainer, participant = Involvement.objects.order_by("role").reverse()
    assert (trainer.attended, trainer.marks.count()) == (True, 0)
    assert participant.attended is True
    assert sorted(participant.marks.values_list("session__number", "state")) == [
        (1, "absent"),
        (2, "present"),
    ]


def test_the_book_is_kept_as_received_and_the_journal_names_it():
    plan = bring(a_whole_programme())
    kept = StoredFile.objects.get(sha256=plan.sha256)
    entry = journal.about(f"kernel.file:{kept.sha256}").get()
    assert entry.verb == "desk.book.imported"
    assert entry.changes["sheets"]["Persons"] == {"new": 2}


def test_every_record_has_its_journal_entry_and_the_chain_is_whole():
    bring(a_whole_programme())
    for label in ("people.person:KZ-000001", "events.event:P53-KZ-2018-01", "supplies.consignment:C-1"):
        assert journal.about(label).exists(), label
    told = journal.about("events.event:P53-KZ-2018-01").get(verb="events.person.added")
    assert set(told.changes) == {"KZ-000001 trainer", "UZ-000001 participant"}
    assert list(journal.breaks()) == []


def test_the_same_book_twice_changes_nothing():
    bring(a_whole_programme())
    entries = JournalEntry.objects.count()
    plan = bring(a_whole_programme())
    assert plan.changes_nothing
    assert all(counts.new == counts.changed == counts.bad == 0 for counts in plan.counts.values())
    assert JournalEntry.objects.count() == entries


def test_the_order_of_sheets_does_not_matter():
    sheets = a_whole_programme()
    plan = bring(dict(reversed(sheets.items())))
    assert not plan.has_errors
    assert Involvement.objects.count() == 2


def test_sheets_and_columns_are_known_by_russian_names_too():
    row = {
        "Код": "UZ-1",
        "Фамилия": "Каримов",
        "СТРАНА": "Oʻzbekiston",
        "Группа занятий": "border-guard",
        "Пол": "m",
    }
    bring({" лица": [row]})
    person = the_person("UZ-1")
    assert (person.country_id, person.group, person.sex) == ("UZ", "border-guard", "M")


def test_a_different_row_amends_what_is_on_file_and_the_journal_tells_how():
    bring({"Organisations": [LABORATORY], "Persons": [AIZHAN]})
    plan = bring({"Persons": [{**AIZHAN, "Family name Latin": "Ahmetova"}]})
    assert (plan.counts["Persons"].changed, plan.counts["Persons"].unchanged) == (1, 0)
    assert the_person().version == 2
    assert "ahmetova" in the_person().search_text
    entry = journal.about("people.person:KZ-000001").first()
    assert entry.verb == "people.person.amended"
    assert entry.changes == {"family_latin": ["Akhmetova", "Ahmetova"]}


def test_an_empty_cell_takes_nothing_away():
    bring({"Organisations": [LABORATORY], "Persons": [{**AIZHAN, "E-mail": "aizhan@example.org"}]})
    plan = bring({"Persons": [{"Code": "KZ-000001", "Country": "KZ", "E-mail": None, "Position": "Head"}]})
    assert plan.counts["Persons"].changed == 1
    assert (the_person().email, the_person().family, the_person().position) == (
        "aizhan@example.org",
        "Ахметова",
        "Head",
    )


def test_a_set_in_a_cell_replaces_the_set_on_file():
    bring(a_whole_programme())
    event = {**WORKSHOP, "Activity line": "A1", "Response": "COVID-19", "Countries": "UZ; TJ"}
    bring({"Events": [event]})
    assert sorted(Event.objects.get().countries.values_list("pk", flat=True)) == ["TJ", "UZ"]
    entry = journal.about("events.event:P53-KZ-2018-01").first()
    assert entry.changes == {"countries": [["KZ", "UZ"], ["TJ", "UZ"]]}


def test_attendance_can_be_corrected_by_a_later_book():
    bring(a_whole_programme())
    row = {"Event": "P53-KZ-2018-01", "Person": "UZ-000001", "Role": "participant", "Sessions present": "1"}
    plan = bring({"Event persons": [row]})
    assert plan.counts["Event persons"].changed == 1
    marks = Mark.objects.filter(involvement__person__code="UZ-000001").order_by("session__number")
    assert list(marks.values_list("state", flat=True)) == ["present", "absent"]
    assert list(attendance_faults()) == []


def test_marks_on_file_outweigh_a_yes_in_the_book():
    bring(a_whole_programme())
    Mark.objects.filter(involvement__person__code="UZ-000001").update(state="absent")
    Involvement.objects.filter(person__code="UZ-000001").update(attended=False)
    row = {"Event": "P53-KZ-2018-01", "Person": "UZ-000001", "Role": "participant", "Attended": "yes"}
    plan = bring({"Event persons": [row]})
    assert "sessions on file" in only(plan).message
    assert list(attendance_faults()) == []


def test_an_organisation_may_stand_before_the_one_it_is_part_of():
    laboratory, ministry = (
        {**LABORATORY, "Part of": "KZ-MIN"},
        {**LABORATORY, "Code": "KZ-MIN", "Kind": "ministry"},
    )
    bring({"Organisations": [laboratory, ministry]})
    assert Organisation.objects.get(code="KZ-LAB").parent.code == "KZ-MIN"


# What is found


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


@pytest.mark.parametrize(
    ("sheet", "row", "column", "sentence"),
    [
        ("Events", {**WORKSHOP, "Last day": "2018-04-01"}, "Last day", "lies before the start"),
        ("Events", {**WORKSHOP, "First day": "31.02.2018"}, "First day", "no such day"),
        ("Events", {**WORKSHOP, "First day": date(1900, 1, 1)}, "First day", "out of reason"),
        (
            "Events",
            {**WORKSHOP, "Programme": "P99"},
            "Programme",
            "neither in the sheet “Programmes” nor on file",
        ),
        ("Events", {**WORKSHOP, "Kind": "tot"}, "Kind", "awareness, conference, train-the-trainers"),
        ("Events", {**WORKSHOP, "Country": None}, "Country", "is for one country"),
        ("Events", {**WORKSHOP, "Reach": "regional"}, "Country", "for no country in particular"),
        ("Events", {**WORKSHOP, "Head count": 12}, "Head count source", "where the head count comes from"),
        ("Events", {**WORKSHOP, "Head count": -3}, "Head count", "between 0"),
        ("Sessions", {**SESSIONS[0], "Day": date(2018, 4, 9)}, "Day", "held from 2018-04-02 to 2018-04-03"),
        (
            "Event persons",
            {"Event": "P53-KZ-2018-01", "Person": "KZ-000001", "Role": "trainer", "Sessions present": "7"},
            "Sessions present",
            "neither in the sheet “Sessions”",
        ),
        (
            "Event persons",
            {
                "Event": "P53-KZ-2018-01",
                "Person": "KZ-000001",
                "Role": "trainer",
                "Attended": "no",
                "Sessions present": "1",
            },
            "Attended",
            "sessions are named",
        ),
        (
            "Consignment lines",
            {
                "Consignment": "C-1",
                "Line": 1,
                "Category": "ppe",
                "Description": "Gloves",
                "Quantity": -5,
                "Unit value": 1,
                "Currency": "EUR",
            },
            "Quantity",
            "negative",
        ),
        (
            "Consignment lines",
            {
                "Consignment": "C-1",
                "Line": 1,
                "Category": "ppe",
                "Description": "Gloves",
                "Quantity": 5,
                "Unit value": 1,
                "Currency": "KZT",
            },
            "Currency",
            "no rate of KZT for 2020-03",
        ),
        (
            "Consignment lines",
            {
                "Consignment": "C-1",
                "Line": 1,
                "Category": "ppe",
                "Description": "Gloves",
                "Quantity": 5,
                "Unit value": 0.5,
                "Currency": "JPY",
            },
            "Unit value",
            "JPY has 0 decimal places",
        ),
        (
            "Exchange rates",
            {"Currency": "EUR", "Month": "2020-03", "Units per euro": 1, "Source": "x"},
            "Currency",
            "needs no rate",
        ),
    ],
)
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


# Rights


def test_who_may_not_import_is_refused():
    with pytest.raises(Denied):
        check({"Persons": [DILSHOD]}, by=LOGISTICS)


def test_who_looks_after_the_law_of_a_country_sends_no_persons():
    plan = check({"Persons": [DILSHOD]}, by=KZ_COORDINATOR)
    assert "You may not import this sheet. Take it out." in [one.message for one in plan.findings]
    assert plan.rows == 0
    with pytest.raises(BookHasErrors):
        imports.apply(plan, by=KZ_COORDINATOR)


def test_rows_of_a_country_without_the_right_are_findings():
    plan = check({"Persons": [{**AIZHAN, "Employer": None}, DILSHOD]}, by=KZ_OFFICE)
    finding = only(plan)
    assert (finding.row, finding.column) == (3, "Country")
    assert "needs the right for UZ" in finding.message
    imports.apply(plan, by=KZ_OFFICE, good_rows=True)
    assert [person.code for person in Person.objects.all()] == ["KZ-000001"]


def test_nobody_takes_a_person_over_from_another_country():
    bring({"Persons": [DILSHOD]})
    plan = check({"Persons": [{**DILSHOD, "Country": "KZ"}]}, by=KZ_OFFICE)
    assert "needs the right for UZ" in only(plan).message


def test_an_event_of_another_country_is_not_filled_by_this_one():
    bring(a_whole_programme(Persons=[AIZHAN, DILSHOD, {**DILSHOD, "Code": "UZ-2"}]))
    uz = Scope(None, "UZ office", dict.fromkeys(Permission, (Reach(frozenset({"UZ"})),)))
    row = {"Event": "P53-KZ-2018-01", "Person": "UZ-2", "Role": "participant"}
    assert "needs the right for KZ" in only(check({"Event persons": [row]}, by=uz)).message


# Two at once


def test_a_record_changed_after_the_check_is_not_overwritten():
    bring({"Persons": [DILSHOD]})
    plan = check({"Persons": [{**DILSHOD, "Position": "Head"}]})
    Person.objects.filter(code="UZ-000001").update(version=2, position="Deputy")
    with pytest.raises(BookOvertaken):
        imports.apply(plan, by=MACHINE)
    assert the_person("UZ-000001").position == "Deputy"


def test_a_record_added_after_the_check_stops_the_import():
    plan = check({"Organisations": [LABORATORY], "Persons": [DILSHOD]})
    bring({"Persons": [DILSHOD]})
    with pytest.raises(BookOvertaken):
        imports.apply(plan, by=MACHINE)
    assert not Organisation.objects.exists()


# Evidence files


@pytest.fixture
def evidence_folder(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sheet.pdf").write_bytes(b"%PDF signed")
    (tmp_path.parent / "outside.pdf").write_bytes(b"%PDF secret")
    return tmp_path


def test_evidence_files_beside_the_book_are_kept_and_attached(evidence_folder):
    sheets = a_whole_programme(Events=[{**WORKSHOP, "Evidence": "evidence/sheet.pdf; missing.pdf"}])
    (evidence_folder / "book.xlsx").write_bytes(a_book(sheets))
    for _time in range(2):
        plan = imports.read_book(evidence_folder / "book.xlsx", by=MACHINE)
        assert "missing.pdf" in only(plan).message
        assert not plan.has_errors
        imports.apply(plan, by=MACHINE)
    attachment = Attachment.objects.get(about="events.event:P53-KZ-2018-01")
    assert files.content_of(attachment.file) == b"%PDF signed"
    assert journal.about("events.event:P53-KZ-2018-01").filter(verb="kernel.file.attached").count() == 1


@pytest.mark.parametrize("name", ["../outside.pdf", "/etc/hostname", "evidence", "a\0b"])
def test_no_file_outside_the_folder_is_evidence(evidence_folder, name):
    folder = Folder(evidence_folder)
    assert not folder.has(name)
    assert folder.keep(name) is None


def test_files_that_came_with_the_book_are_found_by_their_names():
    kept = files.keep(b"%PDF", name="sheet.pdf")
    evidence = Kept({"sheet.pdf": kept.sha256})
    assert evidence.keep("evidence/sheet.pdf") == kept
    assert not evidence.has("other.pdf")


def test_evidence_for_another_country_needs_the_right_there():
    sheets = a_whole_programme(Events=[WORKSHOP])
    bring(sheets)
    uz = Scope(None, "UZ office", dict.fromkeys(Permission, (Reach(frozenset({"UZ"})),)))
    evidence = Kept({"x.pdf": files.keep(b"%PDF", name="x.pdf").sha256})
    plan = check({"Events": [{**WORKSHOP, "Evidence": "x.pdf"}]}, by=uz, evidence=evidence)
    assert plan.has_errors


# The command


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.main(["import", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_imports_and_reports(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book(a_whole_programme()))
    code, out, err = run(capsys, str(book), "--format", "json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert report["imported"] is True
    assert report["sheets"]["Persons"] == {"new": 2, "changed": 0, "unchanged": 0, "bad": 0}
    code, out, err = run(capsys, str(book))
    assert "nothing was changed" in out


def test_the_command_only_checks_when_asked(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book({"Persons": [DILSHOD, {"Code": "?", "Country": "KZ"}]}))
    code, out, _err = run(capsys, str(book), "--check")
    assert code == 1
    assert "error: Persons A3 [?]" in out
    assert not Person.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_command_takes_good_rows(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book({"Persons": [DILSHOD, {"Code": "?", "Country": "KZ"}]}))
    assert run(capsys, str(book))[0] == 1
    assert not Person.objects.exists()
    assert run(capsys, str(book), "--good-rows")[0] == 0
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, (), "There is no file"),
        (b"not a book", (), "This is no workbook"),
        (b"x", ("--account", "nobody@example.org"), "There is no account 'nobody@example.org'."),
        (b"x", ("--files", "/nowhere/at/all"), "There is no folder"),
    ],
)
def test_the_command_says_in_one_sentence_what_it_cannot_do(tmp_path, capsys, content, words, sentence):
    book = tmp_path / "book.xlsx"
    if content is not None:
        book.write_bytes(content)
    code, out, err = run(capsys, str(book), *words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


# Whatever is in the cells

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
