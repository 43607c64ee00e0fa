"""What the list of consignments shows, and how it can be narrowed."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tumar.events.queries import offered, year_choices
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.money import major_units
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import names
from tumar.supplies import queries, rules
from tumar.supplies.models import ConsignmentLine

STATES = (("yes", _("handed over")), ("no", _("on its way")))


def _worth(one: Any) -> Decimal | None:
    """Return the value of the lines; without any it is unknown, not zero."""
    return None if one.euro_cents is None else major_units(one.euro_cents, rules.EURO)


def _when(one: Any) -> Any:
    return one.handed_over or gettext("on its way")


COLUMNS = (
    Column("code", _("code"), lambda one: one.code, sort="code", importance=1),
    Column("recipient", _("recipient"), lambda one: one.recipient, sort="recipient__name", importance=1),
    Column("country", _("country"), lambda one: names.marked_name(one.country_id), sort="country"),
    Column("handed_over", _("handed over"), _when, sort="handed_over", importance=1),
    Column("worth", _("value, EUR"), _worth, is_number=True, is_money=True, importance=1),
    Column("programme", _("programme"), lambda one: one.programme, importance=3),
    Column("response", _("response to a crisis"), lambda one: one.response, importance=3),
)


def consignments(scope: Scope) -> ListPage:
    """Return the list of consignments as the scope can narrow it."""
    choices = offered(scope, Permission.SUPPLIES_CONSIGNMENT_VIEW)
    return ListPage(
        name="consignments",
        title=_("Consignments"),
        columns=COLUMNS,
        link=lambda one: reverse("supplies:consignment", args=[one.code]),
        sort="-handed_over",
        search_field="search_text",
        empty=_("No consignment is on file yet."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: choices.countries,
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "programme",
                _("programme"),
                lambda _scope: choices.programmes,
                lambda rows, code: rows.filter(programme__code=code),
            ),
            Filter(
                "response",
                _("response to a crisis"),
                lambda _scope: choices.responses,
                lambda rows, code: rows.filter(response__code=code),
            ),
            Filter(
                "category", _("category"), lambda _scope: ConsignmentLine.Category.choices, queries.holding
            ),
            Filter(
                "state",
                _("state"),
                lambda _scope: STATES,
                lambda rows, state: rows.filter(handed_over__isnull=state == "no"),
            ),
            Filter(
                "year", _("year"), year_choices, lambda rows, year: rows.filter(handed_over__year=int(year))
            ),
        ),
    )
