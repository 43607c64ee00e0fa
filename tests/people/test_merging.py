"""Two records made one: what moves, what is folded, who may, and what is refused."""

from datetime import date, timedelta

import pytest

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    a_person,
    a_programme,
    an_account,
    an_organisation,
)
from tests.people.merging import merged
from tumar.events.actions.attendance import record_attendance
from tumar.events.models import Involvement, Mark
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people.actions import decisions, persons
from tumar.people.actions import merging as actions
from tumar.people.actions.accounts import deactivate
from tumar.people.models import Merge, Organisation, PairDecision, Person
from tumar.people.queries import find_persons, person_labels
from tumar.people.queries.merging import moving, objections
from tumar.people.rules import RoleKind
from tumar.supplies.actions.consignments import create_consignment
from tumar.supplies.models import Consignment
from tumar.training.actions.qualifications import create_qualification
from tumar.training.models import Qualification

pytestmark = pytest.mark.django_db


@pytest.fixture
def aizhan():
    return a_person("Akhmetova", family="Ахметова", telephone="+7 701 000 00 01")


@pytest.fixture
def again():
    return a_person("Ahmetova", email="aizhan@example.org", birth_date=date(1980, 5, 1), sex="F")


def test_what_is_known_of_either_is_known_of_the_one(aizhan, again):
    merged(aizhan, again)
    kept = Person.objects.get()
    assert (kept.family_latin, kept.telephone) == ("Akhmetova", "+7 701 000 00 01")
    assert (kept.email, kept.sex, kept.birth_date) == ("aizhan@example.org", "F", date(1980, 5, 1))


def test_a_value_is_chosen_field_by_field_and_found_by(aizhan, again):
    merged(aizhan, again, sides={"family_latin": "right", "birth_year": "left", "family": "right"})
    kept = Person.objects.get()
    assert (kept.family_latin, kept.family, kept.birth_date, kept.birth_year) == ("Ahmetova", "", None, None)
    assert kept.sort_name.startswith("ahmetova")


def test_the_merged_one_is_in_no_list_and_its_code_leads_to_the_one(aizhan, again):
    merged(aizhan, again)
    assert list(Person.objects.all()) == [aizhan]
    assert Person._base_manager.get(code=again.code).merged_into == aizhan
    assert find_persons(OFFICE, again.code.lower()) == [aizhan]
    assert find_persons(OFFICE, "ahmetova") == [aizhan]
    assert person_labels([again.code], KZ_COORDINATOR) == {again.code: "Ахметова"}


def test_the_code_of_the_merged_one_is_never_given_again(aizhan, again):
    merged(aizhan, again)
    with pytest.raises(Invalid, match=aizhan.code):
        a_person("Karimov", code=again.code)
    assert a_person("Karimov").code not in {aizhan.code, again.code}


def test_everything_moves_and_one_entry_of_the_journal_tells_it(aizhan, again):
    event, other = an_event(), an_event()
    on_the_list(event, again), on_the_list(other, again, "trainer")
    qualification = create_qualification(
        {"person": again, "programme": event.programme, "since": DAY}, by=MACHINE
    )
    account = an_account(person=again)
    files.attach(files.keep(b"%PDF", name="diploma.pdf"), about=again.label, by=MACHINE)
    before = journal.about(aizhan.label).count()
    merged(aizhan, again, reason="The same passport")
    assert {one.person for one in Involvement.objects.all()} == {aizhan}
    assert Qualification.objects.get().person == aizhan
    assert Qualification.objects.get().version == qualification.version + 1
    account.refresh_from_db()
    assert account.person == aizhan
    assert [one.file.name for one in files.of(aizhan.label)] == ["diploma.pdf"]
    entries = journal.about(aizhan.label)
    assert entries.count() == before + 1
    entry = entries[0]
    assert (entry.verb, entry.reason) == ("people.person.merged", "The same passport")
    assert entry.changes["merged"] == again.label
    assert entry.changes["email"] == ["", "aizhan@example.org"]
    assert entry.changes["moved"] == {
        "events.Involvement": 2,
        "kernel.Attachment": 1,
        "people.Account": 1,
        "training.Qualification": 1,
    }
    assert list(journal.breaks()) == []


