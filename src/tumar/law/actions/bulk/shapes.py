"""What the tables of law have in common when many rows are brought: who is asked, what stands before what."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import F

from tumar.kernel import bulk
from tumar.kernel.bulk import Row, Table
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Bill, Instrument
from tumar.people.models import Organisation

TO_INSTRUMENT, TO_ORGANISATION, TO_BILL = bulk.Link(Instrument), bulk.Link(Organisation), bulk.Link(Bill)


def of_instrument(facts: Mapping[str, Any]) -> str:
    """Return the label of the instrument in whose journal a part is told."""
    return f"{Instrument.LABEL}:{facts['instrument']}"


def of_bill(facts: Mapping[str, Any]) -> str:
    """Return the label of the act on its way in whose journal a part is told."""
    return f"{Bill.LABEL}:{facts['bill']}"


def countries_of(model: type[Instrument] | type[Bill], codes: Collection[str]) -> set[str | None]:
    """Return the countries of these instruments, or acts on their way; None is no country."""
    found: set[str | None] = set()
    for part in bulk.batches(codes):
        found |= set(model._base_manager.filter(code__in=part).values_list("country_id", flat=True))
    return found


def require_of_instruments(table: Table, rows: Sequence[Row], by: Scope) -> set[str]:
    """Ask for the right to edit the instruments that rows belong to; return their codes."""
    codes = table.said("instrument", rows)
    if rows:
        by.require(EDIT, *countries_of(Instrument, codes))
    return codes


def count_change(model: type[Instrument] | type[Bill], codes: Collection[str]) -> None:
    """Let a change of parts count as one of their records, as it does on their pages."""
    for part in bulk.batches(codes):
        model._base_manager.filter(code__in=part).update(version=F("version") + 1)
