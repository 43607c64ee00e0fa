"""Reads about identity documents; the number is none of what they give."""

from django.db.models import QuerySet

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import IdentityDocument, Person


def may_know_of(person: Person, scope: Scope) -> bool:
    """Tell whether the scope may know which documents of a person are on file."""
    needs = (Permission.PEOPLE_DOCUMENT_VIEW, Permission.PEOPLE_DOCUMENT_EDIT)
    return any(scope.allows(one, person.country_id) for one in needs)


def documents_of(person: Person, scope: Scope) -> QuerySet[IdentityDocument]:
    """Return the documents of a person, for who may know of them."""
    if not may_know_of(person, scope):
        return IdentityDocument.objects.none()
    found = IdentityDocument.objects.filter(person=person).select_related("country", "person")
    return found.defer("sealed_number", "digest").order_by("kind", "pk")
