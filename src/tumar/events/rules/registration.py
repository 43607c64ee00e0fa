"""Registration: which moves there are, who has a place, who comes off the waiting list; values alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Standing(StrEnum):
    """How a registration stands."""

    UNCONFIRMED = "unconfirmed"  # the link in the letter to its address was not followed yet
    PENDING = "pending"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# From each state, where a registration can go. Whoever withdrew registers anew.
MOVES: Mapping[Standing, frozenset[Standing]] = {
    Standing.UNCONFIRMED: frozenset(
        {Standing.PENDING, Standing.CONFIRMED, Standing.WAITING, Standing.WITHDRAWN}
    ),
    Standing.PENDING: frozenset({Standing.CONFIRMED, Standing.WAITING, Standing.REFUSED, Standing.WITHDRAWN}),
    Standing.CONFIRMED: frozenset({Standing.REFUSED, Standing.WAITING, Standing.WITHDRAWN}),
    Standing.WAITING: frozenset({Standing.CONFIRMED, Standing.REFUSED, Standing.WITHDRAWN}),
    Standing.REFUSED: frozenset({Standing.PENDING, Standing.CONFIRMED, Standing.WAITING}),
    Standing.WITHDRAWN: frozenset(),
}
LIVE = frozenset({Standing.UNCONFIRMED, Standing.PENDING, Standing.CONFIRMED, Standing.WAITING})


def can_move(current: str, wanted: str) -> bool:
    """Tell whether a registration may go from one state to another."""
    return Standing(wanted) in MOVES[Standing(current)]


@dataclass(frozen=True)
class Seeker:
    """What of a person decides whether there is a place: the country of work and the occupation group."""

    country: str
    group: str


@dataclass(frozen=True)
class Places:
    """How many places there are in all, and of these at the most for a country or a group; None: no limit."""

    total: int | None = None
    by_country: Mapping[str, int] = field(default_factory=dict)
    by_group: Mapping[str, int] = field(default_factory=dict)


class Taken:
    """The places that are taken, counted as they are limited."""

    def __init__(self, places: Places, holders: Iterable[Seeker] = ()) -> None:
        self.places = places
        self.total = 0
        self.by_country: Counter[str] = Counter()
        self.by_group: Counter[str] = Counter()
        for holder in holders:
            self.add(holder)

    def add(self, holder: Seeker) -> None:
        """Count one more holder of a place."""
        self.total += 1
        self.by_country[holder.country] += 1
        self.by_group[holder.group] += 1

    def has_room_for(self, seeker: Seeker) -> bool:
        """Tell whether one more person fits into every limit that is about it."""
        places = self.places
        return (
            (places.total is None or self.total < places.total)
            and _fits(self.by_country[seeker.country], places.by_country.get(seeker.country))
            and _fits(self.by_group[seeker.group], places.by_group.get(seeker.group))
        )


def _fits(taken: int, limit: int | None) -> bool:
    return limit is None or taken < limit


def promoted(places: Places, holders: Iterable[Seeker], line: Sequence[Seeker]) -> list[int]:
    """Return the positions of those in the waiting list who now have a place, the first in line first.

    Whoever fits no limit yet keeps waiting and holds nobody up behind.
    """
    taken, found = Taken(places, holders), []
    for position, seeker in enumerate(line):
        if taken.has_room_for(seeker):
            taken.add(seeker)
            found.append(position)
    return found


def moved_in_line(line: Sequence[int], one: int, place: int) -> list[int]:
    """Return the line with one moved to a place, counted from 1; beyond the end means the end."""
    others = [other for other in line if other != one]
    at = min(max(place, 1) - 1, len(others))
    return [*others[:at], one, *others[at:]]


def limits_typed(text: str, known: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Read limits typed one a line as `KZ: 20`, by a code or name that is known.

    `known` leads from what may be typed, folded by the caller, to the code. Returns the limits, and the lines
    that could not be read.
    """
    limits: dict[str, int] = {}
    faults = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _colon, number = line.rpartition(":")
        code = known.get(name.strip().casefold())
        digits = number.strip()
        if code is None or not digits.isdecimal() or int(digits) > 100_000 or code in limits:
            faults.append(line)
        else:
            limits[code] = int(digits)
    return limits, faults


def name_parts(family: str, given: str) -> tuple[str, str, str]:
    """Return family, given and single name of what was typed: one name alone is a single name."""
    family, given = " ".join(family.split()), " ".join(given.split())
    return (family, given, "") if family and given else ("", "", family or given)
