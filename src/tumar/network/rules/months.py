"""Months of a calendar: their weeks, from the day with which weeks begin."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
EARLIEST, LATEST = 2000, 2100
# Weeks begin on Saturday in Afghanistan, on Monday in every other country of the programme (CLDR).
_SATURDAY_FIRST = ("fa-af", "prs", "ps")

Week = tuple[date, ...]


@dataclass(frozen=True)
class Month:
    """One month of one year."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def before(self) -> "Month":
        """The month before, or itself at the beginning of what the calendar shows."""
        return _within(self.first - timedelta(days=1), otherwise=self)

    @property
    def after(self) -> "Month":
        """The month after, or itself at the end of what the calendar shows."""
        return _within(self.last + timedelta(days=1), otherwise=self)


def _within(day: date, otherwise: Month) -> Month:
    return Month(day.year, day.month) if EARLIEST <= day.year <= LATEST else otherwise


def month_of(text: str, today: date) -> Month:
    """Return the month that the text names, such as 2026-03; this month where it names none."""
    found = MONTH.fullmatch(text)
    if found and EARLIEST <= int(found[1]) <= LATEST:
        return Month(int(found[1]), int(found[2]))
    return Month(today.year, today.month)


def first_weekday(language: str) -> int:
    """Return with which day weeks begin for readers of a language; 0 is Monday."""
    return calendar.SATURDAY if language.lower().startswith(_SATURDAY_FIRST) else calendar.MONDAY


def weeks_of(month: Month, *, first: int) -> tuple[Week, ...]:
    """Return the weeks that the month touches, each of seven days, from the weekday `first` on."""
    weeks = calendar.Calendar(first).monthdatescalendar(month.year, month.month)
    return tuple(tuple(week) for week in weeks)
