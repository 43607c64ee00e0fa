"""The workbook of law in tests: opened, edited by the names of its columns, sent back."""

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.people import OFFICE
from tumar.desk import imports
from tumar.law.imports import SHEETS

LAWS, LANGUAGES, VERSIONS, PROVISIONS, PUBLICATIONS, RELATIONS, *_more = (sheet.name for sheet in SHEETS)
ACTS, SEARCHES, RECOMMENDED, BILLS, STAGES, PLANS, TASKS = _more


def book(content: bytes) -> Workbook:
    """A workbook, opened."""
    return load_workbook(io.BytesIO(content))


def saved(opened: Workbook) -> bytes:
    """The bytes of a workbook."""
    made = io.BytesIO()
    opened.save(made)
    return made.getvalue()


def row_of(page: Any, name: str) -> int:
    """The first row in which a cell holds this."""
    return next(row[0].row for row in page.iter_rows(min_row=2) if name in [cell.value for cell in row])


def cell_of(page: Any, name: str, header: str) -> Any:
    """The cell under a heading in the first row in which a cell holds the name."""
    column = next(cell.column for cell in page[1] if cell.value == header)
    return page.cell(row_of(page, name), column)


def added(page: Any, **facts: Any) -> None:
    """A row more, by headings with their blanks and hyphens as underscores."""
    head = [str(cell.value).lower().replace(" ", "_").replace("-", "_") for cell in page[1]]
    assert facts.keys() <= set(head), head
    page.append([facts.get(name) for name in head])


def sent(content: bytes, *, by: Any = OFFICE) -> imports.Plan:
    """What is found in a workbook that somebody sends."""
    return imports.read_book(content, by=by, name="law.xlsx")


def messages(plan: imports.Plan) -> list[str]:
    """What was found, a sentence each, with its place."""
    return [f"{one.sheet} {one.cell} {one.content}: {one.message}" for one in plan.findings]
