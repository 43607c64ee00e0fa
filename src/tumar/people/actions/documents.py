"""Identity documents: put on file, looked at, taken off; the number itself is told to nobody but who asks."""

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people import rules
from tumar.people.models import IdentityDocument, Person
from tumar.places.models import Country


@retrying
def add_document(
    person: Person, *, kind: str, country: Country, number: str, by: Scope, reason: str = ""
) -> IdentityDocument:
    """Put a document of a person on file; the same number again gives the one that is there."""
    by.require(Permission.PEOPLE_DOCUMENT_EDIT, person.country_id)
    faults = []
    if kind not in IdentityDocument.Kind.values:
        faults.append(Fault("kind", _("Choose a kind of document.")))
    if not rules.is_document_number(number):
        faults.append(Fault("number", _("A document number has 4 to 30 letters and digits.")))
    if faults:
        raise Invalid(faults)
    document = IdentityDocument(person=person, kind=kind, country=country, added_at=clock.now())
    document.seal(number)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if there := person.documents.filter(digest=document.digest).first():
            return there
        document.save(force_insert=True)
        facts = {"document": kind, "issued": country.pk}
        journal.write("people.document.added", by=by, about=person.label, reason=reason, **facts)
    return document


@retrying
def see_number(document: IdentityDocument, *, reason: str, by: Scope) -> str:
    """Return a document's number, and write down who looked at it and why."""
    person = document.person
    by.require(Permission.PEOPLE_DOCUMENT_VIEW, person.country_id)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say what the number is needed for."))])
    with transaction.atomic():
        facts = {"document": document.kind, "issued": document.country_id}
        journal.write("people.document.seen", by=by, about=person.label, reason=reason.strip(), **facts)
    return document.unseal()


@retrying
def remove_document(document: IdentityDocument, *, by: Scope, reason: str = "") -> Person:
    """Take a document off the file, with its number."""
    person = document.person
    by.require(Permission.PEOPLE_DOCUMENT_EDIT, person.country_id)
    with transaction.atomic():
        removed, _rows = IdentityDocument.objects.filter(pk=document.pk).delete()
        if removed:
            facts = {"document": document.kind, "issued": document.country_id}
            journal.write("people.document.removed", by=by, about=person.label, reason=reason, **facts)
    return person
