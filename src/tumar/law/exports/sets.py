"""Requirement sets as files: YAML, a workbook, OSCAL, and the YAML that CISO Assistant takes."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tumar.kernel.languages import said
from tumar.kernel.sheets import XLSX_TYPE, safe
from tumar.law.models import SetVersion
from tumar.law.queries.relations import newest_codes, stated_links
from tumar.law.queries.requirements import as_rules
from tumar.law.rules.requirements import Requirement, RequirementSet, write_relations, write_yaml
from tumar.law.rules.requirements.grids import LINK_SHEET, SET_SHEET, write_grids, write_relation_grid
from tumar.law.rules.requirements.oscal import catalog
from tumar.law.rules.requirements.oscal_mapping import Side, mapping_collection

WIDE = ("title", "look_for", "clause", "terms", "about", "why")


@dataclass(frozen=True)
class SetFile:
    """One format in which a version of a set can be had."""

    suffix: str
    media_type: str
    write: Callable[[SetVersion], bytes]
    # Other files of OSCAL point to a catalogue by its name, whatever the version.
    has_number: bool = True

    def name(self, version: SetVersion) -> str:
        """Return what the file is called."""
        code = version.set.code.lower()
        return f"{code}-{version.number}{self.suffix}" if self.has_number else f"{code}{self.suffix}"


def as_yaml(version: SetVersion) -> bytes:
    """Return the version as YAML that can be edited and sent back."""
    return write_yaml(as_rules(version)).encode()


def as_xlsx(version: SetVersion) -> bytes:
    """Return the version as a workbook of two sheets that can be edited and sent back."""
    return _book(write_grids(as_rules(version)))


def _book(grids: Mapping[str, list[list[str]]]) -> bytes:
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for name, rows in grids.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([safe(value) for value in row])
        for column in sheet.columns:
            is_wide = str(column[0].value).startswith(WIDE) or column[0].column == 2
            sheet.column_dimensions[column[0].column_letter].width = 60 if is_wide else 22
            for cell in column:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet["A"] if name == SET_SHEET else sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "B1" if name == SET_SHEET else "B2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def moment(at: datetime) -> str:
    """Return a moment as OSCAL has it: ISO 8601 in UTC, with its zone."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def oscal_catalog(version: SetVersion) -> dict[str, Any]:
    """Return the version as an OSCAL catalogue that can be sent back."""
    return catalog(as_rules(version), moment(version.added_at))


def oscal_mappings(version: SetVersion) -> dict[str, Any] | None:
    """Return how the set stands to other ones, as an OSCAL mapping collection that can be sent back."""
    one = as_rules(version)
    side = Side(one.code, one.version, said(one.title, "en"), moment(version.added_at))
    return mapping_collection(side, stated_links(version.set), newest_codes())


def as_mappings(version: SetVersion) -> bytes:
    """Return the mapping collection; nothing where there is no relation: OSCAL has no empty collection."""
    found = oscal_mappings(version)
    return json.dumps(found, ensure_ascii=False, indent=2).encode() if found else b""


def relations_yaml(version: SetVersion) -> bytes:
    """Return the relations of the set as YAML to edit and send back; nothing without any."""
    links = stated_links(version.set)
    return write_relations(links).encode() if links else b""


def relations_xlsx(version: SetVersion) -> bytes:
    """Return the relations of the set as a sheet to edit and send back; nothing without any."""
    links = stated_links(version.set)
    return _book({LINK_SHEET: write_relation_grid(links)}) if links else b""


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
    "oscal": SetFile(".oscal.json", "application/json", _json(oscal_catalog), has_number=False),
    "relations-yaml": SetFile(".relations.yaml", "application/yaml", relations_yaml),
    "relations-xlsx": SetFile(".relations.xlsx", XLSX_TYPE, relations_xlsx),
    "oscal-mappings": SetFile(".mappings.oscal.json", "application/json", as_mappings),
    "ciso": SetFile(".ciso.yaml", "application/yaml", _ciso),
}
# A set without relations has none of these.
OF_RELATIONS = {"relations-yaml", "relations-xlsx", "oscal-mappings"}


def offered(version: SetVersion) -> list[str]:
    """Return the kinds of file in which a version can be had now."""
    related = bool(stated_links(version.set))
    return [kind for kind in FILES if related or kind not in OF_RELATIONS]
