"""Which countries a form offers: those in which the person may write, and what belongs to no country."""

from typing import Any

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.places import queries


def offer_countries(field: Any, scope: Scope, permission: Permission, none: Any) -> None:
    """Let a field offer the countries of the permission; `none` is what no country is called."""
    within = scope.countries(permission)
    if within is EVERYWHERE:
        field.choices = [("", none), *queries.country_choices()]
        return
    # What belongs to no country takes the right everywhere.
    field.choices = queries.country_choices(within)
    field.required = True
    if within is not None and len(within) == 1:
        field.initial = next(iter(within))
