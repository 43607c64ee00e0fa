"""When somebody's digest is due."""

from datetime import datetime, timedelta

# Less than a whole day and a whole week: a nightly job does not run at the same second every night.
_PAUSES = {"daily": timedelta(hours=20), "weekly": timedelta(days=6, hours=20)}


def is_due(frequency: str, last: datetime | None, now: datetime) -> bool:
    """Tell whether a digest may be sent now; who chose never gets none."""
    pause = _PAUSES.get(frequency)
    return pause is not None and (last is None or now - last >= pause)
