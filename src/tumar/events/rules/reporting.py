"""What the report of an event says of its numbers: how well each is known, and what was planned of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Strength(StrEnum):
    """How well a number of persons is known."""

    COUNTED = "counted"  # name by name
    AT_LEAST = "at-least"  # name by name, and of some nobody knows whether they came
    REPORTED = "reported"  # heads, of which no list exists
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reached:
    """How many persons attended as far as anybody knows, and how well that is known."""

    persons: int | None
    strength: Strength


def reached(listed: int, attended: int, unknown: int, head_count: int | None) -> Reached:
    """Return how many attended: by the list where there is one, else by the heads that were reported."""
    if not listed:
        strength = Strength.UNKNOWN if head_count is None else Strength.REPORTED
        return Reached(head_count, strength)
    if not unknown:
        return Reached(attended, Strength.COUNTED)
    if not attended:
        return Reached(None, Strength.UNKNOWN)
    return Reached(attended, Strength.AT_LEAST)


@dataclass(frozen=True)
class Target:
    """One planned number: of a country, of an occupation group, of both, or of everybody ("" for any)."""

    country: str
    group: str
    planned: int


def planned_of_country(targets: Iterable[Target], country: str) -> int | None:
    """Return what was planned of one country: as planned itself, else the sum of its groups."""
    of_it = [one for one in targets if one.country == country]
    whole = [one.planned for one in of_it if not one.group]
    return whole[0] if whole else _sum(of_it)


def planned_of_group(targets: Iterable[Target], group: str) -> int | None:
    """Return what was planned of one occupation group: as planned itself, else the sum of its countries."""
    of_it = [one for one in targets if one.group == group]
    whole = [one.planned for one in of_it if not one.country]
    return whole[0] if whole else _sum(of_it)


def planned_in_all(targets: Iterable[Target]) -> int | None:
    """Return what was planned in all; None where the targets overlap, so that no sum of them is true."""
    every = list(targets)
    whole = [one.planned for one in every if not one.country and not one.group]
    if whole:
        return whole[0]
    kinds = {(bool(one.country), bool(one.group)) for one in every}
    # Persons of one country each, of one group each, or of one group of one country each: nobody is in two.
    return _sum(every) if len(kinds) == 1 else None


def _sum(targets: list[Target]) -> int | None:
    return sum(one.planned for one in targets) if targets else None
