"""The cells of one row under the names of their fields, and what is found in them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from tumar.kernel.tables.grids import Row, Value, address, shown
from tumar.kernel.workbooks.findings import shortened
from tumar.people.rules.columns.fields import Field
from tumar.people.rules.rows.surveying import Table
from tumar.people.rules.values.remarks import Remark, Said
from tumar.places import spelling


class Cells:
    """One row of a table: what stands in each field, and the remarks that reading it makes."""

    __slots__ = ("_cells", "_places", "findings", "row", "table")

    def __init__(self, table: Table, row: Row) -> None:
        self.table = table
        self.row = row
        self._cells: Sequence[Value] = row.cells
        self._places = table.recognised.places
        self.findings: list[Remark] = []

    def value(self, field: Field) -> Value:
        """Return what the field's cell holds."""
        place = self._places.get(field)
        return self._cells[place] if place is not None and place < len(self._cells) else None

    def text(self, field: Field) -> str:
        """Return what the field's cell shows, on one line."""
        place = self._places.get(field)
        if place is None or place >= len(self._cells):
            return ""
        value = self._cells[place]
        if value is None:
            return ""
        return " ".join(value.split()) if isinstance(value, str) else shown(value)

    def at(self, place: int) -> Value:
        """Return what a column's cell holds."""
        return self._cells[place] if place < len(self._cells) else None

    def say(self, said: Said, field: Field, **facts: str) -> None:
        """Note something about the field's cell."""
        place = self._places.get(field)
        self.say_at(said, place, **facts)

    def say_at(self, said: Said, place: int | None, **facts: str) -> None:
        """Note something about a column's cell, or about the row where there is none."""
        number = self.row.number
        guess = next((each for each in self.table.recognised.columns if each.column == place), None)
        self.findings.append(
            Remark(
                said,
                self.table.recognised.sheet,
                number,
                address(place, number) if place is not None else "",
                guess.header if guess else "",
                shortened(shown(self.at(place))) if place is not None else "",
                facts,
            )
        )

    def addresses(self) -> Mapping[str, tuple[str, str]]:
        """Return the address and the content of each cell that holds something, by field."""
        number = str(self.row.number)
        cells = self._cells
        width = len(cells)
        return {
            key: (letters + number, value if isinstance(value, str) else shown(value))
            for place, letters, key in self.table.keys
            if place < width and (value := cells[place]) is not None
        }

    def note(self) -> str:
        """Return what columns hold that nothing else is made of, each after its header."""
        told = []
        for guess in self.table.noted:
            value = self.at(guess.column)
            if value is not None:
                text = " ".join(shown(value).split())
                told.append(f"{guess.header}: {text}" if guess.header and guess.field is None else text)
        return "; ".join(told)

    def country(self) -> str:
        """Return the country that the row names, else that of the list."""
        said = self.text(Field.COUNTRY)
        if not said:
            return self.table.country
        found = country_of(said)
        if found is None:
            near = spelling.nearest(said[:60])
            self.say(Said.COUNTRY_UNKNOWN, Field.COUNTRY, near=near or "")
            return self.table.country
        return found

    def common(self) -> dict[str, Any]:
        """Return what rows of every kind have."""
        return {
            "sheet": self.table.recognised.sheet,
            "row": self.row.number,
            "code": self.text(Field.CODE),
            "region": self.text(Field.REGION),
            "note": self.note(),
            "cells": self.addresses(),
        }


@lru_cache(maxsize=2000)
def country_of(said: str) -> str | None:
    """Return the country that a text names, also where a place stands beside it."""
    if found := spelling.find(said):
        return found
    parts = [part.strip() for part in said.replace("(", ",").replace(")", "").replace("/", ",").split(",")]
    named = [found for part in parts if part and (found := spelling.find(part))] if len(parts) > 1 else []
    return named[-1] if named else None
