"""Words and ways that only the pages of the network use."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_interval, format_skeleton
from django import template
from django.utils.translation import gettext_lazy as _

from tumar.kernel import zones
from tumar.kernel.calendars import Entry
from tumar.kernel.coded import named
from tumar.kernel.days import locale
from tumar.kernel.permissions import Permission
from tumar.kernel.tabs import Part, Tab, tabs_of
from tumar.network.models.words import AUDIENCES, LANGUAGES, ROLES, Topic
from tumar.network.rules import Month

register = template.Library()

WORDS = {"topics": Topic.choices, "languages": LANGUAGES, "audience": AUDIENCES, "roles": ROLES}

TABS: tuple[Part, ...] = (
    (_("Overview"), "home", (), ("home", "told", "make-feeds")),
    (_("Calendar"), "calendar", (Permission.NETWORK_CALENDAR_VIEW,), ()),
    (_("Announcements"), "announcements", (Permission.NETWORK_ANNOUNCEMENT_VIEW,), ()),
    (_("Working groups"), "groups", (), ()),
    (_("Campaigns"), "campaigns", (Permission.NETWORK_CAMPAIGN_VIEW,), ()),
    (_("Library"), "library", (Permission.NETWORK_RESOURCE_VIEW,), ()),
    (_("Directory"), "directory", (Permission.NETWORK_DIRECTORY_VIEW,), ()),
)


@register.simple_tag(takes_context=True)
def network_tabs(context: Any) -> list[Tab]:
    """Return the parts of the room that this person may open; the one that is open is marked."""
    return tabs_of(context["request"], "network", TABS)


@register.filter
def month_title(month: Month) -> str:
    """Return a month as people head a calendar with it: March 2026."""
    return str(format_skeleton("yMMMM", month.first, locale=locale()))


@register.filter
def weekday(day: date) -> str:
    """Return the short name of a day of the week."""
    return format_date(day, "EEE", locale())


@register.filter
def weekday_long(day: date) -> str:
    """Return a day with its weekday, for those who hear the calendar and for narrow screens."""
    return format_date(day, "EEEE, d MMMM", locale())


@register.filter
def days(entry: Entry) -> str:
    """Return the day or days of an entry, as people write them."""
    return str(format_interval(entry.first_day, entry.last_day, "yMMMd", locale=locale()))


@register.filter
def hours(entry: Entry) -> str:
    """Return the hours of an entry on the clocks of its place, or nothing where only its days are known."""
    if not isinstance(entry.starts, datetime) or not isinstance(entry.ends, datetime):
        return ""
    where = zones.zone(entry.zone) if entry.zone != "UTC" else entry.starts.tzinfo
    starts, ends = entry.starts.astimezone(where), entry.ends.astimezone(where)
    return f"{starts:%H:%M}–{ends:%H:%M}"


@register.filter
def worded(codes: list[str], kind: str) -> str:
    """Return codes of one of the room's lists in words, in one line."""
    return ", ".join(named(codes, WORDS[kind]))
