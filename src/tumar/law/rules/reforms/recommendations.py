"""What became of a recommendation, when a finding is closed, and what comes next."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from tumar.law.rules.findings import Mark, Marks
from tumar.law.rules.reforms.stages import ADOPTED, ENDS, WITH_TEXT, Stage, is_on_its_way


class State(StrEnum):
    """What became of a recommendation."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    UNDER_WAY = "under-way"
    DONE = "done"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


OPEN_STATES = frozenset({State.PROPOSED, State.ACCEPTED, State.UNDER_WAY})
STATE_MOVES: Mapping[State, frozenset[State]] = {
    State.PROPOSED: frozenset({State.ACCEPTED, State.REJECTED, State.SUPERSEDED}),
    State.ACCEPTED: frozenset(
        {State.UNDER_WAY, State.PROPOSED, State.DONE, State.REJECTED, State.SUPERSEDED}
    ),
    State.UNDER_WAY: frozenset({State.DONE, State.ACCEPTED, State.REJECTED, State.SUPERSEDED}),
    State.DONE: frozenset({State.UNDER_WAY}),
    State.REJECTED: frozenset({State.PROPOSED}),
    State.SUPERSEDED: frozenset({State.PROPOSED}),
}
_STATE_ORDER = list(State)


class StateFlaw(StrEnum):
    """What keeps a recommendation from another state; the face words it."""

    NO_MOVE = "no-move"
    REASON_NEEDED = "reason-needed"
    NO_SUCCESSOR = "no-successor"
    NOT_RECHECKED = "not-rechecked"
    BILLS_ON_THEIR_WAY = "bills-on-their-way"


def state_flaws(
    old: State, new: State, *, reason: str, has_successor: bool, unchecked: int, on_their_way: int
) -> tuple[StateFlaw, ...]:
    """Return what keeps a person from giving a recommendation another state.

    Done needs every finding looked at again and found answered; an adopted text alone closes nothing.
    """
    if new not in STATE_MOVES[old]:
        return (StateFlaw.NO_MOVE,)
    found = []
    goes_back = _STATE_ORDER.index(new) < _STATE_ORDER.index(old)
    if (new in {State.REJECTED, State.DONE} or goes_back) and not reason.strip():
        found.append(StateFlaw.REASON_NEEDED)
    if new is State.SUPERSEDED and not has_successor:
        found.append(StateFlaw.NO_SUCCESSOR)
    if new is State.DONE and unchecked:
        found.append(StateFlaw.NOT_RECHECKED)
    if new is State.DONE and on_their_way:
        found.append(StateFlaw.BILLS_ON_THEIR_WAY)
    return tuple(found)


def closes(marks: Marks) -> bool:
    """Tell whether a finding is closed: what was missing stands on paper and is in force.

    Whether it is applied is another question, which the next round asks.
    """
    return marks.on_paper is Mark.FOUND and marks.in_force is Mark.FOUND


def unchecked(findings: Collection[int], newest: Mapping[int, Marks]) -> frozenset[int]:
    """Return the findings that were not looked at again, or were found not answered the last time."""
    return frozenset(key for key in findings if key not in newest or not closes(newest[key]))


class NextStep(StrEnum):
    """What a recommendation or a bill waits for; the face words it."""

    DECIDE = "decide"
    OWNER = "owner"
    WORDING = "wording"
    BILL = "bill"
    NEXT_STAGE = "next-stage"
    PLAN = "plan"
    LINK_TEXT = "link-text"
    BY_LAWS = "by-laws"
    RECHECK = "recheck"


def steps_of_recommendation(
    state: State, *, has_owner: bool, has_wording: bool, bills: int, on_their_way: int, to_recheck: int
) -> tuple[NextStep, ...]:
    """Return what an open recommendation waits for, the most pressing first."""
    if state not in OPEN_STATES:
        return ()
    found = []
    if to_recheck:
        found.append(NextStep.RECHECK)
    if state is State.PROPOSED:
        found.append(NextStep.DECIDE)
    if not has_owner:
        found.append(NextStep.OWNER)
    if not has_wording:
        found.append(NextStep.WORDING)
    if not bills:
        found.append(NextStep.BILL)
    elif on_their_way:
        found.append(NextStep.NEXT_STAGE)
    return tuple(found)


def steps_of_bill(
    stage: Stage | None, *, has_text: bool, has_plan: bool, open_by_laws: int, to_recheck: int
) -> tuple[NextStep, ...]:
    """Return what a bill waits for, the most pressing first."""
    if stage in ENDS:
        return ()
    found = []
    if to_recheck:
        found.append(NextStep.RECHECK)
    if stage in ADOPTED and not has_text:
        found.append(NextStep.LINK_TEXT)
    if stage is not Stage.REVIEWED:
        found.append(NextStep.NEXT_STAGE)
    if is_on_its_way(stage) and not has_plan:
        found.append(NextStep.PLAN)
    if stage in WITH_TEXT and open_by_laws:
        found.append(NextStep.BY_LAWS)
    return tuple(found)
