"""The agenda: its order, hours that make sense, rooms held once, speakers of the event."""

from datetime import date, time

import pytest
from django.urls import reverse

from tests.events.builders import a_session, an_event, on_the_list
from tests.events.plans import NINE, NOON, TEN, faults, page, placed, planned
from tests.people import KZ_COORDINATOR, MACHINE, a_person, signed_in
from tumar.events.actions.agenda import amend_session, remove_session
from tumar.events.actions.attendance import record_attendance
from tumar.events.actions.persons import withdraw_person
from tumar.events.actions.planning import remove_part
from tumar.events.models import Involvement, Room
from tumar.events.queries import planning
from tumar.events.queries.planning import seen
from tumar.kernel import journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Stale
from tumar.people.actions.merging import merge
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_fortnight_before")]
COORDINATOR, EXPERT = RoleKind.NATIONAL_COORDINATOR, RoleKind.LEGAL_EXPERT


def test_the_agenda_goes_day_by_day_and_by_the_clock():
    event = an_event(ends=date(2019, 5, 15))
    late, early, next_day = a_session(event), a_session(event), a_session(event, day=date(2019, 5, 15))
    placed(late, {"begins_at": TEN, "ends_at": NOON})
    placed(early, {"begins_at": NINE})
    days = planning.agenda(event, MACHINE)
    assert [[slot.session.pk for slot in day.slots] for day in days] == [[early.pk, late.pk], [next_day.pk]]


def test_a_session_has_a_room_and_speakers_and_the_journal_tells_who():
    event = an_event()
    session, room = a_session(event), planned(Room, event, title="Hall A", capacity=40)
    speaker = on_the_list(event, a_person("Omarov", "Arman"), Involvement.Role.SPEAKER)
    session = placed(session, {"room": room}, speakers=[speaker])
    (slot,) = planning.agenda(event, MACHINE)[0].slots
    assert (str(slot.session.room), slot.speakers) == ("Hall A", ["Omarov Arman"])
    told = journal.about(event.label).get(verb="events.session.amended")
    assert told.changes["speakers"] == [[], [speaker.person.code]]
    placed(session, {"title": "Opening"})
    assert session.speakings.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": date(2019, 6, 1)}, "day"),
        ({"ends_at": NOON}, "begins_at"),
        ({"begins_at": NOON, "ends_at": NINE}, ""),
    ],
)
def test_times_that_make_no_sense_are_refused(changes, field):
    session = a_session(an_event())
    assert faults(amend_session, session, changes, version=seen(session)) == {field}


def test_one_room_holds_one_session_at_a_time():
    event = an_event()
    room, first, second = planned(Room, event, title="Hall A"), a_session(event), a_session(event)
    placed(first, {"room": room, "begins_at": NINE, "ends_at": NOON})
    clash = {"room": room, "begins_at": TEN, "ends_at": NOON}
    assert faults(amend_session, second, clash, version=seen(second)) == {"room"}
    placed(second, {**clash, "begins_at": NOON, "ends_at": time(13)})


def test_another_event_s_room_and_a_participant_have_no_place_on_the_agenda():
    event = an_event()
    session, elsewhere = a_session(event), planned(Room, an_event(), title="Elsewhere")
    assert faults(amend_session, session, {"room": elsewhere}, version=seen(session)) == {"room"}
    assert faults(amend_session, session, {}, speakers=[on_the_list(event)], version=seen(session)) == {
        "speakers"
    }


def test_a_session_is_removed_unless_attendance_is_on_record():
    event = an_event()
    session, other, person = a_session(event), a_session(event), on_the_list(event)
    remove_session(other, by=KZ_COORDINATOR, reason="Too long")
    record_attendance(session, {person.pk: "present"}, by=KZ_COORDINATOR, seen={person.pk: ""})
    assert faults(remove_session, session) == {""}
    assert list(event.sessions.all()) == [session]


def test_whoever_leaves_the_list_leaves_the_agenda():
    event = an_event()
    session, speaker = a_session(event), on_the_list(event, role=Involvement.Role.TRAINER)
    placed(session, {}, speakers=[speaker])
    withdraw_person(speaker, by=KZ_COORDINATOR)
    assert not session.speakings.exists()


def test_two_speakers_who_are_one_person_speak_once():
    event = an_event()
    session = a_session(event)
    kept, gone = (on_the_list(event, role=Involvement.Role.SPEAKER) for _each in range(2))
    placed(session, {}, speakers=[kept, gone])
    merge(kept.person, gone.person, versions=(kept.person.version, gone.person.version), by=MACHINE)
    assert session.speakings.count() == 1


def test_an_agenda_that_somebody_changed_meanwhile_is_not_written_over():
    event = an_event()
    session, speaker = a_session(event), on_the_list(event, role=Involvement.Role.SPEAKER)
    before = seen(session)
    placed(session, {}, speakers=[speaker])
    with pytest.raises(Stale):
        amend_session(session, {"title": "Mine"}, version=before, by=KZ_COORDINATOR)


def test_a_room_in_use_stays():
    event = an_event()
    room, session = planned(Room, event, title="Hall A"), a_session(event)
    placed(session, {"room": room})
    assert faults(remove_part, room, version=version_of(room)) == {""}


def test_the_agenda_is_set_on_its_pages_and_hides_whom_the_reader_may_not_see():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    session = a_session(event)
    speaker = on_the_list(event, a_person("Omarov", "Arman"), Involvement.Role.SPEAKER)
    url = reverse("events:edit-session", args=[event.code, 1])
    assert "Omarov Arman, speaker" in client.get(url).content.decode()
    typed = {"day": "2019-05-14", "begins_at": "09:00", "ends_at": "10:30", "title": "Opening"}
    typed["seen_version"] = seen(session)
    shown = client.post(url, {**typed, "speakers": [speaker.pk]}, follow=True).content.decode()
    assert "09:00–10:30" in shown
    assert "Omarov Arman" in shown
    hidden = page(signed_in(EXPERT, "KZ"), "agenda", event.code)
    assert "Omarov" not in hidden
    assert "Opening" in hidden
    client.post(reverse("events:remove-session", args=[event.code, 1]), {"reason": ""})
    assert not event.sessions.exists()
