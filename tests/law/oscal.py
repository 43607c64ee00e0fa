"""What OSCAL asks of its JSON, as far as our files go: fields that must be there, and the shape of values.

Written from the reference of OSCAL 1.2.0 (catalog, mapping collection, assessment results); nothing of the
schema itself is copied.
"""

import re
from collections.abc import Mapping
from typing import Any

UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}")
# Letters of any script begin a token; letters, digits, dots, hyphens and low lines follow.
TOKEN = re.compile(r"(?:[^\W\d_]|_)(?:[^\W_]|[.\-_])*")
LINE = re.compile(r"\S(?:.*\S)?")
URI = re.compile(r"[a-zA-Z][a-zA-Z0-9+\-.]+:.+")
BASE64 = re.compile(r"[0-9A-Za-z+/]+={0,2}")
MOMENT = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)"
)


class Shape:
    """One object: which fields it must and may have, and what each of them is."""

    def __init__(self, must: Mapping[str, Any], may: Mapping[str, Any] | None = None) -> None:
        self.must, self.may = must, may or {}

    def faults(self, value: Any, where: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where}: no object"]
        known = {**self.must, **self.may}
        found = [f"{where}/{name}: missing" for name in self.must if name not in value]
        found += [f"{where}/{name}: not known" for name in value if name not in known]
        for name, inner in value.items():
            if name in known:
                found += faults(known[name], inner, f"{where}/{name}")
        return found


def faults(shape: Any, value: Any, where: str) -> list[str]:
    """What is wrong with a value: a pattern is for text, a list of one shape for several, at least one."""
    if callable(shape) and not isinstance(shape, type):
        return faults(shape(), value, where)
    if isinstance(shape, list):
        if not isinstance(value, list) or not value:
            return [f"{where}: no list, or nothing in it"]
        return [
            fault for place, one in enumerate(value) for fault in faults(shape[0], one, f"{where}[{place}]")
        ]
    if isinstance(shape, Shape):
        return shape.faults(value, where)
    if isinstance(shape, frozenset):
        return [] if value in shape else [f"{where}: {value!r} is none of {sorted(shape)}"]
    if not isinstance(value, str):
        return [f"{where}: no text"]
    if shape is str:
        return []
    return [] if shape.fullmatch(value) else [f"{where}: {value!r}"]


PROP = Shape({"name": TOKEN, "value": LINE}, {"ns": URI, "uuid": UUID, "class": TOKEN, "remarks": str})
METADATA = Shape(
    {"title": str, "last-modified": MOMENT, "version": LINE, "oscal-version": re.compile(r"1\.\d+\.\d+")},
    {"props": [PROP], "remarks": str, "published": MOMENT},
)
RESOURCE = Shape(
    {"uuid": UUID},
    {
        "title": str,
        "description": str,
        "props": [PROP],
        "rlinks": [Shape({"href": LINE})],
        "base64": Shape({"value": BASE64}, {"media-type": LINE}),
        "remarks": str,
    },
)
BACK_MATTER = Shape({}, {"resources": [RESOURCE]})


def _part() -> Shape:
    return Shape(
        {"name": TOKEN},
        {"id": TOKEN, "ns": URI, "title": str, "props": [PROP], "prose": str, "parts": [_part]},
    )


CONTROL = Shape({"id": TOKEN, "title": str}, {"props": [PROP], "parts": [_part]})
GROUP = Shape({"title": str}, {"id": TOKEN, "props": [PROP], "parts": [_part], "controls": [CONTROL]})
CATALOG = Shape(
    {"catalog": Shape({"uuid": UUID, "metadata": METADATA}, {"groups": [GROUP], "back-matter": BACK_MATTER})}
)
RELATIONS = frozenset({"equivalent-to", "equal-to", "subset-of", "superset-of", "intersects-with"})
ITEM = Shape({"type": frozenset({"control", "statement"}), "id-ref": TOKEN})
MAP = Shape(
    {"uuid": UUID, "relationship": RELATIONS, "sources": [ITEM], "targets": [ITEM]},
    {"props": [PROP], "remarks": str},
)
GAP = Shape({"uuid": UUID, "unmapped-controls": [Shape({"with-ids": [TOKEN]})]})
SIDE = Shape({"type": frozenset({"catalog", "profile"}), "href": LINE})
MAPPINGS = Shape(
    {
        "mapping-collection": Shape(
            {
                "uuid": UUID,
                "metadata": METADATA,
                "provenance": Shape(
                    {
                        "method": frozenset({"human", "automation", "hybrid"}),
                        "matching-rationale": frozenset({"syntactic", "semantic", "functional"}),
                        "status": frozenset({"complete", "not-complete", "draft", "superseded"}),
                        "mapping-description": str,
                    }
                ),
                "mappings": [
                    Shape(
                        {"uuid": UUID, "source-resource": SIDE, "target-resource": SIDE, "maps": [MAP]},
                        {"source-gap-summary": GAP, "target-gap-summary": GAP},
                    )
                ],
            }
        )
    }
)
EVIDENCE = Shape({"description": str}, {"href": LINE, "props": [PROP], "remarks": str})
OBSERVATION = Shape(
    {
        "uuid": UUID,
        "description": str,
        "methods": [frozenset({"EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"})],
        "collected": MOMENT,
    },
    {"title": str, "props": [PROP], "relevant-evidence": [EVIDENCE], "remarks": str},
)
RESULT = Shape(
    {
        "uuid": UUID,
        "title": str,
        "description": str,
        "start": MOMENT,
        "reviewed-controls": Shape(
            {"control-selections": [Shape({}, {"include-controls": [Shape({"control-id": TOKEN})]})]}
        ),
    },
    {"end": MOMENT, "props": [PROP], "observations": [OBSERVATION]},
)
RESULTS = Shape(
    {
        "assessment-results": Shape(
            {
                "uuid": UUID,
                "metadata": METADATA,
                "import-ap": Shape({"href": LINE}),
                "results": [RESULT],
            },
            {"back-matter": BACK_MATTER},
        )
    }
)


def unfound(document: Any) -> list[str]:
    """Resources that say nowhere where they are to be found, or in several places at once."""
    found = [one for listed in every(document, "resources") for one in listed]
    return [one["uuid"] for one in found if len(one.get("rlinks", ())) + ("base64" in one) != 1]


def every(value: Any, name: str) -> list[Any]:
    """Every value of this name, however deep it stands."""
    if isinstance(value, dict):
        own = [value[name]] if name in value else []
        return own + [found for inner in value.values() for found in every(inner, name)]
    if isinstance(value, list):
        return [found for inner in value for found in every(inner, name)]
    return []
