"""Attendance: what is on record about each participant, session by session or from the event's list."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions import standing
from tumar.events.models import Event, Involvement, Mark, Session, Statement
from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid, Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

PRESENT, ABSENT, UNMARKED = Mark.State.PRESENT.value, Mark.State.ABSENT.value, ""
# What an event's list says about a participant, in the words of a mark.
LISTED = {PRESENT: True, ABSENT: False, UNMARKED: None}
STATE_OF = {listed: state for state, listed in LISTED.items()}
MARKED = frozenset({*Mark.State.values, UNMARKED})

States = Mapping[int, str]


class MarkedMeanwhile(Refusal):
    """Somebody else recorded something different about the same participants after this person looked."""

    def __init__(self, states: States) -> None:
        super().__init__(f"{len(states)} marked otherwise meanwhile")
        self.states = states


@retrying
def record_attendance(
    session: Session,
    states: States,
    *,
    by: Scope,
    seen: States | None = None,
    means: str = Statement.Means.DESK.value,
) -> int:
    """Record what is said about participants in a session and return how many marks changed.

    `states` maps an involvement to the state of a mark, or to an empty text that takes the mark away; whoever
    is not named stays as he is, so that two people can record the same session. `seen` is what the person
    had before his eyes: a mark that became something else since is never overwritten unseen. Each change is
    kept as a statement; at the desk it settles what was said before, while a sheet of paper is heard as one
    more voice even where it only confirms.
    """
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, session.event.country_id)
    is_desk = means == Statement.Means.DESK
    with transaction.atomic():
        # The event, not the session: `attended` follows from the marks of all its sessions.
        event = Event.objects.select_for_update().get(pk=session.event_id)
        involvements = _participants(event, states, MARKED)
        marks = session.marks.filter(involvement__in=involvements).values_list("involvement_id", "state")
        before = dict.fromkeys(involvements, UNMARKED) | dict(marks)
        changes = _changes(before, states, seen)
        told = changes if is_desk else states
        if not told:
            return 0
        spoken = standing.spoken_now(session, told, means=means, by=by, now=clock.now(), settles=is_desk)
        changed = standing.keep_statements(event, spoken)
        _tell(event, session, involvements, changed, means, by)
    return len(changed)


def _tell(
    event: Event,
    session: Session,
    involvements: Mapping[int, Involvement],
    changed: standing.Changes,
    means: str,
    by: Scope,
) -> None:
    if not changed:
        return
    told: dict[str, Any] = {
        involvements[pk].person.code: list(states) for (_session, pk), states in changed.items()
    }
    if means != Statement.Means.DESK:
        told["means"] = means
    journal.write("events.attendance.recorded", by=by, about=event.label, session=session.number, **told)


@retrying
def settle_attendance(session: Session, involvement: Involvement, state: str, *, by: Scope) -> None:
    """Decide what stands for one person in one session, also where it stands already."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, session.event.country_id)
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=session.event_id)
        found = _participants(event, {involvement.pk: state}, MARKED)
        spoken = standing.spoken_now(
            session,
            {involvement.pk: state},
            means=Statement.Means.DESK.value,
            by=by,
            now=clock.now(),
            settles=True,
        )
        standing.keep_statements(event, spoken)
        facts: dict[str, Any] = {"session": session.number, found[involvement.pk].person.code: state}
        journal.write("events.attendance.settled", by=by, about=event.label, **facts)


@retrying
def set_attendance_rule(event: Event, *, requirement: str, share: int, counts_partly: bool, by: Scope) -> int:
    """Say who counts as having attended an event; returns for how many persons that changed."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    if requirement not in Event.Requirement.values:
        raise Invalid([Fault("attendance_requirement", _("Choose one of the requirements."))])
    if not 1 <= share <= 100:
        raise Invalid([Fault("attendance_share", _("A share is from 1 to 100 percent."))])
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        facts = {
            "attendance_requirement": requirement,
            "attendance_share": share,
            "counts_partly": counts_partly,
        }
        changes: dict[str, Any] = {
            name: [getattr(locked, name), value]
            for name, value in facts.items()
            if getattr(locked, name) != value
        }
        if not changes:
            return 0
        Event.objects.filter(pk=locked.pk).update(**facts)
        locked.refresh_from_db()
        changed = standing.derive_all(locked)
        journal.write("events.attendance_rule.set", by=by, about=locked.label, persons=changed, **changes)
    return changed


@retrying
def record_list(event: Event, states: States, *, by: Scope, seen: States | None = None) -> int:
    """Record what an event's list says of participants without marks; return how many changed."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        involvements = _participants(locked, states, LISTED.keys())
        if Mark.objects.filter(involvement__in=involvements).exists():
            raise Invalid([Fault("", _("Where sessions are marked, the marks decide who attended."))])
        before = {pk: STATE_OF[one.attended] for pk, one in involvements.items()}
        changes = _changes(before, states, seen)
        for pk, state in changes.items():
            involvements[pk].attended = LISTED[state]
        if changes:
            Involvement.objects.bulk_update(
                [involvements[pk] for pk in changes], ["attended"], batch_size=500
            )
            told = _told(involvements, before, changes)
            journal.write("events.list.recorded", by=by, about=locked.label, **told)
    return len(changes)


def _participants(event: Event, states: States, choices: Collection[str]) -> dict[int, Involvement]:
    if not set(states.values()) <= set(choices):
        raise Invalid([Fault("", _("A participant is present or absent, or not marked."))])
    rows = event.involvements.filter(pk__in=list(states), role=Involvement.Role.PARTICIPANT)
    found = {one.pk: one for one in rows.select_related("person")}
    if found.keys() != set(states):
        raise Invalid([Fault("", _("Somebody was taken off the list of participants meanwhile."))])
    return found


def _changes(before: States, states: States, seen: States | None) -> dict[int, str]:
    changes = {pk: state for pk, state in states.items() if before[pk] != state}
    if seen is not None:
        overtaken = {pk: before[pk] for pk in changes if before[pk] != seen.get(pk, UNMARKED)}
        if overtaken:
            raise MarkedMeanwhile(overtaken)
    return changes


def _told(involvements: Mapping[int, Involvement], before: States, changes: States) -> dict[str, Any]:
    return {involvements[pk].person.code: [before[pk], state] for pk, state in changes.items()}
