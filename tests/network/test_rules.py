"""Decisions of the network from values alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.network import rules
from tumar.network.rules import Month

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "due", "overdue"),
    [
        ("open", date(2026, 3, 1), True),
        ("under-way", date(2026, 3, 1), True),
        ("open", TODAY, False),
        ("open", date(2026, 3, 3), False),
        ("open", None, False),
        ("done", date(2026, 3, 1), False),
        ("dropped", date(2026, 3, 1), False),
    ],
)
def test_a_task_is_overdue_when_its_day_has_passed_and_it_is_not_finished(state, due, overdue):
    assert rules.is_overdue(state, due, TODAY) is overdue


def test_chair_deputy_and_secretary_keep_the_papers():
    assert [part.value for part in rules.GroupPart if rules.leads(part)] == ["chair", "deputy", "secretary"]


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("CC-BY-4.0", True),
        ("LicenseRef-public-domain", True),
        (rules.PERMISSION, True),
        (rules.RESERVED, False),
        (rules.UNKNOWN_LICENCE, False),
        ("", False),
    ],
)
def test_a_file_is_handed_on_only_where_its_licence_allows_it(licence, may):
    assert rules.may_be_handed_on(licence) is may


@pytest.mark.parametrize(
    ("frequency", "ago", "due"),
    [
        ("daily", None, True),
        ("daily", timedelta(hours=23), True),
        ("daily", timedelta(hours=3), False),
        ("weekly", timedelta(days=7), True),
        ("weekly", timedelta(days=6, hours=23), True),
        ("weekly", timedelta(days=3), False),
        ("never", None, False),
        ("nonsense", None, False),
    ],
)
def test_a_digest_is_due_after_its_pause_and_never_for_who_wants_none(frequency, ago, due):
    assert rules.is_due(frequency, NOW - ago if ago else None, NOW) is due


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-05", Month(2026, 5)),
        ("", Month(2026, 3)),
        ("2026-13", Month(2026, 3)),
        ("0000-01", Month(2026, 3)),
        ("1066-10", Month(2026, 3)),
        ("9999-12", Month(2026, 3)),
        ("2026-5", Month(2026, 3)),
        ("May", Month(2026, 3)),
    ],
)
def test_a_month_is_read_from_an_address_and_anything_else_is_this_month(text, month):
    assert rules.month_of(text, TODAY) == month


def test_months_follow_each_other_over_the_year_and_end_at_the_edges():
    assert Month(2025, 12).after == Month(2026, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert Month(2100, 12).after == Month(2100, 12)
    assert Month(2000, 1).before == Month(2000, 1)
    assert (Month(2024, 2).first, Month(2024, 2).last) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("ru", 0), ("fa-af", 5), ("prs", 5), ("kk", 0)])
def test_weeks_begin_on_monday_and_in_afghanistan_on_saturday(language, first):
    assert rules.first_weekday(language) == first


@given(st.integers(2001, 2099), st.integers(1, 12), st.sampled_from([0, 5]))
def test_the_weeks_of_a_month_hold_each_of_its_days_once_in_rows_of_seven(year, number, first):
    month = Month(year, number)
    weeks = rules.weeks_of(month, first=first)
    days = [day for week in weeks for day in week]
    assert all(len(week) == 7 and week[0].weekday() == first for week in weeks)
    assert days == [days[0] + timedelta(days=one) for one in range(len(days))]
    assert days[0] <= month.first
    assert month.last <= days[-1]
    assert len(weeks) <= 6
