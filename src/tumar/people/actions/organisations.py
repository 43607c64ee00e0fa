"""Organisations: added and amended, with what they are found by kept in step."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.findable import keep_organisation_findable
from tumar.people.actions.numbering import add_numbered, first_free
from tumar.people.models import Organisation

# Organisations of no country have codes under these letters.
INTERNATIONAL = "INT"


def _propose_code(organisation: Organisation) -> str:
    after = Organisation.objects.filter(country_id=organisation.country_id).count()
    prefix = f"{organisation.country_id or INTERNATIONAL}-ORG"
    return first_free(Organisation, prefix, after=after, digits=4)


def refuse_circle(organisation: Organisation, parent: Organisation | None) -> None:
    """Refuse what would make the organisation, directly or through others, a part of itself."""
    while parent is not None:
        if parent.pk == organisation.pk:
            raise Invalid([Fault("parent", _("An organisation cannot be part of itself."))])
        parent = parent.parent


@retrying
def create_organisation(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Organisation:
    """Add an organisation; without a code the next one of the country is given (KZ-ORG-0012)."""
    organisation = Organisation(**facts)
    by.require(Permission.PEOPLE_ORGANISATION_EDIT, organisation.country_id)

    def add(numbered: Organisation) -> Organisation:
        keep_organisation_findable(numbered)
        return records.add(numbered, by=by, verb="people.organisation.added", reason=reason)

    if organisation.code:
        return add(organisation)
    with transaction.atomic():
        return add_numbered(organisation, lambda: _propose_code(organisation), add)


@retrying
def amend_organisation(
    organisation: Organisation, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Organisation:
    """Change an organisation that nobody changed since `version`."""
    country = changes.get("country", organisation.country)
    by.require(Permission.PEOPLE_ORGANISATION_EDIT, organisation.country_id, country.pk if country else None)
    refuse_circle(organisation, changes.get("parent"))
    with transaction.atomic():
        amended = records.amend(
            organisation, changes, version=version, by=by, verb="people.organisation.amended", reason=reason
        )
        keep_organisation_findable(amended)
        Organisation.objects.filter(pk=amended.pk).update(search_text=amended.search_text)
    return amended
