"""Calendars as iCalendar files (RFC 5545, RFC 5546): entries by the day or the hour, with time zones."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tumar.kernel import clock, zones

MEDIA_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75  # octets, RFC 5545 section 3.1
EPOCH = "19700101T000000"
# What would end an address or begin another property.
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f;,\"]")


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar.

    `starts` and `ends` are both days, the last one included, or both moments with a time zone. `uid` never
    changes; `sequence` grows with every change, so that a calendar replaces what it has.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime
    zone: str
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    description: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False
    # E-mail addresses of who invites and who is invited, where the entry goes to one person.
    organiser: str = ""
    attendee: str = ""

    @property
    def first_day(self) -> date:
        """The day on which it begins, on the clocks of its place."""
        return _local(self.starts, self.zone).date() if isinstance(self.starts, datetime) else self.starts

    @property
    def last_day(self) -> date:
        """The day on which it ends, on the clocks of its place."""
        return _local(self.ends, self.zone).date() if isinstance(self.ends, datetime) else self.ends


def uid_of(label: str) -> str:
    """Return the name by which calendars everywhere know a record: `events.event.P53-KZ-01@tumar`."""
    return f"{label.replace(':', '.')}@tumar"


def escaped(text: str) -> str:
    """Return a text as a value: with its commas, semicolons and line ends escaped, without control signs."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign >= " " or sign in "\n\t")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def folded(line: str) -> str:
    """Return a content line cut into lines of 75 octets, no letter cut in two."""
    cut, length = [""], 0
    for letter in line:
        size = len(letter.encode())
        if length + size > LONGEST_LINE:
            cut.append(" ")
            length = 1
        cut[-1] += letter
        length += size
    return "\r\n".join(cut)


def calendar_file(entries: Iterable[Entry], *, name: str, language: str, zone: str = "") -> str:
    """Return a whole calendar; `zone` is the one in which a calendar without one of its own shows it."""
    known = list(entries)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tumar//Programme calendar//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"NAME;LANGUAGE={language}:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    if zone:
        lines += [f"TIMEZONE-ID:{zone}", f"X-WR-TIMEZONE:{zone}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]
    lines += _time_zones(known, zone)
    for entry in known:
        lines += _event(entry, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def method(entry: Entry) -> str:
    """Return how a calendar is to take an entry sent to one person; sent to nobody, it is only published."""
    if not (entry.organiser and entry.attendee):
        return "PUBLISH"
    return "CANCEL" if entry.is_cancelled else "REQUEST"


def entry_file(entry: Entry, *, language: str) -> str:
    """Return a file with one entry, as a letter encloses it: sent again, it updates what the calendar has."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tumar//Programme calendar//EN"]
    lines += ["CALSCALE:GREGORIAN", f"METHOD:{method(entry)}"]
    by_the_hour = [entry] if isinstance(entry.starts, datetime) else []
    lines += [*_time_zones(by_the_hour, ""), *_event(entry, language), "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _address(email: str) -> str:
    return "mailto:" + _NOT_IN_ADDRESSES.sub("", email)


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zones.zone(zone))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _moments(entry: Entry) -> Iterator[str]:
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        for word, moment in (("DTSTART", entry.starts), ("DTEND", entry.ends)):
            if entry.zone == "UTC":
                yield f"{word}:{_utc(moment)}"
            else:
                yield f"{word};TZID={entry.zone}:{_local(moment, entry.zone):%Y%m%dT%H%M%S}"
        return
    # The end of days is the day after the last one: RFC 5545 section 3.6.1.
    yield f"DTSTART;VALUE=DATE:{entry.first_day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last_day + timedelta(days=1):%Y%m%d}"


def _event(entry: Entry, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{_utc(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_utc(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield from _moments(entry)
    yield f"SUMMARY;LANGUAGE={language}:{escaped(entry.title)}"
    if entry.place:
        yield f"LOCATION:{escaped(entry.place)}"
    if entry.description:
        yield f"DESCRIPTION;LANGUAGE={language}:{escaped(entry.description)}"
    if entry.url:
        yield f"URL:{_NOT_IN_ADDRESSES.sub('', entry.url)}"
    if entry.organiser:
        yield f"ORGANIZER:{_address(entry.organiser)}"
    if entry.attendee:
        yield f"ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:{_address(entry.attendee)}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(escaped(one) for one in entry.categories)}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    # Days that are only told about do not make anybody busy; a meeting by the hour does.
    yield f"TRANSP:{'OPAQUE' if isinstance(entry.starts, datetime) else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _time_zones(entries: Sequence[Entry], default: str) -> list[str]:
    """Return the rules of every zone in play, for the years in play, until now, and one on either side."""
    years = [day.year for one in entries for day in (one.first_day, one.last_day)]
    if not years:
        return []
    names = sorted({one.zone for one in entries} | ({default} if default else set()))
    span = min(years) - 1, max(*years, clock.today().year) + 1
    return [line for name in names if name != "UTC" for line in _time_zone(name, *span)]


def _amount(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def _time_zone(name: str, first_year: int, last_year: int) -> Iterator[str]:
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    local = start.astimezone(zones.zone(name))
    offset = _amount(zones.offset(name, start))
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    yield from _observance(EPOCH, offset, offset, local.tzname() or name, bool(local.dst()))
    for one in zones.changes(name, first_year, last_year):
        # The clocks still show the old time when they are changed: RFC 5545 section 3.6.5.
        onset = f"{(one.at + one.before).replace(tzinfo=None):%Y%m%dT%H%M%S}"
        yield from _observance(onset, _amount(one.before), _amount(one.after), one.name, one.is_summer)
    yield "END:VTIMEZONE"


def _observance(onset: str, before: str, after: str, name: str, is_summer: bool) -> Iterator[str]:
    kind = "DAYLIGHT" if is_summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset}"
    yield f"TZOFFSETFROM:{before}"
    yield f"TZOFFSETTO:{after}"
    yield f"TZNAME:{escaped(name)}"
    yield f"END:{kind}"
