"""Small builders of consignments that name only what matters."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.events.builders import the_programme
from tests.people import MACHINE, an_organisation
from tumar.people.models import Organisation
from tumar.places.actions.rates import add_rate
from tumar.supplies.actions import consignments, lines
from tumar.supplies.models import Consignment, ConsignmentLine

DAY = date(2020, 3, 20)
MONTH = "2020-03"


def a_rate(currency: str = "USD", month: str = MONTH, per_euro: str = "1.1") -> None:
    """What one euro bought in a month."""
    add_rate(currency=currency, month=month, per_euro=Decimal(per_euro), source="InforEuro", by=MACHINE)


def a_consignment(recipient: Organisation | None = None, **facts: Any) -> Consignment:
    """A consignment to a laboratory in Kazakhstan, handed over in March 2020 unless said otherwise."""
    facts.setdefault("programme", the_programme())
    facts.setdefault("handed_over", DAY)
    recipient = recipient or an_organisation()
    return consignments.create_consignment({"recipient": recipient, **facts}, by=MACHINE)


def line_facts(**facts: Any) -> dict[str, Any]:
    """Two thermocyclers at EUR 1,000.00 each unless said otherwise."""
    return {
        "category": ConsignmentLine.Category.RT_PCR,
        "description": "Thermocycler",
        "quantity": Decimal(2),
        "unit": "pcs",
        "unit_value_minor": 100_000,
        "currency": "EUR",
        "rate_month": "",
        **facts,
    }


def a_line(consignment: Consignment, **facts: Any) -> ConsignmentLine:
    """A line of a consignment."""
    return lines.add_line(consignment, line_facts(**facts), by=MACHINE)
