"""Attendance is recorded session by session, by several people, and nothing of anybody is lost."""

from datetime import timedelta

import pytest

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import KZ_TRAINER, MACHINE, UZ_TRAINER
from tumar.events.actions.attendance import MarkedMeanwhile, record_attendance, record_list
from tumar.events.models import Involvement
from tumar.events.queries.faults import attendance_faults
from tumar.kernel import journal
from tumar.kernel.refusals import Denied, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return an_event(ends=DAY + timedelta(days=1))


@pytest.fixture
def session(event):
    return a_session(event)


def attended(involvement: Involvement) -> bool | None:
    involvement.refresh_from_db()
    return involvement.attended


def entries(event) -> int:
    return journal.about(event.label).filter(verb="events.attendance.recorded").count()


def test_a_mark_tells_whether_the_person_attended(event, session):
    first, second, third = (on_the_list(event) for _ in range(3))
    changed = record_attendance(session, {first.pk: "present", second.pk: "absent"}, by=KZ_TRAINER)
    assert changed == 2
    assert [attended(one) for one in (first, second, third)] == [True, False, None]


def test_the_same_sheet_sent_twice_changes_nothing(event, session):
    one = on_the_list(event)
    told = [
        record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER, seen={one.pk: ""}) for _ in range(2)
    ]
    assert told == [1, 0]
    assert entries(event) == 1


def test_two_people_who_record_the_same_session_are_both_kept(event, session):
    first, second = on_the_list(event), on_the_list(event)
    nothing = {first.pk: "", second.pk: ""}
    record_attendance(session, {first.pk: "present"}, by=KZ_TRAINER, seen=nothing)
    record_attendance(session, {second.pk: "absent"}, by=KZ_TRAINER, seen=nothing)
    assert (attended(first), attended(second)) == (True, False)


def test_whoever_contradicts_somebody_unseen_is_told_and_nothing_is_overwritten(event, session):
    one, other = on_the_list(event), on_the_list(event)
    record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER)
    with pytest.raises(MarkedMeanwhile) as refusal:
        record_attendance(
            session, {one.pk: "absent", other.pk: "present"}, by=KZ_TRAINER, seen={one.pk: "", other.pk: ""}
        )
    assert refusal.value.states == {one.pk: "present"}
    assert (attended(one), attended(other)) == (True, None)
    record_attendance(session, {one.pk: "absent"}, by=KZ_TRAINER, seen={one.pk: "present"})
    assert attended(one) is False


def test_once_present_is_enough_and_a_mark_taken_away_is_no_mark(event, session):
    one, second = on_the_list(event), a_session(event)
    record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER)
    record_attendance(second, {one.pk: "absent"}, by=KZ_TRAINER)
    assert attended(one) is True
    record_attendance(session, {one.pk: ""}, by=KZ_TRAINER)
    assert attended(one) is False
    record_attendance(second, {one.pk: ""}, by=KZ_TRAINER)
    assert attended(one) is None


def test_the_journal_tells_each_mark_that_changed(event, session):
    one = on_the_list(event)
    record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER)
    record_attendance(session, {one.pk: "absent"}, by=KZ_TRAINER)
    assert journal.about(event.label).first().changes == {
        "session": 1,
        one.person.code: ["present", "absent"],
    }


def test_a_trainer_records_in_his_country_only(event, session):
    with pytest.raises(Denied):
        record_attendance(session, {on_the_list(event).pk: "present"}, by=UZ_TRAINER)


def test_only_participants_of_this_event_have_marks(event, session):
    for stranger in (on_the_list(an_event()), on_the_list(event, role=Involvement.Role.TRAINER)):
        with pytest.raises(Invalid):
            record_attendance(session, {stranger.pk: "present"}, by=KZ_TRAINER)


def test_a_mark_is_present_or_absent(event, session):
    with pytest.raises(Invalid):
        record_attendance(session, {on_the_list(event).pk: "perhaps"}, by=KZ_TRAINER)


def test_without_sessions_the_event_s_list_says_who_attended(event):
    one, other = on_the_list(event), on_the_list(event)
    assert record_list(event, {one.pk: "present", other.pk: "absent"}, by=KZ_TRAINER) == 2
    assert (attended(one), attended(other)) == (True, False)
    assert record_list(event, {one.pk: "present"}, by=KZ_TRAINER, seen={one.pk: ""}) == 0


def test_the_list_has_nothing_to_say_where_marks_are(event, session):
    one = on_the_list(event)
    record_attendance(session, {one.pk: "absent"}, by=KZ_TRAINER)
    with pytest.raises(Invalid):
        record_list(event, {one.pk: "present"}, by=KZ_TRAINER)


def test_a_check_finds_attendance_that_contradicts_its_marks(event, session):
    there, away, _unmarked = (on_the_list(event, attended=True) for _ in range(3))
    record_attendance(session, {there.pk: "present", away.pk: "absent"}, by=MACHINE)
    assert list(attendance_faults()) == []
    Involvement.objects.filter(pk=there.pk).update(attended=None)
    Involvement.objects.filter(pk=away.pk).update(attended=True)
    faults = list(attendance_faults())
    assert len(faults) == 2
    assert all(event.code in fault for fault in faults)
    assert there.person.code in faults[0]
    assert away.person.code in faults[1]
