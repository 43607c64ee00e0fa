"""What the field page is given: the events to choose from, and the list of one hall."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from tumar.events import queries as events
from tumar.events.models import Event
from tumar.events.queries import statements
from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.kernel.templatetags.parts import shown

RECORD = Permission.EVENTS_ATTENDANCE_RECORD
NEAR = timedelta(days=31)
AT_MOST = 50


def near_events(scope: Scope) -> list[Event]:
    """Return the events of about a month before and after today at which the scope may record attendance."""
    today = clock.today()
    rows = events.events(scope).filter(ends__gte=today - NEAR, starts__lte=today + NEAR)
    return [one for one in rows.order_by("starts", "pk")[:AT_MOST] if scope.allows(RECORD, one.country_id)]


def roster(event: Event, scope: Scope) -> dict[str, Any]:
    """Return the list of a hall as JSON can hold it: sessions, participants with marks and codes of badges.

    Whom the scope may not see stays "a person in Country". For an event of no country in particular it names
    the countries among which whoever comes without registration can choose.
    """
    return {
        "code": event.code,
        "account": scope.account_id,
        "sessions": [
            {"id": one.pk, "day": one.day.isoformat(), "label": _label(one)} for one in event.sessions.all()
        ],
        "lines": [_line(one) for one in statements.hall(event, scope)],
        "countries": [] if event.country_id else _countries(event),
    }


def _label(session: Any) -> str:
    told = [str(session.number), str(shown(session.day)), session.title]
    return " · ".join(part for part in told if part)


def _line(one: statements.Line) -> dict[str, Any]:
    told = {"entry": one.entry, "name": one.name, "words": one.words, "badge": one.badge}
    if one.walk_in:
        told["walk_in"] = one.walk_in
    return {**told, "marks": one.marks}


def _countries(event: Event) -> Sequence[tuple[str, str]]:
    named = sorted((one.name, one.pk) for one in event.countries.all())
    return [(code, name) for name, code in named] or events.countries_offered()
