"""Reads about working groups: who sits in them, what they met for, wrote, decided and have to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tumar.events.models import Event
from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network import rules
from tumar.network.models import Decision, DocumentVersion, Group, GroupDocument, Meeting, Member, Task
from tumar.people.models import Person

PARTS: Mapping[str, type[Any]] = {
    "members": Member,
    "meetings": Meeting,
    "decisions": Decision,
    "tasks": Task,
}
UNFINISHED = [state.value for state in rules.TaskState if state in rules.groups.UNFINISHED]


def groups(scope: Scope) -> QuerySet[Group]:
    """Return the working groups that the scope may see: of its countries, and those its person sits in."""
    return Group.objects.visible_to(scope).select_related("country")


def with_counts(rows: QuerySet[Group]) -> QuerySet[Group]:
    """Say beside each group how many sit in it today, and how many of its tasks are overdue."""
    today = clock.today()
    seats = Member.objects.holding(today).filter(group=OuterRef("pk"))
    late = Task.objects.filter(group=OuterRef("pk"), state__in=UNFINISHED, due__lt=today)
    return rows.annotate(seats=_counted(seats), overdue=_counted(late))


def _counted(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("group").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def own_groups(scope: Scope) -> QuerySet[Group]:
    """Return the groups in which the scope's own person sits today."""
    return groups(scope).filter(Exists(_own_seats(scope).filter(group=OuterRef("pk"))))


def _own_seats(scope: Scope) -> QuerySet[Member]:
    if scope.account_id is None:
        return Member.objects.none()
    return Member.objects.holding(clock.today()).filter(person__account=scope.account_id)


def own_tasks(scope: Scope) -> list[Task]:
    """Return what the scope's own person still has to do in any group, the most urgent first."""
    rows = Task.objects.filter(owner__person__account=scope.account_id, state__in=UNFINISHED)
    if scope.account_id is None:
        return []
    return sorted(rows.select_related("group"), key=lambda one: (one.due is None, one.due, one.pk))


def may_edit(group: Group, scope: Scope) -> bool:
    """Tell whether the scope may change a group: by its role, or as chair, deputy chair or secretary."""
    if scope.allows(Permission.NETWORK_GROUP_EDIT, group.country_id):
        return True
    return any(
        rules.leads(part) for part in _own_seats(scope).filter(group=group).values_list("part", flat=True)
    )


def owns(task: Task, scope: Scope) -> bool:
    """Tell whether the scope's own person is the one who has to do the task."""
    return task.owner_id is not None and _own_seats(scope).filter(pk=task.owner_id).exists()


def owners(group: Group, present: int | None) -> QuerySet[Member]:
    """Return who can be given a task: those who sit in the group today, and its present owner."""
    today = Member.objects.holding(clock.today()).filter(group=group)
    rows = group.members.filter(Q(pk__in=today.values("pk")) | Q(pk=present or 0))
    return rows.select_related("person", "organisation")


def parts(group: Group, kind: str) -> QuerySet[Any]:
    """Return the members, meetings, decisions or tasks of a group; LookupError for any other kind."""
    rows: QuerySet[Any] = PARTS[kind].objects.filter(group=group)
    return rows.order_by("number")


@dataclass(frozen=True)
class GroupDetail:
    """One group with everything that belongs to it, as the scope may see it."""

    seated: Sequence[Member]
    former: Sequence[Member]
    meetings: Sequence[Meeting]
    documents: Sequence[GroupDocument]
    decisions: Sequence[Decision]
    tasks: Sequence[Task]
    events: frozenset[int]  # those that the scope may open
    persons: frozenset[int]
    own_seat: int | None


def detail(group: Group, scope: Scope) -> GroupDetail:
    """Return a group's page: members of today and before, the newest meeting, decision and task first."""
    today = clock.today()
    members = list(group.members.select_related("person", "organisation"))
    order = list(rules.GroupPart)
    seated = [one for one in members if one.interval.holds(today)]
    meetings = sorted(
        group.meetings.select_related("event", "minutes"), key=lambda one: day_of(one), reverse=True
    )
    versions = Prefetch("versions", DocumentVersion.objects.select_related("file").order_by("-number"))
    tasks = list(group.tasks.select_related("owner__person", "owner__organisation", "decision"))
    own = _own_seats(scope).filter(group=group).values_list("pk", flat=True).first()
    return GroupDetail(
        seated=sorted(seated, key=lambda one: (order.index(rules.GroupPart(one.part)), one.number)),
        former=[one for one in members if one not in seated],
        meetings=meetings,
        documents=list(group.documents.prefetch_related(versions).order_by("number")),
        decisions=list(group.decisions.select_related("meeting__event").order_by("-day", "-number")),
        tasks=sorted(tasks, key=_urgency),
        events=frozenset(
            Event.objects.visible_to(scope)
            .filter(pk__in=[one.event_id for one in meetings if one.event_id])
            .values_list("pk", flat=True)
        ),
        persons=frozenset(
            Person.objects.visible_to(scope)
            .filter(pk__in=[one.person_id for one in members if one.person_id])
            .values_list("pk", flat=True)
        ),
        own_seat=own,
    )


def day_of(meeting: Meeting) -> Any:
    """Return the day of a meeting: of its event where it has one."""
    return meeting.event.starts if meeting.event else meeting.day


def _urgency(task: Task) -> tuple[Any, ...]:
    is_over = task.state not in UNFINISHED
    return is_over, task.due is None, task.due or clock.today(), task.number


def decisions_at(event: Event, scope: Scope) -> QuerySet[Decision]:
    """Return the decisions that groups which the scope may see took at an event."""
    groups = Group.objects.visible_to(scope).values("pk")
    rows = Decision.objects.filter(meeting__event=event, group__in=groups)
    return rows.select_related("group").order_by("group__name", "group", "number")
