"""Two languages of one instrument side by side, provision by provision."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.law.models import Version
from tumar.law.queries.versions import structure_of
from tumar.law.rules.aligning import Found, align
from tumar.law.rules.units import Unit


@dataclass(frozen=True)
class Beside:
    """One provision in both languages; None where a text does not have it."""

    left: Unit | None
    right: Unit | None
    # Paired by its place alone, so that a person should look.
    is_guess: bool


@dataclass(frozen=True)
class SideBySide:
    """Two texts with what only one of them has counted."""

    left: Version
    right: Version
    rows: Sequence[Beside]
    only_left: int
    only_right: int


def side_by_side(left: Version, right: Version) -> SideBySide:
    """Return two texts in pairs of provisions, in the order of the left one."""
    ours, theirs = structure_of(left), structure_of(right)
    of_left = {unit.eid: unit for unit in ours.units}
    of_right = {unit.eid: unit for unit in theirs.units}
    made = align(ours, theirs)
    rows = [
        Beside(of_left.get(pair.left), of_right.get(pair.right), pair.found is Found.ORDER)
        for pair in made.pairs
    ]
    return SideBySide(left, right, rows, len(made.only_left), len(made.only_right))


def usual_pair(rows: Sequence[Version]) -> tuple[Version, Version] | None:
    """Return the newest versions of the first two languages that have one."""
    newest = {one.expression_id: one for one in rows}
    found: dict[str, Version] = {}
    for one in newest.values():
        found.setdefault(one.expression.language, one)
    pair = list(found.values())[:2]
    return (pair[0], pair[1]) if len(pair) == 2 else None
