"""Reads about plans: the agenda by day, planned numbers beside actual ones, money, the checklist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from tumar.events.models import (
    BudgetLine,
    Event,
    Involvement,
    Material,
    Photograph,
    Room,
    Session,
    Speaking,
    TargetGroup,
    Task,
)
from tumar.events.rules.planning import Cost, Total, persons_known, totals
from tumar.kernel import clock
from tumar.kernel.parts import version_of
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people import queries as people
from tumar.people.models import Account, Role

PARTICIPANT = Involvement.Role.PARTICIPANT
# By the word in the address.
PARTS: dict[str, type[Any]] = {
    "rooms": Room,
    "target-groups": TargetGroup,
    "budget": BudgetLine,
    "checklist": Task,
    "materials": Material,
    "photographs": Photograph,
}


def parts(event: Event, kind: str) -> QuerySet[Any]:
    """Return the parts of one kind of an event's plan."""
    rows: QuerySet[Any] = PARTS[kind]._base_manager.filter(event=event).select_related("event")
    return rows.order_by(*PARTS[kind]._meta.ordering)


def seen(session: Session) -> int:
    """Return a number that differs as soon as a session or who speaks in it does."""
    return version_of(session, sorted(session.speakings.values_list("involvement", flat=True)))


@dataclass(frozen=True)
class Slot:
    """One session on the agenda, with the names of whoever speaks in it."""

    session: Session
    speakers: Sequence[str]


@dataclass(frozen=True)
class Day:
    """One day of an event with its sessions, in the order of their beginnings."""

    day: date
    slots: Sequence[Slot]


def agenda(event: Event, scope: Scope) -> list[Day]:
    """Return the days that have sessions; speakers whom the scope may not see are "a person in Country"."""
    speakings = Speaking.objects.filter(session__event=event).order_by("pk")
    pairs = list(speakings.values_list("session_id", "involvement__person__code"))
    labels = people.person_labels({code for _session, code in pairs}, scope)
    days: dict[date, list[Slot]] = {}
    for session in sorted(event.sessions.select_related("room"), key=_in_time):
        names = [labels[code] for pk, code in pairs if pk == session.pk]
        days.setdefault(session.day, []).append(Slot(session, names))
    return [Day(day, slots) for day, slots in days.items()]


def _in_time(session: Session) -> tuple[Any, ...]:
    return session.day, session.begins_at is None, session.begins_at, session.number


def speakers_of(event: Event) -> QuerySet[Involvement]:
    """Return who can speak in an event's sessions: its trainers, speakers and organisers."""
    rows = event.involvements.exclude(role=PARTICIPANT).select_related("person")
    return rows.order_by("person__sort_name", "pk")


@dataclass(frozen=True)
class Reached:
    """One target group, with how many of it are on the list and how many are known to have attended."""

    target: TargetGroup
    listed: int
    attended: int


def target_groups(event: Event) -> list[Reached]:
    """Return the planned numbers beside the actual ones; two queries, however many groups there are."""
    found = event.involvements.filter(role=PARTICIPANT).order_by()
    counted = list(
        found.values_list("person__group", "person__country").annotate(
            listed=Count("pk"), there=Count("pk", filter=Q(attended=True))
        )
    )
    reached = []
    for target in event.target_groups.select_related("country"):
        of_it = [
            (listed, there)
            for group, country, listed, there in counted
            if target.group in ("", group) and target.country_id in (None, country)
        ]
        reached.append(Reached(target, sum(one for one, _two in of_it), sum(two for _one, two in of_it)))
    return reached


@dataclass(frozen=True)
class Budget:
    """An event's budget lines, their sums by currency, and for how many persons."""

    lines: Sequence[BudgetLine]
    totals: Sequence[Total]
    persons: int | None


def budget(event: Event) -> Budget:
    """Return what an event was to cost and did cost; per person only where cost and persons are known."""
    lines = list(event.budget_lines.all())
    counts = event.involvements.filter(role=PARTICIPANT).aggregate(
        listed=Count("pk"),
        there=Count("pk", filter=Q(attended=True)),
        unknown=Count("pk", filter=Q(attended=None)),
    )
    persons = persons_known(counts["listed"], counts["there"], counts["unknown"], event.head_count)
    costs = [Cost(one.currency, one.planned_minor, one.actual_minor) for one in lines]
    return Budget(lines, totals(costs, persons), persons)


def overdue_tasks(scope: Scope, *, at_most: int) -> list[Task]:
    """Return points of checklists that are overdue, of events that the scope may edit; the oldest first."""
    if not scope.allows_somewhere(Permission.EVENTS_EVENT_EDIT):
        return []
    waiting = Task.objects.filter(done_on=None, due__lt=clock.today()).select_related("event", "owner")
    events = Event.objects.visible_to(scope).taking_place().order_by()
    within = scope.countries(Permission.EVENTS_EVENT_EDIT)
    if within is not EVERYWHERE:
        events = events.filter(country__in=within)
    return list(waiting.filter(event__in=events.values("pk")).order_by("due", "pk")[:at_most])


def owners_offered(event: Event) -> QuerySet[Account]:
    """Return the accounts that can own a point of the checklist: open ones with a role where the event is."""
    here = Q(country=None) | Q(country=event.country_id)
    holders = Role.objects.holding(clock.today()).filter(here).order_by().values("account")
    return Account.objects.filter(pk__in=holders, is_active=True).order_by("name", "pk")


def templates(scope: Scope) -> list[Event]:
    """Return the events offered as templates that the scope may see, by the names of the templates."""
    rows = Event.objects.visible_to(scope).exclude(template_name="")
    return list(rows.order_by("template_name", "pk"))


def materials(event: Event) -> Iterable[Material]:
    """Return the event's materials by language."""
    return event.materials.select_related("file")


def photographs(event: Event) -> list[Photograph]:
    """Return the event's photographs that are still kept, in the order in which they came."""
    return list(event.photographs.filter(file__removed_at=None).select_related("file"))
