"""A sheet gone through once before it is read: its tables, and what whole columns tell of their cells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tumar.kernel.tables.grids import Grid, Row, Value, shown
from tumar.people.rules import splitting
from tumar.people.rules.columns import finding, headers
from tumar.people.rules.columns.fields import MANY, Field, Kind
from tumar.people.rules.columns.recognition import Guess, Recognised, recognised, text_of
from tumar.people.rules.splitting import Order
from tumar.people.rules.values import dates, words

# So many rows, spread evenly over the table, are enough to tell an order; short cells are all looked at.
MOST_SAMPLED = 1600
SHORT = 24
MOST_DIFFERENT = 3000
NAMES_LOOKED_AT = 300
SAME_AS_HEADER = 0.6
MOST_KEPT = 20_000

Confirmed = Mapping[str, Mapping[int, Field | None]]


@dataclass
class Sample:
    """Rows spread evenly over a table of any length, and the short cells of each column."""

    rows: list[Row] = field(default_factory=list)
    short: dict[int, set[Value]] = field(default_factory=dict)
    stride: int = 1
    seen: int = 0

    def take(self, row: Row) -> None:
        """Look at one more row."""
        if self.seen % self.stride == 0:
            self.rows.append(row)
            if len(self.rows) > MOST_SAMPLED:
                self.rows = self.rows[::2]
                self.stride *= 2
        self.seen += 1
        for place, cell in enumerate(row.cells):
            if cell is None or (isinstance(cell, str) and len(cell) > SHORT):
                continue
            kept = self.short.setdefault(place, set())
            if len(kept) < MOST_DIFFERENT:
                kept.add(cell)

    def texts(self, place: int) -> list[str]:
        """Return the short cells of a column, each once."""
        return [shown(value) for value in self.short.get(place, ())]


@dataclass
class Table:
    """One table of a sheet: its columns, its rows from the first to the last, and what its columns tell."""

    recognised: Recognised
    first_row: int
    header_lines: tuple[frozenset[str], ...]
    sample: Sample
    country: str

    @cached_property
    def hint(self) -> str:
        """The country for numbers and names that say nothing of theirs."""
        return self.country or self.recognised.country_hint

    @cached_property
    def keys(self) -> tuple[tuple[int, str, str], ...]:
        """The column, its letters and its key of every column that holds something known."""
        return tuple(
            (guess.column, guess.letters, _key_of(guess))
            for guess in self.recognised.columns
            if guess.field is not None
        )

    @cached_property
    def noted(self) -> tuple[Guess, ...]:
        """The columns that are kept as a note."""
        return tuple(guess for guess in self.recognised.columns if guess.field in (None, Field.NOTE))

    def _texts(self, wanted: Field) -> list[str]:
        place = self.recognised.places.get(wanted)
        if place is None:
            return []
        return [shown(row.cells[place]) for row in self.sample.rows if place < len(row.cells)]

    def name_order(self, wanted: Field) -> Order:
        """Return the order of full names: as rows show it, else the header, else the country."""
        texts = [text for text in self._texts(wanted) if any(map(str.isalpha, text))]
        if not texts:
            return Order.FAMILY_FIRST
        texts = texts[:: max(len(texts) // NAMES_LOOKED_AT, 1)]
        shown_orders = Counter(
            split.order
            for text in texts
            if (split := splitting.split_full_name(text, country=self.hint)).order
        )
        guess = self.recognised.guess(wanted)
        if guess and guess.order and shown_orders.total() < 0.1 * len(texts):
            return guess.order
        return splitting.order_of_column(texts, self.hint)

    def date_order(self, wanted: Field) -> dates.Order | None:
        """Return whether the day or the month comes first in a column of dates."""
        place = self.recognised.places.get(wanted)
        return dates.order_of(self.sample.short.get(place, ())) if place is not None else None

    def sexes(self) -> words.SexWords:
        """Return the reader of the column of sexes."""
        place = self.recognised.places.get(Field.SEX, -1)
        return words.SexWords(self.sample.texts(place))

    def marks(self) -> dict[int, words.Marks]:
        """Return the reader of each attendance column."""
        return {place: words.Marks(self.sample.texts(place)) for place in self.recognised.sessions}

    def repeats_header(self, row: Row) -> bool:
        """Tell whether a row is a line of the header again, as at the top of each page."""
        texts = {text_of(cell) for cell in row.cells if cell is not None}
        if len(texts) < 2:
            return False
        return any(len(texts & line) >= SAME_AS_HEADER * len(texts) for line in self.header_lines)


def _key_of(guess: Guess) -> str:
    field = guess.field.value if guess.field else ""
    return f"{field}:{guess.heading or guess.header}" if guess.field in MANY else field


def _heads(text: str, kind: Kind) -> bool:
    return headers.may_head(text, kind) and headers.match(text, kind, typos=False) is not None


def may_be_header(row: Row, kind: Kind) -> bool:
    """Tell whether the first word of a row is one that heads a column; most rows are done with here."""
    for cell in row.cells:
        if isinstance(cell, str) and not cell[0].isdigit():
            return len(cell) < 60 and _heads(cell, kind)
    return False


def _made(
    grid: Grid, head: list[Row], place: int | None, sample: Sample, kind: Kind, country: str
) -> Table | None:
    """Recognise the table whose header stands at a place of the rows looked at."""
    columns = finding.columns_of(sample.rows)
    if place is None:
        told = finding.without_header(grid.title, sample.rows, kind)
        return Table(told, head[0].number, (), sample, country) if told else None
    header = finding.header_at(head, place, kind)
    told = recognised(grid.title, kind, header.rows, header.titles, columns)
    lines = tuple(
        frozenset(text_of(cell) for cell in row.cells if cell is not None)
        for row in head
        if row.number in header.rows
    )
    return Table(told, max(header.rows) + 1, lines, sample, country)


class Survey:
    """Goes through a sheet and finds its tables."""

    def __init__(self, grid: Grid, kind: Kind, country: str, mapping: Confirmed) -> None:
        self.grid, self.kind, self.country, self.mapping = grid, kind, country, mapping
        self.tables: list[Table] = []
        self.is_empty = True
        self.kept: list[Row] | None = None
        self._go()

    def _go(self) -> None:
        head: list[Row] = []
        rows = iter(self._keeping(filter(None, self.grid.rows())))
        for row in rows:
            head.append(row)
            if len(head) >= finding.LOOK_WITHIN:
                break
        self.is_empty = not head
        if not head:
            return
        header = finding.find_header(head, self.kind)
        if header is None:
            place, data = None, head
        else:
            place = next(at for at, row in enumerate(head) if row.number == header.rows[0])
            data = [row for row in head if row.number > header.rows[-1]]
        self._tables_from(head, place, header.rows if header else (), [*data], rows)

    def _keeping(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Hand the rows on, and keep those of a list of common length, so that it is unpacked once."""
        kept: list[Row] | None = []
        for row in rows:
            if kept is not None:
                kept.append(row)
                if len(kept) > MOST_KEPT:
                    kept = None
            yield row
        self.kept = kept

    def rows(self) -> Iterable[Row]:
        """Return the rows of the sheet that hold something."""
        return filter(None, self.grid.rows()) if self.kept is None else self.kept

    def _tables_from(
        self,
        head: list[Row],
        place: int | None,
        header_rows: tuple[int, ...],
        data: list[Row],
        rows: Iterator[Row],
    ) -> None:
        sample = Sample()
        lines = [
            frozenset(text_of(cell) for cell in row.cells if cell is not None)
            for row in head
            if row.number in header_rows
        ]
        before: list[Row] = []
        waiting = _Pushed(data, rows)
        for row in waiting:
            texts = (
                frozenset(text_of(c) for c in row.cells if c is not None)
                if may_be_header(row, self.kind)
                else None
            )
            if texts is None or not finding.looks_like_header(row, self.kind):
                sample.take(row)
                before = [*before[-1:], row]
                continue
            if any(len(texts & line) >= SAME_AS_HEADER * len(texts) for line in lines):
                continue
            self._keep(head, place, sample)
            following = waiting.peek(finding.MOST_LINES)
            head, place, sample = [*before, row, *following], len(before), Sample()
            header = finding.header_at(head, place, self.kind)
            lines = [
                frozenset(text_of(c) for c in each.cells if c is not None)
                for each in head
                if each.number in header.rows
            ]
            waiting.skip_to(header.rows[-1])
            before = []
        self._keep(head, place, sample)

    def _keep(self, head: list[Row], place: int | None, sample: Sample) -> None:
        if place is None and not sample.rows:
            return
        table = _made(self.grid, head, place, sample, self.kind, self.country)
        if table is None:
            return
        chosen = self.mapping.get(table.recognised.fingerprint)
        if chosen is not None:
            table.recognised = table.recognised.confirmed(chosen)
        self.tables.append(table)


class _Pushed:
    """Rows that can be looked at before they are taken."""

    def __init__(self, first: Iterable[Row], rest: Iterator[Row]) -> None:
        self.ready = list(first)
        self.rest = rest
        self.at = 0

    def __iter__(self) -> Iterator[Row]:
        while True:
            if self.at < len(self.ready):
                self.at += 1
                yield self.ready[self.at - 1]
                continue
            self.ready, self.at = [], 0
            row = next(self.rest, None)
            if row is None:
                return
            yield row

    def peek(self, count: int) -> list[Row]:
        """Return the next rows without taking them."""
        self.ready = self.ready[self.at :]
        self.at = 0
        while len(self.ready) < count and (row := next(self.rest, None)) is not None:
            self.ready.append(row)
        return self.ready[:count]

    def skip_to(self, number: int) -> None:
        """Leave out the rows up to and with the one of this number, of those looked at."""
        while self.at < len(self.ready) and self.ready[self.at].number <= number:
            self.at += 1
