"""Rows out as CSV or XLSX: streamed, safe against formula injection, with the notes their names call for."""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# The wide forms are taken for the plain ones by spreadsheet programs of East Asia.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What surrounds a sign of a formula without keeping a spreadsheet program from seeing it.
UNSEEN = " \u00a0\u200b\u200e\u200f\u2060\ufeff"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST_COLUMN = 60


def notes_for(text: str) -> list[str]:
    """Return the notes that must stand wherever this text is shown; the room of places knows them."""
    find: Callable[[str], list[str]] = import_string(settings.TUMAR_NOTES)
    return find(text)


def safe(value: Any) -> Any:
    """Return the value as a spreadsheet may hold it: no text run as a formula, moments in UTC."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        # Excel knows no time zones.
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value))
    return f"'{text}" if text.lstrip(UNSEEN).startswith(FORMULA_STARTS) else text


def plain(text: str) -> str:
    """Return a text of a sheet without the mark by which `safe` keeps it from being run as a formula."""
    inner = text.removeprefix("'")
    return inner if inner != text and safe(inner) == text else text


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield the lines of a CSV file that spreadsheets open rightly; notes stand in a last column."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def line(values: Sequence[Any]) -> str:
        writer.writerow(values)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield "\ufeff" + line([*map(safe, headers), "note"])
    for row in rows:
        values = ["" if value is None else safe(value) for value in row]
        yield line([*values, " ".join(notes_for(" ".join(map(str, values))))])


def _in_cell(value: Any) -> Any:
    """Return the value as a cell of a workbook can hold it, which knows no time zones."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return safe(value)


def write_xlsx(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook with one sheet of rows and, where names call for it, one of notes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for number, header in enumerate(headers, 1):
        width = min(max(len(header) + 4, 14), WIDEST_COLUMN)
        sheet.column_dimensions[get_column_letter(number)].width = width
    top = [WriteOnlyCell(sheet, value=safe(header)) for header in headers]
    for cell in top:
        cell.font = Font(bold=True)
    sheet.append(top)
    notes: dict[str, None] = {}
    for row in rows:
        values = [_in_cell(value) for value in row]
        notes |= dict.fromkeys(notes_for(" ".join(str(value) for value in values)))
        sheet.append(values)
    if notes:
        page = book.create_sheet("Notes")
        for note in notes:
            page.append([safe(note)])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while chunk := file.read(1 << 16):
            yield chunk
