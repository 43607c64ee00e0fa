"""The journal as one list: what the scope may read of it."""

from django.db.models import Q, QuerySet

from tumar.kernel import labels
from tumar.kernel.models import JournalEntry
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope


def _sees_all(scope: Scope) -> bool:
    return all(scope.allows(permission, None) for permission in Permission)


def _open_kinds(scope: Scope) -> list[str]:
    """Return the kinds of record that the scope sees in every country."""
    if not scope.allows(Permission.KERNEL_JOURNAL_VIEW, None):
        return []
    return [
        kind
        for kind, model in labels.models_by_label().items()
        if any(scope.countries(view) is EVERYWHERE for view in labels.views_of(kind, model))
    ]


def acts(scope: Scope) -> QuerySet[JournalEntry]:
    """Return the entries that the scope may read: its own, and those about kinds that it sees everywhere.

    What was done to a record that is seen in one country alone stands on the record's own page.
    """
    if not scope.allows_somewhere(Permission.KERNEL_JOURNAL_VIEW):
        return JournalEntry.objects.none()
    if _sees_all(scope):
        return JournalEntry.objects.all()
    readable = Q(by_id=scope.account_id) if scope.account_id else Q(pk__in=[])
    for kind in _open_kinds(scope):
        readable |= Q(about__startswith=f"{kind}:")
    return JournalEntry.objects.filter(readable)


def about_kind(rows: QuerySet[JournalEntry], kind: str) -> QuerySet[JournalEntry]:
    """Keep the entries about one kind of record."""
    return rows.filter(about__startswith=f"{kind}:")
