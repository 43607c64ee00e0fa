"""What an event is planned with: rooms, target groups, budget lines, checklist, materials, photographs.

Each is added, amended or removed in one transaction with its journal entry, which stands with the event.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from tumar.events.models import BudgetLine, Event, Material, Photograph, Room, TargetGroup, Task
from tumar.kernel import files, journal
from tumar.kernel.papers.plates import is_picture
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

Part = Room | TargetGroup | BudgetLine | Task | Material | Photograph
P = TypeVar("P", Room, TargetGroup, BudgetLine, Task, Material, Photograph)

NOUNS: dict[type[Model], str] = {
    Room: "room",
    TargetGroup: "target_group",
    BudgetLine: "budget_line",
    Task: "task",
    Material: "material",
    Photograph: "photograph",
}


def _facts(part: Part) -> dict[str, Any]:
    facts = _columns(part)
    # The hash tells a file apart for good; its key means nothing to a reader of the journal.
    return {**facts, "file": part.file.sha256} if isinstance(part, Material | Photograph) else facts


def _columns(part: Part) -> dict[str, Any]:
    return {
        field.name: told(getattr(part, field.name))
        for field in part._meta.concrete_fields
        if field.name not in {"id", "event"} and getattr(part, field.name) not in (None, "")
    }


def _written(part: Part) -> str:
    return f"events.{NOUNS[type(part)]}"


@retrying
def add_part(kind: type[P], event: Event, facts: Mapping[str, Any], *, by: Scope) -> P:
    """Add a room, target group, budget line or point of the checklist to an event."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    part = kind(event=event, **facts)
    with transaction.atomic():
        checked_row(part)
        part.save(force_insert=True)
        journal.write(f"{_written(part)}.added", by=by, about=event.label, **_facts(part))
    return part


@retrying
def add_material(event: Event, facts: Mapping[str, Any], *, content: bytes, name: str, by: Scope) -> Material:
    """Keep a file as material of an event; `facts` are its title, language and licence."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        return add_part(Material, event, {**facts, "file": files.keep(content, name=name)}, by=by)


@retrying
def add_photograph(
    event: Event, facts: Mapping[str, Any], *, content: bytes, name: str, by: Scope
) -> Photograph:
    """Keep a photograph of an event; `facts` are its caption and how those who can be recognised agreed."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    if not is_picture(content):
        raise Invalid([Fault("file", _("This is no picture: send a JPEG or PNG file."))])
    with transaction.atomic():
        return add_part(Photograph, event, {**facts, "file": files.keep(content, name=name)}, by=by)


@retrying
def amend_part(part: P, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> P:
    """Change a part of an event's plan; the journal tells its name and what differs."""
    by.require(Permission.EVENTS_EVENT_EDIT, part.event.country_id)
    with transaction.atomic():
        current = (
            type(part)._base_manager.select_for_update(of=("self",)).select_related("event").get(pk=part.pk)
        )
        before, named = _facts(current), str(current)
        for name, value in changes.items():
            setattr(current, name, value)
        checked_row(current)
        after = _facts(current)
        differences = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if differences:
            current.save()
            verb, about = f"{_written(current)}.amended", current.event.label
            journal.write(verb, by=by, about=about, reason=reason, part=named, **differences)
    return current


@retrying
def remove_part(part: Part, *, by: Scope, reason: str = "") -> Event:
    """Remove a part of an event's plan; the journal keeps what it was. Refused while in use."""
    event = part.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    verb, facts = f"{_written(part)}.removed", _facts(part)
    with transaction.atomic():
        try:
            part.delete()
        except ProtectedError as error:
            sentence = _("It cannot be removed: other records point to it.")
            raise Invalid([Fault("", sentence)]) from error
        journal.write(verb, by=by, about=event.label, reason=reason, **facts)
    return event
