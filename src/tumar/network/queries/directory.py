"""Reads about the directory: who may be found by whom; addresses never leave it."""

from django.db.models import Q, QuerySet

from tumar.kernel.coded import has
from tumar.kernel.folding import fold
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network.models import DirectoryEntry
from tumar.people import queries as people
from tumar.people.models import Organisation, Purpose
from tumar.people.queries import consent
from tumar.places import names


def entries(scope: Scope) -> QuerySet[DirectoryEntry]:
    """Return the entries that those who sign in may find."""
    return _agreed_to(DirectoryEntry.objects.visible_to(scope))


def public_entries() -> QuerySet[DirectoryEntry]:
    """Return the entries that everybody may find."""
    return _agreed_to(DirectoryEntry.objects.public())


def _agreed_to(rows: QuerySet[DirectoryEntry]) -> QuerySet[DirectoryEntry]:
    """Leave out those who have since withdrawn their consent, in whatever place they did."""
    refusing = consent.refusing(Purpose.DIRECTORY)
    return rows.exclude(owner__person__in=refusing).select_related("country", "organisation")


def open_to(scope: Scope) -> QuerySet[DirectoryEntry]:
    """Return the entries that this person may write to: the public ones, and for members all."""
    return entries(scope) if scope.allows_somewhere(DirectoryEntry.VIEW) else public_entries()


def with_expertise(rows: QuerySet[DirectoryEntry], topic: str) -> QuerySet[DirectoryEntry]:
    """Keep the entries of those who know about a topic."""
    return rows.filter(has("expertise", topic))


def in_language(rows: QuerySet[DirectoryEntry], language: str) -> QuerySet[DirectoryEntry]:
    """Keep the entries of those who work in a language."""
    return rows.filter(has("languages", language))


def country_choices(scope: Scope) -> list[tuple[str, str]]:
    """Return the countries, by name, from which somebody is found by this person."""
    codes = open_to(scope).order_by().values_list("country_id", flat=True).distinct()
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1].casefold())


def own_entries(scope: Scope) -> QuerySet[DirectoryEntry]:
    """Return the entries that the scope's own account made."""
    if scope.account_id is None:
        return DirectoryEntry.objects.none()
    return DirectoryEntry.objects.filter(owner=scope.account_id).select_related("country", "organisation")


def may_change(entry: DirectoryEntry, scope: Scope) -> bool:
    """Tell whether the scope may change an entry: it is its own."""
    return entry.owner_id == scope.account_id


def may_withdraw(entry: DirectoryEntry, scope: Scope) -> bool:
    """Tell whether the scope may take an entry away: its owner, or who watches over the directory."""
    return may_change(entry, scope) or scope.allows(Permission.NETWORK_DIRECTORY_EDIT, entry.country_id)


def speaks_for(scope: Scope, organisation: Organisation) -> bool:
    """Tell whether the scope may enter an organisation: it edits its record, or its person works there."""
    if scope.allows(Permission.PEOPLE_ORGANISATION_EDIT, organisation.country_id):
        return True
    return organisation.staff.filter(account=scope.account_id).exists()


def organisations_to_enter(scope: Scope, text: str) -> list[Organisation]:
    """Return the organisations that a text names and that the scope may enter into the directory."""
    own = Organisation.objects.filter(staff__account=scope.account_id).filter(
        Q(code=text.upper()) | Q(search_text__contains=fold(text))
    )
    found = {one.pk: one for one in [*own, *people.find_organisations(scope, text)]}
    return [one for one in found.values() if speaks_for(scope, one)]
