"""What one person may see and do, per country; asked once per request and filtering everything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied

EVERYWHERE = None

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Reach:
    """Where one role allows something: in which countries and, for a recipient, for which organisations.

    `countries` and `organisations` hold keys; `None` means no limit.
    """

    countries: frozenset[str] | None
    organisations: frozenset[int] | None = None

    def covers(self, country: str | None) -> bool:
        """Tell whether a record of this country is within reach; no country means a regional record."""
        return self.countries is EVERYWHERE or (country is not None and country in self.countries)


@dataclass(frozen=True)
class Scope:
    """What one person may see and do; built once per request, or for a command."""

    account_id: int | None
    label: str
    grants: Mapping[Permission, tuple[Reach, ...]] = field(default_factory=dict)

    def reaches(self, permission: Permission) -> tuple[Reach, ...]:
        """Return every reach of the permission; empty when it was never granted."""
        return self.grants.get(permission, ())

    def countries(self, permission: Permission) -> frozenset[str] | None:
        """Return the countries in which the permission holds for all organisations, or EVERYWHERE."""
        full = [reach.countries for reach in self.reaches(permission) if reach.organisations is None]
        if any(countries is EVERYWHERE for countries in full):
            return EVERYWHERE
        return frozenset[str]().union(*(countries for countries in full if countries is not None))

    def allows(self, permission: Permission, country: str | None) -> bool:
        """Tell whether the permission holds for a record of this country (None: a regional record)."""
        return any(
            reach.organisations is None and reach.covers(country) for reach in self.reaches(permission)
        )

    def allows_somewhere(self, permission: Permission) -> bool:
        """Tell whether the permission was granted in at least one country."""
        return bool(self.reaches(permission))

    def require(self, permission: Permission, *countries: str | None) -> None:
        """Refuse unless the permission holds in each of the countries (None: a regional record)."""
        for country in countries or (None,):
            if not self.allows(permission, country):
                raise Denied(permission, country)


NOBODY = Scope(account_id=None, label="nobody")


def of_the_machine(label: str) -> Scope:
    """Return the scope of a command that the machine's operator runs: everything, everywhere."""
    everywhere = (Reach(EVERYWHERE),)
    return Scope(None, label, dict.fromkeys(Permission, everywhere))


class CountryScoped(models.QuerySet[M]):
    """A queryset whose only door for reading is `visible_to(scope)`.

    The model states `VIEW` (a permission) and `COUNTRY_PATH` (a lookup to a country's code), and
    `ORGANISATION_PATH` when one organisation's own records may be seen by it alone.
    """

    def visible_to(self, scope: Scope) -> Self:
        """Keep the rows that the scope may see; the same filter serves lists and single pages."""
        reaches = scope.reaches(self.model.VIEW)  # type: ignore[attr-defined]
        if any(reach.countries is EVERYWHERE and reach.organisations is None for reach in reaches):
            return self
        return self.filter(self.within_any(reaches))

    def within_any(self, reaches: Iterable[Reach]) -> Q:
        """Return the condition that a row lies within at least one of the reaches."""
        condition = Q(pk__in=[])
        for reach in reaches:
            condition |= self.within(reach)
        return condition

    def within(self, reach: Reach) -> Q:
        """Return the condition that a row lies within one reach."""
        organisation_path: str | None = getattr(self.model, "ORGANISATION_PATH", None)
        if reach.organisations is not None and organisation_path is None:
            return Q(pk__in=[])
        condition = Q()
        if reach.countries is not EVERYWHERE:
            condition &= self.in_countries(reach.countries)
        if reach.organisations is not None:
            condition &= Q(**{f"{organisation_path}__in": reach.organisations})
        return condition

    def in_countries(self, countries: frozenset[str]) -> Q:
        """Return the condition that a row belongs to one of the countries."""
        return Q(**{f"{self.model.COUNTRY_PATH}__in": countries})  # type: ignore[attr-defined]
