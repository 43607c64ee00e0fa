"""What the desk's first page shows: the state of each programme, what is under way, what waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Sum
from django.utils.translation import get_language

from tumar.events.models import Event, EventQuerySet, Involvement, Task
from tumar.events.queries.planning import overdue_tasks
from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.network.models import Announcement
from tumar.network.queries.announcements import on_home
from tumar.people.models import Person
from tumar.places import names
from tumar.programmes.models import Programme
from tumar.results.figures import Figure
from tumar.results.models import Edition, EditionFigure
from tumar.results.queries.editions import figure_of
from tumar.supplies.models import Consignment, ConsignmentLine

SHOWN_AT_MOST = 6


@dataclass(frozen=True)
class Status:
    """One programme: its newest edition with its figures, and the edition that waits to be published."""

    programme: Programme
    edition: Edition | None
    figures: Sequence[Figure]
    waiting: Edition | None


@dataclass(frozen=True)
class Country:
    """What is on record about the countries that a national account works for."""

    name: str
    events: int | None
    persons: int | None
    euro_cents: int | None


@dataclass(frozen=True)
class Home:
    """Everything on the first page; what a scope may not see is None, what is not there is empty."""

    statuses: Sequence[Status] = ()
    country: Country | None = None
    announcements: Sequence[Announcement] = ()
    coming: Sequence[Event] | None = None
    latest: Sequence[Event] | None = None
    without_list: Sequence[Event] = ()
    overdue: Sequence[Task] = ()
    under_way: Sequence[Consignment] | None = None
    received: Sequence[Consignment] = field(default=())


def _figures(editions: Sequence[Edition]) -> dict[int, list[Figure]]:
    language = (get_language() or "en").split("-")[0]
    found: dict[int, list[Figure]] = {}
    rows = EditionFigure.objects.filter(edition__in=[edition.pk for edition in editions])
    for row in rows.order_by("edition", "position"):
        found.setdefault(row.edition_id, []).append(figure_of(row, language))
    return found


def _statuses(scope: Scope) -> list[Status]:
    if not scope.allows_somewhere(Permission.RESULTS_FACTSHEET_VIEW):
        return []
    programmes = list(Programme.objects.filter(is_ours=True).order_by("code"))
    may_publish = scope.allows_somewhere(Permission.RESULTS_EDITION_PUBLISH)
    published: dict[int, Edition] = {}
    waiting: dict[int, Edition] = {}
    for edition in Edition.objects.filter(programme__in=programmes).order_by("as_of", "pk"):
        kept = waiting if edition.published_at is None else published
        kept[edition.programme_id] = edition
    figures = _figures(list(published.values()))
    return [
        Status(
            programme,
            published.get(programme.pk),
            figures.get(published[programme.pk].pk, []) if programme.pk in published else [],
            waiting.get(programme.pk) if may_publish else None,
        )
        for programme in programmes
    ]


def _countries_of(scope: Scope) -> frozenset[str]:
    """Return the countries to which an account is bound; nothing for one that works everywhere."""
    bound = frozenset[str]()
    for permission in (Permission.EVENTS_EVENT_VIEW, Permission.SUPPLIES_CONSIGNMENT_VIEW):
        countries = scope.countries(permission)
        if countries is EVERYWHERE:
            return frozenset()
        bound |= countries
    return bound


def _country(scope: Scope) -> Country | None:
    bound = _countries_of(scope)
    if not bound:
        return None
    sees = scope.allows_somewhere
    cents = None
    if sees(Permission.SUPPLIES_CONSIGNMENT_VIEW):
        seen = Consignment.objects.visible_to(scope).filter(handed_over__isnull=False)
        lines = ConsignmentLine.objects.filter(consignment__in=seen)
        cents = lines.aggregate(total=Sum("euro_cents"))["total"] or 0
    return Country(
        ", ".join(sorted(names.marked_name(code) for code in bound)),
        Event.objects.visible_to(scope).taking_place().count()
        if sees(Permission.EVENTS_EVENT_VIEW)
        else None,
        Person.objects.visible_to(scope).count() if sees(Permission.PEOPLE_PERSON_VIEW) else None,
        cents,
    )


def _without_list(events: EventQuerySet, scope: Scope) -> list[Event]:
    """Return past events of which nobody has said who came: neither a list nor a head count."""
    if not scope.allows_somewhere(Permission.EVENTS_ATTENDANCE_RECORD):
        return []
    listed = Involvement.objects.filter(event=OuterRef("pk"), role=Involvement.Role.PARTICIPANT)
    past = events.taking_place().filter(ends__lt=clock.today(), head_count__isnull=True)
    return list(past.filter(~Exists(listed)).order_by("-starts", "-pk")[:SHOWN_AT_MOST])


def _events(scope: Scope) -> dict[str, Any]:
    if not scope.allows_somewhere(Permission.EVENTS_EVENT_VIEW):
        return {}
    today = clock.today()
    events = Event.objects.visible_to(scope).select_related("country")
    return {
        "coming": events.taking_place().filter(starts__gte=today).order_by("starts", "pk")[:SHOWN_AT_MOST],
        "latest": events.taking_place().filter(starts__lt=today).order_by("-starts", "-pk")[:SHOWN_AT_MOST],
        "without_list": _without_list(events, scope),
        "overdue": overdue_tasks(scope, at_most=SHOWN_AT_MOST),
    }


def _consignments(scope: Scope) -> dict[str, Any]:
    if not scope.allows_somewhere(Permission.SUPPLIES_CONSIGNMENT_VIEW):
        return {}
    rows = Consignment.objects.visible_to(scope).select_related("country", "recipient")
    received = rows.filter(handed_over__isnull=False).order_by("-handed_over", "-pk")
    return {
        "under_way": rows.filter(handed_over__isnull=True).order_by("-pk")[:SHOWN_AT_MOST],
        "received": received[:SHOWN_AT_MOST],
    }


def home_of(scope: Scope) -> Home:
    """Return what the scope's first page shows; about ten queries, however much is on record."""
    return Home(
        statuses=_statuses(scope),
        country=_country(scope),
        announcements=on_home(scope, get_language() or "en"),
        **_events(scope),
        **_consignments(scope),
    )
