"""Sums over consignment lines and the month whose rate counts; values alone."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

EURO = "EUR"


class Valued(Protocol):
    """Something of a category with a value in euro cents."""

    category: str
    euro_cents: int


def sums_by_category(lines: Iterable[Valued]) -> dict[str, int]:
    """Return the value of each category in euro cents, the largest first."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.category] = sums.get(line.category, 0) + line.euro_cents
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def month_of_rate(given: str, handed_over: date | None) -> str:
    """Return the month (yyyy-mm) whose rate counts: the one given, else that of the handover."""
    return given or (handed_over.strftime("%Y-%m") if handed_over else "")
