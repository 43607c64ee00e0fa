"""What the list of events shows, and how it can be narrowed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.events import queries
from tumar.events.models import Event
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import names


def _where(event: Event) -> str:
    return names.marked_name(event.country_id) if event.country_id else event.get_reach_display()


def _persons(event: Any) -> int | None:
    """Persons on the list, else the head count, else nothing: unknown is not zero."""
    return event.participants or event.head_count


COLUMNS = (
    Column("title", _("title"), str, sort="search_text", importance=1),
    Column("day", _("first day"), lambda one: one.starts, sort="starts", importance=1),
    Column("kind", _("kind"), lambda one: one.get_kind_display()),
    Column("state", _("state"), lambda one: one.get_state_display()),
    Column("where", _("country or reach"), _where, importance=1),
    Column("persons", _("participants"), _persons, is_number=True),
    Column("programme", _("programme"), lambda one: one.programme, importance=3),
    Column("response", _("response to a crisis"), lambda one: one.response, importance=3),
    Column("code", _("code"), lambda one: one.code, sort="code"),
)


def _filters(offered: queries.Offered) -> tuple[Filter, ...]:
    return (
        Filter(
            "kind", _("kind"), lambda _scope: Event.Kind.choices, lambda rows, kind: rows.filter(kind=kind)
        ),
        Filter(
            "reach",
            _("reach"),
            lambda _scope: Event.Reach.choices,
            lambda rows, reach: rows.filter(reach=reach),
        ),
        Filter(
            "state",
            _("state"),
            lambda _scope: Event.State.choices,
            lambda rows, state: rows.filter(state=state),
        ),
        Filter("country", _("country"), lambda _scope: offered.countries, queries.in_country),
        Filter(
            "programme",
            _("programme"),
            lambda _scope: offered.programmes,
            lambda rows, code: rows.filter(programme__code=code),
        ),
        Filter(
            "response",
            _("response to a crisis"),
            lambda _scope: offered.responses,
            lambda rows, code: rows.filter(response__code=code),
        ),
        Filter(
            "year", _("year"), queries.year_choices, lambda rows, year: rows.filter(starts__year=int(year))
        ),
    )


def events(scope: Scope) -> ListPage:
    """Return the list of events as the scope can narrow it."""
    return ListPage(
        name="events",
        title=_("Events"),
        columns=COLUMNS,
        link=lambda one: reverse("events:event", args=[one.code]),
        sort="-day",
        search_field="search_text",
        filters=_filters(queries.offered(scope, Permission.EVENTS_EVENT_VIEW)),
        empty=_("No event is on file yet."),
    )
