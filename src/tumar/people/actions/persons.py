"""Persons: added and amended, with what they are sorted and found by kept in step."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.filing import file_person
from tumar.people.actions.findable import keep_person_findable
from tumar.people.actions.numbering import add_numbered, first_free
from tumar.people.models import Person


def _settle_birth(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with the year that a date of birth implies."""
    born = facts.get("birth_date")
    if born is None:
        return dict(facts)
    year = facts.get("birth_year") or born.year
    if year != born.year:
        raise Invalid([Fault("birth_year", _("The year of birth is not that of the date of birth."))])
    return {**facts, "birth_year": year}


def _propose_code(person: Person) -> str:
    after = Person.objects.filter(country_id=person.country_id).count()
    return first_free(Person, person.country_id, after=after, digits=6)


@retrying
def create_person(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Person:
    """Add a person; without a code the next one of the country is given (KZ-000123)."""
    person = Person(**_settle_birth(facts))
    by.require(Permission.PEOPLE_PERSON_EDIT, person.country_id)

    def add(numbered: Person) -> Person:
        keep_person_findable(numbered)
        with transaction.atomic():
            added = records.add(numbered, by=by, verb="people.person.added", reason=reason)
            file_person(added)
        return added

    if person.code:
        return add(person)
    with transaction.atomic():
        return add_numbered(person, lambda: _propose_code(person), add)


@retrying
def amend_person(
    person: Person, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Person:
    """Change a person that nobody changed since `version`; a move needs the right in both countries."""
    country = changes.get("country")
    by.require(Permission.PEOPLE_PERSON_EDIT, person.country_id, country.pk if country else person.country_id)
    if person.erased_at:
        raise Invalid([Fault("", _("This person was erased; nothing is filled in again."))])
    changes = _settle_birth(changes)
    with transaction.atomic():
        amended = records.amend(
            person, changes, version=version, by=by, verb="people.person.amended", reason=reason
        )
        # What follows from the names is no fact of its own, so the journal does not tell it.
        keep_person_findable(amended)
        Person.objects.filter(pk=amended.pk).update(
            sort_name=amended.sort_name, search_text=amended.search_text
        )
        file_person(amended)
    return amended
