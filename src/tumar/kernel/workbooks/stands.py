"""The stand of a row: what it said when the workbook was written, so that a row sent back tells what it is.

A workbook that was given out holds in each row a short digest of what the row says. Sent back, a row whose
digest still fits was touched by nobody: whatever happened on file meanwhile, it changes nothing. A row that
was edited is taken only where the record on file is still what it was.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.bulk import Facts, Filed
from tumar.kernel.workbooks.declared import Column, Draft, Sheet
from tumar.kernel.workbooks.parsing import Reading, Unreadable

LENGTH = 12


def cell_of(column: Column, facts: Mapping[str, Any]) -> Any:
    """Return what a cell of a column shows of a record's facts; None for nothing."""
    if column.write is not None:
        return column.write(facts)
    name, _point, language = column.key.partition(".")
    value = facts.get(name)
    if language:
        value = (value or {}).get(language)
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value == "" else value


def cells_of(sheet: Sheet, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what each cell of a row shows, without the stand."""
    return {column.key: cell_of(column, facts) for column in sheet.columns if column.key != sheet.stand}


def stand_of(sheet: Sheet, given: Mapping[str, Any]) -> str:
    """Return the digest of what a row gives, once its cells are read."""
    told = {
        name: _plain(value)
        for name, value in given.items()
        if name != sheet.stand and value not in (None, "", (), {})
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return [_plain(one) for one in value] if isinstance(value, tuple) else journal.plain(value)


def read_again(sheet: Sheet, cells: Mapping[str, Any], reading: Reading) -> Facts:
    """Return what cells give; what is on file and could not be typed stands as it is."""
    given: Facts = {}
    for column in sheet.columns:
        value = cells.get(column.key)
        if value is None:
            continue
        try:
            given[column.key] = column.parse(value, reading)
        except Unreadable:
            given[column.key] = str(value)
    return given


def weigh(draft: Draft, sheet: Sheet, filed: Filed | None, reading: Reading) -> None:
    """Leave a row alone that nobody touched; object to one that was overtaken by what happened on file."""
    given = draft.given.get(sheet.stand) if sheet.stand else None
    if not given:
        return
    if filed is None:
        draft.error(
            sheet.table.key[-1],
            _(
                "No record goes by this any more: it was removed, or what names the row was changed here. "
                "Change that on its own page; a new row leaves the stand empty."
            ),
        )
        return
    on_file = read_again(sheet, cells_of(sheet, filed.facts), reading)
    has_moved = stand_of(sheet, on_file) != given
    if stand_of(sheet, draft.given) == given:
        # The row says what was given out; what is on file now is not to be turned back.
        draft.facts = dict(filed.facts)
        draft.given = {key: value if key in sheet.table.key else None for key, value in draft.given.items()}
        if has_moved:
            draft.warn(
                sheet.stand,
                _("Changed on file since the workbook was written; nobody touched the row, so it stays."),
            )
    elif has_moved:
        draft.error(
            sheet.stand,
            _(
                "The record was changed on file since the workbook was written, and so was this row. Take a "
                "new workbook and make the change in that."
            ),
        )
    else:
        _tell_emptied(draft, on_file)


def _tell_emptied(draft: Draft, on_file: Mapping[str, Any]) -> None:
    """Say that an emptied cell takes nothing away: else somebody would think that it did."""
    for key, value in on_file.items():
        if value not in ("", (), None) and draft.given.get(key) is None and draft.has_column(key):
            draft.warn(key, _("An emptied cell takes nothing away. Empty this on the page of the record."))
