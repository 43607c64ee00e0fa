"""Background work on events: signed sheets read, once per key."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django_tasks import task

from tumar.events.actions import sheets as actions
from tumar.events.models import Event
from tumar.events.queries import sheets
from tumar.kernel import files, jobs
from tumar.kernel.models import Job, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import NOBODY, Scope
from tumar.people import queries as people

READ = "events.sheet.read"


def start_reading(event: Event, received: Iterable[tuple[str, bytes]], *, key: UUID, by: Scope) -> Job:
    """Keep files of signed sheets as received, and have them read."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    kept = [[name, files.keep(content, name=name).sha256] for name, content in received]
    return jobs.start(READ, key=key, by=by, run=read_sheets, asked={"event": event.code, "files": kept})


def _scope(job: Job) -> Scope:
    """Return what the person may do now, which may be less than when the work was asked for."""
    return people.scope_of(job.by) if job.by is not None and job.by.is_active else NOBODY


def _read(job: Job, tell: jobs.Tell) -> Mapping[str, Any]:
    by, asked = _scope(job), job.result["asked"]
    event = Event.objects.get(code=asked["event"])
    scans: list[int] = []
    faults: list[str] = []
    seen: set[int] = set()
    for done, (name, sha256) in enumerate(asked["files"]):
        tell(name, done, len(asked["files"]))
        stored = StoredFile.objects.get(sha256=sha256)
        read = sheets.read_file(event, files.content_of(stored), name, seen)
        faults += read.faults
        scans += [scan.pk for scan in actions.keep_scans(event, stored, read.pages, by=by)]
    return {"scans": scans, "faults": faults}


@task()
def read_sheets(key: str) -> None:
    """Read signed sheets that came through the desk."""
    jobs.carry_out(key, _read)
