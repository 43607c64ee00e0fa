"""The world as the reference tables have it, laid out by a migration before anybody signs in."""

from typing import Any

from django.db import transaction

from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import reference
from tumar.places.models import Country


def fill(countries: Any, groupings: Any, memberships: Any) -> None:
    """Add the countries, groupings and memberships that are missing; takes the models, as migrations do."""
    known = set(countries.objects.values_list("pk", flat=True))
    countries.objects.bulk_create(
        countries(code=code, alpha3=alpha3, numeric=numeric)
        for code, alpha3, numeric in reference.COUNTRIES
        if code not in known
    )
    keys = dict(groupings.objects.values_list("code", "pk"))
    for group in reference.GROUPINGS:
        if group.code not in keys:
            name = {"en": group.en, "ru": group.ru}
            keys[group.code] = groupings.objects.create(code=group.code, kind=group.kind, name=name).pk
    if memberships.objects.exists():
        return
    memberships.objects.bulk_create(
        memberships(
            country_id=one.country,
            grouping_id=keys[one.grouping],
            since=one.since,
            until=one.until,
            source=one.source,
        )
        for one in reference.BELONGINGS
    )


def add_invented_countries(*, by: Scope) -> None:
    """Add the countries that are invented for the demonstration, where they are missing."""
    by.require(Permission.PLACES_PLACE_EDIT)
    with transaction.atomic():
        for code, (alpha3, _names) in reference.INVENTED.items():
            _country, is_new = Country.objects.get_or_create(code=code, defaults={"alpha3": alpha3})
            if is_new:
                journal.write("places.country.added", by=by, about=f"places.country:{code}", code=code)
