"""Copies and templates: the plan comes along, its days move, what was done and paid does not."""

from datetime import date

import pytest
from django.urls import reverse

from tests.events.builders import an_event
from tests.events.plans import a_full_plan, page
from tests.people import KZ_COORDINATOR, MACHINE, a_country, signed_in
from tumar.events.actions.copying import create_event_like
from tumar.events.actions.planning import add_part
from tumar.events.models import BudgetLine, Event
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_fortnight_before")]
COORDINATOR = RoleKind.NATIONAL_COORDINATOR


def copy_of(source: Event, **facts) -> Event:
    taken = {name: getattr(source, name) for name in ("kind", "title", "programme", "country", "reach")}
    return create_event_like(source, {**taken, "ends": facts["starts"], **facts}, by=KZ_COORDINATOR)


def test_a_copy_takes_the_plan_over_and_its_days_move():
    source = a_full_plan()
    copy = copy_of(source, starts=date(2019, 9, 3), ends=date(2019, 9, 4))
    assert [(one.day.day, one.title, str(one.room)) for one in copy.sessions.all()] == [
        (3, "Day 14", "Hall A"),
        (4, "Day 15", "Hall A"),
    ]
    assert {one.room.event_id for one in copy.sessions.all()} == {copy.pk}
    task, line = copy.tasks.get(), copy.budget_lines.get()
    assert (task.due, task.done_on, task.owner_name) == (date(2019, 8, 4), None, "Dana")
    assert (line.planned_minor, line.actual_minor) == (90000, None)
    assert copy.target_groups.get().planned == 20
    assert not copy.involvements.exists()


def test_a_shorter_copy_leaves_out_what_has_no_room():
    assert [one.title for one in copy_of(a_full_plan(), starts=date(2019, 9, 3)).sessions.all()] == ["Day 14"]


def test_what_an_event_costs_is_not_learnt_by_copying_it():
    source = an_event("UZ")
    add_part(BudgetLine, source, {"description": "Hall", "planned_minor": 5}, by=MACHINE)
    here = copy_of(source, starts=date(2019, 9, 3), country=a_country("KZ"))
    assert not here.budget_lines.exists()


def test_an_event_is_made_from_a_template_on_its_page():
    source = a_full_plan()
    Event.objects.filter(pk=source.pk).update(template_name="National workshop")
    client = signed_in(COORDINATOR, "KZ")
    assert "National workshop" in page(client, "add")
    url = f"{reverse('events:add')}?like={source.code}"
    shown = client.get(url).content.decode()
    assert "its agenda, rooms, target groups" in shown
    typed = {"kind": "training", "reach": "country", "country": "KZ", "title_en": "Again", "place": "Astana"}
    days = {"starts": "2019-09-03", "ends": "2019-09-04", "programme": source.programme_id}
    assert client.post(url, {**typed, **days}).status_code == 302
    again = Event.objects.get(place="Astana")
    assert (again.sessions.count(), again.template_name) == (2, "")
