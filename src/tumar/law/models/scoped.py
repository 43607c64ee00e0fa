"""Who may see law: a country's acts by its roles, what is international by everybody who signs in."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from tumar.kernel.scope import CountryScoped, Scope

M = TypeVar("M", bound=models.Model)


class LawScoped(CountryScoped[M]):
    """Rows of an instrument: of the scope's countries, and those that belong to no country."""

    def visible_to(self, scope: Scope) -> Self:
        reaches = scope.reaches(self.model.VIEW)  # type: ignore[attr-defined]
        if any(reach.countries is None and reach.organisations is None for reach in reaches):
            return self
        seen = self.within_any(reaches)
        if scope.account_id is not None:
            seen |= Q(**{f"{self.model.COUNTRY_PATH}__isnull": True})  # type: ignore[attr-defined]
        return self.filter(seen)
