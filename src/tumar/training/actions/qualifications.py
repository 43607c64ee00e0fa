"""Qualifications: given to a person by a programme, and corrected."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.numbering import add_numbered, first_free
from tumar.training.models import Qualification

EDIT = Permission.TRAINING_QUALIFICATION_EDIT


@retrying
def create_qualification(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Qualification:
    """Add a person's qualification as a trainer; without a code the next one of the country is given."""
    qualification = Qualification(**facts)
    by.require(EDIT, qualification.person.country_id)
    _check(qualification)

    def add(numbered: Qualification) -> Qualification:
        return records.add(numbered, by=by, verb="training.qualification.added", reason=reason)

    if qualification.code:
        return add(qualification)
    with transaction.atomic():
        return add_numbered(qualification, lambda: _propose_code(qualification), add)


@retrying
def amend_qualification(
    qualification: Qualification, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Qualification:
    """Change a qualification that nobody changed since `version`."""
    person = changes.get("person", qualification.person)
    by.require(EDIT, qualification.person.country_id, person.country_id)
    with transaction.atomic():
        amended = records.amend(
            qualification,
            changes,
            version=version,
            by=by,
            verb="training.qualification.amended",
            reason=reason,
        )
        _check(amended)
    return amended


def _propose_code(qualification: Qualification) -> str:
    prefix = f"{qualification.person.country_id}-Q"
    after = Qualification.objects.filter(code__startswith=f"{prefix}-").count()
    return first_free(Qualification, prefix, after=after, digits=4)


def _check(qualification: Qualification) -> None:
    event = qualification.event
    if event and qualification.since and qualification.since < event.starts:
        raise Invalid([Fault("since", _("The event at which it was earned began after this day."))])
