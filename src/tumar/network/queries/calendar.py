"""The calendar: events that the scope may see, meetings of groups, and what everybody may see of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from tumar.events import queries as events_
from tumar.events.entries import event_entry
from tumar.events.models import Event
from tumar.kernel import clock, zones
from tumar.kernel.calendars import Entry, uid_of
from tumar.kernel.models import JournalEntry
from tumar.kernel.scope import Scope
from tumar.network.models import Group, Listing, Meeting
from tumar.places import names
from tumar.places.zones import OF_COUNTRY, zone_of

BATCH = 400
# A meeting of which only the beginning is known.
AN_HOUR = timedelta(hours=1)
# What a feed carries along of the past.
FED_BACK_TO = timedelta(days=400)

Address = Callable[[Any], str]


@dataclass(frozen=True)
class Shown:
    """One entry with what a page tells about it: the record, what kind it is, for which country."""

    entry: Entry
    record: Event | Meeting
    kind: str
    where: str
    is_public: bool

    @property
    def is_event(self) -> bool:
        """Tell whether it is an event, which can be put on the public calendar."""
        return isinstance(self.record, Event)


@dataclass(frozen=True)
class Asked:
    """Which part of a calendar is wanted; an open end is None, no country means all."""

    country: str = ""
    since: date | None = None
    until: date | None = None


def no_address(_record: Any) -> str:
    """Return the address of a record where addresses are not known."""
    return ""


def meeting_entry(meeting: Meeting, *, changed_at: datetime, url: str = "") -> Entry:
    """Return a meeting of a group that is no event of its own; by the hour where its hours are known."""
    group, day = meeting.group, meeting.day or date.min
    zone = zone_of(group.country_id, meeting.place)
    starts: date | datetime = day
    ends: date | datetime = day
    if meeting.begins:
        starts = _moment(day, meeting.begins, zone)
        ends = _moment(day, meeting.ends, zone) if meeting.ends else starts + AN_HOUR
    return Entry(
        uid=uid_of(f"network.meeting:{group.code}.{meeting.number}"),
        title=_("Meeting of %(group)s") % {"group": group},
        starts=starts,
        ends=ends,
        zone=zone,
        changed_at=changed_at,
        sequence=group.version - 1,
        place=meeting.place,
        description=meeting.agenda,
        url=url,
        categories=(_("working group"),),
    )


def _moment(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, tzinfo=zones.zone(zone) if zone != "UTC" else UTC)


def changed(labels: Sequence[str]) -> dict[str, datetime]:
    """Return for each record when the journal last told of it."""
    found: dict[str, datetime] = {}
    for start in range(0, len(labels), BATCH):
        rows = JournalEntry.objects.filter(about__in=labels[start : start + BATCH])
        found |= dict(rows.order_by().values_list("about").annotate(last=Max("at")))
    return found


def internal(scope: Scope, asked: Asked, address: Address = no_address) -> list[Shown]:
    """Return the events and the group meetings that the scope may see, in the order of their days."""
    events = _within(events_.events(scope), asked)
    groups = Group.objects.visible_to(scope)
    if asked.country:
        groups = groups.filter(Q(country=asked.country) | Q(country__isnull=True))
    meetings = Meeting.objects.filter(event__isnull=True, group__in=groups.values("pk"))
    if asked.since:
        meetings = meetings.filter(day__gte=asked.since)
    if asked.until:
        meetings = meetings.filter(day__lte=asked.until)
    return _shown(list(events), list(meetings.select_related("group__country")), address)


def public(asked: Asked, address: Address = no_address) -> list[Shown]:
    """Return the events that somebody put on the public calendar, in the order of their days."""
    listed = Event.objects.filter(listing__isnull=False).select_related("country", "programme")
    return _shown(list(_within(listed, asked)), [], address)


def _within(rows: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    if asked.country:
        rows = events_.in_country(rows, asked.country)
    if asked.since:
        rows = rows.filter(ends__gte=asked.since)
    if asked.until:
        rows = rows.filter(starts__lte=asked.until)
    return rows.prefetch_related("sessions").order_by("starts", "pk")


def _shown(events: Sequence[Event], meetings: Sequence[Meeting], address: Address) -> list[Shown]:
    times = changed([one.label for one in events] + [one.group.label for one in meetings])
    unknown = datetime(2000, 1, 1, tzinfo=UTC)
    listed = _listed(events)
    found = []
    for event in events:
        entry = event_entry(event, changed_at=times.get(event.label, unknown), url=address(event))
        where = names.marked_name(event.country_id) if event.country_id else str(event.get_reach_display())
        found.append(Shown(entry, event, str(event.get_kind_display()), where, event.pk in listed))
    for meeting in meetings:
        group = meeting.group
        at = times.get(group.label, unknown)
        entry = meeting_entry(meeting, changed_at=at, url=address(meeting))
        where = group.country.name if group.country else _("regional")
        found.append(Shown(entry, meeting, _("working group"), where, False))
    return sorted(found, key=lambda one: (one.entry.first_day, one.entry.last_day, one.entry.uid))


def _listed(events: Iterable[Event]) -> set[int]:
    keys = [one.pk for one in events]
    found: set[int] = set()
    for start in range(0, len(keys), BATCH):
        rows = Listing.objects.filter(event__in=keys[start : start + BATCH])
        found |= set(rows.values_list("event_id", flat=True))
    return found


def fed() -> Asked:
    """Return the part of a calendar that a feed carries: what is to come, and a year of the past."""
    return Asked(since=clock.today() - FED_BACK_TO)


def default_zone(country: str) -> str:
    """Return the zone in which a country's calendar is shown."""
    return OF_COUNTRY.get(country, "")


def calendar_name(country: str = "") -> str:
    """Return what a calendar is called in the language of the page."""
    where = names.name(country) if country else ""
    title = _("Biosafety and biosecurity: calendar")
    return f"{title}, {where}" if where else title
