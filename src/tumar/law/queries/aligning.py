"""Two languages of one instrument side by side, provision by provision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tumar.law.models import Version
from tumar.law.queries.versions import structure_of
from tumar.law.rules import leaves
from tumar.law.rules.aligning import Found, align
from tumar.law.rules.leaves import LEAF, Page
from tumar.law.rules.units import Unit

# Of a pair that is longer than a page only so much of each is shown, with the way to the rest.
HALF = LEAF // 2


@dataclass(frozen=True)
class Beside:
    """One provision in both languages; None where a text does not have it."""

    left: Unit | None
    right: Unit | None
    # Paired by its place alone, so that a person should look.
    is_guess: bool
    # Only the beginning of what is too long for a page.
    goes_on: bool = False

    @property
    def letters(self) -> int:
        """What both weigh on a page."""
        return sum(min(leaves.letters_of(unit), HALF) for unit in (self.left, self.right) if unit)

    @property
    def is_long(self) -> bool:
        """Tell whether one of them is too long to be shown here whole."""
        return any(leaves.letters_of(unit) > HALF for unit in (self.left, self.right) if unit)

    def shown(self) -> "Beside":
        """Return the pair as far as a page holds it."""
        left, right = (unit and leaves.cut(unit, most=HALF)[0] for unit in (self.left, self.right))
        return replace(self, left=left, right=right, goes_on=True)


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


def page_of(one: SideBySide, page: int, *, near: str = "") -> Page[Beside]:
    """Return a page of the pairs: of that number, or the one on which the provision `near` stands."""
    holding = next((at for at, row in enumerate(one.rows) if near and near in _eids(row)), None)
    found = leaves.page_of(
        one.rows, leaves.stretches([row.letters for row in one.rows]), page, holding=holding
    )
    return replace(found, rows=[row.shown() if row.is_long else row for row in found.rows])


def _eids(row: Beside) -> set[str]:
    return {unit.eid for unit in (row.left, row.right) if unit}


def usual_pair(rows: Sequence[Version]) -> tuple[Version, Version] | None:
    """Return the newest versions of the first two languages that have one."""
    newest = {one.expression_id: one for one in rows}
    found: dict[str, Version] = {}
    for one in newest.values():
        found.setdefault(one.expression.language, one)
    pair = list(found.values())[:2]
    return (pair[0], pair[1]) if len(pair) == 2 else None
