"""What a person's page shows of documents and consent, as far as the scope may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import IdentityDocument, Person
from tumar.people.queries import consent, documents


@dataclass(frozen=True)
class Personal:
    """The parts of a person's page that not everybody sees; what the scope may not see is None."""

    documents: Sequence[IdentityDocument] | None
    consents: Sequence[consent.Standing] | None
    may_add_document: bool
    may_see_number: bool
    may_record_consent: bool
    may_export: bool
    may_erase: bool


def personal_of(person: Person, scope: Scope) -> Personal:
    """Return what the scope sees and may do beside a person's names and work."""

    def may(permission: Permission) -> bool:
        return scope.allows(permission, person.country_id)

    knows = documents.may_know_of(person, scope)
    return Personal(
        documents=list(documents.documents_of(person, scope)) if knows else None,
        consents=consent.standings(person) if may(Permission.PEOPLE_CONSENT_VIEW) else None,
        may_add_document=may(Permission.PEOPLE_DOCUMENT_EDIT),
        may_see_number=may(Permission.PEOPLE_DOCUMENT_VIEW),
        may_record_consent=may(Permission.PEOPLE_CONSENT_EDIT),
        may_export=may(Permission.PEOPLE_PERSON_EXPORT),
        may_erase=may(Permission.PEOPLE_PERSON_ERASE) and not person.erased_at,
    )
