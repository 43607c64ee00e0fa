"""Persons at events: put on the list in a role, and taken off it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.models import Event, Involvement
from tumar.kernel import journal
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
