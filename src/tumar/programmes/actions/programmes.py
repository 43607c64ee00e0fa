"""Programmes: added and amended."""

from collections.abc import Mapping
from typing import Any

from tumar.kernel import records
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.programmes.models import Programme


@retrying
def create_programme(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Programme:
    """Add a programme; it spans countries, so only who may edit everywhere adds one."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    return records.add(Programme(**facts), by=by, verb="programmes.programme.added", reason=reason)


@retrying
def amend_programme(
    programme: Programme, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Programme:
    """Change a programme that nobody changed since `version`."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    return records.amend(
        programme, changes, version=version, by=by, verb="programmes.programme.amended", reason=reason
    )
