"""Many exchange rates at once, from checked rows of a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tumar.kernel import bulk
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places.models import ExchangeRate


def _about(facts: Mapping[str, Any]) -> str:
    return f"places.rate:{facts['currency']}-{facts['month']}"


RATES = bulk.Table(
    model=ExchangeRate,
    verbs=("places.rate.added", "places.rate.amended"),
    key=("currency", "month"),
    paths={"currency": "currency", "month": "month", "per_euro": "per_euro", "source": "source"},
    whole=_about,
)


def bring_rates(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend exchange rates; yields how many were written, batch by batch."""
    by.require(Permission.PLACES_PLACE_EDIT)
    return bulk.bring(RATES, rows, by=by)
