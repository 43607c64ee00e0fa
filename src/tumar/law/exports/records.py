"""Records of law as one workbook that can be edited and sent back: the sheets of `law/imports`."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from tumar.kernel.scope import Scope
from tumar.kernel.workbooks.declared import Sheet
from tumar.kernel.workbooks.writing import book_of
from tumar.law import imports
from tumar.law.queries.books import book
from tumar.places.imports import READING


def records_book(scope: Scope, countries: Collection[str] = ()) -> bytes:
    """Return what the scope may see of these countries, of all where none is named; treaties with them."""
    return book_of(_sheets(scope, list(countries)), READING)


def _sheets(scope: Scope, countries: list[str]) -> Iterator[tuple[Sheet, Any]]:
    found = book(scope, countries)
    rows: tuple[tuple[Sheet, QuerySet[Any]], ...] = (
        (imports.INSTRUMENTS, found.instruments),
        (imports.EXPRESSIONS, found.expressions),
        (imports.VERSIONS, found.versions),
        (imports.PROVISIONS, found.provisions),
        (imports.PUBLICATIONS, found.publications),
        (imports.RELATIONS, found.relations),
        (imports.TREATY_ACTS, found.treaty_acts),
        (imports.SEARCHES, found.coverage),
        (imports.RECOMMENDATIONS, found.recommendations),
        (imports.BILLS, found.bills),
        (imports.STAGES, found.stages),
        (imports.PLANS, found.plans),
        (imports.TASKS, found.tasks),
    )
    for sheet, of_table in rows:
        yield sheet, of_table.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
