"""What a workbook says of places: exchange rates; and how it names countries."""

from django.utils.translation import gettext as _

from tumar.kernel.folding import fold
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Sheet
from tumar.places import names
from tumar.places.actions import bulk
from tumar.places.models import Country
from tumar.places.reference import INVENTED

RATE = "places.rate"


def _nearest(text: str) -> str | None:
    code = names.nearest(text)
    return f"{names.name(code)} ({code})" if code else None


def _country(text: str) -> str | None:
    """Return the country that a text names; one that was invented only where it is on file, as an example."""
    return names.find(text) or _invented(text)


def _invented(text: str) -> str | None:
    said = fold(text)
    for code, (alpha3, called) in INVENTED.items():
        if said in {fold(word) for word in (code, alpha3, *called.values())}:
            return code if Country.objects.filter(code=code).exists() else None
    return None


READING = parsing.Reading(country=_country, nearest_country=_nearest)


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
