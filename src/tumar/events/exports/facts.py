"""Events as plain facts, for programs and for people at a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tumar.events import queries
from tumar.events.models import Event, EventOrganisation, Material, Postponement, Task
from tumar.events.queries import planning
from tumar.kernel.languages import said
from tumar.kernel.scope import Scope

Facts = dict[str, Any]


def identity(event: Event) -> Facts:
    """Return what an event is, where and when it is held; days as yyyy-mm-dd."""
    return {
        "code": event.code,
        "title": event.title,
        "kind": event.kind,
        "reach": event.reach,
        "state": event.state,
        "country": event.country_id,
        "starts": event.starts.isoformat(),
        "ends": event.ends.isoformat(),
        "place": event.place,
        "programme": event.programme.code,
    }


def in_short(event: Any) -> Facts:
    """Return what a list says of one event that was read `with_counts`."""
    return {**identity(event), "participants": event.participants, "head_count": event.head_count}


def in_full(event: Any, scope: Scope) -> Facts:
    """Return all that is on file of one event, but for the persons on its list; amounts in minor units."""
    register = queries.register(event, scope)
    held = queries.organisations(event)
    return {
        **in_short(event),
        "attended": register.present,
        **frame(event, sorted(event.countries.values_list("pk", flat=True))),
        "hosts": codes_of(held["host"]),
        "co_organisers": codes_of(held["co_organiser"]),
        "postponed_from": [postponed(one) for one in event.postponements.all()],
        "rooms": [{"name": one.title, "capacity": one.capacity} for one in event.rooms.all()],
        "sessions": [slot_facts(slot) for day in planning.agenda(event, scope) for slot in day.slots],
        "target_groups": list(_targets(event)),
        "budget": budget_facts(planning.budget(event)),
        "checklist": [task_facts(one) for one in event.tasks.select_related("owner")],
        "materials": [material_facts(one) for one in planning.materials(event)],
    }


def frame(event: Event, countries: Sequence[str]) -> Facts:
    """Return whose people take part, in which languages, and what of the programme an event belongs to."""
    return {
        "countries": list(countries),
        "languages": event.languages,
        "interpretation_languages": event.interpretation_languages,
        "activity_line": event.activity_line.code if event.activity_line else None,
        "response": event.response.code if event.response else None,
    }


def codes_of(parts: Iterable[EventOrganisation]) -> list[str]:
    """Return the codes of the organisations that hold an event."""
    return [one.organisation.code for one in parts]


def postponed(one: Postponement) -> Facts:
    """Return the days that were given up, and why."""
    return {"starts": one.starts.isoformat(), "ends": one.ends.isoformat(), "reason": one.reason}


def slot_facts(slot: planning.Slot) -> Facts:
    """Return one session on the agenda."""
    session = slot.session
    return {
        "number": session.number,
        "day": session.day.isoformat(),
        "begins_at": session.begins_at.strftime("%H:%M") if session.begins_at else None,
        "ends_at": session.ends_at.strftime("%H:%M") if session.ends_at else None,
        "title": session.title,
        "room": str(session.room) if session.room else None,
        "speakers": list(slot.speakers),
    }


def material_facts(one: Material) -> Facts:
    """Return one file that was handed out."""
    return {
        "title": one.title,
        "language": one.language,
        "licence": one.licence,
        "sha256": one.file.sha256,
    }


def _targets(event: Event) -> Iterator[Facts]:
    for one in planning.target_groups(event):
        target = one.target
        named = {"group": target.group or None, "country": target.country_id}
        yield {**named, "planned": target.planned, "listed": one.listed, "attended": one.attended}


def budget_facts(budget: planning.Budget) -> Facts:
    """Return what an event was to cost and did cost, in minor units."""
    return {
        "persons": budget.persons,
        "lines": [
            {
                "description": one.description,
                "currency": one.currency,
                "planned_minor": one.planned_minor,
                "actual_minor": one.actual_minor,
            }
            for one in budget.lines
        ],
        "totals": [
            {
                "currency": one.currency,
                "planned_minor": one.planned,
                "actual_minor": one.actual,
                "per_person_minor": one.per_person,
            }
            for one in budget.totals
        ],
    }


def task_facts(one: Task) -> Facts:
    """Return one point of the checklist."""
    return {
        "title": one.title,
        "owner": str(one.owner) if one.owner else one.owner_name or None,
        "due": one.due.isoformat() if one.due else None,
        "done_on": one.done_on.isoformat() if one.done_on else None,
    }


def list_line(facts: Facts) -> str:
    """Return one event as one line of a list."""
    days = facts["starts"] if facts["starts"] == facts["ends"] else f"{facts['starts']}/{facts['ends']}"
    where = facts["country"] or facts["reach"]
    return f"{facts['code']:<20} {days:<21} {where:<14} {facts['state']:<17} {said(facts['title'])}"


def full_lines(facts: Facts) -> Iterator[str]:
    """Yield one event's facts line by line; what nobody knows is left out."""
    for name, value in facts.items():
        if value in (None, "", [], {}):
            continue
        if isinstance(value, list) and isinstance(value[0], dict):
            yield f"{name}:"
            for part in value:
                yield "  " + ", ".join(
                    f"{key} {_plain(one)}" for key, one in part.items() if one not in (None, "", [])
                )
        elif name == "budget":
            for total in value["totals"]:
                yield "cost: " + ", ".join(f"{key} {one}" for key, one in total.items() if one is not None)
        else:
            yield f"{name}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(said(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
