"""What the lists of the room show, and how they can be narrowed."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import Scope
from tumar.places import queries
from tumar.places.models import Country, Grouping

WORLD = "world"


def _groupings_of(country: Country, *kinds: str) -> str:
    shown = {str(one.grouping) for one in country.memberships.all() if one.grouping.kind in kinds}
    return ", ".join(sorted(shown))


def _which(_scope: Scope) -> queries.Choices:
    return [(WORLD, _("all countries of the world"))]


def _as_given(rows: QuerySet[Any], _chosen: str) -> QuerySet[Any]:
    return rows


COUNTRIES = ListPage(
    name="countries",
    title=_("Countries"),
    columns=(
        Column("name", _("country"), lambda one: one.name, importance=1),
        Column("code", _("code"), lambda one: one.code, sort="code", importance=1),
        Column("alpha3", _("three-letter code"), lambda one: one.alpha3, sort="alpha3", importance=3),
        Column("region", _("CoE region"), lambda one: _groupings_of(one, Grouping.Kind.COE_REGION)),
        Column(
            "others",
            _("partnerships and associations"),
            lambda one: _groupings_of(one, Grouping.Kind.COE_PARTNERSHIP, Grouping.Kind.ASSOCIATION),
            importance=3,
        ),
    ),
    link=lambda one: reverse("places:country", args=[one.code]),
    sort="code",
    filters=(
        Filter(
            "region",
            _("CoE region"),
            queries.region_choices,
            lambda rows, region: queries.in_region(rows, region, "code"),
        ),
        Filter("which", _("countries shown"), _which, _as_given),
    ),
    empty=_("No country belongs to a grouping yet."),
)

GROUPINGS = ListPage(
    name="groupings",
    title=_("Groupings of countries"),
    columns=(
        Column("name", _("name"), str, importance=1),
        Column("code", _("code"), lambda one: one.code, sort="code", importance=1),
        Column("kind", _("kind"), lambda one: one.get_kind_display(), sort="kind"),
    ),
    link=lambda one: reverse("places:grouping", args=[one.code]),
    sort="kind",
    filters=(
        Filter(
            "kind", _("kind"), lambda _scope: Grouping.Kind.choices, lambda rows, kind: rows.filter(kind=kind)
        ),
    ),
)


def _currencies(scope: Scope) -> queries.Choices:
    codes = queries.rates(scope).order_by("currency").values_list("currency", flat=True).distinct()
    return [(code, code) for code in codes]


def _years(scope: Scope) -> queries.Choices:
    months = queries.rates(scope).order_by("-month").values_list("month", flat=True).distinct()
    return [(year, year) for year in dict.fromkeys(month[:4] for month in months)]


RATES = ListPage(
    name="exchange-rates",
    title=_("Exchange rates"),
    columns=(
        Column("currency", _("currency"), lambda one: one.currency, sort="currency", importance=1),
        Column("month", _("month"), lambda one: one.month, sort="month", importance=1),
        Column(
            "per_euro",
            _("units per euro"),
            lambda one: one.per_euro,
            sort="per_euro",
            is_number=True,
            importance=1,
        ),
        Column("source", _("source"), lambda one: one.source),
    ),
    link=lambda _one: "",
    sort="-month",
    filters=(
        Filter("currency", _("currency"), _currencies, lambda rows, code: rows.filter(currency=code)),
        Filter("year", _("year"), _years, lambda rows, year: rows.filter(month__startswith=year)),
    ),
    empty=_("No exchange rate is on file yet."),
)
