"""Responses to crises: added and amended."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.programmes.models import Response


def _refuse_backwards(response: Response, changes: Mapping[str, Any]) -> None:
    since, until = changes.get("since", response.since), changes.get("until", response.until)
    if since and until and until < since:
        raise Invalid([Fault("until", _("The end lies before the start."))])


@retrying
def create_response(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Response:
    """Add a crisis to which programmes respond."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    response = Response(**facts)
    _refuse_backwards(response, facts)
    return records.add(response, by=by, verb="programmes.response.added", reason=reason)


@retrying
def amend_response(
    response: Response, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Response:
    """Change a response that nobody changed since `version`."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    _refuse_backwards(response, changes)
    return records.amend(
        response, changes, version=version, by=by, verb="programmes.response.amended", reason=reason
    )
