"""Which rows of a table are about somebody, and which are totals, headings, footers or repeated headers."""

from enum import StrEnum

from tumar.kernel.tables.grids import Row, Value, shown
from tumar.people.rules.columns import contents, finding
from tumar.people.rules.columns.fields import BESIDE, NAMING, Field, Kind
from tumar.people.rules.rows.surveying import Table, may_be_header
from tumar.people.rules.values import words


class Sort(StrEnum):
    """What a row of a sheet is."""

    ENTRY = "entry"
    TITLE = "title"
    EMPTY = "empty"
    HEADER = "header"
    NUMBERING = "numbering"
    TOTAL = "total"
    FOOTER = "footer"
    HEADING = "heading"
    CONTINUED = "continued"


LONGEST_SINGLE = 60


class Teller:
    """Tells the rows of one table apart."""

    def __init__(self, table: Table) -> None:
        told = table.recognised
        self.table = table
        self.kind = told.kind
        places = told.places
        self.naming = [places[field] for field in NAMING[self.kind] if field in places]
        self.beside = frozenset(guess.column for guess in told.columns if guess.field in BESIDE)
        self.known = [
            guess.column for guess in told.columns if guess.field not in BESIDE and guess.field is not None
        ]
        self.number = places.get(Field.NUMBER)
        self.is_single = len(told.columns) - len(self.beside & {guess.column for guess in told.columns}) <= 1

    def sort(self, row: Row) -> Sort:
        """Return what the row is."""
        told = self._sort(row)
        # "Total RNA extraction kit" is goods: a total has no unit, no recipient and no day.
        if told is Sort.TOTAL and self.kind is Kind.CONSIGNMENTS and self._is_of_goods(row):
            return Sort.ENTRY
        return told

    def _is_of_goods(self, row: Row) -> bool:
        places = self.table.recognised.places
        wanted = (Field.UNIT, Field.RECIPIENT, Field.HANDED_OVER)
        return any(
            (place := places.get(field)) is not None
            and place < len(row.cells)
            and row.cells[place] is not None
            for field in wanted
        )

    def _sort(self, row: Row) -> Sort:
        cells = row.cells
        filled = [place for place, cell in enumerate(cells) if cell is not None]
        if not filled:
            return Sort.EMPTY
        if may_be_header(row, self.kind) and self.table.repeats_header(row):
            return Sort.HEADER
        name = self._name_of(row)
        first = shown(cells[filled[0]])
        if isinstance(cells[filled[0]], str) or name is None:
            if sort := self._beside_the_table(first, name, filled):
                return sort
        elif name is not None and words.begins_total(shown(name)) and not contents.is_full_name(shown(name)):
            return Sort.TOTAL
        if len(filled) >= 3 and finding.is_numbering(row):
            return Sort.NUMBERING
        if name is not None:
            return self._with_name(row, filled, name)
        return self._without_name(filled)

    def _name_of(self, row: Row) -> Value:
        for place in self.naming:
            if place < len(row.cells) and row.cells[place] is not None:
                return row.cells[place]
        return None

    def _beside_the_table(self, first: str, name: Value, filled: list[int]) -> Sort | None:
        """Tell totals and footers by the words with which they begin."""
        if words.begins_total(first) and (name is None or shown(name) == first or not _has_letters(name)):
            return Sort.TOTAL
        is_footer = words.begins_footer(first) or first.startswith("*")
        if is_footer and (name is None or (shown(name) == first and (len(filled) <= 3 or ":" in first))):
            return Sort.FOOTER
        if name is not None and words.begins_total(shown(name)) and not contents.is_full_name(shown(name)):
            return Sort.TOTAL
        return None

    def _with_name(self, row: Row, filled: list[int], name: Value) -> Sort:
        if (
            self.kind is not Kind.CONSIGNMENTS
            and self.naming
            and all(
                place in row.carried or place >= len(row.cells) or row.cells[place] is None
                for place in self.naming
            )
        ):
            return Sort.CONTINUED
        text = shown(name)
        substance = [place for place in filled if place not in self.beside]
        cells = [row.cells[place] for place in substance]
        if len(cells) > 1 and all(shown(cell) == shown(cells[0]) for cell in cells[1:]):
            return Sort.HEADING
        if isinstance(name, int | float) and len(substance) == 1:
            return Sort.NUMBERING
        has_number = self.number is not None and self.number in filled
        is_alone = len(substance) == 1 and not self.is_single and not has_number
        if is_alone and self.kind not in (Kind.ORGANISATIONS, Kind.CONSIGNMENTS):
            return Sort.ENTRY if _may_name_somebody(text) else Sort.HEADING
        if is_alone and self.kind is Kind.CONSIGNMENTS:
            return Sort.HEADING
        return Sort.ENTRY

    def _without_name(self, filled: list[int]) -> Sort:
        substance = [place for place in filled if place in self.known]
        if not substance and all(place in self.beside for place in filled):
            return Sort.EMPTY
        return Sort.ENTRY if len(substance) >= 2 else Sort.HEADING


def _has_letters(value: Value) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value))


def _may_name_somebody(text: str) -> bool:
    """Tell whether a text that stands alone in its row is a person's name and no heading."""
    if len(text) > LONGEST_SINGLE or ":" in text:
        return False
    return contents.is_full_name(text) or (
        len(text.split()) <= 4
        and not contents.is_organisation(text)
        and not any(map(str.isdigit, text))
        and " " in text
        and text.split()[0].istitle()
        and text.split()[1][:1].isupper()
    )
