"""Participants of an event from lists: put on its list with attendance by session, and taken off again."""

from datetime import date

import pytest

from tests.desk.lists import AIZHAN, DILSHOD, imported, listed, planned
from tests.events.builders import a_session, an_event
from tests.people import KZ_COORDINATOR, OFFICE, UZ_COORDINATOR, a_person
from tumar.desk.lists_in import sessions, undoing
from tumar.desk.lists_in.sessions import Held
from tumar.events.actions import attendance
from tumar.events.models import Involvement, Mark, Session
from tumar.people.models import Person

pytestmark = pytest.mark.django_db
DAY = date(2019, 5, 14)
NEXT = date(2019, 5, 15)
TWO_DAYS = {"День 1": True, "День 2": False}


def two_days(**facts):
    """An event of two days, with a session on each."""
    event = an_event(starts=DAY, ends=NEXT, **facts)
    a_session(event, day=DAY)
    a_session(event, day=NEXT)
    return event


def states(person=None):
    marks = Mark.objects.filter(involvement__person=person) if person else Mark.objects.all()
    return list(marks.order_by("session__number").values_list("session__number", "state"))


def test_participants_are_put_on_the_list_with_their_attendance_by_session():
    event = two_days()
    imported("participants", listed({**AIZHAN, "attended": TWO_DAYS}), event=event.code)
    involvement = Involvement.objects.get()
    assert (involvement.role, involvement.attended) == ("participant", True)
    assert states() == [(1, "present"), (2, "absent")]


def test_a_session_of_which_the_list_says_nothing_stays_unknown():
    event = two_days()
    imported("participants", listed({**AIZHAN, "attended": {"День 1": True}}), event=event.code)
    assert states() == [(1, "present")]


def test_absent_throughout_is_absent():
    event = two_days()
    row = {**AIZHAN, "attended": {"День 1": False, "День 2": False}}
    imported("participants", listed(row), event=event.code)
    assert Involvement.objects.get().attended is False
    assert states() == [(1, "absent"), (2, "absent")]


def test_an_event_without_sessions_gets_those_that_the_headings_name():
    event = an_event(starts=DAY, ends=NEXT)
    row = {**AIZHAN, "attended": {"14.05.2019": True, "15.05.2019": True}}
    one = imported("participants", listed(row, DILSHOD), event=event.code)
    assert list(Session.objects.values_list("number", "day")) == [(1, DAY), (2, NEXT)]
    assert states() == [(1, "present"), (2, "present")]
    undoing.undo(one.key, by=OFFICE)
    assert not Session.objects.exists()
    assert not Involvement.objects.exists()
    assert not Person.objects.exists()


def test_one_heading_for_the_whole_event_says_whether_somebody_was_there():
    event = an_event()
    imported("participants", listed({**AIZHAN, "attended": {"Присутствие": True}}), event=event.code)
    assert Involvement.objects.get().attended is True
    assert not Mark.objects.exists()


def test_without_an_event_the_list_asks_for_one():
    _found, needs = planned("participants", listed(AIZHAN))
    assert needs == {"event"}


def test_the_list_of_another_day_adds_to_the_attendance_on_file():
    event = two_days()
    imported("participants", listed({**AIZHAN, "attended": {"День 1": True}}), event=event.code)
    (again,), _needs = planned(
        "participants", listed({**AIZHAN, "attended": {"День 1": True}}), event=event.code
    )
    assert again.decision == "unchanged"
    imported("participants", listed({**AIZHAN, "attended": {"День 2": True}}), event=event.code)
    assert states() == [(1, "present"), (2, "present")]
    assert Person.objects.count() == 1


def test_one_person_on_the_sheets_of_two_days_attended_both():
    event = two_days()
    first = listed({**AIZHAN, "attended": {"День 1": True}}, sheet="1")
    second = listed({**AIZHAN, "attended": {"День 2": True}}, sheet="2")
    one = imported("participants", [*first, *second], event=event.code)
    assert Involvement.objects.count() == 1
    assert states() == [(1, "present"), (2, "present")]
    undoing.undo(one.key, by=OFFICE)
    assert not Involvement.objects.exists()


def test_undoing_takes_back_marks_and_leaves_those_of_before():
    event = two_days()
    person = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", email="a@example.org")
    row = {**AIZHAN, "email": "a@example.org"}
    imported("participants", listed({**row, "attended": {"День 1": True}}), event=event.code)
    later = imported("participants", listed({**row, "attended": {"День 2": True}}), event=event.code)
    undoing.undo(later.key, by=OFFICE)
    assert states(person) == [(1, "present")]


def test_attendance_recorded_since_stands_in_the_way_of_undoing():
    event = two_days()
    one = imported("participants", listed({**AIZHAN, "attended": {"День 1": True}}), event=event.code)
    second = Session.objects.get(number=2)
    attendance.record_attendance(second, {Involvement.objects.get().pk: "present"}, by=OFFICE)
    with pytest.raises(undoing.InTheWay):
        undoing.undo(one.key, by=OFFICE)
    assert Involvement.objects.exists()


def test_a_coordinator_cannot_fill_the_list_of_another_countrys_event():
    event = an_event("KZ")
    found, _needs = planned("participants", listed(AIZHAN), by=KZ_COORDINATOR, event=event.code)
    assert found[0].decision == "new"
    with pytest.raises(Exception, match="no event"):
        planned("participants", listed(DILSHOD), by=UZ_COORDINATOR, event=event.code)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["14.05.2019", "15.05.2019"], {"14.05.2019": 1, "15.05.2019": 2}),
        (["15 мая (15.05)", "14.05"], {"15 мая (15.05)": 2, "14.05": 1}),
        (["Day 2", "Day 1"], {"Day 2": 2, "Day 1": 1}),
        (["Введение", "Практика"], {"Введение": 1, "Практика": 2}),
        (["до обеда", "после обеда"], {"до обеда": 1, "после обеда": 2}),
        (["присутствие"], {}),
        (["2019-05-15"], {"2019-05-15": 2}),
        (["99.99.2019"], {}),
    ],
)
def test_headings_are_told_by_day_number_title_or_place(headings, expected):
    held = [Held(1, DAY, "Введение"), Held(2, NEXT, "Практика")]
    assert sessions.placed(headings, held, 2019) == expected
