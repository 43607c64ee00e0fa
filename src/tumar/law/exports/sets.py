"""Requirement sets as files: YAML, a workbook, OSCAL, and the YAML that CISO Assistant takes."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tumar.kernel.languages import said
from tumar.kernel.sheets import XLSX_TYPE, safe
from tumar.law.models import SetVersion
from tumar.law.queries.requirements import as_rules, links
from tumar.law.rules.requirements import Link, Relation, Requirement, RequirementSet, write_yaml
from tumar.law.rules.requirements.grids import write_grids
from tumar.law.rules.requirements.oscal import OSCAL_VERSION, catalog, key_of, token

WIDE = ("title", "look_for", "clause", "terms", "about")
# OSCAL's words for the four relations.
OSCAL_RELATIONS = {
    Relation.EQUAL: "equal-to",
    Relation.PART: "subset-of",
    Relation.WIDER: "superset-of",
    Relation.OVERLAPS: "intersects-with",
}


@dataclass(frozen=True)
class SetFile:
    """One format in which a version of a set can be had."""

    suffix: str
    media_type: str
    write: Callable[[SetVersion], bytes]


def as_yaml(version: SetVersion) -> bytes:
    """Return the version as YAML that can be edited and sent back."""
    return write_yaml(as_rules(version)).encode()


def as_xlsx(version: SetVersion) -> bytes:
    """Return the version as a workbook of two sheets that can be edited and sent back."""
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for name, rows in write_grids(as_rules(version)).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([safe(value) for value in row])
        for column in sheet.columns:
            is_wide = str(column[0].value).startswith(WIDE) or column[0].column == 2
            sheet.column_dimensions[column[0].column_letter].width = 60 if is_wide else 22
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet[1] if name == "requirements" else sheet["A"]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B2" if name == "requirements" else "B1"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def moment(at: datetime) -> str:
    """Return a moment as OSCAL has it: ISO 8601 in UTC, with its zone."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _metadata(title: str, version: SetVersion) -> dict[str, Any]:
    return {
        "title": title,
        "last-modified": moment(version.added_at),
        "version": version.label,
        "oscal-version": OSCAL_VERSION,
    }


def oscal_catalog(version: SetVersion) -> dict[str, Any]:
    """Return the version as an OSCAL catalogue that can be sent back."""
    return catalog(as_rules(version), moment(version.added_at))


def oscal_mappings(version: SetVersion) -> dict[str, Any]:
    """Return how the set stands to every other one, as an OSCAL mapping collection."""
    code = version.set.code
    by_target: dict[str, list[Link]] = {}
    for link in links():
        for way in (link, link.inverse):
            if way.source[0] == code and way.target[0] != code:
                by_target.setdefault(way.target[0], []).append(way)
    return {
        "mapping-collection": {
            "uuid": key_of("mappings", code, version.label),
            "metadata": _metadata(str(version.set), version),
            "provenance": {
                "method": "human",
                "matching-rationale": "semantic",
                "status": "complete",
                "mapping-description": "Relations stated by people, each with its reason.",
            },
            "mappings": [
                {
                    "uuid": key_of("mapping", code, target),
                    "source-resource": {"type": "catalog", "href": f"{code.lower()}.json"},
                    "target-resource": {"type": "catalog", "href": f"{target.lower()}.json"},
                    "maps": [_map(way) for way in ways],
                }
                for target, ways in sorted(by_target.items())
            ],
        }
    }


def _map(way: Link) -> dict[str, Any]:
    source, target = (token(code.lower(), requirement) for code, requirement in (way.source, way.target))
    return {
        "uuid": key_of("map", source, target),
        "relationship": OSCAL_RELATIONS[way.relation],
        "sources": [{"type": "control", "id-ref": source}],
        "targets": [{"type": "control", "id-ref": target}],
    } | ({"remarks": way.rationale} if way.rationale else {})


def as_mappings(version: SetVersion) -> bytes:
    """Return the mapping collection; nothing where there is no relation: OSCAL has no empty collection."""
    found = oscal_mappings(version)
    if not found["mapping-collection"]["mappings"]:
        return b""
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def ciso_library(version: SetVersion) -> dict[str, Any]:
    """Return the version as a library of CISO Assistant: one framework, a node for each requirement."""
    one = as_rules(version)
    urn = f"urn:tumar:risk:{{}}:{one.code}"
    return {
        "urn": urn.format("library"),
        "locale": "en",
        "ref_id": one.code,
        "name": said(one.title, "en"),
        "description": said(one.about, "en"),
        "copyright": "Own words; the source of each requirement is cited.",
        "version": version.number,
        "provider": "Tumar",
        "packager": "tumar",
        "translations": {
            language: {"name": title, "description": one.about.get(language, "")}
            for language, title in one.title.items()
            if language != "en"
        },
        "objects": {
            "framework": {
                "urn": urn.format("framework"),
                "ref_id": one.code,
                "name": said(one.title, "en"),
                "description": said(one.about, "en"),
                "requirement_nodes": [_node(one, requirement) for requirement in one.requirements],
            }
        },
    }


def _node(one: RequirementSet, requirement: Requirement) -> dict[str, Any]:
    languages = [language for language in requirement.title if language != "en"]
    return {
        "urn": f"urn:tumar:risk:req_node:{one.code}:{requirement.code.lower()}",
        "assessable": True,
        "depth": 1,
        "ref_id": requirement.code,
        "name": said(requirement.title, "en"),
        "description": said(requirement.look_for, "en"),
        "annotation": requirement.source,
        "translations": {
            language: {
                "name": requirement.title[language],
                "description": requirement.look_for.get(language, ""),
            }
            for language in languages
        },
    }


def _json(write: Callable[[SetVersion], dict[str, Any]]) -> Callable[[SetVersion], bytes]:
    return lambda version: json.dumps(write(version), ensure_ascii=False, indent=2).encode()


def _ciso(version: SetVersion) -> bytes:
    text: str = yaml.safe_dump(ciso_library(version), allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


FILES = {
    "yaml": SetFile(".yaml", "application/yaml", as_yaml),
    "xlsx": SetFile(".xlsx", XLSX_TYPE, as_xlsx),
    "oscal": SetFile(".oscal.json", "application/json", _json(oscal_catalog)),
    "oscal-mappings": SetFile(".mappings.oscal.json", "application/json", as_mappings),
    "ciso": SetFile(".ciso.yaml", "application/yaml", _ciso),
}


def offered(version: SetVersion) -> list[str]:
    """Return the kinds of file in which a version can be had now."""
    return [kind for kind in FILES if kind != "oscal-mappings" or as_mappings(version)]
