"""How much of what people confirmed the suggestions would have shown."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Address = TypeVar("Address", bound=Hashable)

# With fewer links a share says nothing.
LEAST_LINKS = 5


def found_at(k: int, ranked: Sequence[Address], confirmed: Collection[Address]) -> int:
    """Return how many of the confirmed links stand among the first k."""
    return len(set(confirmed).intersection(ranked[:k]))


def recall_at(k: int, ranked: Sequence[Address], confirmed: Collection[Address]) -> float | None:
    """Return the share of the confirmed links among the first k; None where nothing is confirmed."""
    wanted = set(confirmed)
    return found_at(k, ranked, wanted) / len(wanted) if wanted else None


def is_hit(k: int, ranked: Sequence[Address], confirmed: Collection[Address]) -> bool:
    """Tell whether any confirmed link stands among the first k."""
    return not set(confirmed).isdisjoint(ranked[:k])


def reciprocal_rank(ranked: Sequence[Address], confirmed: Collection[Address]) -> float:
    """Return one divided by the rank of the first confirmed link; 0 where there is none."""
    wanted = set(confirmed)
    return next((1 / rank for rank, one in enumerate(ranked, start=1) if one in wanted), 0.0)
