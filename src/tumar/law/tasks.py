"""Background work on law: a large file read once, suggestions measured."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django_tasks import task

from tumar.kernel import jobs
from tumar.kernel.models import Job
from tumar.kernel.scope import NOBODY, Scope
from tumar.law.actions.measuring import measure_suggestions
from tumar.law.actions.reading import read_version
from tumar.law.models import Version
from tumar.people import queries as people

READ = "law.version.read"
MEASURE = "law.suggestions.measure"


def start_reading(version: Version, *, key: UUID, by: Scope) -> Job:
    """Have a received file read."""
    return jobs.start(READ, key=key, by=by, run=read, asked={"version": version.pk})


def job_of(version: Version, scope: Scope) -> Job | None:
    """Return the latest job of this person that reads the version."""
    # A version's own jobs are few, and JSON cannot be searched the same way on both databases.
    rows = jobs.visible_to(scope).filter(kind=READ, created_at__gte=version.received_at)
    return next((job for job in rows[:50] if job.result["asked"].get("version") == version.pk), None)


def _read(job: Job, tell: jobs.Tell) -> Mapping[str, Any]:
    by = people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY
    version = Version.objects.select_related("expression__instrument", "file").get(
        pk=job.result["asked"]["version"]
    )
    return {"state": read_version(version, by=by, tell=tell).state}


@task()
def read(key: str) -> None:
    """Read a file that was received on the desk."""
    jobs.carry_out(key, _read)


def start_measuring(country: str, *, key: UUID, by: Scope) -> Job:
    """Have suggestions measured on what a country confirmed."""
    return jobs.start(MEASURE, key=key, by=by, run=measure, asked={"country": country})


def _measure(job: Job, _tell: jobs.Tell) -> Mapping[str, Any]:
    by = people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY
    row = measure_suggestions(job.result["asked"]["country"], by=by)
    return {"links": row.links, "first_five": row.first_five}


@task()
def measure(key: str) -> None:
    """Measure suggestions as it was asked on the desk."""
    jobs.carry_out(key, _measure)
