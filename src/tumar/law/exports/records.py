"""Records of law as one workbook that can be edited and sent back: the sheets of `law/imports.py`."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, QuerySet

from tumar.kernel.scope import Scope
from tumar.kernel.workbooks.declared import Sheet
from tumar.kernel.workbooks.writing import book_of
from tumar.law import imports
from tumar.law.models import Bill, Recommendation
from tumar.law.queries import instruments
from tumar.places.imports import READING


def records_book(scope: Scope, countries: Collection[str] = ()) -> bytes:
    """Return what the scope may see of these countries, of all where none is named; treaties with them."""
    return book_of(_sheets(scope, list(countries)), READING)


def _sheets(scope: Scope, countries: list[str]) -> Iterator[tuple[Sheet, Any]]:
    of_countries = Q(country__in=countries) if countries else Q()
    international = of_countries | Q(country=None) if countries else Q()
    rows: tuple[tuple[Sheet, QuerySet[Any]], ...] = (
        (imports.INSTRUMENTS, instruments.instruments(scope).filter(international)),
        (imports.TREATY_ACTS, instruments.treaty_acts(scope).filter(of_countries)),
        (imports.SEARCHES, instruments.coverage(scope).filter(of_countries)),
        (imports.RECOMMENDATIONS, Recommendation.objects.visible_to(scope).filter(of_countries)),
        (imports.BILLS, Bill.objects.visible_to(scope).filter(of_countries)),
    )
    for sheet, found in rows:
        yield sheet, found.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)
