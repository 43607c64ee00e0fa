"""Sessions: the parts of an event for which attendance is taken."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions import standing
from tumar.events.models import Event, Session
from tumar.kernel import journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope


@retrying
def add_session(event: Event, *, day: date, title: str = "", number: int | None = None, by: Scope) -> Session:
    """Add a session to an event; without a number it comes after the last one."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        if not locked.starts <= day <= locked.ends:
            raise Invalid([Fault("day", _("The event was not held on this day."))])
        if number is None:
            number = next_number(locked.sessions)
        session = Session(event=locked, number=number, day=day, title=title)
        try:
            session.full_clean()
        except ValidationError as error:
            raise Invalid(faults_of(error)) from error
        session.save(force_insert=True)
        if locked.attendance_requirement != Event.Requirement.ONE_SESSION:
            # One more session is one more to have been at.
            standing.derive_all(locked)
        facts: dict[str, Any] = {"session": number, "day": day, "title": title}
        journal.write("events.session.added", by=by, about=locked.label, **facts)
    return session
