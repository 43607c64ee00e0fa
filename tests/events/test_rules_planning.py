"""What a plan comes to, and where a copied plan has room."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules.planning import Cost, Total, hours_by_day, moved_day, moved_due, persons_known, totals

DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
AMOUNTS = st.none() | st.integers(0, 10**9)
COSTS = st.lists(st.builds(Cost, st.sampled_from(["EUR", "KZT"]), AMOUNTS, AMOUNTS), max_size=8)
D14, D15, D16 = (date(2019, 5, day) for day in (14, 15, 16))
SEPTEMBER = date(2019, 9, 3)


@pytest.mark.parametrize(
    ("costs", "persons", "found"),
    [
        ([], 10, []),
        ([Cost("EUR", 500, 1000)], 4, [Total("EUR", 500, 1000, 250)]),
        ([Cost("EUR", 500, 1000), Cost("EUR", 1, 1)], 4, [Total("EUR", 501, 1001, 250)]),
        ([Cost("EUR", 500, 1000), Cost("EUR", 100, None)], 4, [Total("EUR", 600, None, None)]),
        ([Cost("EUR", None, 1000)], None, [Total("EUR", None, 1000, None)]),
        ([Cost("EUR", None, 1000)], 0, [Total("EUR", None, 1000, None)]),
        (
            [Cost("KZT", 1, 3), Cost("EUR", 2, 5)],
            2,
            [Total("EUR", 2, 5, 2), Total("KZT", 1, 3, 2)],
        ),
    ],
)
def test_costs_come_to_a_sum_by_currency_and_per_person_where_both_are_known(costs, persons, found):
    assert totals(costs, persons) == found


@given(COSTS, st.none() | st.integers(0, 500))
def test_a_sum_is_known_exactly_when_all_its_lines_are(costs, persons):
    for total in totals(costs, persons):
        lines = [cost.actual for cost in costs if cost.currency == total.currency]
        assert (total.actual is None) == (None in lines)
        assert (total.per_person is None) == (total.actual is None or not persons)
        if total.per_person is not None:
            assert abs(total.per_person * persons - total.actual) * 2 <= persons


@pytest.mark.parametrize(
    ("listed", "attended", "unknown", "head_count", "persons"),
    [
        (0, 0, 0, None, None),
        (0, 0, 0, 30, 30),
        (5, 4, 0, None, 4),
        (5, 4, 1, None, None),
        (5, 4, 0, 30, 4),
    ],
)
def test_persons_are_known_by_the_whole_list_or_by_the_head_count(
    listed, attended, unknown, head_count, persons
):
    assert persons_known(listed, attended, unknown, head_count) == persons


@pytest.mark.parametrize(
    ("day", "last", "moved"),
    [
        (D14, SEPTEMBER, SEPTEMBER),
        (D15, date(2019, 9, 4), date(2019, 9, 4)),
        (D16, date(2019, 9, 4), None),
        (date(2019, 5, 13), date(2019, 9, 4), None),
    ],
)
def test_a_session_keeps_its_place_unless_the_new_event_is_over_by_then(day, last, moved):
    assert moved_day(day, D14, SEPTEMBER, last) == moved


@given(st.none() | DAYS, DAYS, DAYS)
def test_a_due_day_stays_as_far_from_the_first_day(due, source, target):
    moved = moved_due(due, source, target)
    assert (moved is None) == (due is None)
    assert due is None or (moved - target) == (due - source)


MAY_14, MAY_15 = date(2019, 5, 14), date(2019, 5, 15)
NINE, TEN, NOON = time(9), time(10), time(12)


@pytest.mark.parametrize(
    ("sessions", "hours"),
    [
        ([], []),
        ([(MAY_14, None, None)], []),
        ([(MAY_14, NINE, NOON)], [(MAY_14, NINE, NOON)]),
        ([(MAY_14, TEN, NOON), (MAY_14, NINE, TEN)], [(MAY_14, NINE, NOON)]),
        ([(MAY_15, NINE, TEN), (MAY_14, TEN, NOON)], [(MAY_14, TEN, NOON), (MAY_15, NINE, TEN)]),
        # Nobody knows when the last one ends.
        ([(MAY_14, NINE, TEN), (MAY_14, TEN, None)], [(MAY_14, NINE, None)]),
        # One of unknown length within another.
        ([(MAY_14, NINE, NOON), (MAY_14, TEN, None)], [(MAY_14, NINE, NOON)]),
        # Two begin together, of which one has an end.
        ([(MAY_14, NINE, TEN), (MAY_14, NINE, None)], [(MAY_14, NINE, TEN)]),
    ],
)
def test_the_hours_of_a_day_are_from_the_first_to_the_last_session(sessions, hours):
    assert hours_by_day(sessions) == hours
