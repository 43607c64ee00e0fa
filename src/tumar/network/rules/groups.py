"""Working groups: who leads one, when a task is overdue."""

from datetime import date
from enum import StrEnum


class GroupPart(StrEnum):
    """What part a member has in a group."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"
    OBSERVER = "observer"


class TaskState(StrEnum):
    """How far a task is."""

    OPEN = "open"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


UNFINISHED = frozenset({TaskState.OPEN, TaskState.UNDER_WAY})
LEADING = frozenset({GroupPart.CHAIR, GroupPart.DEPUTY, GroupPart.SECRETARY})


def leads(part: str) -> bool:
    """Tell whether a member with this part keeps the group's papers."""
    return part in LEADING


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Tell whether a task is still to be done though its day has passed; the day itself is in time."""
    return state in UNFINISHED and due is not None and due < today
