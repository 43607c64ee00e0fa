"""Retention: the rules set, and what is due taken away; told in numbers, never in values."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import transaction

from tumar.kernel import journal, records
from tumar.kernel.models import JournalEntry
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people import rules
from tumar.people.actions.erasure import erase_person
from tumar.people.models import IdentityDocument, Person, RetentionRule
from tumar.people.queries import retention as reads

VERB = "people.person.retention-ended"
# The entries that told what is taken away tell it no longer either.
CONTACT = ("birth_year", "birth_date", "email", "telephone")


@retrying
def add_rule(facts: Mapping[str, Any], *, by: Scope) -> RetentionRule:
    """Add a rule; it erases nothing until it is put in force."""
    by.require(Permission.PEOPLE_RETENTION_EDIT, None)
    rule = RetentionRule(**facts)
    rule.code = f"{rule.kept}-{rule.purpose}".upper()[:40]
    return records.add(rule, by=by, verb="people.retention-rule.added")


@retrying
def amend_rule(
    rule: RetentionRule, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> RetentionRule:
    """Change a rule, or put it in force."""
    by.require(Permission.PEOPLE_RETENTION_EDIT, None)
    verb = "people.retention-rule.amended"
    return records.amend(rule, changes, version=version, by=by, verb=verb, reason=reason)


def apply_retention(*, by: Scope, tell: Callable[[str], None] = lambda _code: None) -> dict[str, int]:
    """Take away what no purpose needs any more, and return how many persons lost each kind of data.

    One transaction a person, so that a night that is broken off loses nothing and is gone on with.
    """
    by.require(Permission.PEOPLE_PERSON_ERASE, None)
    counts = dict.fromkeys((kind.value for kind in rules.Kept), 0)
    for one in reads.due_persons():
        for kind in sorted(one.kinds):
            if TAKES[kind](one.pk, by):
                counts[kind] += 1
                tell(one.code)
    with transaction.atomic():
        journal.write_many([journal.Act("people.retention.applied", "people.retention:1", counts)], by=by)
    return counts


def _take_person(pk: int, by: Scope) -> bool:
    person = Person._base_manager.get(pk=pk)
    if person.erased_at:
        return False
    erase_person(person, by=by, verb="people.person.retention-erased")
    return True


@retrying
def _take_contact(pk: int, by: Scope) -> bool:
    with transaction.atomic():
        person = Person._base_manager.select_for_update().get(pk=pk)
        held = [name for name in CONTACT if getattr(person, name)]
        if not held:
            return False
        Person._base_manager.filter(pk=pk).update(
            birth_year=None, birth_date=None, email="", telephone="", version=person.version + 1
        )
        _forget(person, held, by)
    return True


@retrying
def _take_documents(pk: int, by: Scope) -> bool:
    with transaction.atomic():
        person = Person._base_manager.select_for_update().get(pk=pk)
        removed, _rows = IdentityDocument.objects.filter(person=person).delete()
        if removed:
            journal.write(VERB, by=by, about=person.label, documents=removed)
    return bool(removed)


def _forget(person: Person, columns: Iterable[str], by: Scope) -> None:
    """Empty the entries that told the values, and write the act down by the names of the columns alone."""
    entries = JournalEntry.objects.filter(about=person.label, told_digest="").order_by("pk")
    told = [entry.pk for entry in entries if set(CONTACT) & set(entry.changes)]
    journal.empty(
        told=JournalEntry.objects.filter(pk__in=told),
        names=JournalEntry.objects.none(),
        act=journal.Act(VERB, person.label, {"columns": sorted(columns)}),
        by=by,
    )


TAKES: dict[str, Callable[[int, Scope], bool]] = {
    rules.Kept.PERSON.value: _take_person,
    rules.Kept.CONTACT.value: _take_contact,
    rules.Kept.DOCUMENTS.value: _take_documents,
}
