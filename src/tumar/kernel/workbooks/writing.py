"""Records given out as a workbook that can be edited and sent back: the sheets and columns that are read."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from tumar.kernel.bulk import Facts, batches
from tumar.kernel.sheets import notes_for, safe
from tumar.kernel.workbooks.declared import Column, Sheet
from tumar.kernel.workbooks.parsing import Reading
from tumar.kernel.workbooks.stands import cells_of, read_again, stand_of

WIDE, NARROW = 48, 18
HEAD = PatternFill("solid", fgColor="EEF4F6")
NOTES = "Notes"


def facts_on_file(sheet: Sheet, pks: Iterable[Any]) -> Iterable[Facts]:
    """Yield the facts of the records with these primary keys, in the order of what names them."""
    paths = [sheet.table.paths[name] for name in sheet.table.key]
    rows = sheet.table.model._base_manager
    for part in batches(pks):
        keys = list(rows.filter(pk__in=part).order_by(*paths).values_list(*paths))
        filed = sheet.table.filed(keys)
        yield from (filed[tuple(key)].facts for key in keys)


def _columns(sheet: Sheet, rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Return the columns to write; further languages in which nothing is said are left out."""
    kept = []
    for column in sheet.columns:
        if not column.is_further or any(row.get(column.key) is not None for row in rows):
            kept.append(column)
    return kept


def _write(book: Workbook, sheet: Sheet, facts: Iterable[Facts], reading: Reading) -> set[str]:
    """Write one sheet; return the notes that its names call for."""
    language = get_language() or ""
    rows = []
    for one in facts:
        cells = cells_of(sheet, one)
        if sheet.stand:
            cells[sheet.stand] = stand_of(sheet, read_again(sheet, cells, reading))
        rows.append(cells)
    page = book.create_sheet(sheet.called(language))
    page.freeze_panes = "B2"
    columns = _columns(sheet, rows)
    for place, column in enumerate(columns, start=1):
        longest = max((len(str(row.get(column.key) or "")) for row in rows[:200]), default=0)
        page.column_dimensions[get_column_letter(place)].width = WIDE if longest > WIDE else NARROW
    head = [WriteOnlyCell(page, column.called(language)) for column in columns]
    for cell in head:
        cell.font, cell.fill = Font(bold=True), HEAD
    page.append(head)
    for row in rows:
        page.append([_cell(page, row.get(column.key)) for column in columns])
    return set(notes_for(" ".join(str(value) for row in rows for value in row.values() if value)))


def _cell(page: Any, value: Any) -> Any:
    cell = WriteOnlyCell(page, safe(value))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def book_of(sheets: Iterable[tuple[Sheet, Iterable[Any]]], reading: Reading) -> bytes:
    """Return a workbook of sheets, each with the records of these primary keys."""
    book = Workbook(write_only=True)
    notes: set[str] = set()
    for sheet, pks in sheets:
        notes |= _write(book, sheet, facts_on_file(sheet, pks), reading)
    if notes:
        page = book.create_sheet(NOTES)
        for note in sorted(notes):
            page.append([safe(note)])
    made = BytesIO()
    book.save(made)
    return made.getvalue()
