"""What the tables of law have in common when many rows are brought: who is asked, what stands before what."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import F, Max

from tumar.kernel import bulk
from tumar.kernel.bulk import Facts, Row, Table
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Bill, Instrument
from tumar.people.models import Organisation

TO_INSTRUMENT, TO_ORGANISATION, TO_BILL = bulk.Link(Instrument), bulk.Link(Organisation), bulk.Link(Bill)


def same(*names: str) -> dict[str, str]:
    """Return the facts that are read from columns of their own names."""
    return {name: name for name in names}


def of_instrument(facts: Mapping[str, Any]) -> str:
    """Return the label of the instrument in whose journal a part is told."""
    return f"{Instrument.LABEL}:{facts['instrument']}"


def of_bill(facts: Mapping[str, Any]) -> str:
    """Return the label of the act on its way in whose journal a part is told."""
    return f"{Bill.LABEL}:{facts['bill']}"


def values(table: Table, rows: Iterable[Row], name: str) -> set[Any]:
    """Return what rows say in one fact."""
    place = table.names.index(name)
    return {row.values[place] for row in rows}


def countries(table: Table, rows: Sequence[Row]) -> set[str | None]:
    """Return the countries to which rows belong, and those to which they belonged before."""
    before = {row.before["country"] for row in rows if row.before and "country" in row.before}
    return values(table, rows, "country") | before


def countries_of(model: type[Instrument] | type[Bill], codes: Collection[str]) -> set[str | None]:
    """Return the countries of these instruments, or acts on their way; None is no country."""
    found: set[str | None] = set()
    for part in bulk.batches(codes):
        found |= set(model._base_manager.filter(code__in=part).values_list("country_id", flat=True))
    return found


def require_of_instruments(table: Table, rows: Sequence[Row], by: Scope) -> set[str]:
    """Ask for the right to edit the instruments that rows belong to; return their codes."""
    codes = values(table, rows, "instrument")
    if rows:
        by.require(EDIT, *countries_of(Instrument, codes))
    return codes


def count_change(model: type[Instrument] | type[Bill], codes: Collection[str]) -> None:
    """Let a change of parts count as one of their records, as it does on their pages."""
    for part in bulk.batches(codes):
        model._base_manager.filter(code__in=part).update(version=F("version") + 1)


def first_what_others_name(table: Table, rows: Sequence[Row], name: str) -> Iterator[list[Row]]:
    """Yield rows in groups, so that what a row names in its own table by `name` is stored before it."""
    link = table.links[name]
    waiting = [(row, dict(zip(table.names, row.values, strict=True))) for row in rows]
    while waiting:
        to_come = {table.key_of(facts) for _row, facts in waiting}
        ready: list[tuple[Row, Facts]] = []
        others: list[tuple[Row, Facts]] = []
        for row, facts in waiting:
            is_ready = facts[name] is None or link.key(facts, facts[name]) not in to_come
            (ready if is_ready else others).append((row, facts))
        # A circle was refused by the check; should one come through, the database has the last word.
        yield [row for row, _facts in ready or waiting]
        waiting = others if ready else []


def next_number(model: Any, **owner: Any) -> int:
    """Return the number after the last one of a record's numbered parts."""
    return int(model._base_manager.filter(**owner).aggregate(last=Max("number"))["last"] or 0) + 1


def facts_of(table: Table, rows: Iterable[Row]) -> list[Facts]:
    """Return rows as facts by their names."""
    return [dict(zip(table.names, row.values, strict=True)) for row in rows]
