"""The calendar as an iCalendar file."""

from collections.abc import Sequence

from django.utils.translation import get_language

from tumar.kernel.calendars import calendar_file
from tumar.network.queries import calendar as queries
from tumar.network.queries.calendar import Shown


def calendar(shown: Sequence[Shown], *, country: str = "") -> str:
    """Return entries as an iCalendar file in the language of the page."""
    return calendar_file(
        [one.entry for one in shown],
        name=queries.calendar_name(country),
        language=get_language() or "en",
        zone=queries.default_zone(country),
    )
