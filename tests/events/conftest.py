"""What several tests of events stand on; the workshops of the builders are held on 14 May 2019."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from tumar.kernel import clock


@pytest.fixture
def a_fortnight_before() -> Iterator[None]:
    """Stop the clock while the workshop is being planned."""
    with clock.stopped(datetime(2019, 5, 1, tzinfo=UTC)):
        yield


@pytest.fixture
def some_days_later() -> Iterator[None]:
    """Stop the clock when the workshop is over and reported on."""
    with clock.stopped(datetime(2019, 5, 20, 8, tzinfo=UTC)):
        yield


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits three seconds in a test for what a machine would do at once."""
    monkeypatch.setattr("tumar.events.forms.traps.FASTEST", 0)
    cache.clear()
