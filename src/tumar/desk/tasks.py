"""Background work of the desk: a workbook checked, a workbook imported; each started once per key."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django_tasks import task

from tumar.desk import imports
from tumar.kernel import files, jobs
from tumar.kernel.models import Job
from tumar.kernel.scope import NOBODY, Scope
from tumar.people import queries as people

CHECK, IMPORT = "desk.book.check", "desk.book.import"

Received = tuple[str, bytes]


def start_check(book: Received, evidence: Iterable[Received], *, key: UUID, by: Scope) -> Job:
    """Keep a workbook and its evidence files as received, and have the workbook checked."""
    name, content = book
    kept = files.keep(content, name=name)
    asked = {
        "book": kept.sha256,
        "name": name,
        "files": {each: files.keep(received, name=each).sha256 for each, received in evidence},
    }
    return jobs.start(CHECK, key=key, by=by, run=check_book, asked=asked)


def key_of_import(check: Job) -> UUID:
    """Return the key of the import that follows a check; there is only one, however often it is asked for."""
    return uuid5(check.key, IMPORT)


def start_import(check: Job, *, good_rows: bool, by: Scope) -> Job:
    """Have a checked workbook imported, all of it or its good rows."""
    asked = {**check.result["asked"], "good_rows": good_rows, "check": str(check.key)}
    return jobs.start(IMPORT, key=key_of_import(check), by=by, run=import_book, asked=asked)


def _scope(job: Job) -> Scope:
    """Return what the person may do now, which may be less than when the work was asked for."""
    return people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY


def _read(job: Job, by: Scope, tell: jobs.Tell) -> imports.Plan:
    asked = job.result["asked"]
    return imports.read_book(
        files.path_of(asked["book"]).read_bytes(),
        by=by,
        name=asked["name"],
        evidence=imports.Kept(asked["files"]),
        progress=tell,
    )


def _check(job: Job, tell: jobs.Tell) -> Mapping[str, Any]:
    plan = _read(job, _scope(job), tell)
    return {"plan": plan.as_json()}


def _import(job: Job, tell: jobs.Tell) -> Mapping[str, Any]:
    by = _scope(job)
    plan = _read(job, by, tell)
    outcome = imports.apply(plan, by=by, good_rows=job.result["asked"]["good_rows"], progress=tell)
    told: dict[str, Any] = {"written": outcome.written, "attached": outcome.attached}
    if outcome.kept is not None:
        told |= {"kept": str(outcome.kept.key), "is_kept_in_part": outcome.is_kept_in_part}
    return {"plan": plan.as_json(), "outcome": told}


@task()
def check_book(key: str) -> None:
    """Check a workbook that came through the desk."""
    jobs.carry_out(key, _check)


@task()
def import_book(key: str) -> None:
    """Import a workbook that came through the desk."""
    jobs.carry_out(key, _import)