def test_two_on_one_list_become_one_who_has_the_sessions_of_both(aizhan, again):
    event = an_event(ends=DAY + timedelta(days=1))
    first, second, third = (a_session(event) for _ in range(3))
    one, other = on_the_list(event, aizhan), on_the_list(event, again)
    record_attendance(first, {one.pk: "absent", other.pk: "present"}, by=KZ_TRAINER)
    record_attendance(second, {one.pk: "absent"}, by=KZ_TRAINER)
    record_attendance(third, {other.pk: "absent"}, by=KZ_TRAINER)
    merged(aizhan, again)
    kept = Involvement.objects.get()
    assert (kept.pk, kept.attended) == (one.pk, True)
    assert dict(Mark.objects.values_list("session__number", "state")) == {
        1: "present",
        2: "absent",
        3: "absent",
    }


@pytest.mark.parametrize(
    ("kept", "gone", "attended"),
    [
        *[(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
        *[(True, None, True), (None, True, True), (None, False, False), (None, None, None)],
    ],
)
def test_who_attended_under_one_of_two_names_attended(aizhan, again, kept, gone, attended):
    event = an_event()
    on_the_list(event, aizhan, attended=kept), on_the_list(event, again, attended=gone)
    merged(aizhan, again)
    assert Involvement.objects.get().attended is attended


@pytest.mark.parametrize("is_kept_listed", [True, False])
def test_an_absence_under_one_name_does_not_outweigh_a_list_under_the_other(aizhan, again, is_kept_listed):
    event = an_event()
    session = a_session(event)
    listed, marked = (aizhan, again) if is_kept_listed else (again, aizhan)
    on_the_list(event, listed, attended=True)
    involvement = on_the_list(event, marked)
    record_attendance(session, {involvement.pk: "absent"}, by=KZ_TRAINER)
    merged(aizhan, again)
    assert Involvement.objects.get().attended is True
    assert not Mark.objects.exists()


def test_a_participant_who_was_also_the_trainer_stays_both(aizhan, again):
    event = an_event()
    on_the_list(event, aizhan), on_the_list(event, again, "trainer")
    merged(aizhan, again)
    assert set(Involvement.objects.values_list("role", flat=True)) == {"participant", "trainer"}


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        ((date(2020, 1, 1), date(2021, 1, 1)), date(2021, 1, 1)),
        ((date(2020, 1, 1), None), None),
        ((None, None), None),
    ],
)
def test_the_same_qualification_is_held_once_and_as_long_as_the_longer_one(aizhan, again, ends, until):
    event = an_event()
    facts = {"programme": event.programme, "since": DAY}
    for person, end, where in ((aizhan, ends[0], None), (again, ends[1], event)):
        create_qualification({**facts, "person": person, "until": end, "event": where}, by=MACHINE)
    merged(aizhan, again)
    kept = Qualification.objects.get()
    assert (kept.person, kept.until, kept.event) == (aizhan, until, event)


def test_the_same_file_stands_as_evidence_once(aizhan, again):
    file = files.keep(b"%PDF", name="diploma.pdf")
    for person in (aizhan, again):
        files.attach(file, about=person.label, by=MACHINE)
    merged(aizhan, again)
    assert files.of(aizhan.label).count() == 1
    assert files.of(again.label).count() == 0


def test_two_accounts_in_use_are_refused_and_nothing_moves(aizhan, again):
    on_the_list(an_event(), again)
    accounts = [an_account(person=person) for person in (aizhan, again)]
    [sentence] = objections(aizhan, again)
    with pytest.raises(Invalid, match="account of their own") as refusal:
        merged(aizhan, again)
    assert refusal.value.faults[0].message == sentence
    assert all(account.email in sentence for account in accounts)
    assert Involvement.objects.get().person == again
    assert not Merge.objects.exists()


@pytest.mark.parametrize("idle", [0, 1])
def test_the_account_in_use_is_kept_and_the_idle_one_is_nobody_s(aizhan, again, idle):
    accounts = [an_account(person=person) for person in (aizhan, again)]
    deactivate(accounts[idle], by=MACHINE)
    merged(aizhan, again)
    for account in accounts:
        account.refresh_from_db()
    assert accounts[idle].person is None
    assert accounts[1 - idle].person == aizhan


def test_nobody_merges_beyond_his_own_country(aizhan):
    stranger = a_person("Akhmetova", country="UZ")
    for by in (KZ_COORDINATOR, KZ_TRAINER):
        with pytest.raises(Denied):
            merged(aizhan, stranger, by=by)
    with pytest.raises(Denied):
        merged(aizhan, a_person("Karimov"), by=KZ_TRAINER)
    assert Person.objects.count() == 3
    merged(aizhan, stranger, by=OFFICE)
    assert Person.objects.count() == 2


