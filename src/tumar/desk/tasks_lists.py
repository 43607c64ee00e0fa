"""Background work on lists: read, previewed, imported, undone; each attempt started once."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django_tasks import task

from tumar.desk.lists_in import committing, sending, undoing
from tumar.desk.lists_in.committing import Tell
from tumar.kernel import jobs
from tumar.kernel.incoming import receiving
from tumar.kernel.models import Job, ListImport
from tumar.kernel.scope import NOBODY, Scope
from tumar.people import queries as people

READ, PREVIEW, COMMIT, UNDO = "desk.list.read", "desk.list.preview", "desk.list.commit", "desk.list.undo"
Step = Callable[[UUID, Scope, Mapping[str, Any], Tell], ListImport]


def start(kind: str, one: ListImport, *, by: Scope, attempt: int, **asked: Any) -> Job:
    """Start a step of a list once per attempt; the same attempt again gives the job that runs already."""
    number = receiving.count_attempt(one, attempt)
    key = uuid5(one.key, f"{kind} {number}")
    facts = {"list": str(one.key), "name": one.name, **asked}
    return jobs.start(kind, key=key, by=by, run=RUNS[kind], asked=facts)


def latest(one: ListImport) -> Job | None:
    """Return the job of the latest attempt at a step of the list."""
    keys = [uuid5(one.key, f"{kind} {one.attempts}") for kind in RUNS]
    return Job.objects.filter(key__in=keys).order_by("-created_at", "-pk").first()


def _scope(job: Job) -> Scope:
    return people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY


def _carried_out(step: Step) -> jobs.Work:
    def work(job: Job, tell: Tell) -> Mapping[str, Any]:
        asked = job.result["asked"]
        one = step(UUID(asked["list"]), _scope(job), asked, tell)
        return {"list": str(one.key), "state": one.state}

    return work


def _read(key: UUID, by: Scope, _asked: Mapping[str, Any], _tell: Tell) -> ListImport:
    return sending.recognise(key, by=by)


def _preview(key: UUID, by: Scope, _asked: Mapping[str, Any], tell: Tell) -> ListImport:
    return sending.preview(key, by=by, tell=tell)


def _commit(key: UUID, by: Scope, _asked: Mapping[str, Any], tell: Tell) -> ListImport:
    return committing.commit(key, by=by, tell=tell)


def _undo(key: UUID, by: Scope, asked: Mapping[str, Any], tell: Tell) -> ListImport:
    return undoing.undo(key, by=by, others=bool(asked.get("others")), tell=tell)


@task()
def read_list(key: str) -> None:
    """Find out which columns a list has."""
    jobs.carry_out(key, _carried_out(_read))


@task()
def preview_list(key: str) -> None:
    """Plan what is to become of a list's rows."""
    jobs.carry_out(key, _carried_out(_preview))


@task()
def commit_list(key: str) -> None:
    """Write a list that was previewed."""
    jobs.carry_out(key, _carried_out(_commit))


@task()
def undo_list(key: str) -> None:
    """Undo the import of a list."""
    jobs.carry_out(key, _carried_out(_undo))


RUNS = {READ: read_list, PREVIEW: preview_list, COMMIT: commit_list, UNDO: undo_list}
