"""Places: given to whoever registered, or one in the line, inside an act that locked the event."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, prefetch_related_objects
from django.utils.translation import gettext as _

from tumar.events import letters_words as kinds
from tumar.events.actions.letters import write_many
from tumar.events.models import Event, Registering, Registration
from tumar.events.queries import registrations as reads
from tumar.events.rules import registration as rules
from tumar.kernel import journal
from tumar.kernel.many import update_many
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid, Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

State = Registration.State
# Whoever registers is nobody with rights here; the journal does not tell the name.
REGISTRANT = Scope(None, "registrant")
MOVED = ("state", "reason", "line", "version")


class NotOpen(Refusal):
    """Nobody can register for this event now, or by this link."""


@dataclass(frozen=True)
class Move:
    """One registration, the state that it is to have, and the kind of letter that says so."""

    registration: Registration
    state: str
    letter: str


def locked(event: Event) -> tuple[Event, Registering]:
    """Lock an event, so that two acts never count the same free place, and return it with its terms."""
    found = Event.objects.select_for_update().get(pk=event.pk)
    registering = Registering.objects.filter(event=found).first()
    if registering is None:
        raise NotOpen(_("Registration for this event is not open."))
    return found, registering


def holders(event: Event) -> list[rules.Seeker]:
    """Return who has a place, as places are counted."""
    rows = Registration.objects.filter(event_id=event.pk, state=State.CONFIRMED)
    return [rules.Seeker(country, group) for country, group in rows.values_list("country_id", "group")]


def move(
    registration: Registration,
    registering: Registering,
    state: str,
    *,
    by: Scope,
    letter: str,
    reason: str = "",
) -> Registration:
    """Bring a registration into another state, tell it to the journal and to the person."""
    # What the caller changed besides is kept with it.
    registration.save()
    _move_many([Move(registration, state, letter)], registering, by=by, reason=reason)
    return registration


def _move_many(moves: Sequence[Move], registering: Registering, *, by: Scope, reason: str = "") -> None:
    """Bring registrations of one event into other states; who comes to wait stands at the end of the line."""
    if not moves:
        return
    end = _end_of_line(moves[0].registration)
    leaves_line = any(step.registration.state == State.WAITING for step in moves)
    acts = []
    for step in moves:
        one, before = step.registration, step.registration.state
        _refuse_unless_allowed(one, step.state)
        one.state, one.reason, one.line = step.state, reason, None
        if step.state == State.WAITING:
            end += 1
            one.line = end
        one.version += 1
        changes = {"state": [before, step.state]}
        acts.append(journal.Act("events.registration.moved", one.label, changes, reason))
    update_many(Registration, [step.registration for step in moves], MOVED)
    if leaves_line:
        _close_ranks(moves[0].registration.event_id)
    journal.write_many(acts, by=by)
    write_many([(step.letter, step.registration) for step in moves], registering, reason=reason)


def _refuse_unless_allowed(registration: Registration, state: str) -> None:
    if not rules.can_move(registration.state, state):
        said = _("This registration is “%(now)s”; it cannot become “%(wanted)s”.")
        facts = {"now": registration.get_state_display(), "wanted": State(state).label}
        raise Invalid([Fault("", said % facts)])


def _close_ranks(event: int) -> None:
    """Let who waits stand at places 1, 2, 3 again, after somebody left the line."""
    rows = Registration.objects.filter(event_id=event, state=State.WAITING).order_by("line", "pk")
    behind = [(place, one) for place, one in enumerate(rows, start=1) if one.line != place]
    for place, one in behind:
        one.line = place
    update_many(Registration, [one for _place, one in behind], ["line"])


def _end_of_line(registration: Registration) -> int:
    rows = Registration.objects.filter(event_id=registration.event_id, state=State.WAITING)
    return int(rows.aggregate(last=Max("line"))["last"] or 0)


def give_place(
    registration: Registration, registering: Registering, *, by: Scope, reason: str = ""
) -> Registration:
    """Give a place, or one in the line where there is none."""
    taken = rules.Taken(registering.limits, holders(registration.event))
    step = _place_or_line(registration, taken)
    return move(registration, registering, step.state, by=by, letter=step.letter, reason=reason)


def _place_or_line(registration: Registration, taken: rules.Taken) -> Move:
    if taken.has_room_for(registration.seeker):
        return Move(registration, State.CONFIRMED, kinds.CONFIRMED)
    return Move(registration, State.WAITING, kinds.WAITING)


def _with_event(rows: Sequence[Registration], event: Event) -> Sequence[Registration]:
    """Let all registrations hold one and the same event, with what letters tell of it read once."""
    prefetch_related_objects([event], "country", "programme", "sessions")
    for one in rows:
        one.event = event
    return rows


def promote(event: Event, registering: Registering, *, by: Scope) -> int:
    """Give free places to those who wait for them; inside a transaction that locked the event.

    Of an event that is off or over nobody gets a place any more.
    """
    if not reads.is_ahead(event):
        return 0
    line = _with_event(list(reads.line(event)), event)
    found = rules.promoted(registering.limits, holders(event), [one.seeker for one in line])
    moves = [Move(line[position], State.CONFIRMED, kinds.PROMOTED) for position in found]
    _move_many(moves, registering, by=by)
    return len(moves)


@retrying
def accept_all(event: Event, *, seen: int, by: Scope) -> tuple[int, int]:
    """Accept everybody who is to be decided, in the order in which they came; returns how many have a place
    now and how many wait for one.

    `seen` is the newest registration that was on the page: who registered after it was opened is not accepted
    unseen.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        event, registering = locked(event)
        if not reads.is_ahead(event):
            raise Invalid([Fault("", _("This event is off or over: no place can be given."))])
        rows = event.registrations.filter(state=State.PENDING, pk__lte=seen).order_by("received_at", "pk")
        taken, moves = rules.Taken(registering.limits, holders(event)), []
        for one in _with_event(list(rows), event):
            moves.append(_place_or_line(one, taken))
            if moves[-1].state == State.CONFIRMED:
                taken.add(one.seeker)
        _move_many(moves, registering, by=by)
    confirmed = sum(step.state == State.CONFIRMED for step in moves)
    return confirmed, len(moves) - confirmed
