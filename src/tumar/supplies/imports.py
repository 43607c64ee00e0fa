"""What a workbook says of consignments and their lines."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tumar.kernel import money
from tumar.kernel.bulk import Facts
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.people.imports import ORGANISATION, its_country
from tumar.places.imports import RATE
from tumar.programmes.imports import NUMBER, OF_PROGRAMME, PROGRAMME_COLUMN, RESPONSE
from tumar.supplies.actions import bulk
from tumar.supplies.models import Consignment, ConsignmentLine

CONSIGNMENT = Consignment.LABEL
MOST_EURO_CENTS = 10**15


def _settle_consignment(draft: Draft) -> None:
    facts = draft.facts
    facts["country"] = facts["country"] or draft.of(ORGANISATION, (facts["recipient"],), "country")
    if not facts["country"]:
        draft.error(
            "country", _("The recipient belongs to no country. Name the one that it received this in.")
        )


def _country_of_consignment(facts: Facts, draft: Draft) -> tuple[str | None]:
    return (draft.of(CONSIGNMENT, (facts["consignment"],), "country"),)


def _month_of_rate(draft: Draft) -> str:
    """Return the month whose rate counts: as given, as on file, or that of the handover; empty if unknown."""
    day = draft.of(CONSIGNMENT, (draft.facts["consignment"],), "handed_over")
    return draft.facts["rate_month"] or (day.strftime("%Y-%m") if day else "")


def _settle_rate(draft: Draft) -> bool:
    """Put the rate into the facts, and tell whether there is one."""
    facts, currency = draft.facts, draft.facts["currency"]
    facts["rate_month"] = month = _month_of_rate(draft)
    if currency == "EUR":
        facts["rate_per_euro"], facts["rate_source"] = Decimal(1), ""
        return True
    if not month:
        draft.error("rate_month", _("The consignment is not handed over yet. Name the month of the rate."))
        return False
    facts["rate_per_euro"] = draft.of(RATE, (currency, month), "per_euro")
    if facts["rate_per_euro"] is None:
        draft.error(
            "currency",
            _("There is no rate of %(currency)s for %(month)s. Add it to the sheet “Exchange rates”.")
            % {"currency": currency, "month": month},
        )
        return False
    facts["rate_source"] = draft.of(RATE, (currency, month), "source")
    return True


def _settle_line(draft: Draft) -> None:
    facts, amount = draft.facts, draft.given["unit_value_minor"]
    if amount.normalize().as_tuple().exponent < -money.exponent(facts["currency"]):
        draft.error(
            "unit_value_minor",
            _("%(currency)s has %(places)s decimal places. Round the value.")
            % {"currency": facts["currency"], "places": money.exponent(facts["currency"])},
        )
        return
    facts["unit_value_minor"] = minor = money.minor_units(amount, facts["currency"])
    if not _settle_rate(draft):
        return
    if (
        money.euro_cents(minor, facts["quantity"], facts["currency"], facts["rate_per_euro"])
        > MOST_EURO_CENTS
    ):
        draft.error("quantity", _("Quantity and unit value make a sum too large to be true."))


CONSIGNMENTS = Sheet(
    name="Consignments",
    name_ru="Поставки",
    label=CONSIGNMENT,
    table=bulk.CONSIGNMENTS,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        PROGRAMME_COLUMN,
        Column("response", "Response", "Кризис", parsing.code),
        Column("recipient", "Recipient", "Получатель", parsing.code, is_required=True),
        Column("country", "Country", "Страна", parsing.country),
        Column("handed_over", "Handed over", "Передано", parsing.day),
        Column("note", "Note", "Примечание", parsing.text(5000, lines=True)),
        Column("evidence", "Evidence", "Подтверждения", parsing.listed(parsing.text(300))),
    ),
    permission=Permission.SUPPLIES_CONSIGNMENT_EDIT,
    bring=bulk.bring_consignments,
    countries=its_country,
    references=(OF_PROGRAMME, Reference("response", RESPONSE), Reference("recipient", ORGANISATION)),
    told=("country", "handed_over"),
    settle=_settle_consignment,
    evidence="evidence",
)
LINES = Sheet(
    name="Consignment lines",
    name_ru="Строки поставок",
    label="supplies.line",
    table=bulk.LINES,
    columns=(
        Column("consignment", "Consignment", "Поставка", parsing.code, is_required=True),
        Column("number", "Line", "Строка", NUMBER, is_required=True),
        Column(
            "category",
            "Category",
            "Категория",
            parsing.choice(ConsignmentLine.Category.values),
            is_required=True,
        ),
        Column("description", "Description", "Описание", parsing.text(300), is_required=True),
        Column(
            "quantity",
            "Quantity",
            "Количество",
            parsing.decimal(digits=14, places=3, above_zero=True),
            is_required=True,
        ),
        Column("unit", "Unit", "Единица", parsing.text(30)),
        Column(
            "unit_value_minor",
            "Unit value",
            "Цена за единицу",
            parsing.decimal(digits=17, places=3),
            is_required=True,
        ),
        Column("currency", "Currency", "Валюта", parsing.currency, is_required=True),
        Column("rate_month", "Rate month", "Месяц курса", parsing.month),
    ),
    permission=Permission.SUPPLIES_CONSIGNMENT_EDIT,
    bring=bulk.bring_lines,
    countries=_country_of_consignment,
    references=(Reference("consignment", CONSIGNMENT),),
    settle=_settle_line,
)

SHEETS = (CONSIGNMENTS, LINES)
