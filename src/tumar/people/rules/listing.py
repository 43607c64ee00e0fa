"""Any list read in one call: its sheets, its columns, its rows, and what is odd about them; no Django."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tumar.kernel.tables import opening
from tumar.kernel.tables.grids import Book, Row, shown
from tumar.kernel.tables.refusals import Reason, UnreadableTable
from tumar.kernel.workbooks.findings import shortened
from tumar.people.rules.columns.fields import Field, Kind
from tumar.people.rules.columns.headers import Why
from tumar.people.rules.columns.recognition import Guess, Recognised
from tumar.people.rules.listed import (
    AnyListed,
    ListedConsignmentLine,
    ListedOrganisation,
    ListedPerson,
    ListedTrainer,
)
from tumar.people.rules.rows.persons import PersonReader
from tumar.people.rules.rows.surveying import Confirmed, Survey, Table
from tumar.people.rules.rows.telling import Sort, Teller
from tumar.people.rules.rows.things import ConsignmentReader, OrganisationReader
from tumar.people.rules.values.remarks import Remark, Said, Severity

__all__ = [
    "AnyListed",
    "Field",
    "Guess",
    "Kind",
    "ListedConsignmentLine",
    "ListedOrganisation",
    "ListedPerson",
    "ListedTrainer",
    "ReadList",
    "Recognised",
    "Remark",
    "Said",
    "Severity",
    "UnreadableTable",
    "read_list",
    "read_pasted",
]

Reader = PersonReader | OrganisationReader | ConsignmentReader
Passed = Callable[[Remark], None]
PLAIN_ENCODINGS = frozenset({"", "utf-8", "utf-8-sig", "utf-16"})


@dataclass
class ReadList:
    """A list: its tables as recognised, what is odd about them, and its rows, as often as needed."""

    book: Book
    kind: Kind
    country: str = ""
    mapping: Confirmed = field(default_factory=dict)

    @cached_property
    def _surveys(self) -> list[Survey]:
        return [Survey(grid, self.kind, self.country, self.mapping) for grid in self.book.grids]

    @property
    def tables(self) -> tuple[Recognised, ...]:
        """The tables of the list, each with its columns recognised."""
        return tuple(table.recognised for survey in self._surveys for table in _used(survey))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What is odd about the file, its sheets and its columns; each row has its own."""
        return (*self._about_the_file(), *self._about_the_sheets())

    def rows(self, passed: Passed | None = None) -> Iterator[AnyListed]:
        """Yield what each row says, in the order of the list; one at a time, so that any length fits.

        The rows that are about nobody are told to `passed` as they are passed over: titles, totals, footers.
        """
        for survey in self._surveys:
            for row, table, sort, reader in _told_rows(survey):
                if sort is Sort.ENTRY:
                    yield reader.read(row)
                elif passed is not None:
                    passed(_left_out(row, table, sort))

    def left_out(self) -> list[Remark]:
        """Return the rows that are about nobody, and why each was passed over."""
        found: list[Remark] = []
        for _row in self.rows(found.append):
            pass
        return found

    def _about_the_file(self) -> Iterator[Remark]:
        first = self.book.grids[0].title if self.book.grids else ""
        if self.book.has_macros:
            yield Remark(Said.MACROS, first)
        if self.book.formulas:
            yield Remark(Said.FORMULAS, first, facts={"count": str(self.book.formulas)})
        if self.book.encoding not in PLAIN_ENCODINGS:
            yield Remark(Said.ENCODING, first, facts={"encoding": self.book.encoding})

    def _about_the_sheets(self) -> Iterator[Remark]:
        for survey in self._surveys:
            if survey.grid.is_hidden and not survey.is_empty:
                yield Remark(Said.SHEET_HIDDEN, survey.grid.title)
            tables = _used(survey)
            if not tables and not survey.is_empty and not self._has_others(survey):
                yield Remark(Said.NO_TABLE, survey.grid.title)
            for table in tables:
                yield from _about_the_columns(table)

    def _has_others(self, survey: Survey) -> bool:
        return any(_used(other) for other in self._surveys if other is not survey)


