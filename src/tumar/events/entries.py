"""What of an event stands in a calendar: the one place that says it, for feeds and for letters alike."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.events.rules.planning import hours_by_day
from tumar.events.rules.states import OFF
from tumar.kernel.calendars import Entry, uid_of
from tumar.places import names
from tumar.places.zones import zone_of


def event_entry(event: Event, *, changed_at: datetime, url: str = "") -> Entry:
    """Return an event as calendars keep it: by its days, under one name for ever, counted by its version."""
    where = (event.place, names.name(event.country_id) if event.country_id else "")
    return Entry(
        uid=uid_of(event.label),
        title=str(event),
        starts=event.starts,
        ends=event.ends,
        zone=zone_of(event.country_id, event.place),
        changed_at=changed_at,
        sequence=event.version - 1,
        place=", ".join(filter(None, where)),
        description="\n".join(_described(event)),
        url=url,
        categories=(str(event.get_kind_display()),),
        is_cancelled=event.state in OFF,
    )


def _described(event: Event) -> Iterator[str]:
    yield str(event.get_kind_display())
    yield str(event.programme)
    if event.languages:
        yield _("Languages: %(codes)s") % {"codes": ", ".join(event.languages)}
    # When to be there; what the sessions are about stands on the agenda.
    sessions = [(one.day, one.begins_at, one.ends_at) for one in event.sessions.all()]
    for day, begins, ends in hours_by_day(sessions):
        told = f"{begins:%H:%M}–{ends:%H:%M}" if ends else f"{begins:%H:%M}"
        yield f"{date_format(day, 'DATE_FORMAT')}, {told}"
