"""Which session of an event a heading means: by its day, its number, its title, or its place in the row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tumar.desk.lists_in.targets import TARGETS
from tumar.events.actions import bulk
from tumar.events.models import Event
from tumar.kernel.bulk import Row
from tumar.kernel.folding import fold
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.scope import Scope

ISO_DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
POINTED_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4}))?\b")
NUMBER = re.compile(r"\d+")
CENTURY = 100


@dataclass(frozen=True)
class Held:
    """One session as it is on file, or as it is to be added."""

    number: int
    day: date
    title: str = ""


def days_in(heading: str, year: int) -> list[date]:
    """Return the days that a heading may name; without a year it is the event's."""
    found = []
    for parts in ISO_DAY.findall(heading):
        found.append(tuple(int(part) for part in parts))
    for day, month, written in POINTED_DAY.findall(heading):
        full = int(written) + (2000 if int(written) < CENTURY else 0) if written else year
        found.append((full, int(month), int(day)))
    days = []
    for parts in found:
        try:
            days.append(date(*parts))
        except ValueError:
            continue
    return days


def placed(headings: Sequence[str], sessions: Sequence[Held], year: int) -> dict[str, int]:
    """Return the number of the session that each heading means; headings that mean none are left out."""
    left = list(sessions)
    found: dict[str, int] = {}

    def take(heading: str, held: Held | None) -> None:
        if held is not None:
            found[heading] = held.number
            left.remove(held)

    for heading in headings:
        days = days_in(heading, year)
        take(heading, next((one for one in left if one.day in days), None))
    for heading in (one for one in headings if one not in found):
        take(heading, next((one for one in left if one.title and fold(one.title) == fold(heading)), None))
    for heading in (one for one in headings if one not in found and not days_in(one, year)):
        numbers = [int(number) for number in NUMBER.findall(heading)[:2] if len(number) < 4]
        take(heading, next((one for one in left if numbers[:1] == [one.number]), None))
    rest = [one for one in headings if one not in found]
    if rest and len(rest) == len(left):
        found |= {heading: held.number for heading, held in zip(rest, left, strict=True)}
    return found


def to_be_added(headings: Sequence[str], starts: date, ends: date) -> list[Held]:
    """Return the sessions of an event that has none yet, one for each heading, each on the day that it names.

    A heading that names no day of the event stands for the next one, and at the end for the last one.
    """
    held, length = [], (ends - starts).days
    for at, heading in enumerate(headings):
        named = [day for day in days_in(heading, starts.year) if starts <= day <= ends]
        day = named[0] if named else starts + timedelta(days=min(at, length))
        held.append(Held(at + 1, day, heading[:200]))
    return held


def of_event(event: Event) -> list[Held]:
    """Return the sessions of an event, in their order."""
    return [Held(one.number, one.day, one.title) for one in event.sessions.order_by("number")]


def settle(event: Event, headings: Iterable[str]) -> tuple[dict[str, int], list[Held]]:
    """Return which session each heading means, and the sessions that are to be added for that.

    One heading alone that means no session says that somebody was there at all.
    """
    wanted = [one for one in dict.fromkeys(headings) if one.strip()]
    on_file = of_event(event)
    if on_file or len(wanted) < 2:
        return placed(wanted, on_file, event.starts.year), []
    new = to_be_added(wanted, event.starts, event.ends)
    return dict(zip(wanted, (one.number for one in new), strict=True)), new


def add(event: Event, new: Sequence[Held], by: Scope) -> list[Effect]:
    """Add sessions to an event within the action's transaction, and return what that did."""
    rows = []
    for held in new:
        facts: dict[str, Any] = {
            "event": event.code,
            "number": held.number,
            "day": held.day,
            "title": held.title,
        }
        rows.append(Row(0, tuple(facts[name] for name in bulk.SESSIONS.names)))
    for _written in bulk.bring_sessions(rows, by):
        pass
    return effects_of(TARGETS["events.session"], rows)
