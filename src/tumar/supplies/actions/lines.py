"""Lines of consignments, each with its value in euro at the rate of one month."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tumar.kernel import money
from tumar.kernel.parts import Parts
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of, told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.supplies import queries, rules
from tumar.supplies.models import Consignment, ConsignmentLine

EDIT = Permission.SUPPLIES_CONSIGNMENT_EDIT
# Ten thousand million euro: more than any programme has, and far from what the column can hold.
MOST_EURO_CENTS = 10**12


def _value(line: ConsignmentLine) -> None:
    """Put the rate and the value in euro into the line, or refuse a line without a rate.

    As long as currency and month stay what they are on file, so does the rate: one that was corrected since
    does not change what the line was valued at.
    """
    line.rate_month = rules.month_of_rate(line.rate_month, line.consignment.handed_over)
    valued = ConsignmentLine.objects.filter(pk=line.pk, currency=line.currency, rate_month=line.rate_month)
    if line.pk is None or not valued.exists():
        rate = _rate(line.currency, line.rate_month)
        line.rate_per_euro, line.rate_source = rate.per_euro, rate.source
    line.euro_cents = money.euro_cents(
        line.unit_value_minor, line.quantity, line.currency, line.rate_per_euro
    )
    if line.euro_cents > MOST_EURO_CENTS:
        raise Invalid([Fault("quantity", _("Quantity and unit value make a sum too large to be true."))])


def _rate(currency: str, month: str) -> money.Rate:
    if not month and currency != rules.EURO:
        told = _("Not handed over yet: name the month whose rate counts, such as 2021-03.")
        raise Invalid([Fault("rate_month", told)])
    rate = queries.rate_for(currency, month)
    if rate is None:
        told = _(
            "There is no rate of %(currency)s for %(month)s on file. Add it under Exchange rates, or choose "
            "another month."
        )
        raise Invalid([Fault("rate_month", told % {"currency": currency, "month": month})])
    return rate


def _require(consignment: Consignment, by: Scope) -> None:
    by.require(EDIT, consignment.country_id)


def _check(line: ConsignmentLine, _by: Scope) -> None:
    faults = []
    if line.quantity <= 0:
        faults.append(Fault("quantity", _("A line has some quantity.")))
    if line.unit_value_minor < 0:
        faults.append(Fault("unit_value", _("A value is not negative.")))
    if faults:
        raise Invalid(faults)
    _value(line)
    try:
        # A euro is a euro in every month, so where nobody named one it stays unknown.
        line.full_clean(exclude={"rate_month"} if line.currency == rules.EURO else None)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error


def _told(value: Any) -> Any:
    # 10 and 10.000 are one quantity, whoever typed it and whichever database kept it.
    return f"{value.normalize():f}" if isinstance(value, Decimal) else told(value)


LINES = Parts(
    "consignment",
    "supplies",
    require=_require,
    check=_check,
    told=_told,
    nouns={ConsignmentLine: "line"},
    is_numbered=True,
    counts=True,
    after=lambda line, _watched: {"line": line.number},
)
add_line = partial(LINES.add, ConsignmentLine)
amend_line, remove_line = LINES.amend, LINES.remove
