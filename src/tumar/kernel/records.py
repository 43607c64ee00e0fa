"""The one way in which a record is added, amended or removed: checked, versioned, journalled."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.codes import is_code
from tumar.kernel.models import Record
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.scope import Scope
from tumar.kernel.standing import successors

R = TypeVar("R", bound=Record)
Related = Mapping[str, Iterable[models.Model]]


def faults_of(error: ValidationError) -> list[Fault]:
    """Return the faults that Django's validation found, one per message."""
    if hasattr(error, "error_dict"):
        return [
            Fault("" if name == "__all__" else name, message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return [Fault("", message) for message in error.messages]


def check(record: Record) -> None:
    """Refuse a record that breaks a rule of its table; every fault is listed."""
    faults = []
    if record.code and not is_code(record.code):
        faults.append(
            Fault("code", _("A code has capital letters, digits, dots and hyphens, 40 at the most."))
        )
    if record._state.adding and (standing := successors(type(record), [record.code]).get(record.code)):
        said = _("%(code)s was merged into %(other)s, and leads there. Give another code.")
        faults.append(Fault("code", said % {"code": record.code, "other": standing}))
    try:
        record.full_clean()
    except ValidationError as error:
        faults += faults_of(error)
    if faults:
        raise Invalid(faults)


def checked_row(row: models.Model) -> None:
    """Refuse a row that is no record of its own and breaks a rule of its table; every fault is listed."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error


def told(value: Any) -> Any:
    """Return a field's value as the journal keeps it: a record by its label."""
    if isinstance(value, Record):
        return value.label
    if isinstance(value, models.Model):
        return str(value.pk)
    return journal.plain(value)


def _told_set(record: Record, name: str) -> list[Any]:
    return sorted((told(item) for item in getattr(record, name).all()), key=str)


def add(record: R, *, by: Scope, verb: str, reason: str = "", related: Related | None = None) -> R:
    """Store a new record with its related sets and write the act into the journal."""
    check(record)
    with transaction.atomic():
        record.save(force_insert=True)
        facts = {
            field.name: told(getattr(record, field.name))
            for field in record._meta.concrete_fields
            if field.editable and field.name != "id" and getattr(record, field.name) not in (None, "", {}, [])
        }
        for name, items in (related or {}).items():
            getattr(record, name).set(items)
            facts[name] = _told_set(record, name)
        journal.write(verb, by=by, about=record.label, reason=reason, **facts)
    return record


def amend(
    record: R,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Scope,
    verb: str,
    reason: str = "",
    related: Related | None = None,
) -> R:
    """Change a record that nobody changed since `version`; only what differs is written and told."""
    with transaction.atomic():
        current = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if current.version != version:
            raise Stale(current.label, version, current.version)
        before = {name: told(getattr(current, name)) for name in changes}
        for name, value in changes.items():
            setattr(current, name, value)
        check(current)
        differences = {
            name: [before[name], told(getattr(current, name))]
            for name in changes
            if before[name] != told(getattr(current, name))
        }
        for name, items in (related or {}).items():
            old = _told_set(current, name)
            getattr(current, name).set(items)
            if (new := _told_set(current, name)) != old:
                differences[name] = [old, new]
        if differences:
            current.version += 1
            current.save()
            journal.write(verb, by=by, about=current.label, reason=reason, **differences)
    return current
