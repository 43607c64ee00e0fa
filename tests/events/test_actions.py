"""Events are added and amended; persons are put on their lists and taken off."""

from datetime import date

import pytest

from tests.events.builders import DAY, a_session, an_event, on_the_list, the_programme
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_organisation,
)
from tumar.events.actions import events, evidence, persons, sessions
from tumar.events.models import Event, Involvement
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid, Stale

pytestmark = pytest.mark.django_db


def facts(country: str | None = "KZ", **other) -> dict:
    return {
        "kind": "training",
        "reach": "country" if country else "regional",
        "title": {"en": "Waste"},
        "country": a_country(country) if country else None,
        "programme": the_programme(),
        "starts": DAY,
        "ends": DAY,
        **other,
    }


def verbs(event: Event) -> list[str]:
    return [entry.verb for entry in journal.about(event.label)][::-1]


def test_a_new_event_gets_the_next_code_of_its_programme_country_and_year():
    codes = [events.create_event(facts(), by=KZ_COORDINATOR).code for _ in range(2)]
    assert codes == ["P53-KZ-2019-01", "P53-KZ-2019-02"]
    assert events.create_event(facts(None), by=OFFICE).code == "P53-REG-2019-01"


def test_a_new_event_is_told_in_the_journal_with_its_countries_and_its_hosts():
    host = an_organisation()
    event = events.create_event(facts(), by=KZ_COORDINATOR, countries=[a_country("KZ")], hosts=[host])
    added, holders = journal.about(event.label).order_by("sequence")
    assert (added.verb, holders.verb) == ("events.event.added", "events.organisations.amended")
    assert added.changes["countries"] == ["KZ"]
    assert holders.changes["hosts"] == [[], [host.label]]
    assert event.search_text.startswith("waste")


@pytest.mark.parametrize("country", ["KZ", None])
def test_nobody_adds_an_event_where_he_may_not(country):
    with pytest.raises(Denied):
        events.create_event(facts(country), by=UZ_COORDINATOR)
    assert not Event.objects.exists()


def test_a_regional_event_is_edited_only_by_who_holds_the_right_everywhere():
    event = an_event(None, countries=[a_country("KZ"), a_country("UZ")])
    for change in ({"place": "Almaty"}, {"country": a_country("KZ"), "reach": "country"}):
        with pytest.raises(Denied):
            events.amend_event(event, change, version=1, by=KZ_COORDINATOR)
    assert events.amend_event(event, {"place": "Almaty"}, version=1, by=OFFICE).place == "Almaty"


def test_an_event_moves_to_another_country_only_with_the_right_in_both():
    with pytest.raises(Denied):
        events.amend_event(an_event(), {"country": a_country("UZ")}, version=1, by=KZ_COORDINATOR)


def test_the_second_of_two_people_is_told_and_keeps_nothing_half_done():
    event = an_event()
    events.amend_event(event, {"place": "Almaty"}, version=1, by=KZ_COORDINATOR)
    with pytest.raises(Stale):
        events.amend_event(
            event, {"place": "Astana"}, version=1, hosts=[an_organisation()], by=KZ_COORDINATOR
        )
    event.refresh_from_db()
    assert event.place == "Almaty"
    assert not event.organisations.exists()


def test_hosts_alone_count_as_a_change_so_that_the_next_person_is_told():
    event, host = an_event(), an_organisation()
    amended = events.amend_event(event, {}, version=1, hosts=[host], by=KZ_COORDINATOR)
    assert amended.version == 2
    again = events.amend_event(event, {}, version=2, hosts=[host], by=KZ_COORDINATOR)
    assert again.version == 2
    gone = events.amend_event(event, {}, version=2, hosts=[], by=KZ_COORDINATOR, reason="an error")
    assert not gone.organisations.exists()


def test_what_an_event_is_found_by_follows_its_title():
    amended = events.amend_event(an_event(), {"title": {"en": "Fire"}}, version=1, by=KZ_COORDINATOR)
    assert "fire" in amended.search_text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends": date(2019, 5, 13)}, ""),
        ({"country": None, "reach": "country"}, ""),
        ({"reach": "regional"}, ""),
        ({"head_count": 30}, ""),
        ({"code": "small letters"}, "code"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(wrong, field):
    with pytest.raises(Invalid) as refusal:
        events.create_event(facts(**wrong), by=MACHINE)
    assert {fault.field for fault in refusal.value.faults} == {field}


def test_an_activity_line_belongs_to_the_event_s_programme():
    line = the_programme("OTHER").activity_lines.create(code="A1", title={"en": "Training"})
    with pytest.raises(Invalid) as refusal:
        events.create_event(facts(activity_line=line), by=MACHINE)
    assert [fault.field for fault in refusal.value.faults] == ["activity_line"]


def test_sessions_are_numbered_and_lie_within_the_event():
    event = an_event()
    assert [a_session(event).number for _ in range(2)] == [1, 2]
    with pytest.raises(Invalid):
        a_session(event, day=date(2019, 5, 15))
    with pytest.raises(Denied):
        sessions.add_session(event, day=DAY, by=KZ_TRAINER)
    assert verbs(event)[-1] == "events.session.added"


def test_days_of_an_event_cannot_leave_its_sessions_outside():
    event = an_event()
    a_session(event)
    with pytest.raises(Invalid):
        events.amend_event(
            event, {"starts": date(2020, 1, 1), "ends": date(2020, 1, 2)}, version=1, by=MACHINE
        )


def test_a_person_is_on_the_list_once_in_each_role():
    event, person = an_event(), a_person()
    on_the_list(event, person)
    on_the_list(event, person, Involvement.Role.TRAINER)
    with pytest.raises(Invalid):
        on_the_list(event, person)
    assert event.involvements.count() == 2
    assert verbs(event)[-1] == "events.person.added"


def test_nobody_puts_a_person_on_a_list_whom_he_may_not_see():
    with pytest.raises(Denied):
        persons.involve_person(
            an_event(), person=a_person(country="UZ"), role="participant", by=KZ_COORDINATOR
        )


def test_who_is_taken_off_the_list_leaves_a_trace_in_the_journal():
    event = an_event()
    involvement = on_the_list(event, attended=True)
    with pytest.raises(Denied):
        persons.withdraw_person(involvement, by=UZ_COORDINATOR)
    for _ in range(2):
        persons.withdraw_person(involvement, by=KZ_COORDINATOR, reason="entered twice")
    assert not event.involvements.exists()
    entry = journal.about(event.label).first()
    assert (entry.verb, entry.reason) == ("events.person.removed", "entered twice")
    assert entry.changes["person"] == involvement.person.code
    assert verbs(event).count("events.person.removed") == 1


def test_whoever_takes_attendance_may_add_the_sheet_that_was_signed():
    event = an_event()
    for _ in range(2):
        evidence.add_evidence(event, content=b"%PDF", name="sheet.pdf", by=KZ_TRAINER)
    assert files.of(event.label).count() == 1
    with pytest.raises(Denied):
        evidence.add_evidence(event, content=b"%PDF", name="sheet.pdf", by=UZ_COORDINATOR)
