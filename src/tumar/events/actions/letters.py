"""Letters about registrations: queued with the act that calls for them; changes and reminders to all."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events import letters
from tumar.events import letters_words as kinds
from tumar.events.models import Event, Registering, Registration
from tumar.events.queries.registrations import is_ahead
from tumar.kernel import clock, journal, mail
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

State = Registration.State


def write(
    kind: str, registration: Registration, registering: Registering, *, occasion: str = "", reason: str = ""
) -> bool:
    """Queue one letter inside the action's transaction; once per version of the registration and occasion."""
    if not registration.email:
        return False
    one = _queued(kind, registration, registering, occasion, reason)
    return mail.queue(one.letter, key=one.key, about=one.about, within=one.within)


def write_many(
    many: Iterable[tuple[str, Registration]],
    registering: Registering,
    *,
    occasion: str = "",
    reason: str = "",
) -> int:
    """Queue many letters of one event as `write` does each; returns how many are new."""
    return mail.queue_many(
        _queued(kind, one, registering, occasion, reason) for kind, one in many if one.email
    )


def _queued(
    kind: str, registration: Registration, registering: Registering, occasion: str, reason: str
) -> mail.Queued:
    letter = letters.compose(kind, registration, registering, reason=reason)
    key = f"{registration.label}:{kind}:{occasion or registration.version}"
    return mail.Queued(letter, key, registration.label, registration.event.label)


def _living(event: Event) -> Any:
    rows = event.registrations.filter(state__in=(State.PENDING, State.CONFIRMED, State.WAITING))
    related = rows.select_related("event__country", "event__programme")
    return related.prefetch_related("event__sessions").order_by("pk")


@retrying
def tell_of_change(event: Event, *, by: Scope, seen: Mapping[str, str], reason: str = "") -> int:
    """Write to everybody registered how days and place stand now; their calendars are brought in step.

    `seen` is what the preview showed: where the event changed since, nothing is sent. Returns how many
    letters were queued.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        registering = Registering.objects.select_for_update().get(event=locked)
        now = letters.told_of(locked)
        if dict(seen) != now:
            raise Invalid([Fault("", _("The event was changed meanwhile. Look at the letter again."))])
        if registering.told == now:
            raise Invalid([Fault("", _("Everybody knows these days and this place already."))])
        registering.sequence += 1
        registering.told = now
        registering.save(update_fields=["sequence", "told"])
        occasion = f"s{registering.sequence}"
        told = [(kinds.CHANGE, one) for one in _living(locked)]
        count = write_many(told, registering, occasion=occasion, reason=reason)
        journal.write("events.change.told", by=by, about=locked.label, reason=reason, letters=count, **now)
    return count


@retrying
def tell_of_cancellation(event: Event, *, by: Scope, reason: str = "") -> int:
    """Write to everybody registered that the event will not take place, and close the registration."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        registering = Registering.objects.select_for_update().get(event=locked)
        registering.sequence += 1
        registering.door = Registering.Door.CLOSED
        registering.save(update_fields=["sequence", "door"])
        for one in (rows := list(_living(locked))):
            mail.take_back(one.label, f"registration.{kinds.REMINDER}", f"registration.{kinds.CHANGE}")
        occasion = f"s{registering.sequence}"
        told = [(kinds.CANCELLED, one) for one in rows]
        count = write_many(told, registering, occasion=occasion, reason=reason)
        journal.write("events.cancellation.told", by=by, about=locked.label, reason=reason, letters=count)
    return count


def remind() -> Mapping[str, int]:
    """Queue the reminders that are due, once per person and first day of the event; for the daily work."""
    today, count = clock.today(), 0
    rows = Registering.objects.filter(reminder_days__gt=0, event__starts__gt=today)
    for registering in rows.select_related("event"):
        if not is_ahead(registering.event):
            continue
        if registering.event.starts - timedelta(days=registering.reminder_days) > today:
            continue
        occasion = registering.event.starts.isoformat()
        with transaction.atomic():
            places = _living(registering.event).filter(state=State.CONFIRMED)
            told = [(kinds.REMINDER, one) for one in places]
            count += write_many(told, registering, occasion=occasion)
    return {"letters": count}


@retrying
def send_again(event: Event, letter: OutgoingLetter, *, by: Scope) -> OutgoingLetter:
    """Send a letter once more, in the same words."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        if not mail.send_again(letter):
            raise Invalid([Fault("", _("This letter waits to be sent already, or its words are gone."))])
        journal.write("events.letter.sent-again", by=by, about=letter.about, kind=letter.kind)
    return letter
