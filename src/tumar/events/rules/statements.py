"""Which of several statements about one person in one session stands, and whether they disagree.

A statement is never altered and never taken back out: who withdraws says so in another one. The latest by
the corrected time of saying stands; the device's key breaks a tie, so that every order of arrival ends in the
same mark. A signature on paper says that somebody was there, and no more: it outranks an absence said
before, yet "late" and "left early" say the same more exactly and stay.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tumar.events.rules.attending import PARTLY, State

WITHDRAWN = "withdrawn"
PAPER = "paper"
# A session's day is that of its place: from fourteen hours before to twelve hours after Greenwich.
DAY_BEGINS_EARLY = timedelta(hours=24)


@dataclass(frozen=True)
class Said:
    """One statement: `source` is the device or person who spoke, `held` the corrected time of saying."""

    key: str
    state: str
    source: str
    means: str
    held: datetime
    received: datetime
    settles: bool = False


def held_time(said: datetime, sent: datetime, received: datetime, day: date) -> datetime:
    """Return when something was said, corrected by how far the device's clock was off when it was sent.

    What would lie after its receipt, or before the session's day, came from a clock that was set in between:
    then only the receipt is known.
    """
    held = said + (received - sent)
    earliest = datetime.combine(day, time(), UTC) - DAY_BEGINS_EARLY
    return held if min(earliest, received) <= held <= received else received


def in_order(statements: Iterable[Said]) -> list[Said]:
    """Return the statements in the order in which they were said."""
    return sorted(statements, key=lambda one: (one.held, one.key))


def standing(statements: Iterable[Said]) -> Said | None:
    """Return the statement that stands; None where the last word took everything back."""
    stands: Said | None = None
    for one in in_order(statements):
        if stands and _only_confirms(one, stands):
            continue
        stands = one
    return None if stands is None or stands.state == WITHDRAWN else stands


def _only_confirms(one: Said, other: Said) -> bool:
    return one.means == PAPER and one.state == State.PRESENT and other.state in PARTLY


def disagreement(statements: Collection[Said]) -> list[Said]:
    """Return the last word of each source where these differ, in the order of saying; else nothing.

    Who changed his own mind disagrees with nobody. Who settled the matter knew what had been received by
    then; what is received later can disagree with him.
    """
    settled = max((one.received for one in statements if one.settles), default=None)
    open_ones = [
        one
        for one in statements
        if settled is None or one.received > settled or (one.settles and one.received == settled)
    ]
    last = {one.source: one for one in in_order(open_ones)}
    words = [one for one in in_order(last.values()) if one.state != WITHDRAWN]
    told = {one.state for one in words if not any(_only_confirms(one, other) for other in words)}
    return words if len(told) > 1 else []
