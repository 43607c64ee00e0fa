"""Background work that people can watch: started once per key, told how far it is, ended with a result.

Progress lies in a small file beside the database: a job that writes in one transaction cannot tell it there.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django_tasks.base import Task

from tumar.kernel import clock
from tumar.kernel.models import Job
from tumar.kernel.refusals import Denied, Refusal
from tumar.kernel.scope import Scope

SILENT_AFTER = timedelta(minutes=15)
TOLD_EVERY = 0.5  # seconds

Tell = Callable[[str, int, int], None]
Work = Callable[[Job, Tell], Mapping[str, Any]]


class KeyIsTaken(Refusal):
    """The key was used for other work, or by somebody else."""


@dataclass(frozen=True)
class Progress:
    """How far a job is: what it is at, how much of that is done; `total` is 0 where nobody knows."""

    what: str
    done: int
    total: int
    at: datetime

    @property
    def is_silent(self) -> bool:
        """Tell whether nothing was heard for so long that the work must have been broken off."""
        return clock.now() - self.at > SILENT_AFTER


def _place(job: Job) -> Path:
    return Path(settings.TUMAR_DATA) / "jobs" / str(job.key)


def start(kind: str, *, key: UUID, by: Scope, run: Task[..., None], asked: Mapping[str, Any]) -> Job:
    """Start a job once: the same key again gives the job that runs already, and starts nothing."""
    asked = {**asked, "language": get_language() or settings.LANGUAGE_CODE}
    facts = {"kind": kind, "by_id": by.account_id, "created_at": clock.now(), "result": {"asked": asked}}
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(key=key, defaults=facts)
        if is_new:
            run.enqueue(str(key))
    if job.kind != kind or job.by_id != by.account_id:
        raise KeyIsTaken(_("This was sent already. Open the page anew and try again."))
    return job


def visible_to(scope: Scope) -> QuerySet[Job]:
    """Return the jobs that this person started."""
    if scope.account_id is None:
        return Job.objects.none()
    return Job.objects.filter(by_id=scope.account_id)


def carry_out(key: str, work: Work) -> None:
    """Do a job's work unless somebody has it already, in the language in which it was asked for."""
    if not Job.objects.filter(key=key, state=Job.State.WAITING).update(state=Job.State.RUNNING):
        return
    job = Job.objects.select_related("by").get(key=key)
    with override(job.result["asked"].get("language", settings.LANGUAGE_CODE)):
        try:
            result = work(job, _teller(job))
        except Denied:
            _end(job, Job.State.FAILED, message=_("Your rights do not reach that far any more."))
        except Refusal as refusal:
            _end(job, Job.State.FAILED, message=str(refusal))
        except Exception:
            _end(
                job,
                Job.State.FAILED,
                message=_("The work was broken off by a fault of ours. Nothing was kept."),
            )
            raise
        else:
            _end(job, Job.State.DONE, result=result)


def _teller(job: Job) -> Tell:
    last = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last < TOLD_EVERY:
            return
        last = now
        place = _place(job)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_suffix(".part")
        aside.write_text(json.dumps({"what": what, "done": done, "total": total}))
        aside.replace(place)

    return tell


def _end(job: Job, state: Job.State, *, message: str = "", result: Mapping[str, Any] | None = None) -> None:
    job.state, job.message, job.finished_at = state, message, clock.now()
    job.result = {**job.result, **(result or {})}
    job.save(update_fields=["state", "message", "finished_at", "result"])
    _place(job).unlink(missing_ok=True)


def progress_of(job: Job) -> Progress:
    """Return how far a job is."""
    try:
        told = json.loads(_place(job).read_text())
        at = datetime.fromtimestamp(_place(job).stat().st_mtime, UTC)
        return Progress(told["what"], told["done"], told["total"], at)
    except (OSError, ValueError, KeyError):
        return Progress("", job.done, job.total, job.created_at)
