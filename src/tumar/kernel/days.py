"""Days as people read them, and days of which only the month or the year is known."""

from datetime import date
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from django.db import models
from django.utils.translation import get_language

DAY = "d MMM y"
# What of a date a text of each length tells, as skeletons of CLDR: each language puts it in its own order.
PARTS = {4: "y", 7: "yMMMM"}


class PartialDay(str):
    """A day as far as it is known, in ISO 8601: 2022-05-21, 2022-05, 2022; files keep it like that."""

    __slots__ = ()


class PartialDayField(models.CharField):  # type: ignore[type-arg]
    """A column of days of which only the month or the year may be known; its rows give `PartialDay`."""

    def from_db_value(self, value: Any, *_told: Any) -> Any:
        return value if value is None else PartialDay(value)

    def to_python(self, value: Any) -> Any:
        return value if value is None else PartialDay(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None else str(value)

    def deconstruct(self) -> Any:
        # The database knows a text; what its rows become in Python is no matter for a migration.
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


def locale() -> Locale:
    """Return the locale of the page's language; English where CLDR does not know the language."""
    try:
        return Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def day_words(day: date | str) -> str:
    """Return a day as people read it: 21 May 2022, October 2019, 2019; a text that is none stays."""
    if isinstance(day, date):
        return format_date(day, DAY, locale())
    try:
        known = date.fromisoformat(f"{day}-01-01"[:10])
    except ValueError:
        return day
    skeleton = PARTS.get(len(day))
    return (
        format_skeleton(skeleton, known, locale=locale()) if skeleton else format_date(known, DAY, locale())
    )
