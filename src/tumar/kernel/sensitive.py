"""Columns that only some roles need: a table declares them, every face asks here before it shows a value."""

from typing import Any

from django.db.models import Model

from tumar.kernel import labels
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope


def declared(model: type[Model]) -> dict[str, Permission]:
    """Return the sensitive columns of a table, each with the permission that opens it."""
    return dict(getattr(model, "SENSITIVE", {}))


def country_of(record: Any) -> str | None:
    """Return the country that a record belongs to, or None for a regional one."""
    value = record
    for part in str(getattr(record, "COUNTRY_PATH", "")).split("__"):
        value = getattr(value, part, None)
    return value if isinstance(value, str) else None


def hidden_of(record: Model, scope: Scope) -> frozenset[str]:
    """Return the columns of a record whose values the scope may not see."""
    country = country_of(record)
    return frozenset(
        name for name, needs in declared(type(record)).items() if not scope.allows(needs, country)
    )


def hidden_in_journal(about: str, scope: Scope, seen: Any = None) -> frozenset[str]:
    """Return the fields whose values the scope may not see in the journal of one record.

    The permission must hold in the record's country; of a record that is gone or not visible all is hidden.
    `seen` is the record that the page is about, which need not be asked for again.
    """
    model = labels.model_of(about)
    sensitive = declared(model) if model else {}
    if not sensitive:
        return frozenset()
    is_seen = getattr(seen, "label", None) == about
    record = seen if is_seen else labels.record_of(about, scope)
    return hidden_of(record, scope) if record is not None else frozenset(sensitive)