@pytest.mark.parametrize("changed", [0, 1])
def test_what_changed_since_it_was_seen_is_not_merged_unseen(aizhan, again, changed):
    both = (aizhan, again)
    persons.amend_person(both[changed], {"position": "Virologist"}, version=1, by=OFFICE)
    with pytest.raises(Stale) as refusal:
        actions.merge(*both, versions=(1, 1), by=OFFICE)
    assert refusal.value.label == both[changed].label
    assert Person.objects.count() == 2


def test_the_same_merge_twice_is_done_once(aizhan, again):
    actions.merge(aizhan, again, versions=(1, 1), by=OFFICE)
    with pytest.raises(Stale):
        actions.merge(aizhan, again, versions=(1, 1), by=OFFICE)
    assert Merge.objects.count() == 1


def test_whoever_edits_the_merged_one_meanwhile_is_told(aizhan, again):
    merged(aizhan, again)
    with pytest.raises(Stale):
        persons.amend_person(again, {"position": "Nurse"}, version=1, by=OFFICE)


def test_one_record_is_not_merged_with_itself_or_with_another_kind(aizhan):
    for other in (aizhan, an_organisation()):
        with pytest.raises(Invalid):
            merged(aizhan, other)


def test_a_merge_is_a_verdict_and_keeps_what_it_was_made_on(aizhan, again):
    decisions.decide_not_same(aizhan, again, by=OFFICE)
    merged(aizhan, again, evidence={"score": 0.97, "parts": ["given name equal"]})
    verdict = PairDecision.objects.get()
    assert (verdict.verdict, verdict.evidence["score"]) == ("same", 0.97)
    assert verdict.evidence["first"]["family_latin"] == "Akhmetova"
    assert verdict.evidence["first"].get("email") is None, "as it was before the merge"
    assert verdict.evidence["second"]["family_latin"] == "Ahmetova"
    with pytest.raises(Invalid):
        decisions.take_back(verdict, by=OFFICE)


def test_codes_of_earlier_merges_lead_to_the_last_one(aizhan, again):
    third = a_person("Achmetowa")
    merged(again, third)
    merged(aizhan, again)
    assert find_persons(OFFICE, third.code) == find_persons(OFFICE, again.code) == [aizhan]


def test_all_of_an_organisation_moves_and_is_found_under_the_one_name():
    kept, gone = an_organisation("Virology Institute"), an_organisation("Institute of Virology")
    part, person = an_organisation("Cell laboratory", parent=gone), a_person(employer=gone)
    programme = a_programme(funder=gone, implementer=gone)
    account = an_account(RoleKind.RECIPIENT_LABORATORY, "KZ", organisation=gone)
    event = an_event(hosts=[gone], co_organisers=[kept], programme=programme)
    both = an_event(hosts=[gone, kept], programme=programme)
    create_consignment({"programme": programme, "recipient": gone}, by=MACHINE)
    found = {str(one.called): (one.number, one.alike) for one in moving(kept, gone)}
    assert found["events organised"] == (2, 1)
    assert found["consignments received"] == (1, 0)
    merged(kept, gone)
    for record in (part, person, programme):
        record.refresh_from_db()
    assert (part.parent, person.employer, programme.funder, programme.implementer) == (kept,) * 4
    assert account.roles.get().organisation == kept
    assert {(one.organisation, one.role) for one in event.organisations.all()} == {
        (kept, "host"),
        (kept, "co-organiser"),
    }
    assert [one.organisation for one in both.organisations.all()] == [kept]
    consignment = Consignment.objects.get()
    assert (consignment.recipient, "virology institute" in consignment.search_text) == (kept, True)


def test_an_organisation_that_swallows_what_it_is_part_of_is_no_part_of_itself():
    ministry = an_organisation("Ministry")
    gone = an_organisation("Institute", parent=ministry)
    kept = an_organisation("Laboratory", parent=gone)
    merged(kept, gone, sides={"parent_id": "left"})
    kept.refresh_from_db()
    assert kept.parent is None


def test_a_merge_that_would_make_an_organisation_a_part_of_itself_is_refused():
    gone = an_organisation("Institute")
    between = an_organisation("Department", parent=gone)
    kept = an_organisation("Laboratory", parent=between)
    with pytest.raises(Invalid):
        merged(kept, gone)
    assert Organisation.objects.count() == 3
    between.refresh_from_db()
    assert between.parent == gone
