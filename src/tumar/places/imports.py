"""What a workbook says of places: exchange rates; and how it names countries."""

from django.utils.translation import gettext as _

from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Sheet
from tumar.places import names
from tumar.places.actions import bulk

RATE = "places.rate"


def _nearest(text: str) -> str | None:
    code = names.nearest(text)
    return f"{names.name(code)} ({code})" if code else None


READING = parsing.Reading(country=names.find, nearest_country=_nearest)


def _settle_rate(draft: Draft) -> None:
    if draft.facts["currency"] == "EUR":
        draft.error("currency", _("The euro needs no rate. Remove this row."))


RATES = Sheet(
    name="Exchange rates",
    name_ru="Курсы валют",
    label=RATE,
    table=bulk.RATES,
    columns=(
        Column("currency", "Currency", "Валюта", parsing.currency, is_required=True),
        Column("month", "Month", "Месяц", parsing.month, is_required=True),
        Column(
            "per_euro",
            "Units per euro",
            "Единиц за евро",
            parsing.decimal(digits=18, places=6, above_zero=True),
            is_required=True,
        ),
        Column("source", "Source", "Источник", parsing.text(300), is_required=True),
    ),
    permission=Permission.PLACES_PLACE_EDIT,
    bring=bulk.bring_rates,
    told=("per_euro", "source"),
    settle=_settle_rate,
)

SHEETS = (RATES,)
