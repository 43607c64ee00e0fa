"""Relations between sets as an OSCAL mapping collection, in every language; reading one gives them again.

The collection of a set tells each relation from the side of that set, one mapping for each other set, with
what of either stands alone. OSCAL has one text for the reason of a relation: it is kept there in English, or
in whatever language it has, and in further languages as properties under a namespace of our own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from tumar.law.rules.requirements.mappings import Node, Relation, StatedLink
from tumar.law.rules.requirements.oscal import (
    FIRST,
    OSCAL_VERSION,
    base_of,
    href_of,
    key_of,
    prop,
    token,
    untoken,
)
from tumar.law.rules.requirements.reading import LINKS

COLLECTION = "mapping-collection"
WORDS = {
    Relation.EQUAL: "equal-to",
    Relation.PART: "subset-of",
    Relation.WIDER: "superset-of",
    Relation.OVERLAPS: "intersects-with",
}
MEANT = {word: relation for relation, word in WORDS.items()} | {"equivalent-to": Relation.EQUAL}
UNRELATED = "no-relationship"


@dataclass(frozen=True)
class Side:
    """The set whose collection it is: its code, the version, its name, and when that version was added."""

    code: str
    version: str
    title: str
    # ISO 8601 with zone.
    last_modified: str


def mapping_collection(
    one: Side, links: Iterable[StatedLink], codes: Mapping[str, Sequence[str]]
) -> dict[str, Any] | None:
    """Return the relations of a set, or None where it has none: OSCAL has no empty collection.

    `codes` are the codes of the requirements of each set, for what stands alone.
    """
    by_target: dict[str, list[StatedLink]] = {}
    for link in links:
        way = link if link.link.source[0] == one.code else link.inverse
        if way.link.source[0] == one.code:
            by_target.setdefault(way.link.target[0], []).append(way)
    if not by_target:
        return None
    return {
        COLLECTION: {
            "uuid": key_of("mappings", one.code, one.version),
            "metadata": {
                "title": one.title,
                "last-modified": one.last_modified,
                "version": one.version,
                "oscal-version": OSCAL_VERSION,
            },
            "provenance": {
                "method": "human",
                "matching-rationale": "semantic",
                "status": "complete",
                "mapping-description": "Relations stated by people, each with its reason.",
            },
            "mappings": [
                _mapping(one.code, target, ways, codes) for target, ways in sorted(by_target.items())
            ],
        }
    }


def _mapping(
    source: str, target: str, ways: Sequence[StatedLink], codes: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "uuid": key_of("mapping", source, target),
        "source-resource": {"type": "catalog", "href": href_of(source)},
        "target-resource": {"type": "catalog", "href": href_of(target)},
        "maps": [_map(way) for way in ways],
    }
    if source == target:
        return told
    sides = (
        ("source", source, {way.link.source[1] for way in ways}),
        ("target", target, {way.link.target[1] for way in ways}),
    )
    for side, code, mapped in sides:
        alone = [token(code, each) for each in codes.get(code, ()) if each not in mapped]
        if alone:
            key = key_of("gap", source, target, side)
            told[f"{side}-gap-summary"] = {"uuid": key, "unmapped-controls": [{"with-ids": alone}]}
    return told


def _map(way: StatedLink) -> dict[str, Any]:
    source, target = token(*way.link.source), token(*way.link.target)
    base = base_of(way.why)
    others = [
        prop("why", language) | {"remarks": text} for language, text in way.why.items() if language != base
    ]
    return {
        "uuid": key_of("map", source, target),
        "relationship": WORDS[way.link.relation],
        "sources": [{"type": "control", "id-ref": source}],
        "targets": [{"type": "control", "id-ref": target}],
        "props": [prop("language", base), *others],
    } | ({"remarks": way.why[base]} if base in way.why else {})


def read_mappings(collection: Mapping[str, Any]) -> dict[str, Any]:
    """Return the relations of a mapping collection as the plain values of a file of relations."""
    metadata = collection.get("metadata")
    title = metadata.get("title") if isinstance(metadata, Mapping) else None
    mappings = collection.get("mappings")
    # The model has one mapping stand for itself, too.
    listed = [mappings] if isinstance(mappings, Mapping) else mappings
    return {LINKS: [row for one in _objects(listed) for row in _rows(one, title)]}


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _rows(mapping: Mapping[str, Any], title: Any) -> Iterator[dict[str, Any]]:
    files = [_file(mapping.get(f"{side}-resource")) for side in ("source", "target")]
    for one in _objects(mapping.get("maps")):
        if one.get("relationship") == UNRELATED:
            continue
        sources, targets = _objects(one.get("sources")), _objects(one.get("targets"))
        relation = _of_each(one.get("relationship"), len(sources), len(targets))
        for source in sources:
            for target in targets:
                ends = _node(source, files[0]), _node(target, files[1])
                yield {
                    "from": "/".join(ends[0]),
                    "to": "/".join(ends[1]),
                    "relation": relation,
                    "why": _why(one, title),
                }


def _file(resource: Any) -> str:
    href = resource.get("href") if isinstance(resource, Mapping) else ""
    return PurePosixPath(str(href)).name.partition(".")[0].lower()


def _node(item: Mapping[str, Any], file: str) -> Node:
    """Return the requirement of the set pointed to: by an identifier of ours, else by what it is called."""
    name = str(item.get("id-ref", ""))
    ours = untoken(name)
    return ours if ours and ours[0] == file else (file, name)


def _of_each(word: Any, sources: int, targets: int) -> Any:
    """Return how each source stands to each target, where a map tells it of all of them together.

    What is wider than several is wider than each, and each of several that are a part is a part. Of others it
    is known that they have to do with one another, no more.
    """
    told = MEANT.get(word) if isinstance(word, str) else None
    if told is None:
        return word
    if sources == targets == 1:
        return told.value
    if sources == 1 and told in {Relation.EQUAL, Relation.WIDER}:
        return Relation.WIDER.value
    if targets == 1 and told in {Relation.EQUAL, Relation.PART}:
        return Relation.PART.value
    return Relation.OVERLAPS.value


def _why(one: Mapping[str, Any], title: Any) -> dict[str, Any]:
    """Return the reason in its languages; that of somebody else's file without one is what it is called."""
    why: dict[str, Any] = {}
    base = FIRST
    for each in _objects(one.get("props")):
        if each.get("name") == "language":
            base = str(each.get("value"))
        elif each.get("name") == "why":
            why[str(each.get("value"))] = each.get("remarks")
    text = one.get("remarks")
    return ({base: text} if text is not None else {}) | why or {FIRST: title}
