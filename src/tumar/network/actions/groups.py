"""Working groups: set up and amended; their members, meetings, decisions and tasks."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, ProtectedError
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel import clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of, told
from tumar.kernel.refusals import Denied, Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network import rules
from tumar.network.actions import numbered
from tumar.network.models import Decision, Group, Meeting, Member, Task
from tumar.network.queries import groups as queries

EDIT = Permission.NETWORK_GROUP_EDIT
Part = Member | Meeting | Decision | Task
P = TypeVar("P", Member, Meeting, Decision, Task)


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


def _facts(part: Part) -> dict[str, Any]:
    columns = [
        field.name for field in part._meta.concrete_fields if field.name not in {"id", "group", "number"}
    ]
    return {name: _told(part, name) for name in columns if getattr(part, name) not in (None, "")}


def _told(part: Part, name: str) -> Any:
    value = getattr(part, name)
    if isinstance(value, Meeting):
        return str(value.event or value.day)
    if isinstance(value, Member | Decision):
        return f"{value.number}. {value}"
    return value.sha256 if name == "minutes" else told(value)


def _check(part: Part) -> None:
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


def _write(part: Part, verb: str, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> None:
    """Tell the change in the group's journal and count the group's version: a part belongs to it."""
    Group.objects.filter(pk=part.group_id).update(version=F("version") + 1)
    noun = part._meta.model_name
    journal.write(f"network.{noun}.{verb}", by=by, about=part.group.label, reason=reason, **changes)


def next_number(rows: Any) -> int:
    """Return the number after the last one of a group's parts."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


@retrying
def add_part(kind: type[P], group: Group, facts: Mapping[str, Any], *, by: Scope) -> P:
    """Add a member, meeting, decision or task to a group."""
    require_edit(group, by)
    with transaction.atomic():
        locked = Group.objects.select_for_update().get(pk=group.pk)
        part = kind(group=locked, number=next_number(kind.objects.filter(group=locked)), **facts)
        _dates_of_done(part)
        _check(part)
        part.save(force_insert=True)
        _write(part, "added", _facts(part), by=by)
    return part


@retrying
def amend_part(part: P, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = "") -> P:
    """Change a part of a group that nobody changed since `version`; the journal tells what differs."""
    require_edit(part.group, by)
    return _amended(part, changes, version=version, by=by, reason=reason, verb="amended")


def _amended(part: P, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str, verb: str) -> P:
    with transaction.atomic():
        locked = Group.objects.select_for_update().get(pk=part.group_id)
        if locked.version != version:
            raise Stale(locked.label, version, locked.version)
        current = type(part)._base_manager.get(pk=part.pk)
        before = _facts(current)
        for name, value in changes.items():
            setattr(current, name, value)
        _dates_of_done(current)
        _check(current)
        after = _facts(current)
        differences = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if differences:
            current.save()
            _write(current, verb, {"part": str(current), **differences}, by=by, reason=reason)
    return current


def _dates_of_done(part: Part) -> None:
    """Keep the day of a done task in step with its state: today where nobody says otherwise."""
    if isinstance(part, Task):
        if part.state != rules.TaskState.DONE:
            part.done_on = None
        elif part.done_on is None:
            part.done_on = clock.today()


@retrying
def finish_task(task: Task, *, version: int, by: Scope, on: date | None = None) -> Task:
    """Record that a task is done; who has to do it may say so as well as who keeps the group's papers."""
    if not queries.owns(task, by):
        require_edit(task.group, by)
    changes = {"state": rules.TaskState.DONE.value, "done_on": on or clock.today()}
    return _amended(task, changes, version=version, by=by, reason="", verb="finished")


@retrying
def remove_part(part: Part, *, version: int, by: Scope, reason: str = "") -> Group:
    """Remove a part that was entered by mistake; the journal keeps what it was."""
    require_edit(part.group, by)
    with transaction.atomic():
        locked = Group.objects.select_for_update().get(pk=part.group_id)
        if locked.version != version:
            raise Stale(locked.label, version, locked.version)
        facts = _facts(part)
        try:
            _write(part, "removed", facts, by=by, reason=reason)
            part.delete()
        except ProtectedError as error:
            sentence = _("It cannot be removed: other records point to it.")
            raise Invalid([Fault("", sentence)]) from error
    return locked


@retrying
def keep_minutes(meeting: Meeting, *, content: bytes, name: str, version: int, by: Scope) -> Meeting:
    """Keep the minutes of a meeting; earlier ones stay among the group's files."""
    require_edit(meeting.group, by)
    with transaction.atomic():
        stored = files.keep(content, name=name)
        files.attach(stored, about=meeting.group.label, by=by)
        changes = {"minutes": stored}
        return _amended(meeting, changes, version=version, by=by, reason="", verb="minutes-kept")
