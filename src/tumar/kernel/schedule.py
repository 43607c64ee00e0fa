"""Work that is done once a day, by whichever worker is up: claimed, carried out, recorded, never twice."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.models import ScheduledRun

# A run that was begun and not ended for so long was broken off with its process; another worker takes it.
BROKEN_OFF_AFTER = timedelta(hours=2)
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Daily:
    """One piece of work of every day, due from an hour (UTC) on."""

    name: str
    hour: int
    work: Callable[[], Mapping[str, Any]]


def due_day(now: datetime, hour: int) -> date:
    """Return the day whose run is due: today from the hour on, before it yesterday."""
    return (now - timedelta(hours=hour)).date()


def _claim(name: str, day: date) -> ScheduledRun | None:
    """Return the run if it is this worker's to do: nobody did it, and nobody is at it."""
    now = clock.now()
    with transaction.atomic():
        run, is_new = ScheduledRun.objects.get_or_create(name=name, day=day, defaults={"started_at": now})
        if is_new:
            return run
        if run.finished_at is not None or now - run.started_at < BROKEN_OFF_AFTER:
            return None
        taken = ScheduledRun.objects.filter(pk=run.pk, started_at=run.started_at, finished_at=None)
        return run if taken.update(started_at=now) else None


def run_due(tasks: Iterable[Daily]) -> list[ScheduledRun]:
    """Carry out what is due and not done; return the runs that were made. A failed one waits for tomorrow."""
    made = []
    for task in tasks:
        run = _claim(task.name, due_day(clock.now(), task.hour))
        if run is None:
            continue
        try:
            run.result = journal.plain(dict(task.work()))
        except Exception as error:
            LOG.exception("%s failed", task.name)
            run.message = type(error).__name__
        run.finished_at = clock.now()
        run.save(update_fields=["result", "message", "finished_at"])
        made.append(run)
    return made


def last_run(name: str) -> ScheduledRun | None:
    """Return the latest run that ended."""
    return ScheduledRun.objects.filter(name=name, finished_at__isnull=False).order_by("-day").first()
