"""A matrix seen country by country: what was found about one requirement, or about one area of law."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tumar.law.queries.matrix import Cell, Matrix, Row
from tumar.law.rules.areas import Area
from tumar.law.rules.findings import Axis, Mark
from tumar.law.rules.overview import counted, mark_on, together
from tumar.places import names

AREA = "area:"
REQUIREMENT = "requirement:"


@dataclass(frozen=True)
class About:
    """What a map or a table is about: one of the common areas, or one requirement of one set."""

    area: str = ""
    set_code: str = ""
    code: str = ""

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{AREA}{self.area}" if self.area else f"{REQUIREMENT}{self.set_code}/{self.code}"

    def covers(self, row: Row) -> bool:
        """Tell whether a row of the matrix is about it."""
        if self.area:
            return row.area == self.area
        return (row.set_code, row.code) == (self.set_code, self.code)


def about_of(text: str) -> About | None:
    """Return what an address names, or None where it names nothing."""
    if text.startswith(AREA) and text.removeprefix(AREA) in set(Area):
        return About(area=text.removeprefix(AREA))
    set_code, slash, code = text.removeprefix(REQUIREMENT).partition("/")
    return About(set_code=set_code, code=code) if text.startswith(REQUIREMENT) and slash else None


@dataclass(frozen=True)
class Place:
    """One country: how often each mark was given, and the cells that say so."""

    country: str
    counts: Mapping[Mark, int]
    cells: Sequence[tuple[Row, Cell]]

    @property
    def kind(self) -> str:
        """The one mark that all requirements have, or that they differ."""
        return together(self.counts)

    @property
    def name(self) -> str:
        """The country's name with the mark of its note."""
        return names.marked_name(self.country)

    @property
    def has_round(self) -> bool:
        return bool(self.cells)

    @property
    def unconfirmed(self) -> int:
        """How many of the findings wait for a second person."""
        return sum(cell.marks is not None and not cell.is_confirmed for _row, cell in self.cells)


def places(found: Matrix, about: About, axis: Axis) -> list[Place]:
    """Return every country of the matrix with its marks on one axis."""
    rows = [row for row in found.rows if about.covers(row)]
    return [_place(country, rows, axis) for country in found.countries]


def _place(country: str, rows: Sequence[Row], axis: Axis) -> Place:
    cells = [(row, row.cells[country]) for row in rows if country in row.cells]
    return Place(country, counted(mark_on(cell.marks, axis) for _row, cell in cells), cells)


def areas_in(found: Matrix) -> list[str]:
    """Return the areas that the matrix has requirements of, in the order of areas."""
    present = {row.area for row in found.rows}
    return [area.value for area in Area if area.value in present]


def told_most(found: Matrix) -> About | None:
    """Return the area about which most countries say something; the first of several."""
    said = {
        area: sum(
            any(row.area == area and (cell := row.cells.get(code)) and cell.marks for row in found.rows)
            for code in found.countries
        )
        for area in areas_in(found)
    }
    return About(area=max(said, key=lambda area: said[area])) if said else None
