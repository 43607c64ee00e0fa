"""A merge undone: both records exactly as they were, later edits kept, and a refusal that says why."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events.builders import DAY, a_session, an_event, on_the_list, the_programme
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_person,
    an_account,
    an_organisation,
)
from tests.people.merging import everything, merged, undone
from tumar.events.actions.attendance import record_attendance
from tumar.events.actions.persons import withdraw_person
from tumar.events.models import Event, Involvement, Mark, Session
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import decisions, persons
from tumar.people.actions.erasure import erase_person
from tumar.people.actions.merging import CannotUndo
from tumar.people.models import Candidate, Merge, Organisation, PairDecision, Person
from tumar.people.queries.merging import undone_told, why_not_undone
from tumar.people.rules.pairs import Found
from tumar.supplies.actions.consignments import create_consignment
from tumar.supplies.models import Consignment
from tumar.training.actions.qualifications import create_qualification
from tumar.training.models import Qualification

pytestmark = pytest.mark.django_db


@pytest.fixture
def aizhan():
    return a_person("Akhmetova", telephone="+7 701 000 00 01")


@pytest.fixture
def again():
    return a_person("Ahmetova", email="aizhan@example.org", birth_date=date(1980, 5, 1))


def test_what_was_undone_is_as_if_it_had_never_been(aizhan, again):
    event = an_event()
    on_the_list(event, aizhan, attended=False), on_the_list(event, again, attended=True)
    an_account(person=again)
    file = files.keep(b"%PDF", name="diploma.pdf")
    for person in (aizhan, again):
        files.attach(file, about=person.label, by=MACHINE)
    decisions.queue_candidates([Found(aizhan.code, again.code, 0.9)])
    before = everything()
    done = merged(aizhan, again)
    assert everything() != before
    told = undone(done, by=KZ_COORDINATOR, reason="Two sisters")
    assert everything() == before
    assert undone_told(told) == []
    for record in (aizhan, again):
        entry = journal.about(record.label)[0]
        assert (entry.verb, entry.reason) == ("people.person.merge-undone", "Two sisters")
    assert list(journal.breaks()) == []


def test_versions_rise_so_that_nobody_saves_over_a_merge_unseen(aizhan, again):
    undone(merged(aizhan, again))
    aizhan.refresh_from_db(), again.refresh_from_db()
    assert (aizhan.version, again.version) == (3, 3)


STATES = st.sampled_from(["", "present", "absent"])
LISTED = st.sampled_from([None, True, False])
ROLES = st.sampled_from(["participant", "trainer", "speaker"])
ENDS = st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)])
ENTRY = st.tuples(st.integers(0, 1), st.integers(0, 2), ROLES, LISTED, STATES, STATES)
PERSONS = {
    "entries": st.lists(ENTRY, max_size=6, unique_by=lambda one: one[:3]),
    "held": st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), ENDS), max_size=4),
    "filed": st.lists(st.tuples(st.integers(0, 1), st.sampled_from([b"a", b"b"])), max_size=4),
    "accounts": st.sampled_from([(), (0,), (1,)]),
    "sides": st.dictionaries(
        st.sampled_from(["family_latin", "email", "birth_year", "sex", "employer_id"]),
        st.sampled_from(["left", "right"]),
    ),
}


def lay_out(both, entries, held, filed, accounts) -> None:
    """Put two persons on lists of three events with two sessions each, and give them what persons have."""
    all_events = [an_event(ends=DAY + timedelta(days=1)) for _ in range(3)]
    sessions = {event.pk: [a_session(event), a_session(event)] for event in all_events}
    for who, where, role, listed, *states in entries:
        event = all_events[where]
        attended = listed if role == "participant" else None
        involvement = on_the_list(event, both[who], role, attended=attended)
        marks = [(session, state) for session, state in zip(sessions[event.pk], states, strict=True) if state]
        for session, state in marks if role == "participant" else ():
            record_attendance(session, {involvement.pk: state}, by=MACHINE)
    for who, later, until in held:
        facts = {"person": both[who], "programme": the_programme(), "since": DAY + timedelta(days=later)}
        with contextlib.suppress(Invalid):
            create_qualification({**facts, "until": until}, by=MACHINE)
    for who, content in filed:
        files.attach(files.keep(content, name="scan.pdf"), about=both[who].label, by=MACHINE)
    for who in accounts:
        an_account(person=both[who])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**PERSONS)
def test_merging_and_undoing_changes_nothing_whatever_two_persons_have(
    data_folder, entries, held, filed, accounts, sides
):
    with transaction.atomic():
        both = (
            a_person("Akhmetova", sex="F", employer=an_organisation()),
            a_person("Ahmetova", email="aizhan@example.org", birth_date=date(1980, 5, 1)),
        )
        lay_out(both, entries, held, filed, accounts)
        before = everything()
        undone(merged(*both, sides=sides))
        assert everything() == before
        transaction.set_rollback(True)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**{name: PERSONS[name] for name in ("entries", "held", "filed")})
def test_after_a_merge_nothing_points_to_the_merged_one_and_attendance_follows_from_marks(
    data_folder, entries, held, filed
):
    with transaction.atomic():
        both = (a_person("Akhmetova"), a_person("Ahmetova"))
        lay_out(both, entries, held, filed, ())
        attended = {(one.event_id, one.role) for one in Involvement.objects.all() if one.attended}
        merged(*both)
        for model in (Involvement, Qualification):
            assert not model.objects.filter(person=both[1]).exists()
        assert not files.of(both[1].label).exists()
        now = {(one.event_id, one.role) for one in Involvement.objects.all() if one.attended}
        assert now == attended, "whoever was there under either name was there"
        for one in Involvement.objects.filter(marks__isnull=False):
            assert one.attended is any(mark.state == "present" for mark in one.marks.all())
        transaction.set_rollback(True)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.sampled_from([0, 1]), max_size=3),
    staff=st.lists(st.sampled_from([0, 1]), max_size=3),
    held=st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.integers(0, 2)), max_size=6, unique=True),
    received=st.lists(st.sampled_from([0, 1]), max_size=2),
)
def test_merging_and_undoing_changes_nothing_whatever_two_organisations_have(
    data_folder, parts, staff, held, received
):
    with transaction.atomic():
        both = (an_organisation("Institute"), an_organisation("Virology Institute"))
        for at in parts:
            an_organisation("Part", parent=both[at])
        for at in staff:
            a_person(employer=both[at])
        for number in range(3):
            sets = {"hosts": [], "co_organisers": []}
            for at, is_host, where in held:
                if where == number:
                    sets["hosts" if is_host else "co_organisers"].append(both[at])
            an_event(**sets)
        for at in received:
            create_consignment({"programme": the_programme(), "recipient": both[at]}, by=MACHINE)
        before = everything()
        undone(merged(*both))
        assert everything() == before
        transaction.set_rollback(True)


def test_what_was_changed_since_is_kept_and_said(aizhan, again):
    done = merged(aizhan, again)
    aizhan.refresh_from_db()
    changes = {"email": "new@example.org", "position": "Virologist"}
    persons.amend_person(aizhan, changes, version=aizhan.version, by=OFFICE)
    told = undone(done)
    aizhan.refresh_from_db()
    assert (aizhan.email, aizhan.position, aizhan.birth_date) == ("new@example.org", "Virologist", None)
    assert Person.objects.get(pk=again.pk).email == "aizhan@example.org"
    assert undone_told(told) == ["Changed since the merge, so left as it is: e-mail (person)."]


def test_what_is_said_together_is_kept_together(aizhan, again):
    done = merged(aizhan, again)
    aizhan.refresh_from_db()
    persons.amend_person(
        aizhan, {"birth_date": date(1981, 5, 1), "birth_year": 1981}, version=aizhan.version, by=OFFICE
    )
    undone(done)
    aizhan.refresh_from_db()
    assert (aizhan.birth_year, aizhan.birth_date) == (1981, date(1981, 5, 1))


def test_a_person_who_moved_on_since_stays_where_he_went():
    kept, gone, third = (an_organisation(name) for name in ("Institute", "Virology", "Ministry"))
    stayed, left = a_person("Karimov", employer=gone), a_person("Alimov", employer=gone)
    done = merged(kept, gone)
    left.refresh_from_db()
    persons.amend_person(left, {"employer": third}, version=left.version, by=OFFICE)
    told = undone(done)
    stayed.refresh_from_db(), left.refresh_from_db()
    assert (stayed.employer, left.employer) == (gone, third)
    assert undone_told(told) == ["Persons who work there: 1 went elsewhere since the merge, and stay there."]


def test_what_was_recorded_since_stays_with_the_one_who_was_kept(aizhan, again):
    done = merged(aizhan, again)
    since = on_the_list(an_event(), aizhan)
    undone(done)
    since.refresh_from_db()
    assert since.person == aizhan


def test_attendance_follows_from_the_marks_that_are_left(aizhan, again):
    event = an_event(ends=DAY + timedelta(days=1))
    first, second = a_session(event), a_session(event)
    one, other = on_the_list(event, aizhan), on_the_list(event, again)
    record_attendance(first, {one.pk: "present"}, by=KZ_TRAINER)
    record_attendance(second, {other.pk: "present"}, by=KZ_TRAINER)
    done = merged(aizhan, again)
    record_attendance(first, {one.pk: "absent"}, by=KZ_TRAINER)
    undone(done)
    assert dict(Involvement.objects.values_list("person__code", "attended")) == {
        aizhan.code: False,
        again.code: True,
    }
    assert Mark.objects.count() == 2


def refusal_of(done: Merge) -> list[str]:
    """Why the merge cannot be undone; nothing is changed by trying."""
    before = everything()
    with pytest.raises(CannotUndo) as refusal:
        undone(done)
    assert everything() == before
    assert list(refusal.value.reasons) == why_not_undone(Merge.objects.get(pk=done.pk))
    return list(refusal.value.reasons)


def test_what_was_removed_since_cannot_be_restored(aizhan, again):
    event = an_event()
    involvement = on_the_list(event, again)
    done = merged(aizhan, again)
    involvement.refresh_from_db()
    withdraw_person(involvement, by=OFFICE)
    [reason] = refusal_of(done)
    assert reason == "Events taken part in: 1 entry that the merge moved has been removed since."


def test_where_a_folded_entry_belonged_must_still_be_there(aizhan, again):
    event = an_event()
    session = a_session(event)
    one, other = on_the_list(event, aizhan), on_the_list(event, again)
    record_attendance(session, {one.pk: "present", other.pk: "absent"}, by=KZ_TRAINER)
    done = merged(aizhan, again)
    Session.objects.get().delete()
    # The mark that was folded has nowhere to go back to, and what was said in the session went with it.
    mark, statement = sorted(refusal_of(done))
    assert mark.endswith("the record it belongs to (session) has been removed since.")
    assert statement.startswith("Statements about attendance:")
    Event.objects.get().delete()
    assert len(refusal_of(done)) >= 2


def test_a_later_merge_is_undone_first(aizhan, again):
    third = a_person("Achmetowa")
    first = merged(aizhan, again)
    into = merged(third, aizhan)
    [reason] = refusal_of(first)
    assert f"{aizhan.code} into {third.code}" in reason
    undone(into)
    undone(first)
    assert Person.objects.count() == 3


def test_another_one_merged_into_the_same_is_undone_first(aizhan, again):
    third = a_person("Achmetowa")
    event = an_event()
    on_the_list(event, aizhan, attended=False)
    on_the_list(event, again, attended=True), on_the_list(event, third, attended=True)
    first, second = merged(aizhan, again), merged(aizhan, third)
    assert third.code in refusal_of(first)[0]
    undone(second), undone(first)
    assert dict(Involvement.objects.values_list("person__code", "attended")) == {
        aizhan.code: False,
        again.code: True,
        third.code: True,
    }


def test_an_employer_merged_meanwhile_is_stood_for_by_its_survivor(aizhan, again):
    own, other, swallows = (an_organisation(name) for name in ("Institute", "Virology", "Ministry"))
    for person, employer in ((aizhan, own), (again, other)):
        persons.amend_person(person, {"employer": employer}, version=1, by=OFFICE)
    done = merged(aizhan, again, sides={"employer_id": "right"})
    merged(swallows, own)
    undone(done)
    aizhan.refresh_from_db()
    assert aizhan.employer == swallows


def test_a_merge_is_undone_once(aizhan, again):
    done = merged(aizhan, again)
    undone(done)
    assert refusal_of(Merge.objects.get()) == ["This merge was undone already."]
    merged(again, aizhan)
    assert list(Person.objects.all()) == [again]


def test_after_an_erasure_nothing_of_the_person_is_left_to_restore(aizhan, again):
    done = merged(aizhan, again)
    erase_person(Person.objects.get(), by=MACHINE, reason="Asked for it")
    sealed = Merge.objects.get()
    assert (sealed.steps, sealed.kept_name, sealed.gone_name) == ([], "", "")
    assert "erased" in refusal_of(done)[0]


def test_undoing_needs_the_right_in_both_countries(aizhan):
    done = merged(aizhan, a_person("Akhmetova", country="UZ"))
    for by in (KZ_COORDINATOR, UZ_COORDINATOR, KZ_TRAINER):
        with pytest.raises(Denied):
            undone(done, by=by)
    undone(done, by=OFFICE)


def test_the_verdict_before_the_merge_stands_again(aizhan, again):
    decisions.queue_candidates([Found(aizhan.code, again.code, 0.9)])
    decisions.decide_not_same(aizhan, again, by=OFFICE, reason="Two sisters")
    done = merged(aizhan, again)
    assert Candidate.objects.get().state == "same"
    undone(done)
    assert Candidate.objects.get().state == "different"
    verdict = PairDecision.objects.get()
    assert (verdict.verdict, verdict.reason) == ("different", "Two sisters")


def test_consignments_are_found_by_the_name_of_whoever_holds_them_again():
    kept, gone = an_organisation("Institute"), an_organisation("Virology")
    create_consignment({"programme": the_programme(), "recipient": gone}, by=MACHINE)
    undone(merged(kept, gone))
    assert "virology" in Consignment.objects.get().search_text
    assert Organisation.objects.count() == 2
