"""What is written to people about their registration, in their language, with an entry for the calendar."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from tumar.events import letters_words as kinds
from tumar.events.entries import event_entry
from tumar.events.models import Event, Registering, Registration
from tumar.kernel import calendars, clock
from tumar.kernel.languages import said
from tumar.kernel.mail import Enclosure, Letter, one_line

# Those of the first set bring an entry for the calendar, those of the second take it out.
BRINGS_ENTRY = frozenset({kinds.CONFIRMED, kinds.PROMOTED, kinds.REMINDER, kinds.CHANGE})
TAKES_ENTRY_OUT = frozenset({kinds.REFUSED, kinds.WITHDRAWN, kinds.CANCELLED, kinds.WAITING})


def own_address(registration: Registration) -> str:
    """Return the full address of the page that belongs to whoever registered."""
    return str(settings.TUMAR_ADDRESS) + reverse("registration:own", args=[registration.token])


def days_of(event: Event) -> str:
    """Return the days of an event in the language of the moment."""
    first, last = date_format(event.starts, "DATE_FORMAT"), date_format(event.ends, "DATE_FORMAT")
    return first if event.starts == event.ends else f"{first} – {last}"


def place_of(event: Event) -> str:
    """Return where an event is held: the place as written, and the country."""
    country = str(event.country.name) if event.country else ""
    return ", ".join(filter(None, (event.place, country)))


def told_of(event: Event) -> dict[str, str]:
    """Return what people must be told again when it changes."""
    return {"starts": event.starts.isoformat(), "ends": event.ends.isoformat(), "place": event.place}


def compose(
    kind: str,
    registration: Registration,
    registering: Registering,
    *,
    reason: str = "",
) -> Letter:
    """Return a letter as it goes out, in the language in which the person registered."""
    event = registration.event
    with override(registration.language):
        title = said(event.title) or event.code
        subject, opening = (text % {"event": title} for text in kinds.WORDS[kind])
        facts = [_("Event: %(event)s") % {"event": title}, _("Days: %(days)s") % {"days": days_of(event)}]
        if place := place_of(event):
            facts.append(_("Place: %(place)s") % {"place": place})
        parts = [
            _("Dear %(name)s,") % {"name": one_line(str(registration))},
            opening,
            _("Reason: %(reason)s") % {"reason": reason} if reason else "",
            "" if kind == kinds.CANCELLED else "\n".join(facts),
            _("Your own page, for you alone:") + f"\n{own_address(registration)}",
            _("This letter was written by a machine; answers to it are not read."),
        ]
        text = "\n\n".join(filter(None, parts)) + "\n"
        enclosed = _enclosed(kind, registration, registering)
    return Letter(f"registration.{kind}", registration.email, registration.language, subject, text, enclosed)


def entry_for(registration: Registration, registering: Registering) -> calendars.Entry:
    """Return the event as an entry for this person's calendar.

    It counts up with every change of the event, with every time that people were told, and with every step of
    the registration, so that whoever was taken out and comes back is put in again.
    """
    event = registration.event
    entry = event_entry(event, changed_at=clock.now(), url=own_address(registration))
    return replace(
        entry,
        sequence=entry.sequence + registering.sequence + registration.version,
        description="\n".join(filter(None, (said(registering.words), entry.description))),
        organiser=settings.DEFAULT_FROM_EMAIL,
        attendee=registration.email,
    )


def _enclosed(kind: str, registration: Registration, registering: Registering) -> tuple[Enclosure, ...]:
    # Whoever never had a place has no entry to take out.
    if kind not in BRINGS_ENTRY | TAKES_ENTRY_OUT or (kind == kinds.WAITING and not registration.version > 1):
        return ()
    entry = replace(entry_for(registration, registering), is_cancelled=kind in TAKES_ENTRY_OUT)
    return (calendar_file(entry, registration.language),)


def calendar_file(entry: calendars.Entry, language: str) -> Enclosure:
    """Return an entry as a file that goes with a letter."""
    media_type = f"text/calendar; method={calendars.method(entry)}; charset=utf-8"
    return Enclosure("event.ics", media_type, calendars.entry_file(entry, language=language))


def example(event: Event, language: str) -> Registration:
    """Return an unsaved registration to preview a letter with: no person of anybody's list."""
    with override(language):
        given = _("first name")
        family = _("family name")
    facts = {"given": given, "family": family, "language": language, "email": "name@example.org"}
    return Registration(event=event, code=f"{event.code[:30]}-R-0000", token="0" * 43, version=2, **facts)
