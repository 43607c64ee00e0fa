"""Two language versions of one act, side by side: by kind and number, whatever the letters of each tradition.

«а)» is the first letter of a list, and so is «a)»; «Глава II» and «2-тарау» are the same chapter. Articles
are numbered through the act, so that a version without chapters still finds them. What has no number is
paired by its order, and so is what one drafter calls a point and another a letter.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tumar.law.rules.addresses import NUMBERED, common_number
from tumar.law.rules.units import Kind, Structure, Unit


class Found(StrEnum):
    """How a pair was found; the weaker the way, the more it wants a look."""

    ADDRESS = "address"
    NUMBER = "number"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Pair:
    """One provision in both languages; one side is empty where a version does not have it."""

    left: str
    right: str
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """All units of both versions, in the order of the left; what only the right has follows its neighbour."""

    pairs: tuple[Pair, ...]

    @property
    def only_left(self) -> tuple[str, ...]:
        """Return the addresses that the right version lacks."""
        return tuple(pair.left for pair in self.pairs if not pair.right)

    @property
    def only_right(self) -> tuple[str, ...]:
        """Return the addresses that the left version lacks."""
        return tuple(pair.right for pair in self.pairs if not pair.left)


class _Version:
    """One language version, with the common form of each number."""

    def __init__(self, structure: Structure) -> None:
        self.units = structure.units
        self.below: dict[str, list[Unit]] = defaultdict(list)
        self.numbers: dict[str, str] = {}
        self.in_annex: set[str] = set()
        for unit in structure.units:
            self.below[unit.parent].append(unit)
            if unit.kind is Kind.ANNEX or unit.parent in self.in_annex:
                self.in_annex.add(unit.eid)
            if unit.kind in NUMBERED:
                self.numbers[unit.eid] = common_number(unit, structure.language)

    def articles(self) -> dict[str, Unit]:
        """Return the articles of the act itself whose number is met once."""
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.kind is Kind.ARTICLE and unit.eid not in self.in_annex:
                found[self.numbers[unit.eid]].append(unit)
        return {number: units[0] for number, units in found.items() if len(units) == 1}


class _Pairing:
    def __init__(self, left: _Version, right: _Version) -> None:
        self.left, self.right = left, right
        self.found: dict[str, tuple[str, Found]] = {}
        self.taken: set[str] = set()

    def pair(self, left: Unit, right: Unit, found: Found) -> None:
        self.found[left.eid] = (right.eid, found)
        self.taken.add(right.eid)

    def below(self, left: str, right: str) -> None:
        """Pair what stands below two units that are one, and so on down."""
        self._by(lambda unit, version: (unit.kind, version.numbers.get(unit.eid)), left, right, Found.ADDRESS)
        self._by(lambda unit, version: version.numbers.get(unit.eid), left, right, Found.NUMBER)
        self._by_order(left, right)

    def _free(self, left: str, right: str) -> tuple[list[Unit], list[Unit]]:
        lefts = [unit for unit in self.left.below[left] if unit.eid not in self.found]
        rights = [unit for unit in self.right.below[right] if unit.eid not in self.taken]
        return lefts, rights

    def _by(self, key: Callable[[Unit, _Version], object], left: str, right: str, found: Found) -> None:
        lefts, rights = self._free(left, right)
        places: dict[object, list[Unit]] = defaultdict(list)
        for unit in rights:
            if unit.kind in NUMBERED:
                places[key(unit, self.right)].append(unit)
        for unit in lefts:
            others = places.get(key(unit, self.left), []) if unit.kind in NUMBERED else []
            if others:
                self.pair(unit, others.pop(0), found)

    def _by_order(self, left: str, right: str) -> None:
        """Pair what has no number by its place among its like; numbered lists where both are as long."""
        lefts, rights = self._free(left, right)
        for kind in dict.fromkeys(unit.kind for unit in lefts if unit.kind not in NUMBERED):
            ours = [unit for unit in lefts if unit.kind is kind]
            theirs = [unit for unit in rights if unit.kind is kind]
            for unit, other in zip(ours, theirs, strict=False):
                self.pair(unit, other, Found.ORDER)
        ours = [unit for unit in lefts if unit.kind in NUMBERED and unit.kind is not Kind.ARTICLE]
        theirs = [unit for unit in rights if unit.kind in NUMBERED and unit.kind is not Kind.ARTICLE]
        if len(ours) == len(theirs):
            for unit, other in zip(ours, theirs, strict=True):
                self.pair(unit, other, Found.ORDER)


def align(left: Structure, right: Structure) -> Alignment:
    """Return the provisions of two language versions in pairs, and what only one of them has."""
    pairing = _Pairing(_Version(left), _Version(right))
    theirs = pairing.right.articles()
    for number, unit in pairing.left.articles().items():
        if number in theirs:
            pairing.pair(unit, theirs[number], Found.ADDRESS)
    pairing.below("", "")
    for unit in left.units:
        if unit.eid in pairing.found:
            pairing.below(unit.eid, pairing.found[unit.eid][0])
    return Alignment(tuple(_in_order(left, right, pairing)))


def _in_order(left: Structure, right: Structure, pairing: _Pairing) -> list[Pair]:
    """Return the pairs in the order of the left; what only the right has follows its neighbour there."""
    back = {other: eid for eid, (other, _found) in pairing.found.items()}
    following: dict[str, list[str]] = defaultdict(list)
    last = ""
    for unit in right.units:
        if unit.eid in back:
            last = back[unit.eid]
        else:
            following[last].append(unit.eid)
    made = [Pair("", eid) for eid in following[""]]
    for unit in left.units:
        other, found = pairing.found.get(unit.eid, ("", None))
        made.append(Pair(unit.eid, other, found))
        made += [Pair("", eid) for eid in following[unit.eid]]
    return made
