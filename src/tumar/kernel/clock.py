"""The only place that asks the machine for the time, so that a test can say what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment at which the clock was stopped."""
    return _stopped_at.get() or datetime.now(UTC)


def today() -> date:
    """Return today's date in UTC."""
    return now().date()


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the clock at one moment; for tests and for seeded programmes."""
    token = _stopped_at.set(at)
    try:
        yield
    finally:
        _stopped_at.reset(token)
