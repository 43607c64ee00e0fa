"""Exchange rates: added, and corrected while nothing else depends on knowing the old one."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.places.models import ExchangeRate

MONTH = re.compile(r"^(19|20)\d\d-(0[1-9]|1[0-2])$")
CURRENCY = re.compile(r"^[A-Z]{3}$")


def _faults(currency: str, month: str) -> list[Fault]:
    faults = []
    if not CURRENCY.match(currency):
        faults.append(Fault("currency", _("A currency is three letters of ISO 4217, such as USD.")))
    elif currency == "EUR":
        faults.append(Fault("currency", _("The euro needs no rate.")))
    if not MONTH.match(month):
        faults.append(Fault("month", _("Write the month as year and month: 2020-03.")))
    return faults


@retrying
def add_rate(*, currency: str, month: str, per_euro: Decimal, source: str, by: Scope) -> ExchangeRate:
    """Add how many units of a currency one euro bought in a month, after a source."""
    by.require(Permission.PLACES_PLACE_EDIT)
    currency, month = currency.strip().upper(), month.strip()
    if faults := _faults(currency, month):
        raise Invalid(faults)
    rate = ExchangeRate(currency=currency, month=month, per_euro=per_euro, source=source)
    try:
        rate.full_clean()
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error
    with transaction.atomic():
        rate.save(force_insert=True)
        journal.write(
            "places.rate.added",
            by=by,
            about=f"places.rate:{currency}-{month}",
            per_euro=per_euro,
            source=source,
        )
    return rate
