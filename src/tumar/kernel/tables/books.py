"""Workbooks of every kind to sheets of rows: XLSX and XLSM, ODS, and the old XLS."""

import warnings
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO, StringIO
from typing import Any

import python_calamine
import xlrd
from openpyxl import load_workbook

from tumar.kernel.tables import archives, merging
from tumar.kernel.tables.archives import Measured, Span
from tumar.kernel.tables.grids import Book, Grid, Row, Value, tidy
from tumar.kernel.tables.refusals import Reason, UnreadableTable

VISIBLE = python_calamine.SheetVisibleEnum.Visible
WORKSHEET = python_calamine.SheetTypeEnum.WorkSheet
WIDEST_STREAMED = 120
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
WORD_PART = "WordDocument".encode("utf-16-le")


def archive_book(content: bytes) -> Book:
    """Open an XLSX, XLSM or ODS; refuse what is another archive, damaged, locked or hostile."""
    measured, names = archives.measured(content)
    if archives.BINARY_BOOK_PART in names:
        raise UnreadableTable(Reason.BINARY_BOOK)
    is_excel = archives.BOOK_PART in names
    if any(name.startswith("word/") for name in names) and not is_excel:
        raise UnreadableTable(Reason.DOCUMENT)
    is_open = not is_excel and "mimetype" in names and archives.OPEN_DOCUMENT_PART in names
    if not is_excel and not is_open:
        raise UnreadableTable(Reason.STRANGE_ARCHIVE)
    if is_open and b"opendocument.text" in content[:200]:
        raise UnreadableTable(Reason.DOCUMENT)
    # A stray cell in the last row and column of a sheet would make a rectangle of all places before it.
    if is_excel and measured.area > archives.LARGEST_AREA:
        return _streamed(content, measured)
    return _rectangles(content, measured, kind="xlsx" if is_excel else "ods")


def _rectangles(content: bytes, measured: Measured, *, kind: str) -> Book:
    try:
        book = python_calamine.load_workbook(BytesIO(content))
        listed = [meta for meta in book.sheets_metadata if meta.typ == WORKSHEET]
    except python_calamine.PasswordError as error:
        raise UnreadableTable(Reason.LOCKED) from error
    except BaseException as error:
        raise _damaged(error) from error
    grids = []
    for place, meta in enumerate(listed):
        spans = measured.spans[place] if kind == "ods" and place < len(measured.spans) else None
        rows = partial(_calamine_rows, _Sheet(book, meta.name), spans)
        grids.append(Grid(meta.name, rows, is_hidden=meta.visible != VISIBLE))
    return Book(kind, tuple(grids), formulas=measured.formulas, has_macros=measured.has_macros)


def _damaged(error: BaseException) -> UnreadableTable:
    """Return the refusal for what a reader raised; a panic of its native half is no `Exception`."""
    is_panic = type(error).__name__ == "PanicException"
    if not isinstance(error, Exception) and not is_panic:
        raise error
    return UnreadableTable(Reason.DAMAGED)


class _Sheet:
    """One sheet, taken out of its book when it is first asked for; lists are gone through twice."""

    def __init__(self, book: Any, title: str) -> None:
        self.book, self.title = book, title
        self.taken: Any = None

    def take(self) -> Any:
        """Return the sheet."""
        if self.taken is None:
            self.taken = self.book.get_sheet_by_name(self.title)
        return self.taken


def _calamine_rows(kept: _Sheet, spans: Sequence[Span] | None) -> Iterator[Row]:
    try:
        sheet = kept.take()
        spans = (sheet.merged_cell_ranges or ()) if spans is None else spans
        first = sheet.start[1] if sheet.start else 0
        rows = sheet.iter_rows()
    except BaseException as error:
        raise _damaged(error) from error
    before: list[Value] = [None] * first
    placed = ((place, [*before, *map(tidy, row)]) for place, row in enumerate(rows))
    yield from merging.filled(placed, spans)


def _streamed(content: bytes, measured: Measured) -> Book:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the malformed part led it to
        raise UnreadableTable(Reason.DAMAGED) from error
    grids = tuple(
        Grid(page.title, partial(_streamed_rows, page), is_hidden=page.sheet_state != "visible")
        for page in book.worksheets
    )
    return Book("xlsx", grids, formulas=measured.formulas, has_macros=measured.has_macros)


def _streamed_rows(page: Any) -> Iterator[Row]:
    page.reset_dimensions()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, row in enumerate(page.iter_rows(max_col=WIDEST_STREAMED, values_only=True), 1):
                # A million empty rows before a stray cell are gone through in about a second.
                if row.count(None) < len(row):
                    yield Row(number, [tidy(value) for value in row])
    except Exception as error:
        raise UnreadableTable(Reason.DAMAGED) from error


def old_book(content: bytes) -> Book:
    """Open a workbook of the old kind (XLS), or say what else the file is."""
    if ENCRYPTED_PART in content:
        raise UnreadableTable(Reason.LOCKED)
    if WORD_PART in content:
        raise UnreadableTable(Reason.DOCUMENT)
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=StringIO(), on_demand=True
        )
        grids = tuple(
            Grid(
                name,
                partial(_old_rows, book, place),
                is_hidden=bool(book._sheet_visibility[place]),
            )
            for place, name in enumerate(book.sheet_names())
        )
    except xlrd.XLRDError as error:
        is_locked = "encrypted" in str(error).lower()
        raise UnreadableTable(Reason.LOCKED if is_locked else Reason.DAMAGED) from error
    except Exception as error:  # xlrd raises whatever the malformed record led it to
        raise UnreadableTable(Reason.DAMAGED) from error
    return Book("xls", grids, has_macros=b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T" in content)


def _old_rows(book: Any, place: int) -> Iterator[Row]:
    try:
        sheet = book.sheet_by_index(place)
    except Exception as error:
        raise UnreadableTable(Reason.DAMAGED) from error
    spans = [((top, left), (bottom - 1, right - 1)) for top, bottom, left, right in sheet.merged_cells]
    placed = (
        (number, [_old_value(cell, book.datemode) for cell in sheet.row(number)])
        for number in range(sheet.nrows)
    )
    yield from merging.filled(placed, spans)


def _old_value(cell: Any, datemode: int) -> Value:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return tidy(xlrd.xldate_as_datetime(cell.value, datemode))
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return tidy(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return None if cell.ctype == xlrd.XL_CELL_ERROR else tidy(cell.value)
