"""The matrix as rows of text: for the command line, JSON, CSV and a workbook."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.law.models import Mark
from tumar.law.queries.matrix import Cell, Matrix, Row, titles_of
from tumar.law.rules.findings import Change, Word

NOT_FOUND = Word.NOT_FOUND.value
CHANGES = {
    Change.NEW: gettext_lazy("new"),
    Change.MORE: gettext_lazy("more than before"),
    Change.LESS: gettext_lazy("less than before"),
    Change.OTHER: gettext_lazy("changed"),
    Change.GONE: gettext_lazy("not assessed any more"),
}


def shown_word(word: str) -> str:
    """Return a word of a scale in the language of the page; entries of the 1540 matrix stay as they are."""
    words = {
        Word.YES.value: _("yes"),
        Word.PARTLY.value: _("partly"),
        Word.NO.value: _("contradicts"),
        Word.CONFORM.value: _("conform"),
        Word.MINOR.value: _("minor"),
        Word.MAJOR.value: _("major"),
        NOT_FOUND: _("not found, confirm"),
    }
    return words.get(word, word)


def mark_word(mark: str) -> str:
    """Return a mark in the language of the page."""
    return str(Mark(mark).label)


def headers(matrix: Matrix) -> list[str]:
    """Return the headings of the table: four columns for a country."""
    told = [_("set"), _("code"), _("requirement"), _("area")]
    for code in matrix.countries:
        told += [code, *(f"{code}: {axis}" for axis in (_("on paper"), _("in force"), _("applied")))]
    return told


def table(matrix: Matrix) -> Iterator[list[str]]:
    """Yield the rows of the table, in the language of the page."""
    titles = titles_of(matrix.rows)
    for row in matrix.rows:
        told = [row.set_code, row.code, titles.get(row.requirement, ""), row.area]
        for code in matrix.countries:
            told.append(shown_word(row.word(code)))
            told += _marks(row.cells.get(code))
        yield told


def _marks(cell: Cell | None) -> list[str]:
    if cell is None or cell.marks is None:
        return ["", "", ""]
    marks = cell.marks
    return [mark_word(mark) for mark in (marks.on_paper, marks.in_force, marks.applied)]


def as_json(matrix: Matrix) -> dict[str, Any]:
    """Return the matrix as plain values; words and marks stand in their codes, whatever the language."""
    titles = titles_of(matrix.rows)
    return {
        "as_of": matrix.as_of.isoformat(),
        "countries": list(matrix.countries),
        "rounds": [
            {
                "country": one.country,
                "set": one.set_code,
                "version": one.version.label,
                "round": one.round.code,
                "as_of": one.round.as_of.isoformat(),
                "sealed": one.round.sha256 or None,
            }
            for one in matrix.sources
        ],
        "rows": [
            {
                "set": row.set_code,
                "code": row.code,
                "title": titles.get(row.requirement, ""),
                "area": row.area,
                "scale": row.scale,
                "cells": {code: _cell(row, code) for code in matrix.countries if code in row.cells},
            }
            for row in matrix.rows
        ],
    }


def _cell(row: Row, country: str) -> dict[str, Any]:
    cell = row.cells[country]
    told: dict[str, Any] = {"round": cell.round_code, "word": row.word(country)}
    if cell.marks:
        on_paper, in_force, applied, level = cell.marks.judged
        told |= {"on_paper": on_paper, "in_force": in_force, "applied": applied, "level": level}
        told |= {"confidence": cell.marks.confidence.value, "confirmed": cell.is_confirmed}
    return told
