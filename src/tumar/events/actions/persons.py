"""Persons at events: put on the list in a role, and taken off it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.models import Event, Involvement
from tumar.kernel import bulk, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Person


@retrying
def involve_person(
    event: Event, *, person: Person, role: str, by: Scope, attended: bool | None = None
) -> Involvement:
    """Put a person on an event's list; `attended` is what the list says, where it says anything."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    by.require(Permission.PEOPLE_PERSON_VIEW, person.country_id)
    if role not in Involvement.Role.values:
        raise Invalid([Fault("role", _("Choose a role."))])
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        if locked.involvements.filter(person=person, role=role).exists():
            raise Invalid([Fault("person", _("This person is on the list in this role already."))])
        involvement = Involvement(event=locked, person=person, role=role, attended=attended)
        involvement.save(force_insert=True)
        facts: dict[str, Any] = {"person": person.code, "role": role, "attended": attended}
        journal.write("events.person.added", by=by, about=locked.label, **facts)
    return involvement


def involve_participants(event: Event, persons: Sequence[Person], *, by: Scope) -> int:
    """Put many persons on the list as participants, inside a transaction that locked the event.

    Who stands there already stays as is; returns how many are new.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    by.require(Permission.PEOPLE_PERSON_VIEW, *{person.country_id for person in persons})
    role = Involvement.Role.PARTICIPANT
    listed = set(event.involvements.filter(role=role).values_list("person_id", flat=True))
    new = [person for person in persons if person.pk not in listed]
    rows = [Involvement(event=event, person=person, role=role) for person in new]
    Involvement.objects.bulk_create(rows, batch_size=bulk.BATCH)
    facts: dict[str, Any] = {"role": role, "attended": None}
    acts = (
        journal.Act("events.person.added", event.label, {"person": person.code, **facts}) for person in new
    )
    journal.write_many(acts, by=by)
    return len(new)


@retrying
def withdraw_person(involvement: Involvement, *, by: Scope, reason: str = "") -> Event:
    """Take a person off an event's list; what was on record about attendance goes into the journal."""
    event = involvement.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        found = Involvement.objects.select_related("person").filter(pk=involvement.pk).first()
        if found is None:
            return event
        marks = "; ".join(
            f"{number}: {state}" for number, state in found.marks.values_list("session__number", "state")
        )
        facts: dict[str, Any] = {
            "person": found.person.code,
            "role": found.role,
            "attended": found.attended,
            "marks": marks,
        }
        found.delete()
        journal.write("events.person.removed", by=by, about=event.label, reason=reason, **facts)
    return event
