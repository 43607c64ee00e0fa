"""From the idea to the closed event: the states, and the one table of moves between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How far an event has come."""

    IDEA = "idea"
    PLANNED = "planned"
    REGISTRATION = "registration-open"
    RUNNING = "running"
    HELD = "held"
    REPORTED = "reported"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


# Nobody came together, or not yet: such an event is on record and counts nowhere.
OFF = frozenset({State.CANCELLED, State.POSTPONED})
# What may be said of an event only once its last day has come.
PAST = frozenset({State.HELD, State.REPORTED, State.CLOSED})


class Need(StrEnum):
    """What a move asks for, or what must be so on the event's record."""

    REASON = "reason"
    DATES = "dates"  # other days than those that were given up
    MAY_HAVE_DATES = "may have dates"
    BEGUN = "begun"
    OVER = "over"
    AHEAD = "ahead"
    NOBODY_CAME = "nobody came"
    COUNTED = "counted"
    SETTLED = "settled"

    @property
    def is_asked(self) -> bool:
        """Tell whether a person is asked for it; else the record shows whether it is so."""
        return self in {Need.REASON, Need.DATES, Need.MAY_HAVE_DATES}


@dataclass(frozen=True)
class Move:
    """One allowed step from one state to another, with what it needs."""

    before: State
    after: State
    needs: tuple[Need, ...] = ()

    @property
    def asks(self) -> tuple[Need, ...]:
        """What a person is asked for when making the move."""
        return tuple(need for need in self.needs if need.is_asked)


def _from(before: State, **moves: tuple[Need, ...]) -> list[Move]:
    return [Move(before, State[name.upper()], needs) for name, needs in moves.items()]


OFF_NEEDS = (Need.REASON, Need.NOBODY_CAME)
POSTPONED_NEEDS = (*OFF_NEEDS, Need.MAY_HAVE_DATES)
RETURN = (Need.REASON,)

MOVES: tuple[Move, ...] = (
    *_from(State.IDEA, planned=(), cancelled=OFF_NEEDS),
    *_from(
        State.PLANNED,
        registration=(Need.AHEAD,),
        running=(Need.BEGUN,),
        held=(Need.OVER,),
        idea=(Need.NOBODY_CAME,),
        postponed=POSTPONED_NEEDS,
        cancelled=OFF_NEEDS,
    ),
    *_from(
        State.REGISTRATION,
        running=(Need.BEGUN,),
        held=(Need.OVER,),
        planned=(),
        postponed=POSTPONED_NEEDS,
        cancelled=OFF_NEEDS,
    ),
    *_from(State.RUNNING, held=(Need.OVER,), planned=RETURN),
    *_from(State.HELD, reported=(Need.COUNTED,), planned=(*RETURN, Need.NOBODY_CAME)),
    *_from(State.REPORTED, closed=(Need.SETTLED,), held=RETURN),
    *_from(State.CLOSED, reported=RETURN),
    *_from(State.CANCELLED, planned=RETURN),
    *_from(
        State.POSTPONED,
        planned=(Need.DATES,),
        registration=(Need.DATES, Need.AHEAD),
        cancelled=OFF_NEEDS,
    ),
)
_BY_ENDS = {(move.before, move.after): move for move in MOVES}


@dataclass(frozen=True)
class Standing:
    """What is on record about an event when it is to move: its days, given-up days, and who came."""

    today: date
    starts: date
    ends: date
    reason: str = ""
    given_up: tuple[date, date] | None = None
    has_attendance: bool = False
    is_counted: bool = False
    unsettled: int = 0


def moves_from(state: str) -> list[Move]:
    """Return the moves that lead on from a state, in the order in which they are offered."""
    return [move for move in MOVES if move.before == state]


def find_move(before: str, after: str) -> Move | None:
    """Return the move between two states, or nothing where none is allowed."""
    try:
        return _BY_ENDS.get((State(before), State(after)))
    except ValueError:
        return None


def unmet(move: Move, standing: Standing) -> Sequence[Need]:
    """Return the needs of a move that the record, with what was given, does not meet."""
    days = (standing.starts, standing.ends)
    met = {
        Need.REASON: bool(standing.reason.strip()),
        Need.DATES: standing.given_up is None or days != standing.given_up,
        Need.MAY_HAVE_DATES: True,
        Need.BEGUN: standing.starts <= standing.today,
        Need.OVER: standing.ends <= standing.today,
        Need.AHEAD: standing.ends >= standing.today,
        Need.NOBODY_CAME: not standing.has_attendance,
        Need.COUNTED: standing.is_counted,
        Need.SETTLED: not standing.unsettled,
    }
    return [need for need in move.needs if not met[need]]


def state_by_days(ends: date, today: date) -> State:
    """Return how far an event has come of which only the days are known."""
    return State.HELD if ends < today else State.PLANNED
