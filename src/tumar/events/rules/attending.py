"""Who counts as having attended an event, from what is on record session by session; values alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class State(StrEnum):
    """What can be on record about one person in one session."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left-early"
    EXCUSED = "excused"
    ABSENT = "absent"


class Requirement(StrEnum):
    """What an event asks of somebody who is to count as having attended."""

    ONE_SESSION = "one-session"
    SHARE = "share"
    EVERY_DAY = "every-day"


# There for a part of the session, which an event may or may not be content with.
PARTLY = frozenset({State.LATE.value, State.LEFT_EARLY.value})
THERE = PARTLY | {State.PRESENT.value}


@dataclass(frozen=True)
class AttendanceRule:
    """One event's rule; `share` is in percent of all its sessions and read for that requirement only."""

    requirement: Requirement = Requirement.ONE_SESSION
    share: int = 80
    counts_partly: bool = True

    @property
    def counted(self) -> frozenset[str]:
        """The states in which somebody was there as far as this event asks."""
        return THERE if self.counts_partly else THERE - PARTLY


def attends(rule: AttendanceRule, marks: Mapping[int, str], sessions: Mapping[int, date]) -> bool | None:
    """Tell whether marks (session: state) satisfy an event's rule; None where nothing is marked.

    `sessions` are all sessions of the event with their days: one without a mark is one not attended, and so
    is one from which the person was excused. A share is compared exactly: four of five are 80 percent.
    """
    if not marks:
        return None
    there = {session for session, state in marks.items() if state in rule.counted}
    if rule.requirement == Requirement.SHARE:
        asked = len(sessions.keys() | marks.keys())
        return bool(there) and Fraction(len(there), asked) >= Fraction(rule.share, 100)
    if rule.requirement == Requirement.EVERY_DAY:
        return bool(there) and {sessions[one] for one in there if one in sessions} >= set(sessions.values())
    return bool(there)
