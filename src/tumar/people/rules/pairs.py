"""Pairs of records that may be the same; values alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Found:
    """One possible duplicate to be queued: two records by their codes, or one record and a row of an import.

    `score` runs from 0 to 1; `explanation` has one sentence for each thing that speaks for or against.
    """

    first: str
    second: str = ""
    score: float = 0.0
    explanation: Sequence[Any] = ()
    row: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the pair, whichever of the two was named first."""
        if self.row:
            return self.first, "", self.row
        return (*in_order(self.first, self.second), "")


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two codes in the order in which a pair is kept."""
    return (one, other) if one < other else (other, one)
