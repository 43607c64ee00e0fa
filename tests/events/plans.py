"""Parts of the plan of an event as its coordinator adds and changes them, and pages that show them."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.urls import reverse

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import KZ_COORDINATOR, Client
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.planning import add_part
from tumar.events.models import BudgetLine, Event, Room, Session, TargetGroup, Task
from tumar.events.queries.planning import seen
from tumar.kernel.refusals import Invalid

NINE, TEN, NOON = time(9), time(10), time(12)


def planned(kind: type[Any], event: Event, **facts: Any) -> Any:
    """A part of the plan of an event, added by the coordinator of Kazakhstan."""
    return add_part(kind, event, facts, by=KZ_COORDINATOR)


def faults(act: Callable[..., Any], *arguments: Any, **named: Any) -> set[str]:
    """The fields for which an act of the coordinator of Kazakhstan is refused."""
    with pytest.raises(Invalid) as refusal:
        act(*arguments, by=KZ_COORDINATOR, **named)
    return {fault.field for fault in refusal.value.faults}


def placed(session: Session, facts: dict[str, object], **more: Any) -> Session:
    """Amend a session as somebody who has just looked at it."""
    return amend_session(session, facts, version=seen(session), by=KZ_COORDINATOR, **more)


def page(client: Client, name: str, *arguments: Any) -> str:
    """What a page of the events says."""
    response = client.get(reverse(f"events:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def a_full_plan() -> Event:
    """A two-day workshop of which everything is planned, in part done already."""
    event = an_event(ends=date(2019, 5, 15), place="Almaty", interpretation_languages=["kk"])
    room = planned(Room, event, title="Hall A", capacity=40)
    for day in (DAY, date(2019, 5, 15)):
        session = a_session(event, day=day, title=f"Day {day.day}")
        placed(session, {"room": room, "begins_at": NINE, "ends_at": NOON})
    planned(TargetGroup, event, group="vet-lab", planned=20)
    planned(Task, event, title="Invite", owner_name="Dana", due=date(2019, 4, 14), done_on=date(2019, 4, 1))
    planned(BudgetLine, event, description="Hall", planned_minor=90000, actual_minor=80000)
    on_the_list(event, attended=True)
    return event
