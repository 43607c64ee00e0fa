"""Relations between sets as files have them, and what a file of them adds to those on file or changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tumar.law.rules.requirements.mappings import Node, StatedLink
from tumar.law.rules.requirements.reading import LINKS


def plain_relations(links: Iterable[StatedLink]) -> dict[str, Any]:
    """Return relations as plain values: what a file of them holds."""
    return {
        LINKS: [
            {
                "from": "/".join(one.link.source),
                "to": "/".join(one.link.target),
                "relation": one.link.relation.value,
                "why": dict(one.why),
            }
            for one in links
        ]
    }


@dataclass(frozen=True)
class RelationChange:
    """What a file says of two requirements that is not on file yet; `before` where they are related."""

    after: StatedLink
    before: StatedLink | None = None


def relation_changes(before: Iterable[StatedLink], after: Iterable[StatedLink]) -> list[RelationChange]:
    """Return what a file adds and changes, in its order, told from the side that is on file.

    A relation told from the other side is the same relation. What the file does not name stays.
    """
    known = {_ends(one): one for one in before}
    found = []
    for one in after:
        kept = known.get(_ends(one))
        told = one.inverse if kept and kept.link.source != one.link.source else one
        if kept is None or (kept.link.relation, dict(kept.why)) != (told.link.relation, dict(told.why)):
            found.append(RelationChange(told, kept))
    return found


def _ends(one: StatedLink) -> frozenset[Node]:
    return frozenset((one.link.source, one.link.target))
