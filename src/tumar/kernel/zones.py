"""Time zones as the pinned package `tzdata` has them, whatever the machine's own tables say.

A machine that was not updated still has Almaty at UTC+6; it moved to UTC+5 on 1 March 2024.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@cache
def zone(name: str) -> ZoneInfo:
    """Return the zone with this IANA name; LookupError where there is none."""
    parts = name.split("/")
    if not all(part and part.replace("_", "").replace("-", "").isalnum() for part in parts):
        raise LookupError(name)
    place = resources.files("tzdata").joinpath("zoneinfo", *parts)
    if not place.is_file():
        raise LookupError(name)
    with place.open("rb") as content:
        return ZoneInfo.from_file(content, key=name)


@dataclass(frozen=True)
class Change:
    """The moment (UTC) from which a zone's clocks differ from UTC by another amount."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def offset(name: str, at: datetime) -> timedelta:
    """Return by how much the zone's clocks are ahead of UTC at a moment."""
    return at.astimezone(zone(name)).utcoffset() or timedelta()


@cache
def changes(name: str, first_year: int, last_year: int) -> tuple[Change, ...]:
    """Return every change of the zone's clocks from the first day of a year to the last of another."""
    found = []
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        if offset(name, at) != offset(name, at + DAY):
            found.append(_change(name, at))
        at += DAY
    return tuple(found)


def _change(name: str, day: datetime) -> Change:
    """Find the second within a day at which the clocks changed."""
    early, late = day, day + DAY
    before = offset(name, early)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        early, late = (middle, late) if offset(name, middle) == before else (early, middle)
    local = late.astimezone(zone(name))
    return Change(late, before, offset(name, late), local.tzname() or name, bool(local.dst()))
