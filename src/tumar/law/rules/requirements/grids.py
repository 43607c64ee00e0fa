"""Sets as the rows of two sheets: one for the set, one for its requirements; the same fields as in YAML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.reading import ITEM_FIELDS, SET_FIELDS
from tumar.law.rules.requirements.sets import RequirementSet, plain_set

SET_SHEET, ITEM_SHEET = "set", "requirements"
_LOCALISED = re.compile(r"([a-z_]+)\[([A-Za-z-]+)\]")
_IN_LANGUAGES = ("title", "about", "group", "look_for", "clause", "terms")
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
    rows = [row for row in sheets[ITEM_SHEET] if any(_text(cell) for cell in row)]
    header = [_text(cell) for cell in rows[0]] if rows else []
    faults += [SetFault(Problem.NO_COLUMN, field=name) for name in ("code",) if name not in header]
    values["requirements"] = [_fields(zip(header, row, strict=False)) for row in rows[1:]]
    return values, tuple(faults)


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


def _columns(items: Iterable[Mapping[str, Any]]) -> list[str]:
    seen = {name for item in items for name, _text in _all_cells(item)}
    order = {field: place for place, field in enumerate(ITEM_FIELDS)}
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
