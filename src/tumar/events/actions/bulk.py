"""Many events, sessions and persons at events at once, from checked rows of a workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from tumar.events import rules
from tumar.events.actions import standing
from tumar.events.models import Event, EventOrganisation, Involvement, Mark, Session, Statement
from tumar.events.rules.attending import THERE, AttendanceRule
from tumar.kernel import bulk, clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import Organisation, Person
from tumar.programmes.actions.bulk import TO_ACTIVITY_LINE, TO_PROGRAMME, TO_RESPONSE

TO_EVENT = bulk.Link(Event)
PRESENT, ABSENT = Mark.State.PRESENT.value, Mark.State.ABSENT.value
AWAY = frozenset({ABSENT, Mark.State.EXCUSED.value})


def _holders(role: str) -> bulk.SetOf:
    link = bulk.Link(Organisation)
    return bulk.SetOf(
        EventOrganisation, "event_id", "organisation__code", "organisation_id", link, {"role": role}
    )


def _marked(states: frozenset[str]) -> bulk.SetOf:
    """Return how the sessions are read at which somebody was marked so; `_write_marks` writes them."""
    fixed = {"state__in": sorted(states)}
    return bulk.SetOf(Mark, "involvement_id", "session__number", "session_id", fixed=fixed, is_read_only=True)


def _event(facts: Mapping[str, Any]) -> str:
    return f"{Event.LABEL}:{facts['event']}"


EVENTS = bulk.Table(
    model=Event,
    verbs=("events.event.added", "events.event.amended"),
    key=("code",),
    paths={
        **bulk.as_named("code", "kind", "reach", "state", "title", "place", "starts", "ends", "languages"),
        **bulk.as_named("head_count", "head_count_source"),
        "programme": "programme__code",
        "activity_line": "activity_line__code",
        "response": "response__code",
        "country": "country_id",
    },
    defaults={
        "title": {},
        **dict.fromkeys(("place", "head_count_source"), ""),
        **dict.fromkeys(("languages", "countries", "hosts", "co_organisers"), ()),
    },
    links={"programme": TO_PROGRAMME, "activity_line": TO_ACTIVITY_LINE, "response": TO_RESPONSE},
    sets={
        "countries": bulk.SetOf(Event.countries.through, "event_id", "country_id", "country_id"),
        "hosts": _holders(EventOrganisation.Role.HOST.value),
        "co_organisers": _holders(EventOrganisation.Role.CO_ORGANISER.value),
    },
    derived=("search_text",),
)
SESSIONS = bulk.Table(
    model=Session,
    verbs=("events.session.added", "events.session.amended"),
    key=("event", "number"),
    paths={"event": "event__code", **bulk.as_named("number", "day", "title")},
    defaults={"title": ""},
    links={"event": TO_EVENT},
    whole=_event,
)
INVOLVEMENTS = bulk.Table(
    model=Involvement,
    verbs=("events.person.added", "events.person.amended"),
    key=("event", "person", "role"),
    paths={"event": "event__code", "person": "person__code", **bulk.as_named("role", "attended")},
    defaults={"present_at": (), "absent_at": ()},
    links={"event": TO_EVENT, "person": bulk.Link(Person)},
    sets={"present_at": _marked(THERE), "absent_at": _marked(AWAY)},
    whole=_event,
)


def _keep_findable(event: Any) -> None:
    event.search_text = rules.event_search_text(event.title.values(), event.code, event.place)


def _write_marks(batch: list[tuple[Any, bulk.Facts, bulk.Facts | None]], *, by: Scope) -> None:
    """Mark those present whom the book names so, and absent at the event's other sessions.

    A list says whether somebody was there: who came late, left early or was excused stays so where it agrees.
    """
    marked = [
        (thing, set(facts["present_at"]))
        for thing, facts, before in batch
        if facts["present_at"] and (before is None or "present_at" in before)
    ]
    sessions: dict[int, list[tuple[int, int]]] = {}
    events = {thing.event_id for thing, _present in marked}
    for pk, event, number in Session.objects.filter(event__in=events).values_list("pk", "event_id", "number"):
        sessions.setdefault(event, []).append((pk, number))
    known = {
        (mark.involvement_id, mark.session_id): mark
        for mark in Mark.objects.filter(involvement__in=[thing.pk for thing, _present in marked])
    }
    new, other = [], []
    for thing, present in marked:
        for pk, number in sessions.get(thing.event_id, ()):
            state = PRESENT if number in present else ABSENT
            mark = known.get((thing.pk, pk))
            if mark is None:
                new.append(Mark(session_id=pk, involvement_id=thing.pk, state=state))
            elif (mark.state in THERE) != (state in THERE):
                mark.state = state
                other.append(mark)
    _keep_marks(new, other, by)
    _follow_other_rules(thing for thing, _present in marked)


def _keep_marks(new: list[Mark], other: list[Mark], by: Scope) -> None:
    Mark.objects.bulk_create(new, batch_size=bulk.BATCH)
    Mark.objects.bulk_update(other, ["state"], batch_size=bulk.BATCH)
    _write_statements([*new, *other], by)


def _write_statements(marks: Sequence[Mark], by: Scope) -> None:
    now = clock.now()
    facts = {"by_id": by.account_id, "by_label": by.label, "means": Statement.Means.LIST.value}
    moments = {"said_at": now, "received_at": now, "held_at": now}
    Statement.objects.bulk_create(
        (
            Statement(
                key=uuid4(),
                session_id=mark.session_id,
                involvement_id=mark.involvement_id,
                state=mark.state,
                **facts,
                **moments,
            )
            for mark in marks
        ),
        batch_size=bulk.BATCH,
    )


def _follow_other_rules(marked: Iterable[Any]) -> None:
    """Derive who attended again where the event asks for more than one session."""
    persons: dict[int, list[int]] = {}
    for thing in marked:
        persons.setdefault(thing.event_id, []).append(thing.pk)
    for event in Event.objects.filter(pk__in=persons):
        if event.attendance_rule != AttendanceRule(share=event.attendance_share):
            standing.derive_attended(event, persons[event.pk])


def _write_said_marks(batch: list[tuple[Any, bulk.Facts, bulk.Facts | None]], *, by: Scope) -> None:
    """Mark at exactly the sessions that are named, present or absent; marks no longer named go."""
    said: dict[int, dict[int, str]] = {}
    for thing, facts, before in batch:
        if before is None or {"present_at", "absent_at"} & set(before):
            said[thing.pk] = {
                **dict.fromkeys(facts["absent_at"], ABSENT),
                **dict.fromkeys(facts["present_at"], PRESENT),
            }
    events = {thing.pk: thing.event_id for thing, _facts, _before in batch}
    numbers = Session.objects.filter(event__in=set(events.values())).values_list("event_id", "number", "pk")
    sessions = {(event, number): pk for event, number, pk in numbers}
    known = {
        (mark.involvement_id, mark.session_id): mark
        for mark in Mark.objects.filter(involvement__in=list(said))
    }
    new, other = [], []
    for involvement, states in said.items():
        for number, state in states.items():
            pk = sessions[events[involvement], number]
            mark = known.pop((involvement, pk), None)
            if mark is None:
                new.append(Mark(session_id=pk, involvement_id=involvement, state=state))
            elif (mark.state in THERE) != (state in THERE):
                mark.state = state
                other.append(mark)
    for marks in bulk.batches(mark.pk for mark in known.values()):
        Mark.objects.filter(pk__in=marks).delete()
    _keep_marks(new, other, by)
    for mark in known.values():
        mark.state = Statement.State.WITHDRAWN.value
    _write_statements(list(known.values()), by)
    _follow_other_rules(thing for thing, _facts, _before in batch if thing.pk in said)


def _require_for_events(table: bulk.Table, rows: Sequence[bulk.Row], by: Scope) -> None:
    for batch in bulk.batches(table.said("event", rows)):
        countries = set(Event.objects.filter(code__in=batch).values_list("country_id", flat=True))
        by.require(Permission.EVENTS_EVENT_EDIT, *countries)


def bring_events(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend events with their countries and organisers; yields how many were written."""
    if rows:
        by.require(Permission.EVENTS_EVENT_EDIT, *EVENTS.said("country", rows))
    yield from bulk.bring(EVENTS, rows, by=by, derive=_keep_findable)


def bring_sessions(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend sessions; yields how many were written, batch by batch."""
    _require_for_events(SESSIONS, rows, by)
    yield from bulk.bring(SESSIONS, rows, by=by)


def bring_involvements(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Put persons on events' lists with their attendance; yields how many were written, batch by batch."""
    _require_for_events(INVOLVEMENTS, rows, by)
    yield from bulk.bring(INVOLVEMENTS, rows, by=by, after=partial(_write_marks, by=by))


def bring_listed(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Put persons on events' lists with exactly the attendance that is named; yields how many were written.

    What the list does not say of a session stays unknown, where `bring_involvements` takes it for absence.
    """
    _require_for_events(INVOLVEMENTS, rows, by)
    yield from bulk.bring(INVOLVEMENTS, rows, by=by, after=partial(_write_said_marks, by=by))
