"""From the idea to the closed event: which moves there are, and what each needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.models import Event
from tumar.events.rules.states import (
    MOVES,
    OFF,
    PAST,
    Need,
    Standing,
    State,
    find_move,
    moves_from,
    state_by_days,
    unmet,
)

TODAY = date(2026, 3, 10)
DAY = timedelta(days=1)


def standing(starts: date = TODAY, ends: date | None = None, **facts) -> Standing:
    return Standing(today=TODAY, starts=starts, ends=ends or starts, **facts)


def missing(before: State, after: State, now: Standing) -> set[Need]:
    move = find_move(before, after)
    assert move is not None
    return set(unmet(move, now))


def test_the_table_and_the_records_know_the_same_states():
    assert list(State) == Event.State.values


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("idea", {"planned", "cancelled"}),
        ("planned", {"idea", "registration-open", "running", "held", "postponed", "cancelled"}),
        ("registration-open", {"planned", "running", "held", "postponed", "cancelled"}),
        ("running", {"held", "planned"}),
        ("held", {"reported", "planned"}),
        ("reported", {"closed", "held"}),
        ("closed", {"reported"}),
        ("cancelled", {"planned"}),
        ("postponed", {"planned", "registration-open", "cancelled"}),
    ],
)
def test_each_state_leads_where_the_table_says(before, after):
    assert {move.after.value for move in moves_from(before)} == after


def test_no_move_stands_in_the_table_twice_and_none_leads_nowhere():
    assert len({(move.before, move.after) for move in MOVES}) == len(MOVES)
    assert all(move.before != move.after for move in MOVES)


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_reached_and_left(state):
    assert moves_from(state)
    assert state == State.IDEA or any(move.after == state for move in MOVES)


@pytest.mark.parametrize(("before", "after"), [("idea", "held"), ("closed", "planned"), ("planned", "?")])
def test_what_is_not_in_the_table_is_no_move(before, after):
    assert find_move(before, after) is None


@given(st.sampled_from(MOVES))
def test_what_takes_something_back_asks_for_a_reason(move):
    order = list(State)
    is_back = move.after in OFF or (
        move.before in PAST and order.index(move.after) < order.index(move.before)
    )
    assert (Need.REASON in move.needs) or not is_back


@pytest.mark.parametrize(
    ("before", "after", "now", "needs"),
    [
        ("planned", "registration-open", standing(TODAY - DAY), {Need.AHEAD}),
        ("planned", "registration-open", standing(TODAY), set()),
        ("planned", "running", standing(TODAY + DAY), {Need.BEGUN}),
        ("registration-open", "running", standing(TODAY, TODAY + DAY), set()),
        ("running", "held", standing(TODAY, TODAY + DAY), {Need.OVER}),
        ("running", "held", standing(TODAY - DAY, TODAY), set()),
        ("planned", "cancelled", standing(), {Need.REASON}),
        ("planned", "cancelled", standing(reason=" \n"), {Need.REASON}),
        ("planned", "cancelled", standing(reason="Flood", has_attendance=True), {Need.NOBODY_CAME}),
        ("planned", "postponed", standing(reason="Flood"), set()),
        ("held", "reported", standing(), {Need.COUNTED}),
        ("held", "reported", standing(is_counted=True), set()),
        ("reported", "closed", standing(unsettled=2), {Need.SETTLED}),
        ("postponed", "planned", standing(given_up=(TODAY, TODAY)), {Need.DATES}),
        ("postponed", "planned", standing(TODAY + DAY, given_up=(TODAY, TODAY)), set()),
        ("postponed", "planned", standing(), set()),
    ],
)
def test_a_move_needs_what_the_table_says(before, after, now, needs):
    assert missing(State(before), State(after), now) == needs


@pytest.mark.parametrize(
    ("move", "asked"), [(find_move("planned", "idea"), ()), (find_move("idea", "planned"), ())]
)
def test_a_plain_step_asks_a_person_for_nothing(move, asked):
    assert move.asks == asked


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_an_event_of_which_only_the_days_are_known_is_held_once_they_are_over(ends):
    assert (state_by_days(ends, TODAY) == State.HELD) == (ends < TODAY)
