"""Erasing a person: what names it goes from every place, what figures rest on stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal, mentions, personal
from tumar.kernel.models import JournalEntry, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Account, Person
from tumar.people.models.accounts import ERASED_ADDRESS
from tumar.people.queries import erasure as reads

VERB = "people.person.erased"


@dataclass(frozen=True)
class Erased:
    """What an erasure took away, in numbers; of values nothing is told."""

    rows: int
    files: int
    entries: int
    names: int


@retrying
def erase_person(
    person: Person, *, by: Scope, reason: str = "", remove: Collection[str] = (), verb: str = VERB
) -> Erased:
    """Take everything that names a person out of all tables, files and the journal; figures stay as they are.

    `remove` are the hashes of those files near the person that go as well; files of its own always go. The
    code stays, since lines of frozen editions count by it.
    """
    by.require(Permission.PEOPLE_PERSON_ERASE, person.country_id)
    with transaction.atomic():
        current = Person._base_manager.select_for_update().get(pk=person.pk)
        _refuse(current, by)
        # All that must be found by the name is found before the name goes.
        told = list(reads.own_entries(current).values_list("pk", flat=True))
        names = list(reads.entries_by(current).values_list("pk", flat=True))
        near = [one for one in reads.files_near(current) if one.is_own or one.file.sha256 in remove]
        _rename_files(current)
        reads.jobs_mentioning(current).delete()
        rows = _apply_rules(current)
        gone = sum(files.remove(one.file, by=by, reason=_("A person was erased.")) for one in near)
        told += _entries_about_files([one.file for one in near])
        emptied, nameless = journal.empty(
            told=JournalEntry.objects.filter(pk__in=told),
            names=JournalEntry.objects.filter(pk__in=names),
            act=journal.Act(verb, current.label, {"rows": rows, "files": gone}, reason),
            by=by,
        )
        transaction.on_commit(_press_out)
    return Erased(rows, gone, emptied, nameless)


def _refuse(person: Person, by: Scope) -> None:
    if person.erased_at:
        raise Invalid([Fault("", _("This person was erased already."))])
    if by.account_id and Account.objects.filter(pk=by.account_id, person=person).exists():
        raise Invalid([Fault("", _("You cannot erase yourself; ask somebody else of the programme office."))])
    if missing := personal.without_rule(Person):
        raise LookupError(f"nobody says what becomes of {', '.join(missing)} when a person is erased")


def _apply_rules(person: Person) -> int:
    """Delete or clear every row about the person, parts before what they are part of; return how many."""
    count = 0
    for holding, rows in reversed(list(reads.rows_of(person))):
        rule, keys = personal.rules()[holding.table], [row.pk for row in rows]
        table = holding.model._base_manager.filter(pk__in=keys)
        count += len(keys)
        if rule.rows is personal.Rows.DELETED:
            table.delete()
        elif holding.model is Account:
            _close(rows)
        elif holding.model is Person:
            table.update(**_cleared(holding, rule), erased_at=clock.now(), employer=None)
        elif values := {**_cleared(holding, rule), **rule.sets}:
            table.update(**values)
    return count


def _cleared(holding: personal.Holding, rule: personal.Rule) -> Mapping[str, Any]:
    names = [name for name, fate in rule.columns.items() if fate is personal.Fate.CLEARED]
    return personal.cleared(holding.model, names)


def _close(accounts: Collection[Account]) -> None:
    """Close accounts of an erased person and take out of them, and of what they signed, who it was."""
    for account in accounts:
        Account.objects.filter(pk=account.pk).update(
            email=f"erased-{account.pk}{ERASED_ADDRESS}",
            name="",
            language="en",
            password=make_password(None),
            is_active=False,
        )
        for model, link, label in personal.signatures(Account):
            if model is not JournalEntry:
                model._base_manager.filter(**{link: account}).update(**{label: ""})


def _rename_files(person: Person) -> None:
    """Forget the names of files in which the person is named; the bytes are another matter."""
    named = reads.named(person)
    for file in mentions.mentioning(StoredFile.objects.filter(removed_at=None), ("name",), named):
        suffix = file.name.rpartition(".")[2][:10].lower()
        StoredFile.objects.filter(pk=file.pk).update(name=f"{file.sha256[:12]}.{suffix}")


def _entries_about_files(removed: Collection[StoredFile]) -> list[int]:
    """Return the entries that told the names of removed files, which may name the person in other letters."""
    found: list[int] = []
    for file in removed:
        entries = JournalEntry.objects.filter(verb="kernel.file.attached", told_digest="")
        named = mentions.Named(frozenset({file.sha256}))
        found += mentions.mentioning(entries, ("changes",), named).values_list("pk", flat=True)
    return found


def _press_out() -> None:
    """Have SQLite write the emptied pages into the file at once, so that nothing lingers in its log."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
