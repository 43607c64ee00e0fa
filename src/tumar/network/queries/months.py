"""The calendar as a page: a month with its weeks, or a list of half a year."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import get_language

from tumar.kernel import clock
from tumar.network import rules
from tumar.network.queries.calendar import Asked, Shown
from tumar.network.rules import Month
from tumar.places import names
from tumar.places.zones import OF_COUNTRY

LISTED_MONTHS = 6

Source = Callable[[Asked], list[Shown]]


@dataclass(frozen=True)
class Day:
    """One day of a month, with what happens on it."""

    day: date
    is_in_month: bool
    is_today: bool
    shown: Sequence[Shown]


@dataclass(frozen=True)
class Week:
    """Seven days; one in which nothing happens is left out where a month is shown as a list of days."""

    days: Sequence[Day]

    @property
    def is_empty(self) -> bool:
        return not any(day.is_in_month and (day.shown or day.is_today) for day in self.days)


@dataclass(frozen=True)
class CalendarPage:
    """What a calendar page shows, and the addresses of its other months and of its other view."""

    month: Month
    weeks: Sequence[Week]
    listed: Sequence[tuple[Month, Sequence[Shown]]]
    is_list: bool
    country: str
    countries: Sequence[tuple[str, str]]
    before: str
    after: str
    today: str
    as_list: str
    as_month: str


def calendar_page(asked: Mapping[str, str], source: Source) -> CalendarPage:
    """Return the month, or the half year, that an address asks for; what it does not say is this month."""
    today = clock.today()
    month = rules.month_of(asked.get("month", ""), today)
    country = asked.get("country", "").upper()
    country = country if country in OF_COUNTRY else ""
    is_list = asked.get("view") == "list"
    months = _months(month, LISTED_MONTHS) if is_list else [month]
    weeks = rules.weeks_of(month, first=rules.first_weekday(get_language() or "en"))
    since, until = (months[0].first, months[-1].last) if is_list else (weeks[0][0], weeks[-1][-1])
    shown = source(Asked(country, since, until))

    def address(other: Month, *, as_list: bool = is_list) -> str:
        words = {"month": str(other), "view": "list" if as_list else "", "country": country}
        return "?" + urlencode({name: word for name, word in words.items() if word})

    return CalendarPage(
        month=month,
        weeks=() if is_list else [Week([_day(day, month, today, shown) for day in week]) for week in weeks],
        listed=[(one, _in_month(one, months[0], shown)) for one in months] if is_list else (),
        is_list=is_list,
        country=country,
        countries=sorted(((code, names.marked_name(code)) for code in OF_COUNTRY), key=lambda pair: pair[1]),
        before=address(month.before),
        after=address(month.after),
        today=address(Month(today.year, today.month)),
        as_list=address(month, as_list=True),
        as_month=address(month, as_list=False),
    )


def _months(first: Month, number: int) -> list[Month]:
    months = [first]
    while len(months) < number and months[-1].after != months[-1]:
        months.append(months[-1].after)
    return months


def _day(day: date, month: Month, today: date, shown: Sequence[Shown]) -> Day:
    there = [one for one in shown if one.entry.first_day <= day <= one.entry.last_day]
    return Day(day, (day.year, day.month) == (month.year, month.month), day == today, there)


def _in_month(month: Month, first: Month, shown: Sequence[Shown]) -> list[Shown]:
    """Return what begins in the month; what began before the first month stands in the first."""
    return [
        one
        for one in shown
        if month.first <= one.entry.first_day <= month.last
        or (month == first and one.entry.first_day < month.first)
    ]