def _used(survey: Survey) -> list[Table]:
    """Return the tables that say whom their rows are about; a legend beside them does not."""
    return [table for table in survey.tables if table.recognised.names_rows]


def _told_rows(survey: Survey) -> Iterator[tuple[Row, Table, Sort, Reader]]:
    tables = _used(survey)
    if not tables:
        return
    starts = [(table, Teller(table), _reader(table)) for table in tables]
    unused = sorted(table.first_row for table in survey.tables if not table.recognised.names_rows)
    at = -1
    for row in survey.rows():
        while at + 1 < len(starts) and row.number >= starts[at + 1][0].first_row:
            at += 1
        if at < 0:
            if row.number not in starts[0][0].recognised.header_rows:
                yield row, starts[0][0], Sort.TITLE, starts[0][2]
            continue
        table, teller, reader = starts[at]
        if any(table.first_row < start <= row.number for start in unused):
            continue
        if at + 1 < len(starts) and row.number in starts[at + 1][0].recognised.header_rows:
            continue
        yield row, table, teller.sort(row), reader


def _reader(table: Table) -> Reader:
    if table.recognised.kind is Kind.ORGANISATIONS:
        return OrganisationReader(table)
    return ConsignmentReader(table) if table.recognised.kind is Kind.CONSIGNMENTS else PersonReader(table)


def _left_out(row: Row, table: Table, sort: Sort) -> Remark:
    content = " ".join(dict.fromkeys(shown(cell) for cell in row.cells if cell is not None))
    return Remark(
        Said.ROW_LEFT_OUT,
        table.recognised.sheet,
        row.number,
        content=shortened(content),
        facts={"sort": sort.value},
    )


def _about_the_columns(table: Table) -> Iterator[Remark]:
    told = table.recognised
    if not told.header_rows:
        yield Remark(Said.NO_HEADER, told.sheet, table.first_row)
    row = told.header_rows[-1] if told.header_rows else None
    for guess in told.columns:
        said = _said_of(guess)
        if said:
            yield Remark(
                said,
                told.sheet,
                row,
                f"{guess.letters}{row}" if row else guess.letters,
                guess.header,
                shortened(guess.header),
                {"field": guess.field.value if guess.field else "", "words": guess.words},
            )


def _said_of(guess: Guess) -> Said | None:
    if guess.field is None:
        return Said.COLUMN_UNKNOWN
    if guess.field is Field.NOTE and guess.others:
        return Said.COLUMN_TWICE
    if guess.why is Why.CONTENT and guess.field is not Field.NUMBER:
        return Said.COLUMN_BY_CONTENT
    if guess.others or guess.why is Why.TYPO or guess.confidence < 0.7:
        return Said.COLUMN_UNSURE
    return None


def _content_of(source: Path | str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise UnreadableTable(Reason.NO_FILE, path=str(source)) from error


def _with_tables(read: ReadList) -> ReadList:
    if all(survey.is_empty for survey in read._surveys):
        raise UnreadableTable(Reason.NO_CELLS)
    return read


def read_list(
    source: Path | str | bytes,
    name: str = "",
    *,
    kind: Kind | str,
    mapping: Mapping[str, Mapping[int, Field | None]] | None = None,
    country: str = "",
) -> ReadList:
    """Read a list of any kind and form; raise UnreadableTable with the one reason why it cannot be read.

    `source` is a path or the bytes of a file; `mapping` has, by the fingerprint of a table, the field of each
    column that a person has confirmed (None for a column to pass over); `country` is that of the list, where
    its rows name none.
    """
    called = name or ("" if isinstance(source, bytes) else str(source))
    book = opening.opened(_content_of(source), called)
    return _with_tables(ReadList(book, Kind(kind), country or "", mapping or {}))


def read_pasted(
    text: str,
    *,
    kind: Kind | str,
    mapping: Mapping[str, Mapping[int, Field | None]] | None = None,
    country: str = "",
) -> ReadList:
    """Read a table that was copied out of a document; raise UnreadableTable where there is none."""
    return _with_tables(ReadList(opening.pasted(text), Kind(kind), country or "", mapping or {}))
