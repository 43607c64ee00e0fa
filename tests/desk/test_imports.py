"""A workbook is kept, checked over all its sheets, and written as a whole or not at all."""

from datetime import date

import pytest

from tests.desk.books import (
    AIZHAN,
    DILSHOD,
    LABORATORY,
    PARTICIPATION,
    WORKSHOP,
    a_whole_programme,
    bring,
    check,
    found,
    only,
    the_person,
)
from tests.people import MACHINE
from tumar.desk import imports
from tumar.desk.imports import BookOvertaken
from tumar.events.models import Event, Involvement, Mark
from tumar.events.queries.faults import attendance_faults
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry, StoredFile
from tumar.people.models import Organisation, Person
from tumar.programmes.models import Claim, Participation, Programme
from tumar.supplies.models import ConsignmentLine

pytestmark = pytest.mark.django_db


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
    row = {**PARTICIPATION, "Sessions present": "1"}
    plan = bring({"Event persons": [row]})
    assert plan.counts["Event persons"].changed == 1
    marks = Mark.objects.filter(involvement__person__code="UZ-000001").order_by("session__number")
    assert list(marks.values_list("state", flat=True)) == ["present", "absent"]
    assert list(attendance_faults()) == []


def test_marks_on_file_outweigh_a_yes_in_the_book():
    bring(a_whole_programme())
    Mark.objects.filter(involvement__person__code="UZ-000001").update(state="absent")
    Involvement.objects.filter(person__code="UZ-000001").update(attended=False)
    row = {**PARTICIPATION, "Attended": "yes"}
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
