"""A list as the reader gives it, in the shapes that the pipeline keeps: tables, columns, rows as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in import own
from tumar.desk.lists_in.context import ListRefused
from tumar.desk.lists_in.planned import Listed
from tumar.kernel.tables.grids import shown
from tumar.kernel.tables.refusals import UnreadableTable
from tumar.kernel.tables.wording import sentence
from tumar.people import remarks
from tumar.people.models import document_digest
from tumar.people.rules.columns.fields import ASKED, IN_LATIN, Field, Kind
from tumar.people.rules.columns.recognition import Recognised
from tumar.people.rules.documents import is_document_number
from tumar.people.rules.listed import AnyListed
from tumar.people.rules.listing import ReadList, read_list
from tumar.people.rules.naming import Name
from tumar.people.rules.values.remarks import Remark
from tumar.people.rules.whereabouts import country_by_contact
from tumar.places import names

PASSED_KEPT = 100
EXAMPLES, ROWS_FOR_EXAMPLES, EXAMPLE_LENGTH = 3, 40, 60
# Below this a column may well hold something else.
SURE = 0.7
# What the reader calls otherwise than the command's contract, or keeps for itself.
RENAMED = {"group": "occupation_group"}
LEFT = frozenset({"sheet", "row", "findings", "cells", "name", "latin", "phone_said", "document"})
_AS_IS = frozenset({str, int, bool})
UNKNOWN = ("", "U", "unknown")
PARTS = ("family", "given", "patronymic", "single")
LATIN_PARTS = tuple((part, f"{part}_latin") for part in PARTS)


def fields_of(kind: str) -> list[str]:
    """Return what a column of such a list can hold, in the order in which people look for it."""
    asked = ASKED[Kind(kind)]
    latin = [IN_LATIN[field] for field in asked if field in IN_LATIN]
    return list(dict.fromkeys(field.value for field in (*asked, *latin)))


def _read(content: bytes, name: str, kind: str, mapping: Mapping[str, str] | None = None) -> ReadList:
    try:
        return read_list(content, name, kind=kind, mapping=_by_fingerprint(mapping or {}))
    except UnreadableTable as refused:
        raise ListRefused(sentence(refused)) from refused


def _by_fingerprint(mapping: Mapping[str, str]) -> Any:
    """Return what the columns mean as the reader asks for it, from keys of fingerprint and place."""
    found: dict[str, dict[int, Field | None]] = {}
    for key, meant in mapping.items():
        fingerprint, _point, place = key.partition(".")
        found.setdefault(fingerprint, {})[int(place)] = Field(meant) if meant else None
    return found


def tables_of(content: bytes, name: str, kind: str) -> list[dict[str, Any]]:
    """Return the tables of a list, each with its columns, what they were taken for, and examples."""
    read = _read(content, name, kind)
    try:
        tables = [_table(one, read) for one in read.tables]
    except UnreadableTable as refused:
        raise ListRefused(sentence(refused)) from refused
    for table in tables:
        own.applied(kind, table["columns"])
    if not tables:
        raise ListRefused(_("No table was found in this list whose headings say what its rows are about."))
    return tables


def _table(one: Recognised, read: ReadList) -> dict[str, Any]:
    examples = _examples(one, read)
    return {
        "sheet": one.sheet,
        "row": one.header_rows[-1] if one.header_rows else 0,
        "fingerprint": one.fingerprint,
        "columns": [
            {
                "key": f"{one.fingerprint}.{guess.column}",
                "letter": guess.letters,
                "heading": guess.header,
                "field": guess.field.value if guess.field else "",
                "is_sure": guess.confidence >= SURE,
                "examples": examples.get(guess.column, []),
            }
            for guess in one.columns
        ],
    }


def _examples(one: Recognised, read: ReadList) -> dict[int, list[str]]:
    """Return the first different values of each column, shortened."""
    found: dict[int, dict[str, None]] = {guess.column: {} for guess in one.columns}
    grid = next(grid for grid in read.book.grids if grid.title == one.sheet)
    first, seen = (one.header_rows[-1] if one.header_rows else 0), 0
    for row in grid.rows():
        if row.number <= first:
            continue
        seen += 1
        for column, values in found.items():
            if column < len(row.cells) and len(values) < EXAMPLES and (text := shown(row.cells[column])):
                values[text[:EXAMPLE_LENGTH]] = None
        if seen >= ROWS_FOR_EXAMPLES:
            break
    return {column: list(values) for column, values in found.items()}


@dataclass
class PassedOver:
    """The rows of a list that are about nobody: how many, and the first ones as they are kept."""

    count: int = 0
    first: list[dict[str, Any]] = field(default_factory=list)

    def take(self, remark: Remark) -> None:
        """Count one more row, and keep it unless there are many."""
        self.count += 1
        if len(self.first) < PASSED_KEPT:
            kept = {"sheet": remark.sheet, "row": remark.row, "content": remark.content}
            self.first.append({**kept, "sort": remark.facts["sort"]})


def rows_of(
    content: bytes, name: str, kind: str, mapping: Mapping[str, str], passed: PassedOver | None = None
) -> Iterator[Listed]:
    """Yield the rows of a list, with its columns as they were confirmed; others are counted in `passed`."""
    read = _read(content, name, kind, mapping)
    # The text that was made of a long list's bytes is enough to hold.
    del content
    try:
        hints = {one.sheet: one.country_hint for one in reversed(read.tables)}
        for row in read.rows(passed.take if passed is not None else None):
            yield Listed(
                row.sheet, row.row, _facts(row, hints.get(row.sheet, "")), tuple(map(_found, row.findings))
            )
    except UnreadableTable as refused:
        raise ListRefused(sentence(refused)) from refused


def _found(remark: Remark) -> dict[str, Any]:
    return {
        "severity": remark.severity.value,
        "cell": remark.cell,
        "column": remark.column,
        "field": str(remark.facts.get("field", "")),
        "content": remark.content,
        "message": remarks.sentence(remark, country_name=names.name),
        "what": remark.said.value,
    }


def _plain(value: Any) -> Any:
    if value is None or type(value) in _AS_IS:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _told(kind: Any) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a listed row that are kept, each with its name in the command's contract."""
    return tuple(
        (each.name, RENAMED.get(each.name, each.name)) for each in fields(kind) if each.name not in LEFT
    )


