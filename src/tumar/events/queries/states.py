"""What is on record about an event when it is to move to another state."""

from datetime import date

from django.db.models import Count, Q

from tumar.events.models import Event, Involvement, Postponement
from tumar.events.rules.states import Need, Standing, State, moves_from, unmet
from tumar.kernel import clock

PARTICIPANT = Involvement.Role.PARTICIPANT


def standing(event: Event, *, days: tuple[date, date] | None = None, reason: str = "") -> Standing:
    """Return what decides whether the event may move, on its own days unless new `days` are given."""
    counts = event.involvements.filter(role=PARTICIPANT).aggregate(
        listed=Count("pk"),
        there=Count("pk", filter=Q(attended=True)),
        unknown=Count("pk", filter=Q(attended=None)),
    )
    starts, ends = days or (event.starts, event.ends)
    given_up = event.postponements.last() if event.state == State.POSTPONED else None
    return Standing(
        today=clock.today(),
        starts=starts,
        ends=ends,
        reason=reason,
        given_up=(given_up.starts, given_up.ends) if given_up else None,
        has_attendance=bool(counts["there"]),
        is_counted=bool(counts["listed"]) or event.head_count is not None,
        unsettled=counts["unknown"],
    )


def offered_moves(event: Event) -> list[tuple[str, str]]:
    """Return the states that the record allows next, with their labels, whatever the moves will ask for."""
    now, label = standing(event), dict(Event.State.choices)
    return [
        (move.after.value, str(label[move.after.value]))
        for move in moves_from(event.state)
        if all(need.is_asked or need is Need.AHEAD for need in unmet(move, now))
    ]


def postponements(event: Event) -> list[Postponement]:
    """Return the days on which the event was to be held before, the first ones first."""
    return list(event.postponements.all())
