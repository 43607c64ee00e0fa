"""Many consignments and their lines at once, from checked rows of a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tumar.kernel import bulk, money
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import Organisation
from tumar.programmes.actions.bulk import TO_PROGRAMME, TO_RESPONSE
from tumar.supplies.actions.consignments import found_by
from tumar.supplies.models import Consignment, ConsignmentLine

TO_CONSIGNMENT = bulk.Link(Consignment)


def _consignment(facts: Mapping[str, Any]) -> str:
    return f"{Consignment.LABEL}:{facts['consignment']}"


CONSIGNMENTS = bulk.Table(
    model=Consignment,
    verbs=("supplies.consignment.added", "supplies.consignment.amended"),
    key=("code",),
    paths={
        "code": "code",
        "programme": "programme__code",
        "response": "response__code",
        "recipient": "recipient__code",
        "country": "country_id",
        **bulk.as_named("handed_over", "note"),
    },
    defaults={"note": ""},
    links={"programme": TO_PROGRAMME, "response": TO_RESPONSE, "recipient": bulk.Link(Organisation)},
    derived=("search_text",),
)
_LINE_FACTS = (
    *("number", "category", "description", "quantity", "unit", "unit_value_minor", "currency"),
    *("rate_per_euro", "rate_month", "rate_source"),
)
LINES = bulk.Table(
    model=ConsignmentLine,
    verbs=("supplies.line.added", "supplies.line.amended"),
    key=("consignment", "number"),
    paths={"consignment": "consignment__code", **bulk.as_named(*_LINE_FACTS)},
    defaults={"unit": "pcs", "rate_source": ""},
    links={"consignment": TO_CONSIGNMENT},
    derived=("euro_cents",),
    whole=_consignment,
)


def _value_in_euro(line: Any) -> None:
    line.euro_cents = money.euro_cents(
        line.unit_value_minor, line.quantity, line.currency, line.rate_per_euro
    )


def _findable_by_recipient(codes: set[Any]) -> bulk.Derive:
    """Return what keeps a consignment findable; the recipients' names are looked up once for all."""
    names = {
        pk: named
        for batch in bulk.batches(codes)
        for pk, *named in Organisation.objects.filter(code__in=batch).values_list("pk", "name", "name_latin")
    }

    def keep_findable(consignment: Any) -> None:
        consignment.search_text = found_by(consignment, names.get(consignment.recipient_id, ()))

    return keep_findable


def bring_consignments(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend consignments; yields how many were written, batch by batch."""
    if rows:
        by.require(Permission.SUPPLIES_CONSIGNMENT_EDIT, *CONSIGNMENTS.said("country", rows))
    recipients = CONSIGNMENTS.said("recipient", rows)
    yield from bulk.bring(CONSIGNMENTS, rows, by=by, derive=_findable_by_recipient(recipients))


def bring_lines(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend lines of consignments with their value in euro; yields how many were written."""
    for batch in bulk.batches(LINES.said("consignment", rows)):
        countries = set(Consignment.objects.filter(code__in=batch).values_list("country_id", flat=True))
        by.require(Permission.SUPPLIES_CONSIGNMENT_EDIT, *countries)
    yield from bulk.bring(LINES, rows, by=by, derive=_value_in_euro)
