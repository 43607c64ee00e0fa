"""What a file of tables holds once it is opened: sheets of rows of typed cells."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | date | time | timedelta | None

# What spreadsheet programs let slip into cells: no-break spaces, marks of order, joiners at the ends.
INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060\u00a0\u202f\u00ad"
NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a person sees it, its cells, and which of them came down from a merged cell."""

    number: int
    cells: Sequence[Value]
    carried: frozenset[int] = NOTHING

    def __bool__(self) -> bool:
        return self.cells.count(None) < len(self.cells)


@dataclass(frozen=True)
class Grid:
    """One sheet; its rows can be gone through as often as needed."""

    title: str
    rows: Callable[[], Iterator[Row]] = field(repr=False)
    is_hidden: bool = False


@dataclass(frozen=True)
class Book:
    """A file of tables: its sheets, and what a person should know of how it was read."""

    kind: str
    grids: tuple[Grid, ...]
    encoding: str = ""
    delimiter: str = ""
    formulas: int = 0
    has_macros: bool = False
    notes: tuple[str, ...] = ()


def letters(column: int) -> str:
    """Return a column's letters, A for 0."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def address(column: int, row: int) -> str:
    """Return a cell's address such as C12; columns count from 0, rows from 1."""
    return f"{letters(column)}{row}"


def tidy(value: object) -> Value:
    """Return a cell's value in one form: text in NFC without blanks around it, whole numbers whole."""
    if isinstance(value, str):
        if value.isascii():
            return value.strip() or None
        text = unicodedata.normalize("NFC", value).strip().strip(INVISIBLE).strip()
        return text or None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else value
    return value if isinstance(value, int | date | time | timedelta) else None


def shown(value: Value) -> str:
    """Return a cell's value as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date | time) else str(value)
