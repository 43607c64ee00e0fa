"""What waits because it could not be entered: somebody enters it, or puts it aside with a reason."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions import standing
from tumar.events.models import Event, Involvement, Mark, Session, Statement, Unplaced
from tumar.events.rules.statements import held_time
from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

OPEN = Unplaced.Outcome.OPEN


@retrying
def enter(
    unplaced: Unplaced, *, session: Session, involvement: Involvement, state: str, by: Scope
) -> Unplaced:
    """Enter what waited about this person in this session, as said by whoever said it, and when."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, unplaced.event.country_id)
    if session.event_id != unplaced.event_id or involvement.event_id != unplaced.event_id:
        raise Invalid([Fault("", _("Choose a session and a participant of this event."))])
    if state not in Mark.State.values:
        raise Invalid([Fault("state", _("Choose what is to be recorded."))])
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=unplaced.event_id)
        one = _still_open(unplaced)
        statement = Statement(
            key=one.key,
            device=one.device,
            by_id=one.by_id,
            by_label=one.by_label,
            said_at=one.said_at,
            received_at=one.received_at,
            # The clock of the device was off by an unknown time; the day of the session bounds it.
            held_at=held_time(one.said_at, one.received_at, one.received_at, session.day),
            session=session,
            involvement=involvement,
            state=state,
            means=one.said.get("means") or Statement.Means.FIELD.value,
            note=str(one.said.get("note") or "")[:300],
        )
        standing.keep_statements(event, [statement])
        Unplaced.objects.filter(pk=one.pk).update(outcome=Unplaced.Outcome.ENTERED)
        facts: dict[str, Any] = {"session": session.number, involvement.person.code: state}
        journal.write("events.statement.entered", by=by, about=event.label, **facts)
    return one


@retrying
def put_aside(unplaced: Unplaced, *, reason: str, by: Scope) -> Unplaced:
    """Decide that what waited is not entered, and say why."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, unplaced.event.country_id)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why it is put aside."))])
    with transaction.atomic():
        event = Event.objects.select_for_update().get(pk=unplaced.event_id)
        one = _still_open(unplaced)
        Unplaced.objects.filter(pk=one.pk).update(
            outcome=Unplaced.Outcome.PUT_ASIDE, reason=reason.strip()[:300]
        )
        facts: dict[str, Any] = {"said_by": one.by_label, "said_at": one.said_at, "why": one.why}
        journal.write("events.statement.put-aside", by=by, about=event.label, reason=reason, **facts)
    return one


def _still_open(unplaced: Unplaced) -> Unplaced:
    one = Unplaced.objects.select_for_update().get(pk=unplaced.pk)
    if one.outcome != OPEN:
        raise Invalid([Fault("", _("Somebody decided about this meanwhile."))])
    return one
