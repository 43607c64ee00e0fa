"""Rows out of a workbook's sheet, one at a time, each cell as it stands; headers found under their names."""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from tumar.kernel.sheets import plain
from tumar.kernel.workbooks.declared import Column, Sheet
from tumar.kernel.workbooks.findings import Findings, Severity
from tumar.kernel.workbooks.parsing import Broken, Formula, as_text, meant

HEADER_WITHIN = 10
MOST_COLUMNS = 200
MOST_ROWS = 1_048_576


@dataclass(frozen=True)
class Layout:
    """Where a sheet's columns stand in this workbook; without its required columns it `is_whole` not."""

    sheet: Sheet
    title: str
    header_row: int
    places: Mapping[str, int]
    # What the columns are called in this workbook.
    headings: Mapping[str, str]
    is_whole: bool
    # How many columns have a heading, known or not.
    width: int

    def cell(self, key: str, row: int) -> str:
        """Return a cell's address such as C12; only the row where the book has no such column."""
        place = self.places.get(key)
        return f"{get_column_letter(place + 1)}{row}" if place is not None else ""

    def heading(self, key: str) -> str:
        """Return what a column is called here; where the book has none, in the language of the page."""
        column = self.sheet.column(key)
        return self.headings.get(key) or (column.called(get_language() or "") if column else "")


@dataclass(frozen=True)
class RawRow:
    """One row as it stands: the cells that hold something, by column."""

    number: int
    cells: Mapping[str, Any]


def _content(cell: Any) -> Any:
    """Return what a cell holds: a value, or what should be calculated, or what could not be."""
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return Formula(getattr(value, "text", None) or getattr(value, "ref", None) or value)
    if kind == "e" and value is not None:
        return Broken(value)
    if isinstance(value, str):
        return plain(value) if as_text(value) else None
    return value


def _stream(page: Any, first: int, width: int, last: int = MOST_ROWS) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield rows with their numbers; what the sheet says about its own size is not believed."""
    page.reset_dimensions()
    rows = page.iter_rows(min_row=first, max_row=last, max_col=width)
    yield from enumerate(rows, first)


def _header(page: Any) -> tuple[int, list[str]]:
    for number, row in _stream(page, 1, MOST_COLUMNS, HEADER_WITHIN):
        titles = [as_text(cell.value) for cell in row]
        while titles and not titles[-1]:
            titles.pop()
        if titles:
            return number, titles
    return 0, []


def _note_headers(
    title: str, titles: list[str], row: int, strange: list[int], sheet: Sheet, notes: Findings
) -> None:
    known = [name for column in sheet.columns for name in column.names]
    for place in strange:
        header = titles[place]
        notes.note(
            Severity.WARNING,
            title,
            lambda header=header: _("This column is not known and was skipped.") + meant(header, known),  # type: ignore[misc]
            row=row,
            cell=f"{get_column_letter(place + 1)}{row}",
            content=header,
        )


def _note_missing(title: str, column: Column, strange: Sequence[str], row: int, notes: Findings) -> None:
    def say() -> str:
        needed = _("The required column “%(header)s” is missing.") % {"header": header}
        return needed + next(filter(None, (meant(name, strange) for name in column.names)), "")

    header = column.called(get_language() or "")
    notes.note(Severity.ERROR, title, say, row=row, column=header)


def layout_of(page: Any, sheet: Sheet, notes: Findings) -> Layout | None:
    """Return where the columns stand, and note what is wrong with headers; None for an empty sheet."""
    number, titles = _header(page)
    if not titles:
        return None
    places: dict[str, int] = {}
    headings: dict[str, str] = {}
    strange: list[int] = []
    for place, header in enumerate(titles):
        column = next((each for each in sheet.columns if header and each.goes_by(header)), None)
        if column is not None and column.key in places:
            notes.note(
                Severity.ERROR,
                page.title,
                _("This column stands here twice. Remove one of them."),
                row=number,
                cell=f"{get_column_letter(place + 1)}{number}",
                content=header,
            )
        elif column is not None:
            places[column.key], headings[column.key] = place, header
        elif header:
            strange.append(place)
    _note_headers(page.title, titles, number, strange, sheet, notes)
    missing = [column for column in sheet.columns if column.is_required and column.key not in places]
    for column in missing:
        _note_missing(page.title, column, [titles[place] for place in strange], number, notes)
    return Layout(sheet, page.title, number, places, headings, not missing, len(titles))


def _passed_over(layout: Layout, cells: Mapping[str, Any], row: Sequence[Any]) -> str:
    """Return why a row is about no record; empty where it is about one, or holds nothing at all."""
    if not cells:
        is_empty = all(_content(cell) is None for cell in row)
        return "" if is_empty else _("This row holds something in unknown columns only; it was passed over.")
    is_heading = all(as_text(value) == layout.headings[key] for key, value in cells.items())
    return _("This row repeats the headings; it was passed over.") if is_heading else ""


def rows_of(page: Any, layout: Layout, notes: Findings) -> Iterator[RawRow]:
    """Yield the rows below the header that hold something in a known column; others are noted."""
    number = layout.header_row
    try:
        with warnings.catch_warnings():
            # openpyxl warns of dates that are none; they become findings.
            warnings.simplefilter("ignore")
            for number, row in _stream(page, layout.header_row + 1, layout.width):
                cells = {
                    key: value
                    for key, place in layout.places.items()
                    if place < len(row) and (value := _content(row[place])) is not None
                }
                if why := _passed_over(layout, cells, row):
                    held = " ".join(filter(None, (as_text(cell.value) for cell in row)))
                    notes.pass_over(layout.title, number, held, why)
                elif cells:
                    yield RawRow(number, cells)
    except Exception:  # openpyxl raises whatever a malformed cell leads it to
        notes.note(
            Severity.ERROR,
            layout.title,
            _("From here on the sheet is damaged and was not read. Open the workbook and save it anew."),
            row=number + 1,
        )
