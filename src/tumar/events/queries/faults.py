"""Whether what is derived about attendance still follows from what it is derived from."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from tumar.events.models import Event, Involvement, Mark
from tumar.events.rules import attending

BATCH = 2000
USUAL = attending.AttendanceRule()


def attendance_faults() -> Iterator[str]:
    """Yield one sentence per person whose attendance differs from what marks and the event's rule say."""
    usual = Q(event__attendance_requirement=Event.Requirement.ONE_SESSION, event__counts_partly=True)
    marks = Mark.objects.filter(involvement=OuterRef("pk"))
    rows = (
        Involvement.objects.filter(usual & Exists(marks))
        .annotate(was_there=Exists(marks.filter(state__in=USUAL.counted)))
        .filter(Q(attended=None) | ~Q(attended=F("was_there")))
        .order_by("pk")
        .values_list("event__code", "person__code", "was_there")
    )
    for event, person, was_there in rows.iterator(chunk_size=BATCH):
        yield _fault(event, person, was_there=was_there)
    own = Q(attendance_requirement=Event.Requirement.ONE_SESSION, counts_partly=True)
    for one in Event.objects.exclude(own).order_by("pk").iterator(chunk_size=BATCH):
        yield from _faults_of(one)


def _faults_of(event: Event) -> Iterator[str]:
    sessions = dict(event.sessions.values_list("pk", "day"))
    marks: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Mark.objects.filter(session__event=event)
    for involvement, session, state in rows.values_list("involvement_id", "session_id", "state"):
        marks[involvement][session] = state
    for one in Involvement.objects.filter(event=event).select_related("person").order_by("pk"):
        expected = attending.attends(event.attendance_rule, marks[one.pk], sessions)
        if expected is not None and expected != one.attended:
            yield _fault(event.code, one.person.code, was_there=expected)


def _fault(event: str, person: str, *, was_there: bool) -> str:
    said = "attended" if was_there else "was absent"
    return f"Event {event}: the marks of {person} say that the person {said}, the record says otherwise."
