"""How requirements of one set stand to those of another, directly or through a third; what stands alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tumar.law.rules.requirements.sets import Requirement


class Relation(StrEnum):
    """How the first requirement stands to the second."""

    EQUAL = "equal"
    # The first is a part of the second: who meets the second meets the first.
    PART = "part"
    # The first is wider than the second: who meets the first meets the second.
    WIDER = "wider"
    OVERLAPS = "overlaps"


class Basis(StrEnum):
    """Where a relation comes from."""

    STATED = "stated"
    # Through a third set.
    CHAIN = "chain"
    # Both belong to one of the fourteen areas: worth a look, no more.
    AREA = "area"


INVERSE = {
    Relation.EQUAL: Relation.EQUAL,
    Relation.PART: Relation.WIDER,
    Relation.WIDER: Relation.PART,
    Relation.OVERLAPS: Relation.OVERLAPS,
}
_STRENGTH = {Relation.EQUAL: 3, Relation.WIDER: 2, Relation.PART: 2, Relation.OVERLAPS: 1}

# A requirement by its set's code and its own.
Node = tuple[str, str]


@dataclass(frozen=True)
class Link:
    """One stated relation between two requirements, and why it holds."""

    source: Node
    target: Node
    relation: Relation
    rationale: str = ""

    @property
    def inverse(self) -> "Link":
        """The same relation, told from the other side."""
        return Link(self.target, self.source, INVERSE[self.relation], self.rationale)


@dataclass(frozen=True)
class StatedLink:
    """A relation as a file has it: with its reason in every language in which that is told."""

    link: Link
    why: Mapping[str, str]

    @property
    def inverse(self) -> "StatedLink":
        """The same relation, told from the other side."""
        return StatedLink(self.link.inverse, self.why)


@dataclass(frozen=True)
class Found:
    """How a requirement stands to one of the other set, and through which links this is known."""

    source: Node
    target: Node
    relation: Relation
    basis: Basis
    path: tuple[Link, ...] = ()


def compose(first: Relation, second: Relation) -> Relation | None:
    """Return what two relations in a row come to: the weakest link; None where nothing follows.

    Equal changes nothing. Parts of parts are parts, wider than wider is wider. A part of something wider
    may have nothing in common with it, and neither may what overlaps in a row.
    """
    if first is Relation.EQUAL:
        return second
    if second is Relation.EQUAL:
        return first
    if first is second and first is not Relation.OVERLAPS:
        return first
    # Wider than something that overlaps the third overlaps it as well; so does what overlaps a part of it.
    if (first, second) in {(Relation.WIDER, Relation.OVERLAPS), (Relation.OVERLAPS, Relation.PART)}:
        return Relation.OVERLAPS
    # Both hold the middle one whole, so they have that in common.
    if (first, second) == (Relation.WIDER, Relation.PART):
        return Relation.OVERLAPS
    return None


def _neighbours(links: Iterable[Link]) -> dict[Node, list[Link]]:
    near: dict[Node, list[Link]] = {}
    for link in links:
        for way in (link, link.inverse):
            near.setdefault(way.source, []).append(way)
    return near


def related(source: Node, links: Iterable[Link], *, hops: int = 3) -> list[Found]:
    """Return every requirement that a stated link or a chain of them leads to, the strongest way to each."""
    near = _neighbours(links)
    best: dict[Node, Found] = {}
    frontier: list[Found] = [Found(source, source, Relation.EQUAL, Basis.STATED)]
    for _hop in range(hops):
        reached = [step for one in frontier for step in _steps(one, near, source)]
        frontier = [one for one in reached if _is_better(one, best)]
        for one in frontier:
            if _is_better(one, best):
                best[one.target] = one
        frontier = [one for one in frontier if best[one.target] is one]
    return sorted(best.values(), key=lambda one: (-_STRENGTH[one.relation], len(one.path), one.target))


def _steps(one: Found, near: Mapping[Node, list[Link]], source: Node) -> Iterable[Found]:
    for link in near.get(one.target, ()):
        relation = compose(one.relation, link.relation)
        if relation is not None and link.target != source:
            path = (*one.path, link)
            basis = Basis.STATED if len(path) == 1 else Basis.CHAIN
            yield Found(source, link.target, relation, basis, path)


def _is_better(one: Found, best: Mapping[Node, Found]) -> bool:
    known = best.get(one.target)
    if known is None:
        return True
    return (_STRENGTH[one.relation], -len(one.path)) > (_STRENGTH[known.relation], -len(known.path))


@dataclass(frozen=True)
class Crosswalk:
    """Two sets side by side: what answers what, and what of each has no answer in the other."""

    pairs: tuple[Found, ...]
    # Pairs of one area without a stated relation, to be looked at.
    candidates: tuple[Found, ...]
    unmapped_source: tuple[str, ...]
    unmapped_target: tuple[str, ...]


def crosswalk(
    source: str,
    source_requirements: Iterable[Requirement],
    target: str,
    target_requirements: Iterable[Requirement],
    links: Iterable[Link],
) -> Crosswalk:
    """Return how two sets stand to one another; what only shares an area counts as unmapped."""
    links, ours, theirs = list(links), list(source_requirements), list(target_requirements)
    known = {one.code for one in theirs}
    pairs = [
        found
        for one in ours
        for found in related((source, one.code), links)
        if found.target[0] == target and found.target[1] in known
    ]
    mapped_ours = {found.source[1] for found in pairs}
    mapped_theirs = {found.target[1] for found in pairs}
    candidates = tuple(
        Found((source, one.code), (target, other.code), Relation.OVERLAPS, Basis.AREA)
        for one in ours
        for other in theirs
        if one.area is other.area and not (one.code in mapped_ours and other.code in mapped_theirs)
    )
    return Crosswalk(
        tuple(pairs),
        candidates,
        tuple(one.code for one in ours if one.code not in mapped_ours),
        tuple(one.code for one in theirs if one.code not in mapped_theirs),
    )
