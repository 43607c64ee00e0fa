"""What tests of merging share: the whole database as values, and a merge in one line."""

from typing import Any

from django.apps import apps

from tests.people import OFFICE
from tumar.kernel.merging import Rebuilt, declared
from tumar.people.actions import merging as actions
from tumar.people.models import Merge

# The journal and the list of merges tell of a merge for ever; versions only ever rise.
TELLING = {"kernel.JournalEntry", "kernel.JournalHead", "people.Merge"}


def is_rebuilt(label: str) -> bool:
    """Whether the rows of a table are made anew, with new keys, whenever their record changes."""
    rules = declared.declared().values()
    return any(isinstance(one, Rebuilt) and one.path.startswith(f"{label}.") for one in rules)


def rows_of(model) -> list[dict[str, Any]]:
    """All rows of one table, as far as merging and undoing must leave them alike."""
    left_out = {"version", "id"} if is_rebuilt(model._meta.label) else {"version"}
    rows = [
        {name: value for name, value in row.items() if name not in left_out}
        for row in model._base_manager.order_by("pk").values()
    ]
    return sorted(rows, key=str) if is_rebuilt(model._meta.label) else rows


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all our tables, without what tells of the merge itself."""
    return {
        model._meta.label: rows_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("tumar.") and model._meta.label not in TELLING
    }


def merged(kept, gone, **facts: Any) -> Merge:
    """Merge two records as they are on file now."""
    for record in (kept, gone):
        record.refresh_from_db(from_queryset=type(record)._base_manager.all())
    facts.setdefault("by", OFFICE)
    return actions.merge(kept, gone, versions=(kept.version, gone.version), **facts)


def undone(done: Merge, **facts: Any):
    """Undo a merge."""
    facts.setdefault("by", OFFICE)
    return actions.undo_merge(done, **facts)
