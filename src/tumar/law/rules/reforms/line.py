"""A bill's line in time: partial days, what keeps an entry from being made, planned beside actual."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tumar.law.rules.reforms.stages import ENDS, PLACES, REASONED, WITH_TEXT, BillKind, Move, Stage, stages_of


def first_day(day: str) -> date:
    """Return the first day that a day, a month or a year as written can mean."""
    parts = [int(part) for part in day.split("-")]
    year, month, number = (*parts, 1, 1)[:3]
    return date(year, month, number)


def last_day(day: str) -> date:
    """Return the last day that a day, a month or a year as written can mean."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) >= 3:
        return date(*parts)
    year, month = (*parts, 12)[:2]
    return date(year, month, calendar.monthrange(year, month)[1])


def is_day(day: str) -> bool:
    """Tell whether what looks like a day is one of the calendar."""
    try:
        last_day(day)
    except (ValueError, TypeError):
        return False
    return True


class Flaw(StrEnum):
    """What keeps an entry from being made although the table has the move; the face words it."""

    NO_DAY = "no-day"
    FUTURE_DAY = "future-day"
    BEFORE_LAST = "before-last"
    REASON_NEEDED = "reason-needed"
    TEXT_NEEDED = "text-needed"
    BY_LAWS_OPEN = "by-laws-open"


@dataclass(frozen=True)
class Entry:
    """One entry of a bill's line in time: a stage and the day, or as much of it as is known."""

    stage: Stage
    day: str


def flaws_of(
    move: Move,
    entry: Entry,
    last: Entry | None,
    *,
    today: date,
    reason: str,
    has_text: bool,
    open_by_laws: int,
) -> tuple[Flaw, ...]:
    """Return what is wrong with an entry; partial days are in order where any of their days are."""
    found = []
    if not is_day(entry.day):
        found.append(Flaw.NO_DAY)
    else:
        if first_day(entry.day) > today:
            found.append(Flaw.FUTURE_DAY)
        if last is not None and last_day(entry.day) < first_day(last.day):
            found.append(Flaw.BEFORE_LAST)
    if move in REASONED and not reason.strip():
        found.append(Flaw.REASON_NEEDED)
    if entry.stage in WITH_TEXT and not has_text:
        found.append(Flaw.TEXT_NEEDED)
    if entry.stage in {Stage.IMPLEMENTED, Stage.REVIEWED} and open_by_laws:
        found.append(Flaw.BY_LAWS_OPEN)
    return tuple(found)


class Standing(StrEnum):
    """How one stage of a bill stands today."""

    DONE = "done"
    HERE = "here"
    SKIPPED = "skipped"
    # Before the first entry: the bill was on its way when it was taken up.
    UNRECORDED = "unrecorded"
    AHEAD = "ahead"
    OVERDUE = "overdue"
    # The bill left the way before it came here.
    NEVER = "never"


@dataclass(frozen=True)
class Step:
    """One stage of the line in time: planned beside actual."""

    stage: Stage
    standing: Standing
    planned: str = ""
    actual: str = ""

    @property
    def days_late(self) -> int | None:
        """By how many days the stage came after what was planned, at the least; None where it did not."""
        if not self.planned or not self.actual:
            return None
        late = (first_day(self.actual) - last_day(self.planned)).days
        return late if late > 0 else None


def reached(entries: Iterable[Entry]) -> dict[Stage, str]:
    """Return the stages behind a bill with their days; what it went back over is no longer behind it."""
    found: dict[Stage, str] = {}
    for entry in entries:
        if entry.stage in ENDS:
            continue
        found = {stage: day for stage, day in found.items() if PLACES[stage] < PLACES[entry.stage]}
        found[entry.stage] = entry.day
    return found


def timeline(
    kind: BillKind, entries: Sequence[Entry], planned: Mapping[Stage, str], today: date
) -> tuple[Step, ...]:
    """Return every stage of the kind once, in order, with its days and how it stands."""
    behind = reached(entries)
    has_ended = bool(entries) and entries[-1].stage in ENDS
    first = min((PLACES[entry.stage] for entry in entries if entry.stage not in ENDS), default=len(PLACES))
    here = max(behind, key=PLACES.__getitem__, default=None)

    def standing(stage: Stage) -> Standing:
        if stage is here:
            return Standing.DONE if has_ended else Standing.HERE
        if stage in behind:
            return Standing.DONE
        if here is not None and PLACES[stage] < PLACES[here]:
            return Standing.UNRECORDED if PLACES[stage] < first else Standing.SKIPPED
        if has_ended:
            return Standing.NEVER
        is_late = bool(planned.get(stage)) and last_day(planned[stage]) < today
        return Standing.OVERDUE if is_late else Standing.AHEAD

    return tuple(
        Step(stage, standing(stage), planned.get(stage, ""), behind.get(stage, ""))
        for stage in stages_of(kind)
    )
