"""The reference workbook, written once and read back as anybody would."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tumar import reference

Rows = dict[str, list[dict[str, Any]]]


def read(path: Path) -> Rows:
    """Return the rows of every sheet by the names of the columns."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = {sheet.title: list(_rows_of(sheet)) for sheet in book.worksheets}
    book.close()
    return rows


def _rows_of(sheet) -> Iterator[dict[str, Any]]:
    lines = sheet.iter_rows(values_only=True)
    header = next(lines)
    for line in lines:
        cells = (cell.date() if isinstance(cell, datetime) else cell for cell in line)
        yield dict(zip_longest(header, cells))


@pytest.fixture(scope="session")
def path(tmp_path_factory) -> Path:
    """Where the reference workbook was written."""
    return reference.write(tmp_path_factory.mktemp("reference"))


@pytest.fixture(scope="session")
def rows(path) -> Rows:
    """The rows of the workbook, as read from the file."""
    return read(path)
