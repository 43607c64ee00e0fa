"""Daily work: done once a night by whichever worker is up, and taken up again where it was broken off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel import clock, schedule
from tumar.kernel.models import ScheduledRun
from tumar.kernel.schedule import Daily, due_day

NIGHT = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)


@pytest.fixture
def done() -> list[datetime]:
    return []


def sweeping(done: list[datetime]) -> Daily:
    def work() -> dict[str, int]:
        done.append(clock.now())
        return {"persons": len(done)}

    return Daily("tests.sweep", 20, work)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 3, 2, 20, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 19, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 3, 4, 0, tzinfo=UTC), date(2026, 3, 2)),
    ],
)
def test_the_night_belongs_to_the_day_on_which_it_begins(now, day):
    assert due_day(now, 20) == day


@given(st.integers(0, 5_000), st.integers(0, 24 * 60 - 1), st.integers(0, 23))
def test_a_new_run_is_due_every_24_hours_and_never_sooner(days, minutes, hour):
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=days, minutes=minutes)
    assert due_day(now + timedelta(days=1), hour) == due_day(now, hour) + timedelta(days=1)


@pytest.mark.django_db
def test_work_is_done_once_a_night_however_often_it_is_looked_at(done):
    for minutes in (0, 1, 60, 600):
        with clock.stopped(NIGHT + timedelta(minutes=minutes)):
            schedule.run_due([sweeping(done)])
    assert done == [NIGHT]
    run = ScheduledRun.objects.get()
    assert (run.day, run.result, run.finished_at) == (date(2026, 3, 2), {"persons": 1}, NIGHT)


@pytest.mark.django_db
def test_the_next_night_it_is_done_again(done):
    for day in range(3):
        with clock.stopped(NIGHT + timedelta(days=day)):
            schedule.run_due([sweeping(done)])
    assert len(done) == 3
    assert schedule.last_run("tests.sweep").day == date(2026, 3, 4)


@pytest.mark.django_db
def test_a_night_on_which_no_worker_was_up_is_made_up_for(done):
    with clock.stopped(NIGHT + timedelta(hours=10)):
        schedule.run_due([sweeping(done)])
    assert ScheduledRun.objects.get().day == date(2026, 3, 2)


@pytest.mark.django_db
def test_what_another_worker_is_at_is_left_to_it_and_taken_up_when_it_broke_off(done):
    ScheduledRun.objects.create(name="tests.sweep", day=date(2026, 3, 2), started_at=NIGHT)
    with clock.stopped(NIGHT + timedelta(minutes=90)):
        assert schedule.run_due([sweeping(done)]) == []
    with clock.stopped(NIGHT + timedelta(minutes=121)):
        assert len(schedule.run_due([sweeping(done)])) == 1
    assert len(done) == 1


@pytest.mark.django_db
def test_work_that_fails_is_recorded_and_does_not_stop_the_other(done, caplog):
    def fails() -> dict[str, int]:
        raise ValueError("Айжан Ахметова")

    with clock.stopped(NIGHT):
        first, second = schedule.run_due([Daily("tests.fails", 20, fails), sweeping(done)])
    assert (first.message, second.message) == ("ValueError", "")
    assert "Ахметова" not in first.message
    assert "tests.fails failed" in caplog.text
