"""Reforms as a whole: tasks of working groups, the overview, the board, owners that are merged."""

import pytest

from tests.law.reforms import (
    a_bill,
    a_checker,
    a_finding,
    a_recommendation,
    entered,
    fresh,
    in_force,
    last_entry,
)
from tests.network.builders import a_group, a_member
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, OFFICE, a_person, an_organisation
from tumar.kernel.refusals import Denied, Invalid
from tumar.law.actions import bills, reform_tasks
from tumar.law.models import Bill, ReformTask
from tumar.law.queries import reforms as queries
from tumar.network.models import Task
from tumar.people.actions import merging

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june_2026")]


def test_a_task_is_the_groups_own_and_stands_on_the_page_of_the_bill():
    bill = a_bill(group=a_group())
    member = a_member(bill.group)
    tied = reform_tasks.add_task(bill, {"text": "Collect comments", "owner": member}, by=KZ_COORDINATOR)
    assert tied.task.group == bill.group
    assert [one.task.owner for one in queries.tasks_of(bill.tasks.all())] == [member]
    one = a_recommendation(group=bill.group)
    reform_tasks.add_task(one, {"text": "Word it"}, by=KZ_COORDINATOR)
    assert last_entry(one).changes["task"] == "Word it"
    assert [each.task.text for each in queries.tasks_of(one.tasks.all())] == ["Word it"]
    Task.objects.get(text="Word it").delete()
    assert ReformTask.objects.get() == tied


def test_a_task_needs_a_group_and_somebody_who_may_give_it():
    with pytest.raises(Invalid):
        reform_tasks.add_task(a_bill(), {"text": "Alone"}, by=KZ_COORDINATOR)
    bill = a_bill(group=a_group())
    expert = a_checker()
    with pytest.raises(Denied):
        reform_tasks.add_task(bill, {"text": "Not mine to give"}, by=expert)
    assert queries.may_give_tasks(bill.group, KZ_COORDINATOR)
    assert not queries.may_give_tasks(bill.group, expert)
    assert not queries.may_give_tasks(None, KZ_COORDINATOR)


def test_the_overview_counts_by_country_and_shows_each_scope_its_own():
    one = a_recommendation(findings=[a_finding()])
    in_force(a_bill(answers=[one]))
    late = a_bill()
    bills.plan_stages(late, {"draft": "2026-01"}, version=1, by=MACHINE)
    a_recommendation("UZ")
    (kazakh,) = queries.overview(KZ_COORDINATOR)
    assert (kazakh.country, kazakh.states, kazakh.columns) == (
        "KZ",
        {"proposed": 1},
        {"in-force": 1, "prepared": 1},
    )
    assert (kazakh.overdue, kazakh.to_recheck) == (1, 1)
    assert [row.country for row in queries.overview(OFFICE)] == ["KZ", "UZ"]
    assert queries.countries_with_reforms(OFFICE) == {"KZ", "UZ"}
    assert queries.overview(KZ_TRAINER) == []


def test_the_board_puts_every_bill_into_one_column():
    a_bill()
    entered(a_bill(), "first-reading")
    in_force(a_bill())
    told = {one.column.value: len(one.bills) for one in queries.board(queries.bills(KZ_COORDINATOR))}
    assert told == {
        "prepared": 1,
        "agreed": 0,
        "parliament": 1,
        "adopted": 0,
        "in-force": 1,
        "carried-out": 0,
        "ended": 0,
    }


def test_owners_and_bodies_follow_when_two_turn_out_to_be_one():
    kept, gone = a_person("Kept"), a_person("Gone")
    one = a_recommendation(owner_person=gone)
    merging.merge(kept, gone, versions=(1, 1), by=OFFICE)
    assert fresh(one).owner == kept
    body, twin = an_organisation("Ministry"), an_organisation("Ministry of Health")
    other = a_recommendation(owner_organisation=twin)
    bill = a_bill(organisation=twin)
    merging.merge(body, twin, versions=(1, 1), by=OFFICE)
    assert fresh(other).owner == fresh(bill).organisation == body
    assert Bill.objects.count() == 1
