"""What a plan comes to: cost per person, and which part of a copied plan has room in the new days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal


@dataclass(frozen=True)
class Cost:
    """One budget line in minor units of its currency; None where nobody knows."""

    currency: str
    planned: int | None
    actual: int | None


@dataclass(frozen=True)
class Total:
    """What the lines of one currency come to; None as soon as one of them is not known."""

    currency: str
    planned: int | None
    actual: int | None
    per_person: int | None


def totals(costs: Iterable[Cost], persons: int | None) -> list[Total]:
    """Return the sums by currency, in minor units; an actual cost per person only where both are known."""
    by_currency: dict[str, list[Cost]] = {}
    for cost in costs:
        by_currency.setdefault(cost.currency, []).append(cost)
    found = []
    for currency, lines in sorted(by_currency.items()):
        actual = _sum(line.actual for line in lines)
        per_person = None if actual is None or not persons else _share(actual, persons)
        found.append(Total(currency, _sum(line.planned for line in lines), actual, per_person))
    return found


def _sum(amounts: Iterable[int | None]) -> int | None:
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _share(amount: int, persons: int) -> int:
    return int((Decimal(amount) / persons).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def persons_known(listed: int, attended: int, unknown: int, head_count: int | None) -> int | None:
    """Return how many persons attended: by the list once all of it is known, else by the head count."""
    if listed:
        return None if unknown else attended
    return head_count


def moved_day(day: date, source: date, target: date, last: date) -> date | None:
    """Return the same day of another event, or nothing where that one is over by then."""
    moved = day + (target - source)
    return moved if target <= moved <= last else None


def moved_due(due: date | None, source: date, target: date) -> date | None:
    """Return a due day as far from the new first day as it was from the old one."""
    return None if due is None else due + timedelta(days=(target - source).days)


Hours = tuple[date, time | None, time | None]


def hours_by_day(sessions: Iterable[Hours]) -> list[tuple[date, time, time | None]]:
    """Return for each day on which a session's hours are known when the first begins and the last ends.

    The end is None where a session begins last of which nobody knows how long it lasts.
    """
    by_day: dict[date, list[tuple[time, time | None]]] = {}
    for day, begins, ends in sessions:
        if begins is not None:
            by_day.setdefault(day, []).append((begins, ends))
    found = []
    for day, hours in sorted(by_day.items()):
        last_begun, its_end = max(hours, key=lambda one: (one[0], one[1] or time.max))
        known = [ends for _begins, ends in hours if ends is not None]
        latest = max(known, default=None)
        is_known = its_end is not None or (latest is not None and latest > last_begun)
        found.append((day, min(begins for begins, _ends in hours), latest if is_known else None))
    return found
