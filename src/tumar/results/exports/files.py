"""A factsheet and its lines as data: JSON, CSV, XLSX; every number in full."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tumar.kernel import sheets
from tumar.results.figures import EUR, Factsheet, factsheet_as_json
from tumar.results.labels import HEADINGS, Labels, plain
from tumar.results.rules import COLUMNS, Line, as_json, as_row

LINE_HEADERS = COLUMNS


def factsheet_json(sheet: Factsheet) -> str:
    """Return the factsheet as JSON."""
    return json.dumps(factsheet_as_json(sheet), ensure_ascii=False, indent=2) + "\n"


def _headers() -> list[str]:
    return [
        _("Indicator"),
        _("Title"),
        _("Breakdown"),
        pgettext("a breakdown", "Cell"),
        _("Name"),
        pgettext("a figure", "Value"),
        _("Unit"),
        _("Sentence"),
        _("Published"),
        _("Source"),
    ]


def _rows(sheet: Factsheet) -> Iterator[list[Any]]:
    labels = Labels.load()
    for one in sheet.figures:
        claim = one.published
        published = [claim.sentence, f"{claim.source}, {claim.as_of.isoformat()}"] if claim else ["", ""]
        value = plain(one.value, is_money=one.is_money)
        yield [one.indicator, one.title, "", "", "", value, one.unit, one.sentence, *published]
        if one.attendances is not None:
            for name, beside in (("attendances", one.attendances), ("reported", one.reported)):
                yield [one.indicator, one.title, name, "", "", beside, one.unit, "", "", ""]
        for by in one.by:
            for key, cell in one.cells(by):
                value = plain(cell, is_money=one.is_money)
                name = labels.cell(by, key)
                yield [one.indicator, one.title, str(HEADINGS[by]), key, name, value, one.unit, "", "", ""]


def factsheet_csv(sheet: Factsheet) -> Iterator[str]:
    """Yield the figures and their cells as the lines of a CSV file."""
    return sheets.csv_lines(_headers(), _rows(sheet))


def factsheet_xlsx(sheet: Factsheet) -> Iterator[bytes]:
    """Yield the figures and their cells as the bytes of a workbook."""
    return sheets.write_xlsx(f"{sheet.programme} {sheet.as_of.isoformat()}", _headers(), _rows(sheet))


def _euro(line: Line, unit: str) -> int | float:
    return line.adds / 100 if unit == EUR else line.adds


def lines_csv(lines: Iterable[Line], unit: str) -> Iterator[str]:
    """Yield evidence lines as the lines of a CSV file; money in euro."""

    def rows() -> Iterator[list[Any]]:
        for line in lines:
            row: list[Any] = list(as_row(line))
            row[COLUMNS.index("adds")] = plain(line.adds, is_money=unit == EUR)
            yield row

    return sheets.csv_lines(LINE_HEADERS, rows())


def lines_json(lines: Iterable[Line], unit: str) -> Iterator[str]:
    """Yield evidence lines as the pieces of one JSON array; money in euro."""
    before = "[\n"
    for line in lines:
        told = as_json(line) | {"adds": _euro(line, unit)}
        yield before + "  " + json.dumps(told, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
