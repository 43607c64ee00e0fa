"""Background work on results: an edition frozen once per key."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django_tasks import task

from tumar.kernel import jobs
from tumar.kernel.models import Job
from tumar.kernel.refusals import Refusal
from tumar.kernel.scope import NOBODY, Scope
from tumar.people import queries as people
from tumar.programmes.models import Programme
from tumar.results.actions.editions import RecordsMoved, freeze_edition

FREEZE = "results.edition.freeze"


def start_freeze(programme: Programme, *, as_of: date, note: str, key: UUID, by: Scope) -> Job:
    """Have the programme's figures for the day frozen."""
    asked = {"programme": programme.code, "as_of": as_of.isoformat(), "note": note}
    return jobs.start(FREEZE, key=key, by=by, run=freeze, asked=asked)


def _freeze(job: Job, tell: jobs.Tell) -> Mapping[str, Any]:
    asked = job.result["asked"]
    by = people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY
    programme = Programme.objects.get(code=asked["programme"])
    as_of = date.fromisoformat(asked["as_of"])
    try:
        edition = freeze_edition(programme, as_of=as_of, note=asked["note"], by=by, progress=tell)
    except RecordsMoved as refusal:
        raise Refusal(
            _("Somebody changed a record while its figure was being frozen. Try again.")
        ) from refusal
    return {"edition": edition.code}


@task()
def freeze(key: str) -> None:
    """Freeze an edition that was asked for on the desk."""
    jobs.carry_out(key, _freeze)
