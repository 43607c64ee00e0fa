"""The one act that leads an event from one state to the next."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.models import Event, Postponement, Session
from tumar.events.queries.states import standing
from tumar.events.rules.states import Move, Need, State, find_move, moves_from, unmet
from tumar.kernel import clock, records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

Days = tuple[date, date]


@retrying
def move_event(
    event: Event,
    to: str,
    *,
    by: Scope,
    version: int,
    reason: str = "",
    starts: date | None = None,
    ends: date | None = None,
) -> Event:
    """Lead an event that nobody changed since `version` to another state, as the table of moves allows.

    `starts` and `ends` are the new days of an event that is postponed, or planned again; its sessions move
    with the first day. What the move needs and does not get is told as faults of `reason` and `starts`.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        current = Event.objects.select_for_update().get(pk=event.pk)
        if current.version != version:
            raise Stale(current.label, version, current.version)
        before = (current.starts, current.ends)
        days = _new_days(before, starts, ends)
        move = _allowed(current, to)
        if not {Need.DATES, Need.MAY_HAVE_DATES} & set(move.needs):
            days = before
        _require(move, current, days, reason)
        changes = {"state": Event.State(to), "starts": days[0], "ends": days[1]}
        moved = records.amend(
            event, changes, version=version, by=by, verb="events.event.moved", reason=reason
        )
        if days != before:
            _shift_sessions(moved, days[0] - before[0])
        if move.after == State.POSTPONED:
            _keep_days(moved, before, reason)
    return moved


def _allowed(event: Event, to: str) -> Move:
    if move := find_move(event.state, to):
        return move
    label = dict(Event.State.choices)
    offered = ", ".join(str(label[one.after.value]) for one in moves_from(event.state))
    said = _("An event that is “%(state)s” can become: %(states)s.")
    raise Invalid([Fault("", said % {"state": event.get_state_display(), "states": offered})])


def _new_days(before: Days, starts: date | None, ends: date | None) -> Days:
    """Return the days from now on; with a new first day alone the event stays as long as it was."""
    if starts is None:
        if ends is not None:
            raise Invalid([Fault("starts", _("Give the first day as well."))])
        return before
    last = ends or starts + (before[1] - before[0])
    if last < starts:
        raise Invalid([Fault("ends", _("The last day lies before the first."))])
    return starts, last


def _require(move: Move, event: Event, days: Days, reason: str) -> None:
    now = standing(event, days=days, reason=reason)
    if missing := unmet(move, now):
        raise Invalid([Fault(_FIELDS.get(need, ""), _worded(need, now.unsettled)) for need in missing])


_FIELDS = {Need.REASON: "reason", Need.DATES: "starts"}


def _worded(need: Need, unsettled: int) -> str:
    said = {
        Need.REASON: _("Say why; it is kept in the journal."),
        Need.DATES: _("Give the new days: the old ones were given up."),
        Need.BEGUN: _("The first day has not come yet."),
        Need.OVER: _("The last day has not come yet."),
        Need.AHEAD: _("The last day is over."),
        Need.NOBODY_CAME: _("Somebody is on record as having attended, so the event was held."),
        Need.COUNTED: _(
            "Nobody has said who came: there is neither a list of participants nor a head count."
        ),
        Need.SETTLED: _("Of some participants it is not known whether they attended: %(count)d.")
        % {"count": unsettled},
    }
    return said[need]


def _shift_sessions(event: Event, by_days: timedelta) -> None:
    """Let the sessions keep their places in the event, and refuse where the new days have no room."""
    sessions = list(event.sessions.all())
    for one in sessions:
        one.day += by_days
    if any(not event.starts <= one.day <= event.ends for one in sessions):
        raise Invalid([Fault("ends", _("There are sessions on days before the first or after the last."))])
    Session.objects.bulk_update(sessions, ["day"], batch_size=500)


def _keep_days(event: Event, days: Days, reason: str) -> None:
    facts: dict[str, Any] = {"starts": days[0], "ends": days[1], "reason": reason[:500]}
    Postponement.objects.create(event=event, on=clock.today(), **facts)
