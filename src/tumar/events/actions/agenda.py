"""The agenda: when and where each session is, and who speaks or trains in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.models import Event, Involvement, Session, Speaking
from tumar.events.queries.planning import seen
from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

SPEAKS = frozenset({Involvement.Role.TRAINER, Involvement.Role.SPEAKER, Involvement.Role.ORGANISER})


@retrying
def amend_session(
    session: Session,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Scope,
    speakers: Iterable[Involvement] | None = None,
    reason: str = "",
) -> Session:
    """Change a session's day, times, title and room, and who speaks in it; None leaves the speakers.

    `version` is what was `seen` of it: whoever would write over another's words is told.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, session.event.country_id)
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=session.event_id)
        current = event.sessions.select_related("room").get(pk=session.pk)
        if (now := seen(current)) != version:
            raise Stale(event.label, version, now)
        before = _facts(current)
        for name, value in changes.items():
            setattr(current, name, value)
        _check(current, event)
        current.save()
        if speakers is not None:
            _set_speakers(current, list(speakers))
        after = _facts(current)
        differences = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        if differences:
            facts = {"session": current.number, **differences}
            journal.write("events.session.amended", by=by, about=event.label, reason=reason, **facts)
    return current


@retrying
def remove_session(session: Session, *, by: Scope, reason: str = "") -> Event:
    """Take a session off the agenda; refused once attendance was recorded in it."""
    event = session.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        if session.marks.exists():
            raise Invalid([Fault("", _("Attendance is on record for this session, so it stays."))])
        facts = {"session": session.number, **_facts(session)}
        session.delete()
        journal.write("events.session.removed", by=by, about=event.label, reason=reason, **facts)
    return event


def _facts(session: Session) -> dict[str, Any]:
    room = str(session.room) if session.room else None
    facts = {name: told(getattr(session, name)) for name in ("day", "title")}
    times = {name: _clock(getattr(session, name)) for name in ("begins_at", "ends_at")}
    codes = session.speakings.values_list("involvement__person__code", flat=True)
    return {**facts, **times, "room": room, "speakers": sorted(codes)}


def _clock(time: Any) -> str | None:
    return time.strftime("%H:%M") if time else None


def _check(session: Session, event: Event) -> None:
    faults = []
    if not event.starts <= session.day <= event.ends:
        faults.append(Fault("day", _("The event was not held on this day.")))
    if session.ends_at and not session.begins_at:
        faults.append(Fault("begins_at", _("Say when the session begins as well.")))
    if session.room and session.room.event_id != event.pk:
        faults.append(Fault("room", _("This room belongs to another event.")))
    if clash := _clash(session):
        said = _("The room is taken at that time by session %(number)d.")
        faults.append(Fault("room", said % {"number": clash.number}))
    if faults:
        raise Invalid(faults)
    checked_row(session)


def _clash(session: Session) -> Session | None:
    """Return another session that is in the same room at the same time, where both say when they end."""
    if not (session.room and session.begins_at and session.ends_at):
        return None
    others = Session.objects.filter(room=session.room, day=session.day).exclude(pk=session.pk)
    return others.filter(begins_at__lt=session.ends_at, ends_at__gt=session.begins_at).first()


def _set_speakers(session: Session, speakers: list[Involvement]) -> None:
    if any(one.event_id != session.event_id or one.role not in SPEAKS for one in speakers):
        raise Invalid([Fault("speakers", _("Speakers are trainers, speakers and organisers of this event."))])
    wanted = {one.pk for one in speakers}
    session.speakings.exclude(involvement__in=wanted).delete()
    known = set(session.speakings.values_list("involvement", flat=True))
    Speaking.objects.bulk_create(
        Speaking(session=session, involvement_id=pk) for pk in sorted(wanted - known)
    )
