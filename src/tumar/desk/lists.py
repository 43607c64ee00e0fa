"""What the desk's own lists show, and how they can be narrowed."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.desk.queries import acts
from tumar.kernel import labels
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.models import JournalEntry
from tumar.kernel.scope import Scope


def _kinds(_scope: Scope) -> Iterable[tuple[str, Any]]:
    kinds = [(kind, model._meta.verbose_name) for kind, model in labels.models_by_label().items()]
    return sorted(kinds, key=lambda one: str(one[1]))


def _record(entry: JournalEntry) -> str:
    return f"{labels.kind_of(entry.about)} {entry.about.partition(':')[2]}"


def _fields(entry: JournalEntry) -> str:
    about = labels.part_told(entry.verb, entry.about)
    return ", ".join(labels.field_name(about, name) for name in entry.changes)


JOURNAL = ListPage(
    name="journal",
    title=_("Journal"),
    columns=(
        Column("record", _("record"), _record, importance=1),
        Column("at", _("when"), lambda entry: entry.at, sort="sequence", importance=1),
        Column("verb", _("act"), lambda entry: labels.deed(entry.verb), importance=1),
        Column("by", _("who"), lambda entry: entry.who),
        Column("fields", _("fields"), _fields, importance=3),
        Column("reason", _("reason"), lambda entry: entry.reason, importance=3),
        Column("sequence", _("entry"), lambda entry: entry.sequence, is_number=True, importance=3),
    ),
    link=lambda entry: labels.url_of(entry.about),
    sort="-at",
    filters=(Filter("kind", _("kind of record"), _kinds, acts.about_kind),),
    empty=_("Nothing has been written down yet."),
)
