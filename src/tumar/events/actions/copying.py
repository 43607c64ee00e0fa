"""A new event made after an earlier one, or after a template: its facts, agenda, checklist and budget."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tumar.events.actions.events import create_event
from tumar.events.models import BudgetLine, Event, Room, Session, TargetGroup, Task
from tumar.events.rules.planning import moved_day, moved_due
from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope


@retrying
def create_event_like(source: Event, facts: Mapping[str, Any], *, by: Scope, **sets: Any) -> Event:
    """Add an event with the plan of another one; days and due dates move with the first day.

    Persons, attendance, actual costs, and what was done of the checklist are the new event's own. Sessions
    for which it is too short are left out.
    """
    with transaction.atomic():
        event = create_event(facts, by=by, **sets)
        _copy_plan(source, event, by=by)
    return event


def _copy_plan(source: Event, event: Event, *, by: Scope) -> None:
    sessions = _copy_sessions(source, event, _copy_rooms(source, event))
    groups = [
        TargetGroup(event=event, group=one.group, country=one.country, planned=one.planned)
        for one in source.target_groups.select_related("country")
    ]
    TargetGroup.objects.bulk_create(groups)
    tasks = [_task(one, source, event) for one in source.tasks.all()]
    Task.objects.bulk_create(tasks)
    lines = []
    if by.allows(Permission.EVENTS_EVENT_EDIT, source.country_id):
        # Whoever may not see what an event costs does not learn it by copying.
        lines = [
            BudgetLine(
                event=event,
                description=one.description,
                currency=one.currency,
                planned_minor=one.planned_minor,
            )
            for one in source.budget_lines.all()
        ]
    BudgetLine.objects.bulk_create(lines)
    counts: dict[str, Any] = {"sessions": sessions, "target_groups": len(groups)}
    counts |= {"tasks": len(tasks), "budget_lines": len(lines)}
    if any(counts.values()):
        journal.write("events.plan.copied", by=by, about=event.label, source=source.label, **counts)


def _copy_rooms(source: Event, event: Event) -> dict[int, Room]:
    return {
        one.pk: Room.objects.create(event=event, title=one.title, capacity=one.capacity)
        for one in source.rooms.all()
    }


def _copy_sessions(source: Event, event: Event, rooms: Mapping[int, Room]) -> int:
    copies: list[Session] = []
    for one in source.sessions.all():
        day = moved_day(one.day, source.starts, event.starts, event.ends)
        if day is not None:
            times = {"begins_at": one.begins_at, "ends_at": one.ends_at}
            room = rooms.get(one.room_id or 0)
            number = len(copies) + 1
            copies.append(Session(event=event, number=number, day=day, title=one.title, room=room, **times))
    Session.objects.bulk_create(copies)
    return len(copies)


def _task(task: Task, source: Event, event: Event) -> Task:
    due = moved_due(task.due, source.starts, event.starts)
    return Task(event=event, title=task.title, owner=task.owner, owner_name=task.owner_name, due=due)
