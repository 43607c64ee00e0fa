"""What the lists of recommendations and of acts on their way show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.kernel.languages import said
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.money import major_units
from tumar.kernel.scope import Scope
from tumar.law.models import Bill, Recommendation, Stage
from tumar.law.queries.reforms import countries_with_reforms
from tumar.law.rules import reforms as rules
from tumar.law.wording_reforms import COLUMNS
from tumar.places import names
from tumar.places import queries as places


def _country(one: Any) -> Any:
    return names.marked_name(one.country_id)


def _countries(scope: Scope) -> list[tuple[str, Any]]:
    within = countries_with_reforms(scope)
    return list(places.country_choices(within)) if within else []


def _cost(one: Recommendation) -> Any:
    return None if one.cost_minor is None else major_units(one.cost_minor, one.currency)


def recommendations(scope: Scope) -> ListPage:
    """Return the list of recommendations as the scope can narrow it; all of it can be taken as a workbook."""
    countries = _countries(scope)
    return ListPage(
        name="recommendations",
        title=_("Recommendations on the law"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column("country", _("country"), _country, sort="country", importance=1),
            Column(
                "priority",
                _("priority"),
                lambda one: one.get_priority_display(),
                sort="priority",
                importance=1,
            ),
            Column("state", _("state"), lambda one: one.get_state_display(), sort="state"),
            Column("owner", _("owner"), lambda one: one.owner and str(one.owner)),
            Column("due", _("due"), lambda one: one.due or None, sort="due"),
            Column("cost", _("cost"), _cost, is_number=True, importance=3),
            Column("currency", _("currency"), _currency, importance=3),
            Column("text", _("what is recommended"), lambda one: said(one.text), is_for_download=True),
            Column("wording", _("draft wording"), lambda one: said(one.wording), is_for_download=True),
            Column("why", _("why this priority"), lambda one: one.priority_reason, is_for_download=True),
            Column("includes", _("what the cost includes"), _includes, is_for_download=True),
            Column("reason", _("why this state"), lambda one: one.state_reason, is_for_download=True),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("law:recommendation", args=[one.code]),
        sort="priority",
        search_field="search_text",
        empty=_("No recommendation is on file yet."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: countries,
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "state",
                _("state"),
                lambda _scope: Recommendation.State.choices,
                lambda rows, state: rows.filter(state=state),
            ),
            Filter(
                "priority",
                _("priority"),
                lambda _scope: [(str(value), label) for value, label in Recommendation.Priority.choices],
                lambda rows, priority: rows.filter(priority=priority),
            ),
        ),
    )


def _currency(one: Recommendation) -> str | None:
    return one.currency if one.cost_minor is not None else None


def _includes(one: Recommendation) -> str:
    return one.cost_includes


def _stage(bill: Bill) -> Any:
    return bill.get_stage_display() if bill.stage else None


def _in_column(rows: Any, column: str) -> Any:
    stages = [stage.value for stage in rules.stages_in(rules.Column(column))]
    return rows.filter(stage__in=stages)


def bills(scope: Scope) -> ListPage:
    """Return the list of acts on their way as the scope can narrow it."""
    countries = _countries(scope)
    return ListPage(
        name="bills",
        title=_("Acts on their way"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column("country", _("country"), _country, sort="country", importance=1),
            Column("kind", _("kind"), lambda one: one.get_kind_display(), sort="kind"),
            Column("stage", _("stage"), _stage, sort="stage", importance=1),
            Column("since", _("since"), lambda one: one.since),
            Column("parent", _("by-law of"), lambda one: one.parent and str(one.parent), importance=3),
            Column("body", _("responsible body"), _body, importance=3),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("law:bill", args=[one.code]),
        sort="code",
        search_field="search_text",
        empty=_("No act on its way is on file yet."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: countries,
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "stage",
                _("stage"),
                lambda _scope: Stage.choices,
                lambda rows, stage: rows.filter(stage=stage),
            ),
            Filter("column", _("how far"), lambda _scope: COLUMNS.items(), _in_column),
        ),
    )


def _body(bill: Bill) -> str | None:
    return str(bill.organisation) if bill.organisation else None
