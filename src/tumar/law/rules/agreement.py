"""How far two coders agree beyond chance: Cohen's kappa, and when it says nothing."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """How two coders agree over the items that both of them marked.

    `kappa` is None where it has no meaning: no item, or both used one and the same mark throughout, so that
    chance alone would agree as well.
    """

    items: int
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """The share of items on which both gave the same mark; None of no items."""
        return self.agreed / self.items if self.items else None


def cohen(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Return the agreement over pairs of marks, one pair an item."""
    given = list(pairs)
    items = len(given)
    agreed = sum(first == second for first, second in given)
    if not items:
        return Agreement(0, 0, None)
    first, second = Counter(one for one, _other in given), Counter(other for _one, other in given)
    # In whole numbers, so that the degenerate case is met exactly.
    by_chance = sum(count * second[mark] for mark, count in first.items())
    if by_chance == items * items:
        return Agreement(items, agreed, None)
    return Agreement(items, agreed, (agreed * items - by_chance) / (items * items - by_chance))
