"""Reads about countries, their groupings and memberships, and exchange rates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tumar.kernel import clock
from tumar.kernel.money import Rate
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import names
from tumar.places.models import Country, ExchangeRate, Grouping, Membership

REGION = Grouping.Kind.COE_REGION
Choices = list[tuple[str, Any]]


def countries(scope: Scope) -> QuerySet[Country]:
    """Return the countries, with their memberships; who may see places sees all of them."""
    if not scope.allows_somewhere(Permission.PLACES_PLACE_VIEW):
        return Country.objects.none()
    memberships = Membership.objects.select_related("grouping").order_by("grouping__kind", "grouping__code")
    return Country.objects.prefetch_related(Prefetch("memberships", memberships))


def known_countries(scope: Scope) -> QuerySet[Country]:
    """Return the countries that belong to a grouping: those in which work is done."""
    belongs = Membership.objects.filter(country=OuterRef("pk"))
    return countries(scope).filter(Exists(belongs))


def groupings(scope: Scope) -> QuerySet[Grouping]:
    """Return the groupings of countries."""
    if not scope.allows_somewhere(Permission.PLACES_PLACE_VIEW):
        return Grouping.objects.none()
    return Grouping.objects.all()


def memberships(scope: Scope) -> QuerySet[Membership]:
    """Return the memberships, with country and grouping."""
    rows = Membership.objects.filter(grouping__in=groupings(scope))
    return rows.select_related("country", "grouping").order_by(
        "grouping__kind", "grouping__code", "country", "since"
    )


def rates(scope: Scope) -> QuerySet[ExchangeRate]:
    """Return the exchange rates on file."""
    if not scope.allows_somewhere(Permission.PLACES_PLACE_VIEW):
        return ExchangeRate.objects.none()
    return ExchangeRate.objects.all()


def rate_of(currency: str, month: str) -> Rate | None:
    """Return the rate of a currency in a month (yyyy-mm), or None when it is not on file."""
    found = ExchangeRate.objects.filter(currency=currency, month=month).first()
    return Rate(found.currency, found.per_euro, found.month, found.source) if found else None


def regions_on(day: date) -> dict[str, str]:
    """Return for each country that belongs to a CoE region on the day the code of that region."""
    rows = Membership.objects.holding(day).filter(grouping__kind=REGION)
    pairs = rows.order_by("-grouping__code").values_list("country_id", "grouping__code")
    return dict(pairs)


def region_names() -> dict[str, str]:
    """Return the name of every CoE region by its code, in the language of the page."""
    return {one.code: str(one) for one in Grouping.objects.filter(kind=REGION)}


@dataclass(frozen=True)
class RegionCountries:
    """One CoE region and some of its countries; `code` is empty for countries of no region."""

    code: str
    name: str
    countries: tuple[str, ...]


def by_region(codes: Iterable[str], day: date) -> list[RegionCountries]:
    """Return the countries sorted into their CoE regions of the day, and the rest at the end."""
    regions, titles = regions_on(day), region_names()
    found: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        found[regions.get(code, "")].append(code)
    return [
        RegionCountries(
            region, titles.get(region, _("Other countries")), tuple(sorted(found[region], key=names.name))
        )
        for region in sorted(found, key=lambda one: (one == "", titles.get(one, "")))
    ]


def country_choices(within: frozenset[str] | None = None) -> Choices:
    """Return the countries to choose from, by name in the language of the page; None: all of the world.

    Countries that belong to a grouping come first, since work is done in them.
    """
    known = set(Membership.objects.values_list("country_id", flat=True))
    codes = Country.objects.values_list("pk", flat=True)
    if within is not None:
        codes = codes.filter(pk__in=within)
    named = sorted((names.name(code).casefold(), code, names.marked_name(code)) for code in codes)
    near: Choices = [(code, name) for _key, code, name in named if code in known]
    far: Choices = [(code, name) for _key, code, name in named if code not in known]
    if not near or not far:
        return near or far
    return [(_("Countries of the regions"), near), (_("Other countries"), far)]


def region_choices(_scope: Scope) -> Choices:
    """Return the CoE regions to choose from."""
    return sorted(region_names().items(), key=lambda pair: pair[1])


def in_region(rows: QuerySet[Any], region: str, path: str) -> QuerySet[Any]:
    """Keep the rows whose country, at `path`, belongs today to the CoE region."""
    today = [code for code, held in regions_on(clock.today()).items() if held == region]
    return rows.filter(Q(**{f"{path}__in": today}))


def memberships_by_kind(country: Country) -> Mapping[str, list[Membership]]:
    """Return a country's memberships under the name of their kind, in the order of their beginning."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for one in sorted(country.memberships.all(), key=lambda one: (one.grouping.kind, one.since or date.min)):
        found[one.grouping.get_kind_display()].append(one)
    return dict(found)
