"""What several marks come to when they are shown as one: never a sum and never a score."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tumar.law.rules.findings import Axis, Mark, Marks

# Shown where marks differ; the counts stand beside it, and nothing is worked out of them.
VARIOUS = "various"
# In this order marks are counted and legends are read.
ORDER = (
    *(Mark.FOUND, Mark.PARTLY, Mark.NOT_FOUND),
    *(Mark.CONTRADICTS, Mark.NOT_APPLICABLE, Mark.NOT_ASSESSED),
)
KINDS = (*(mark.value for mark in ORDER[:4]), VARIOUS, *(mark.value for mark in ORDER[4:]))


def mark_on(marks: Marks | None, axis: Axis) -> Mark:
    """Return the mark on one of the three axes; nothing said is "not assessed"."""
    if marks is None:
        return Mark.NOT_ASSESSED
    return {Axis.ON_PAPER: marks.on_paper, Axis.IN_FORCE: marks.in_force, Axis.APPLIED: marks.applied}[axis]


def counted(marks: Iterable[Mark]) -> dict[Mark, int]:
    """Return how often each mark was given, in the order of marks; those never given are left out."""
    found = Counter(marks)
    return {mark: found[mark] for mark in ORDER if found[mark]}


def together(counts: Mapping[Mark, int]) -> str:
    """Return the one mark that all have, or that they differ; none at all is "not assessed".

    What was not assessed differs from what was: one requirement found of nine is no "found".
    """
    if not counts:
        return Mark.NOT_ASSESSED.value
    return next(iter(counts)).value if len(counts) == 1 else VARIOUS
