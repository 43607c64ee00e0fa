"""Directory entries: made by those who want to be found, amended and withdrawn by them.

The journal tells that and when somebody agreed, not what the entry said: what is withdrawn is gone.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal, mail, records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied, Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.actions.numbered import findable
from tumar.network.models import DirectoryEntry
from tumar.network.queries import directory as queries
from tumar.people.actions.consent import record_own_consent
from tumar.people.actions.numbering import add_numbered
from tumar.people.models import Account, Organisation, Purpose

EDIT = Permission.NETWORK_DIRECTORY_EDIT


def require_agreement(agrees: bool) -> None:
    """Refuse an entry that its owner did not agree to: nobody is entered by somebody else."""
    if not agrees:
        raise Invalid([Fault("agrees", _("Nobody is found here without having agreed."))])


def _keep_agreement(account: Account, by: Scope) -> None:
    """Let the agreement stand beside the person's other consents, where the account is a person's on file."""
    if account.person is not None:
        record_own_consent(account.person, purpose=Purpose.DIRECTORY, by=by)


def _words(entry: DirectoryEntry) -> Iterable[str]:
    told = [entry.name, *(text[:300] for text in entry.text.values())]
    return [*told, str(entry.organisation) if entry.organisation else ""]


@retrying
def enter(
    facts: Mapping[str, Any], *, agrees: bool, by: Scope, organisation: Organisation | None = None
) -> DirectoryEntry:
    """Make an entry for oneself, or for an organisation that one speaks for."""
    account = Account.objects.filter(pk=by.account_id or 0).first()
    if account is None or not by.allows_somewhere(DirectoryEntry.VIEW):
        raise Denied(DirectoryEntry.VIEW)
    require_agreement(agrees)
    if organisation is not None and not queries.speaks_for(by, organisation):
        raise Denied(Permission.PEOPLE_ORGANISATION_EDIT, organisation.country_id)
    entry = DirectoryEntry(owner=account, organisation=organisation, agreed_at=clock.now(), **facts)
    entry.search_text = findable(_words(entry))

    def add(numbered: DirectoryEntry) -> DirectoryEntry:
        records.check(numbered)
        numbered.save(force_insert=True)
        return numbered

    def propose() -> str:
        # Drawn, not counted: the code of an entry that was withdrawn must not become another's.
        return f"DIR-{entry.country_id or 'XX'}-{secrets.token_hex(4).upper()}"

    with transaction.atomic():
        added = add_numbered(entry, propose, add)
        _keep_agreement(account, by)
        journal.write("network.entry.added", by=by, about=added.label, visibility=added.visibility)
    return added


@retrying
def amend_entry(
    entry: DirectoryEntry, changes: Mapping[str, Any], *, version: int, by: Scope
) -> DirectoryEntry:
    """Change one's own entry that nobody changed since `version`."""
    if not queries.may_change(entry, by):
        raise Denied(EDIT, entry.country_id)
    with transaction.atomic():
        current = DirectoryEntry.objects.select_for_update().get(pk=entry.pk)
        if current.version != version:
            raise Stale(current.label, version, current.version)
        changed = [name for name, value in changes.items() if getattr(current, name) != value]
        for name in changed:
            setattr(current, name, changes[name])
        if changed:
            current.search_text = findable(_words(current))
            records.check(current)
            current.version += 1
            current.save()
            # The names of the fields alone, so that nothing stays of what is withdrawn later.
            journal.write("network.entry.amended", by=by, about=current.label, fields=sorted(changed))
    return current


@retrying
def withdraw_entry(entry: DirectoryEntry, *, by: Scope, reason: str = "") -> None:
    """Take an entry out of the directory at once; nothing of it is kept."""
    if not queries.may_withdraw(entry, by):
        raise Denied(EDIT, entry.country_id)
    with transaction.atomic():
        journal.write("network.entry.withdrawn", by=by, about=entry.label, reason=reason)
        # Whoever withdrew is written to no more, nor is what waits for the mail server sent.
        mail.take_back(entry.label)
        entry.delete()
