"""Working groups: set up and amended; their members, meetings, decisions and tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel import clock, files
from tumar.kernel.models import StoredFile
from tumar.kernel.parts import Parts
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of, told
from tumar.kernel.refusals import Denied, Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network import rules
from tumar.network.actions import numbered
from tumar.network.models import Decision, Group, Meeting, Member, Task
from tumar.network.queries import groups as queries

EDIT = Permission.NETWORK_GROUP_EDIT
Part = Member | Meeting | Decision | Task


def _words(group: Group) -> Iterable[str]:
    return [*group.name.values(), group.code, group.purpose[:300], group.basis]


@retrying
def create_group(facts: Mapping[str, Any], *, by: Scope) -> Group:
    """Set up a working group; without a code the next one of its country is given."""
    group = Group(**facts)
    by.require(EDIT, group.country_id)
    return numbered.add(group, _words, prefix="WG", by=by, verb="network.group.added")


@retrying
def amend_group(
    group: Group, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Group:
    """Change a group that nobody changed since `version`."""
    country = changes.get("country", group.country)
    by.require(EDIT, group.country_id, country.pk if country else None)
    verb = "network.group.amended"
    return numbered.amend(group, changes, _words, version=version, by=by, verb=verb, reason=reason)


def require_edit(group: Group, by: Scope) -> None:
    """Refuse whoever neither may edit groups of the country nor leads this one."""
    if not queries.may_edit(group, by):
        raise Denied(EDIT, group.country_id)


def _told(value: Any) -> Any:
    if isinstance(value, Meeting):
        return str(value.event or value.day)
    if isinstance(value, Member | Decision):
        return f"{value.number}. {value}"
    return value.sha256 if isinstance(value, StoredFile) else told(value)


def _check(part: Part, _by: Scope) -> None:
    _date_when_done(part)
    faults = _faults(part)
    try:
        part.full_clean()
    except ValidationError as error:
        faults += faults_of(error)
    if faults:
        raise Invalid(faults)


def _faults(part: Part) -> list[Fault]:
    """Return what no single column shows: a part of another group, a seat held twice, a day to come."""
    faults = []
    for name in ("meeting", "decision", "owner"):
        other = getattr(part, name, None)
        if other is not None and other.group_id != part.group_id:
            faults.append(Fault(name, _("This belongs to another group.")))
    if isinstance(part, Member) and part.person_id:
        others = Member.objects.filter(group=part.group_id, person=part.person_id).exclude(pk=part.pk)
        if any(other.interval.meets(part.interval) for other in others):
            faults.append(Fault("person", _("This person sits in the group at that time already.")))
    if isinstance(part, Meeting) and part.event and part.event.kind != Event.Kind.MEETING:
        faults.append(Fault("event", _("This event is no meeting.")))
    if isinstance(part, Task) and part.done_on and part.done_on > clock.today():
        faults.append(Fault("done_on", _("This day is still to come.")))
    if isinstance(part, Decision) and part.day and part.day > clock.today():
        faults.append(Fault("day", _("This day is still to come.")))
    return faults


def _date_when_done(part: Part) -> None:
    """Keep the day of a done task in step with its state: today where nobody says otherwise."""
    if isinstance(part, Task):
        if part.state != rules.TaskState.DONE:
            part.done_on = None
        elif part.done_on is None:
            part.done_on = clock.today()


PARTS = Parts(
    "group", "network", require=require_edit, check=_check, told=_told, is_numbered=True, counts=True
)
add_part, amend_part, remove_part = PARTS.add, PARTS.amend, PARTS.remove


@retrying
def finish_task(task: Task, *, version: int, by: Scope, on: date | None = None) -> Task:
    """Record that a task is done; who has to do it may say so as well as who keeps the group's papers."""
    changes = {"state": rules.TaskState.DONE.value, "done_on": on or clock.today()}
    keeper = replace(PARTS, require=lambda _group, _by: None) if queries.owns(task, by) else PARTS
    return keeper.amend(task, changes, version=version, by=by, verb="finished")


@retrying
def keep_minutes(meeting: Meeting, *, content: bytes, name: str, version: int, by: Scope) -> Meeting:
    """Keep the minutes of a meeting; earlier ones stay among the group's files."""
    require_edit(meeting.group, by)
    with transaction.atomic():
        stored = files.keep(content, name=name)
        files.attach(stored, about=meeting.group.label, by=by)
        return amend_part(meeting, {"minutes": stored}, version=version, by=by, verb="minutes-kept")
