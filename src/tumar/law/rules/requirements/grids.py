"""Sets as the rows of two sheets: one for the set, one for its requirements; the same fields as in YAML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.mappings import StatedLink
from tumar.law.rules.requirements.reading import ITEM_FIELDS, LINK_FIELDS, LINKS, SET_FIELDS
from tumar.law.rules.requirements.relations import plain_relations
from tumar.law.rules.requirements.sets import RequirementSet, plain_set

SET_SHEET, ITEM_SHEET, LINK_SHEET = "set", "requirements", "relations"
_LOCALISED = re.compile(r"([a-z_]+)\[([A-Za-z-]+)\]")
_IN_LANGUAGES = ("title", "about", "group", "look_for", "clause", "terms", "cited", "checked", "why")
_LISTED = ("terms", "concepts")

Row = Sequence[Any]


def _text(value: Any) -> str:
    """Return a cell as text: whole numbers without a point, without the mark that disarms formulas."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return text[1:] if re.match(r"'[=+\-@＝＋－＠]", text) else text


def read_grids(grids: Mapping[str, Iterable[Row]]) -> tuple[dict[str, Any], tuple[SetFault, ...]]:
    """Return the plain values of a workbook's two sheets, as a YAML file would have them."""
    sheets = {name.strip().lower(): list(rows) for name, rows in grids.items()}
    faults = [
        SetFault(Problem.NO_SHEET, about={"value": name})
        for name in (SET_SHEET, ITEM_SHEET)
        if name not in sheets
    ]
    if faults:
        return {}, tuple(faults)
    values = _fields((_text(row[0]), row[1] if len(row) > 1 else None) for row in sheets[SET_SHEET] if row)
    values["requirements"], faults = _items_of(sheets[ITEM_SHEET], ("code",))
    return values, tuple(faults)


def read_relation_grid(rows: Iterable[Row]) -> tuple[dict[str, Any], tuple[SetFault, ...]]:
    """Return the plain values of a sheet of relations, as a YAML file would have them."""
    found, faults = _items_of(rows, ("from", "to", "relation"))
    return {LINKS: found}, tuple(faults)


def _items_of(rows: Iterable[Row], needed: Iterable[str]) -> tuple[list[dict[str, Any]], list[SetFault]]:
    """Return a sheet below its header, a row an item, and the columns that it lacks."""
    told = [row for row in rows if any(_text(cell) for cell in row)]
    header = [_text(cell) for cell in told[0]] if told else []
    faults = [SetFault(Problem.NO_COLUMN, field=name) for name in needed if name not in header]
    return [_fields(zip(header, row, strict=False)) for row in told[1:]], faults


def _fields(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return named cells as fields; `title[ru]` is the Russian of the title; an empty cell is no field."""
    read: dict[str, Any] = {}
    for name, cell in cells:
        text = _text(cell)
        if not name or not text:
            continue
        localised = _LOCALISED.fullmatch(name)
        field, language = (localised[1], localised[2]) if localised else (name, "")
        value: Any = _items(text) if field in _LISTED else text
        if language:
            read.setdefault(field, {})[language] = value
        else:
            read[field] = value
    return read


def _items(text: str) -> list[str]:
    """Return the words of a cell: one a line, or set apart by semicolons where it has one line."""
    parts = text.splitlines() if "\n" in text else text.split(";")
    return [part.strip() for part in parts if part.strip()]


def write_grids(one: RequirementSet) -> dict[str, list[list[str]]]:
    """Return a set as the rows of two sheets, in every language that it has; reading them gives it again."""
    plain = plain_set(one)
    items = plain.pop("requirements")
    columns, told = _columns(items), [dict(_all_cells(item)) for item in items]
    return {
        SET_SHEET: [[name, text] for field in SET_FIELDS for name, text in _cells(plain, field)],
        ITEM_SHEET: [columns, *([item.get(name, "") for name in columns] for item in told)],
    }


def write_relation_grid(links: Iterable[StatedLink]) -> list[list[str]]:
    """Return relations as the rows of a sheet, the reason in a column for each of its languages."""
    items = plain_relations(links)[LINKS]
    columns, told = _columns(items, LINK_FIELDS), [dict(_all_cells(item)) for item in items]
    return [columns, *([item.get(name, "") for name in columns] for item in told)]


def _columns(items: Iterable[Mapping[str, Any]], fields: Iterable[str] = ITEM_FIELDS) -> list[str]:
    seen = {name for item in items for name, _text in _all_cells(item)}
    order = {field: place for place, field in enumerate(fields)}
    return sorted(seen, key=lambda name: (order[name.partition("[")[0]], name))


def _all_cells(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [cell for name in item for cell in _cells(item, name)]


def _cells(values: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
    value = values.get(name, "")
    if name in _IN_LANGUAGES and isinstance(value, Mapping):
        return [(f"{name}[{language}]", _told(text)) for language, text in value.items()]
    return [(name, _told(value))] if value else []


def _told(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value)
