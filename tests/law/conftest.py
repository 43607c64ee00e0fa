"""What several tests of the law stand on."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tumar.kernel import clock


@pytest.fixture
def in_june_2026() -> Iterator[None]:
    """Stop the clock on 1 June 2026: acts on their way are compared with the days that were planned."""
    with clock.stopped(datetime(2026, 6, 1, 9, 30, tzinfo=UTC)):
        yield
