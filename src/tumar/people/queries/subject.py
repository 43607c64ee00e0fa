"""Everything that is held about one person, in one piece: for the person to read, and for another program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tumar.kernel import files, journal, labels
from tumar.kernel.models import Attachment, JournalEntry
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import IdentityDocument, Person
from tumar.people.queries import erasure

# What serves the program alone: it says nothing that another column does not say, or must not leave.
LEFT_OUT = frozenset({"id", "sort_name", "search_text", "version", "password", "sealed_number", "digest"})
# Secrets of second factors; that there is one is told, what it is is not.
SECRET_TABLES = frozenset({"mfa.authenticator", "account.emailconfirmation"})


@dataclass(frozen=True)
class Fact:
    """One column of one row: how people call it, its name, its value as people read it and as it is kept."""

    title: str
    name: str
    shown: Any
    value: Any


@dataclass(frozen=True)
class Section:
    """One table that holds something about the person, row by row."""

    table: str
    title: str
    rows: list[list[Fact]] = field(default_factory=list)


@dataclass(frozen=True)
class Held:
    """All that is held about a person."""

    person: Person
    sections: list[Section]
    files: list[Attachment]
    entries: list[JournalEntry]
    shows_numbers: bool

    def as_json(self) -> dict[str, Any]:
        """Return it for another program, with values as they are kept."""
        tables: dict[str, list[dict[str, Any]]] = {
            section.table: [{fact.name: fact.value for fact in row} for row in section.rows]
            for section in self.sections
        }
        return {
            "person": self.person.code,
            "tables": tables,
            "files": [
                {
                    "about": one.about,
                    "name": one.file.name,
                    "sha256": one.file.sha256,
                    "size": one.file.size,
                    "removed": one.file.removed_at is not None,
                }
                for one in self.files
            ],
            "journal": [
                {
                    "sequence": entry.sequence,
                    "at": journal.plain(entry.at),
                    "by": entry.by_label,
                    "verb": entry.verb,
                    "about": entry.about,
                    "reason": entry.reason,
                    "changes": entry.changes,
                }
                for entry in self.entries
            ],
        }


def _kept(value: Any) -> Any:
    return getattr(value, "label", None) or (value.pk if isinstance(value, Model) else journal.plain(value))


def _fact(row: Model, column: Any) -> Fact | None:
    value = getattr(row, column.name)
    if value in (None, "", {}, []):
        return None
    display = getattr(row, f"get_{column.name}_display", None)
    shown = display() if display else (str(value) if isinstance(value, Model) else value)
    return Fact(str(column.verbose_name), column.name, shown, _kept(value))


def _facts(row: Model, *, is_secret: bool, with_number: bool) -> list[Fact]:
    columns = [
        column
        for column in row._meta.concrete_fields
        if column.name not in LEFT_OUT and column.related_model is not Person
    ]
    if is_secret:
        columns = [column for column in columns if column.choices]
    found = [fact for column in columns if (fact := _fact(row, column))]
    if isinstance(row, IdentityDocument):
        number = row.unseal() if with_number else _("on file; ask the programme office for it")
        found.append(Fact(_("document number"), "number", number, number if with_number else None))
    return found


def held_about(person: Person, scope: Scope) -> Held:
    """Return all that is held about a person in all rooms; document numbers for who may see these alone."""
    with_numbers = scope.allows(Permission.PEOPLE_DOCUMENT_VIEW, person.country_id)
    sections = []
    for holding, rows in erasure.rows_of(person):
        is_secret = holding.table in SECRET_TABLES
        told = [_facts(row, is_secret=is_secret, with_number=with_numbers) for row in _joined(rows)]
        sections.append(Section(holding.table, holding.title, told))
    entries = erasure.own_entries(person).select_related("by")
    return Held(person, sections, _files(person), list(entries), with_numbers)


def _joined(rows: Iterable[Any]) -> list[Any]:
    """Return the rows with what they point to, asked for once per table and not once per row."""
    found = list(rows)
    if not found:
        return found
    model = type(found[0])
    links = [column.name for column in model._meta.concrete_fields if column.is_relation]
    by_key: Mapping[Any, Any] = model._base_manager.select_related(*links).in_bulk([row.pk for row in found])
    return [by_key[row.pk] for row in found]


def _files(person: Person) -> list[Attachment]:
    """Return the files that stand for the person's own records."""
    return [attachment for label in erasure.labels_of(person) for attachment in files.of(label)]


def entry_told(entry: JournalEntry) -> list[tuple[str, Any]]:
    """Return what an entry of the journal tells, field by field, in words."""
    return [
        (labels.field_name(entry.about, name), labels.field_value(entry.about, name, value))
        for name, value in entry.changes.items()
    ]


def holds_documents(person: Person) -> bool:
    """Tell whether document numbers are among what is held."""
    return any(holding.model is IdentityDocument for holding, _rows in erasure.rows_of(person))
