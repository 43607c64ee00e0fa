"""An event moves from state to state: who may, what is refused, what is kept; and what counts."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.desk.books import WORKSHOP as ROW
from tests.desk.books import a_book, a_whole_programme
from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, OFFICE, UZ_COORDINATOR, signed_in
from tumar.desk import imports
from tumar.desk.queries.home import home_of
from tumar.events.actions.states import move_event
from tumar.events.models import Event
from tumar.events.queries.states import offered_moves
from tumar.kernel import clock, journal
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people.rules import RoleKind
from tumar.results.indicators.events import EventSet

pytestmark = pytest.mark.django_db
COORDINATOR = RoleKind.NATIONAL_COORDINATOR
BEFORE, AFTER = datetime(2019, 5, 1, tzinfo=UTC), datetime(2019, 6, 1, tzinfo=UTC)
LATER = date(2019, 9, 3)


@pytest.fixture(autouse=True)
def a_fortnight_before():
    with clock.stopped(BEFORE):
        yield


def moved(event: Event, to: str, *, by=KZ_COORDINATOR, **given) -> Event:
    event.refresh_from_db()
    return move_event(event, to, by=by, version=event.version, **given)


def refused(event: Event, to: str, **given) -> dict[str, str]:
    with pytest.raises(Invalid) as refusal:
        moved(event, to, **given)
    return {fault.field: fault.message for fault in refusal.value.faults}


def test_a_new_event_is_planned_and_one_that_is_over_was_held():
    assert an_event().state == "planned"
    assert an_event(starts=date(2019, 4, 30)).state == "held"
    assert an_event(state=Event.State.IDEA).state == "idea"


def test_an_event_goes_from_the_idea_to_its_closing():
    event = an_event(state=Event.State.IDEA)
    for state in ("planned", "registration-open"):
        assert moved(event, state).state == state
    on_the_list(event, attended=True)
    with clock.stopped(AFTER):
        for state in ("running", "held", "reported", "closed"):
            assert moved(event, state).state == state
    told = journal.about(event.label).filter(verb="events.event.moved")
    assert told.count() == 6
    assert told.first().changes["state"] == ["reported", "closed"]


def test_what_is_no_move_is_refused_with_what_is_possible():
    said = refused(an_event(state=Event.State.IDEA), "closed")[""]
    assert "idea" in said
    assert "planned, cancelled" in said


def test_a_move_tells_everything_that_is_missing():
    event = an_event()
    on_the_list(event, attended=True)
    assert refused(event, "cancelled").keys() == {"reason", ""}
    event.refresh_from_db()
    assert event.state == "planned"


def test_an_event_is_reported_once_somebody_has_said_who_came():
    event = an_event(starts=date(2019, 4, 1))
    assert "head count" in refused(event, "reported")[""]
    counted = an_event(starts=date(2019, 4, 1), head_count=30, head_count_source="Report 4")
    assert moved(counted, "reported").state == "reported"


def test_an_event_is_closed_once_it_is_known_of_everybody_whether_they_came():
    event = an_event(starts=date(2019, 4, 1))
    on_the_list(event)
    moved(event, "reported")
    assert "1" in refused(event, "closed")[""]


def test_a_postponed_event_keeps_the_old_days_and_its_sessions_move_along():
    event = an_event(ends=date(2019, 5, 15))
    a_session(event), a_session(event, day=date(2019, 5, 15))
    after = moved(event, "postponed", reason="The hall is flooded", starts=LATER)
    assert (after.starts, after.ends) == (LATER, date(2019, 9, 4))
    assert [one.day for one in event.sessions.all()] == [LATER, date(2019, 9, 4)]
    kept = event.postponements.get()
    assert (kept.starts, kept.ends, kept.reason) == (DAY, date(2019, 5, 15), "The hall is flooded")
    assert moved(event, "registration-open").starts == LATER


def test_an_event_that_is_postponed_twice_keeps_both_days():
    event = an_event()
    moved(event, "postponed", reason="Flood", starts=LATER)
    moved(event, "planned")
    moved(event, "postponed", reason="Elections")
    assert [one.starts for one in event.postponements.all()] == [DAY, LATER]


def test_a_postponed_event_without_new_days_asks_for_them():
    event = an_event()
    moved(event, "postponed", reason="Flood")
    assert refused(event, "planned").keys() == {"starts"}
    assert refused(event, "planned", starts=DAY).keys() == {"starts"}
    assert moved(event, "planned", starts=LATER).starts == LATER


def test_new_days_in_which_the_sessions_have_no_room_are_refused_and_nothing_changes():
    event = an_event(ends=date(2019, 5, 16))
    a_session(event, day=date(2019, 5, 16))
    assert refused(event, "postponed", reason="Flood", starts=LATER, ends=LATER).keys() == {"ends"}
    event.refresh_from_db()
    assert (event.state, event.starts, event.postponements.count()) == ("planned", DAY, 0)


@pytest.mark.parametrize(
    ("days", "field"),
    [({"ends": LATER}, "starts"), ({"starts": LATER, "ends": date(2019, 9, 1)}, "ends")],
)
def test_new_days_that_make_no_sense_are_refused(days, field):
    assert refused(an_event(), "postponed", reason="Flood", **days).keys() == {field}


def test_a_move_that_asks_for_no_days_changes_none():
    assert moved(an_event(), "registration-open", starts=LATER).starts == DAY


def test_only_who_may_edit_the_event_moves_it():
    event = an_event()
    for scope in (UZ_COORDINATOR, KZ_TRAINER):
        with pytest.raises(Denied):
            moved(event, "idea", by=scope)


def test_a_move_of_an_event_that_somebody_changed_meanwhile_is_refused():
    event = an_event()
    moved(event, "registration-open")
    with pytest.raises(Stale):
        move_event(event, "cancelled", by=OFFICE, version=event.version - 1, reason="Flood")


@pytest.mark.parametrize(
    ("state", "counts"), [(state, state not in {"cancelled", "postponed"}) for state in Event.State.values]
)
def test_an_event_that_did_not_take_place_counts_nowhere(state, counts):
    event = an_event(starts=date(2019, 4, 1), state=state)
    counted = EventSet(event.programme_id, ("training",)).queryset(date(2019, 12, 31))
    assert counted.exists() is counts
    home = home_of(KZ_COORDINATOR)
    assert bool(home.latest) is counts
    assert bool(home.without_list) is counts
    assert home.country.events == int(counts)


def test_the_page_offers_the_moves_that_the_record_allows():
    event = an_event()
    assert [state for state, _label in offered_moves(event)] == [
        "registration-open",
        "idea",
        "postponed",
        "cancelled",
    ]
    shown = signed_in(COORDINATOR, "KZ").get(reverse("events:event", args=[event.code])).content.decode()
    assert reverse("events:move", args=[event.code, "postponed"]) in shown
    assert reverse("events:move", args=[event.code, "held"]) not in shown
    reader = signed_in(RoleKind.TRAINER, "KZ").get(reverse("events:event", args=[event.code]))
    assert "/move/" not in reader.content.decode()


@pytest.mark.parametrize(
    ("to", "asked"),
    [
        ("registration-open", set()),
        ("cancelled", {"reason"}),
        ("postponed", {"starts", "ends", "reason"}),
    ],
)
def test_a_move_s_page_asks_only_for_what_the_move_needs(to, asked):
    url = reverse("events:move", args=[an_event().code, to])
    form = signed_in(COORDINATOR, "KZ").get(url).context["form"]
    assert {field.name for field in form.visible_fields()} == asked


def test_an_event_is_postponed_on_its_page_and_the_page_shows_the_old_days():
    event = an_event()
    client = signed_in(COORDINATOR, "KZ")
    url = reverse("events:move", args=[event.code, "postponed"])
    typed = {"seen_version": event.version, "starts": "2019-09-03"}
    assert client.post(url, typed).status_code == 422
    shown = client.post(url, {**typed, "reason": "The hall is flooded"}, follow=True).content.decode()
    assert "Postponed from" in shown
    assert "The hall is flooded" in shown
    assert client.post(url, {**typed, "reason": "Again"}).status_code == 409


def test_a_move_that_the_table_does_not_have_is_refused_on_the_page():
    event = an_event()
    url = reverse("events:move", args=[event.code, "closed"])
    answer = signed_in(COORDINATOR, "KZ").post(url, {"seen_version": event.version})
    assert answer.status_code == 422
    assert "can become" in answer.content.decode()


def test_the_list_is_narrowed_by_state():
    an_event(title={"en": "Coming"})
    an_event(title={"en": "Past"}, starts=date(2019, 4, 1))
    shown = signed_in(COORDINATOR, "KZ").get(reverse("events:events"), {"state": "held"}).content.decode()
    assert "Past" in shown
    assert "Coming" not in shown


def test_an_idea_is_added_as_one():
    client, event = signed_in(), an_event()
    typed = {
        "kind": "meeting",
        "reach": "regional",
        "title_en": "Round table",
        "starts": "2019-11-01",
        "ends": "2019-11-01",
        "programme": event.programme_id,
        "is_idea": "on",
    }
    client.post(reverse("events:add"), typed)
    assert Event.objects.get(kind="meeting").state == "idea"


def brought(**cells) -> imports.Plan:
    book = a_whole_programme(Events=[{**ROW, **cells}])
    return imports.read_book(a_book(book), by=MACHINE)


def test_a_workbook_s_events_are_held_or_planned_by_their_days_unless_it_says_otherwise():
    imports.apply(brought(), by=MACHINE)
    assert Event.objects.get().state == "held"
    on_file = moved(Event.objects.get(), "reported", by=OFFICE)
    assert not brought().findings
    imports.apply(brought(Place="Astana"), by=MACHINE)
    on_file.refresh_from_db()
    # An empty cell says nothing, so it takes nothing away.
    assert (on_file.place, on_file.state) == ("Astana", "reported")


@pytest.mark.parametrize("written", ["cancelled", "Cancelled", "registration open"])
def test_a_workbook_may_name_the_state(written):
    imports.apply(brought(State=written), by=MACHINE)
    assert Event.objects.get().get_state_display() == written.lower()


@pytest.mark.parametrize(
    "cells", [{"State": "done"}, {"State": "held", "First day": date(2019, 9, 1), "Last day": ""}]
)
def test_a_state_that_cannot_be_is_found_by_cell(cells):
    assert brought(**cells).findings[0].column == "State"


def test_a_workbook_moves_an_event_only_where_nothing_more_is_asked():
    imports.apply(brought(State="planned"), by=MACHINE)
    assert "event's page" in " ".join(map(str, brought(State="cancelled").findings))
    plan = brought(State="held")
    assert not plan.findings
    imports.apply(plan, by=MACHINE)
    assert Event.objects.get().state == "held"
