"""Lines of consignments, each with its value in euro at the rate of one month."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tumar.kernel import journal, money
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of, told
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.supplies import queries, rules
from tumar.supplies.models import Consignment, ConsignmentLine

EDIT = Permission.SUPPLIES_CONSIGNMENT_EDIT
TOLD = (
    "category",
    "description",
    "quantity",
    "unit",
    "unit_value_minor",
    "currency",
    "rate_month",
    "rate_per_euro",
    "euro_cents",
)
# Ten thousand million euro: more than any programme has, and far from what the column can hold.
MOST_EURO_CENTS = 10**12


def _value(line: ConsignmentLine, *, valued_as: tuple[str, str] | None) -> None:
    """Put the rate and the value in euro into the line, or refuse a line without a rate.

    `valued_as` is the currency and the month of the rate that the line stands on already: a rate that was
    corrected since does not change what the line was valued at.
    """
    line.rate_month = rules.month_of_rate(line.rate_month, line.consignment.handed_over)
    if (line.currency, line.rate_month) != valued_as:
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


def _check(line: ConsignmentLine, *, valued_as: tuple[str, str] | None = None) -> None:
    faults = []
    if line.quantity <= 0:
        faults.append(Fault("quantity", _("A line has some quantity.")))
    if line.unit_value_minor < 0:
        faults.append(Fault("unit_value", _("A value is not negative.")))
    if faults:
        raise Invalid(faults)
    _value(line, valued_as=valued_as)
    try:
        # A euro is a euro in every month, so where nobody named one it stays unknown.
        line.full_clean(exclude={"rate_month"} if line.currency == rules.EURO else None)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error


def _facts(line: ConsignmentLine) -> dict[str, Any]:
    facts = {name: getattr(line, name) for name in TOLD}
    # 10 and 10.000 are one quantity, whoever typed it and whichever database kept it.
    plain = {name: f"{facts[name].normalize():f}" for name in ("quantity", "rate_per_euro")}
    return {name: told(value) for name, value in {**facts, **plain}.items()}


def _write(line: ConsignmentLine, verb: str, changes: dict[str, Any], *, by: Scope, reason: str) -> None:
    """Tell the change in the consignment's journal and count its version: a line is a part of it."""
    Consignment.objects.filter(pk=line.consignment_id).update(version=F("version") + 1)
    act = journal.Act(verb, line.consignment.label, {"line": line.number, **changes}, reason)
    journal.write_many([act], by=by)


@retrying
def add_line(
    consignment: Consignment, facts: Mapping[str, Any], *, by: Scope, reason: str = ""
) -> ConsignmentLine:
    """Add a line after the last one."""
    by.require(EDIT, consignment.country_id)
    with transaction.atomic():
        locked = Consignment.objects.select_for_update().get(pk=consignment.pk)
        number = next_number(locked.lines)
        line = ConsignmentLine(consignment=locked, number=number, **facts)
        _check(line)
        line.save(force_insert=True)
        _write(line, "supplies.line.added", _facts(line), by=by, reason=reason)
    return line


def _locked(consignment: Consignment, version: int) -> Consignment:
    """Lock the consignment, whose version counts for its lines as well."""
    locked = Consignment.objects.select_for_update().get(pk=consignment.pk)
    if locked.version != version:
        raise Stale(locked.label, version, locked.version)
    return locked


@retrying
def amend_line(
    line: ConsignmentLine, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> ConsignmentLine:
    """Change a line of a consignment that nobody changed since `version`; its value is computed again."""
    by.require(EDIT, line.consignment.country_id)
    with transaction.atomic():
        current = _locked(line.consignment, version).lines.get(pk=line.pk)
        before, valued_as = _facts(current), (current.currency, current.rate_month)
        for name, value in changes.items():
            setattr(current, name, value)
        _check(current, valued_as=valued_as)
        after = _facts(current)
        differences = {name: [before[name], after[name]] for name in TOLD if before[name] != after[name]}
        if differences:
            current.save()
            _write(current, "supplies.line.amended", differences, by=by, reason=reason)
    return current


@retrying
def remove_line(line: ConsignmentLine, *, version: int, by: Scope, reason: str = "") -> Consignment:
    """Remove a line of a consignment that nobody changed since `version`; the journal keeps what it said."""
    by.require(EDIT, line.consignment.country_id)
    with transaction.atomic():
        locked = _locked(line.consignment, version)
        current = locked.lines.get(pk=line.pk)
        _write(current, "supplies.line.removed", _facts(current), by=by, reason=reason)
        current.delete()
    return locked