def _facts(row: AnyListed, hint: str) -> dict[str, Any]:
    """Return what a row says, by the names of the command's contract, without what it leaves open."""
    found: dict[str, Any] = {}
    name = getattr(row, "name", "")
    if isinstance(name, Name):
        latin: Name = row.latin  # type: ignore[union-attr]
        found = {part: getattr(name, part) for part in PARTS}
        found |= {told_as: getattr(latin, part) for part, told_as in LATIN_PARTS}
        found["latin"] = str(latin)
    elif name:
        found["name"], found["latin"] = name, getattr(row, "name_latin", "")
    for attribute, told_as in _told(type(row)):  # type: ignore[arg-type]
        value = getattr(row, attribute)
        # Nothing is said by what is empty; a quantity of 0 is no such thing.
        if value or value == 0:
            found[told_as] = _plain(value)
    if not row.country and (guess := country_by_contact(row.phone, row.email) or hint):
        found["country_guess"] = guess
    if is_document_number(number := getattr(row, "document", "")):
        # The number itself is not kept with the row; who it belongs to is told by its digest.
        found["document_digest"] = document_digest(number)
    if said := found.get("occupation_said"):
        found["occupation_group"] = own.group_of(said) or found["occupation_group"]
    if said := found.get("kind_said"):
        found["kind"] = own.kind_of(said)
    return {name: own.unmarked(value) for name, value in found.items() if value not in UNKNOWN}
