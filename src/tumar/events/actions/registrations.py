"""Registrations: received, confirmed by their owner, decided at the desk, withdrawn.

Each act that gives or takes a place locks the event first, so two of them never count the same free place,
and nobody has one beyond the places that there are.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events import letters_words as kinds
from tumar.events.actions.letters import write
from tumar.events.actions.persons import withdraw_person
from tumar.events.actions.places import REGISTRANT, NotOpen, give_place, locked, move, promote
from tumar.events.models import Event, Invitation, Involvement, Registration
from tumar.events.queries import registrations as reads
from tumar.events.rules import registration as rules
from tumar.kernel import clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope, of_the_machine
from tumar.people.actions.numbering import add_numbered, first_free

State = Registration.State
UNCONFIRMED_KEPT = timedelta(days=7)
PAST_KEPT = timedelta(days=365)
TOLD = (
    *("family", "given", "patronymic", "family_latin", "given_latin"),
    *("employer", "position", "email", "telephone", "reason"),
)
Received = Mapping[str, tuple[str, bytes]]


def _add(event: Event, registration: Registration) -> None:
    def propose() -> str:
        return first_free(Registration, f"{event.code[:30]}-R", after=event.registrations.count(), digits=4)

    def add(numbered: Registration) -> Registration:
        checked_row(numbered)
        numbered.save(force_insert=True)
        return numbered

    add_numbered(registration, propose, add)


@retrying
def register(
    event: Event,
    facts: Mapping[str, Any],
    *,
    invitation: Invitation | None = None,
    consent_text: Any = None,
    received: Received | None = None,
) -> None:
    """Receive a registration from a stranger and write to its address; it counts once that is confirmed.

    Nothing tells whether the address is known: the letter does, and only its owner reads that. `received` are
    files by the key of their question, already checked. Without `consent_text` the person agrees later, as
    somebody whom an organisation nominated.
    """
    with transaction.atomic():
        event, registering = locked(event)
        invited = (
            Invitation.objects.select_related("organisation").get(pk=invitation.pk) if invitation else None
        )
        email = str(facts["email"]).strip().lower()
        if why := reads.why_closed(event, registering, invited):
            raise NotOpen(why)
        before = event.registrations.filter(email=email, state__in=sorted(rules.LIVE)).first()
        if before is not None and before.state != State.UNCONFIRMED:
            # Not told more often than daily, whoever types the address.
            write(kinds.ALREADY, before, registering, occasion=clock.today().isoformat())
            return
        if before is not None:
            _delete(before)
        registration = Registration(
            **{**facts, "email": email},
            event=event,
            invitation=invited,
            token=secrets.token_urlsafe(32),
            received_at=clock.now(),
            consent_text=consent_text,
            consented_at=clock.now() if consent_text else None,
        )
        _add(event, registration)
        _keep(registration, received or {})
        journal.write("events.registration.received", by=REGISTRANT, about=registration.label)
        write(kinds.CONFIRM, registration, registering)


def _keep(registration: Registration, received: Received) -> None:
    for key, (name, content) in received.items():
        file = files.keep(content, name=name)
        files.attach(file, about=registration.label, by=REGISTRANT)
        registration.answers[key] = file.sha256
    if received:
        registration.save(update_fields=["answers"])


def _delete(registration: Registration) -> None:
    """Forget a registration that nobody confirmed, with its files and letters."""
    reads.letters_about(registration).delete()
    _forget_files(registration, _("The registration was not confirmed."))
    registration.delete()


def _forget_files(registration: Registration, reason: str) -> None:
    for one in list(files.of(registration.label)):
        is_shared = files.of_file(one.file).exclude(pk=one.pk).exists()
        one.delete()
        if not is_shared:
            files.remove(one.file, by=REGISTRANT, reason=reason)


@retrying
def confirm_address(registration: Registration, *, consent_text: Any = None) -> Registration:
    """Let a registration count, since the owner of its address says so; a place is given where there is one.

    Twice changes nothing.
    """
    with transaction.atomic():
        event, registering = locked(registration.event)
        one = Registration.objects.get(pk=registration.pk)
        if one.state != State.UNCONFIRMED:
            return one
        if why := reads.why_closed(event, registering, one.invitation, is_known=True):
            raise NotOpen(why)
        if one.consented_at is None:
            if consent_text is None:
                raise Invalid([Fault("agrees", _("Without your consent we cannot register you."))])
            one.consent_text, one.consented_at = consent_text, clock.now()
        one.address_confirmed_at = clock.now()
        if registering.is_moderated:
            return move(one, registering, State.PENDING, by=REGISTRANT, letter=kinds.RECEIVED)
        return give_place(one, registering, by=REGISTRANT)


@retrying
def decide(
    registration: Registration, decision: str, *, by: Scope, version: int, reason: str = ""
) -> Registration:
    """Accept, refuse, or put on the waiting list; who is accepted beyond the places waits for one.

    Refusing needs a reason, which the person is told; so does taking a place away.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, registration.event.country_id)
    reason = reason.strip()
    with transaction.atomic():
        event, registering = locked(registration.event)
        one = Registration.objects.select_related("event__country").get(pk=registration.pk)
        if one.version != version:
            raise Invalid([Fault("", _("Somebody else decided meanwhile. Look at it again."))])
        if decision in (State.CONFIRMED, State.WAITING) and not reads.is_ahead(event):
            raise Invalid([Fault("", _("This event is off or over: no place can be given."))])
        had_place = one.state == State.CONFIRMED
        if (decision == State.REFUSED or had_place) and not reason:
            raise Invalid([Fault("reason", _("Say why: the person is told."))])
        acts: dict[str, Callable[[], Registration]] = {
            State.CONFIRMED: lambda: give_place(one, registering, by=by, reason=reason),
            State.WAITING: lambda: move(
                one, registering, State.WAITING, by=by, letter=kinds.WAITING, reason=reason
            ),
            State.REFUSED: lambda: move(
                one, registering, State.REFUSED, by=by, letter=kinds.REFUSED, reason=reason
            ),
        }
        if decision not in acts:
            raise Invalid([Fault("decision", _("Choose what becomes of the registration."))])
        decided = acts[decision]()
        if had_place:
            _take_off_the_list(decided, reason)
            if decision == State.REFUSED:
                promote(event, registering, by=by)
    return decided


def _take_off_the_list(registration: Registration, reason: str) -> None:
    """Take whoever gave up a place off the event's list, unless attendance is on record."""
    if registration.person_id is None:
        return
    rows = Involvement.objects.filter(
        event_id=registration.event_id, person_id=registration.person_id, role=Involvement.Role.PARTICIPANT
    )
    listed = rows.select_related("event").first()
    if listed and listed.attended is None and not listed.marks.exists():
        withdraw_person(listed, by=of_the_machine("registration"), reason=reason)


@retrying
def withdraw(registration: Registration, *, by: Scope = REGISTRANT, reason: str = "") -> Registration:
    """Take a registration back, as its owner may at any time; the place goes to the next in line.

    Twice changes nothing.
    """
    if by is not REGISTRANT:
        by.require(Permission.EVENTS_EVENT_EDIT, registration.event.country_id)
    with transaction.atomic():
        event, registering = locked(registration.event)
        one = Registration.objects.select_related("event__country").get(pk=registration.pk)
        if one.state == State.WITHDRAWN:
            return one
        had_place = one.state == State.CONFIRMED
        move(one, registering, State.WITHDRAWN, by=by, letter=kinds.WITHDRAWN, reason=reason)
        if had_place:
            _take_off_the_list(one, reason or _("Withdrew the registration."))
            promote(event, registering, by=by)
    return one


@retrying
def move_in_line(registration: Registration, *, place: int, reason: str, by: Scope) -> Registration:
    """Give somebody who waits another place in the line, counted from 1, for a reason that is kept."""
    by.require(Permission.EVENTS_EVENT_EDIT, registration.event.country_id)
    if not reason.strip():
        raise Invalid([Fault("reason", _("Say why the order is changed."))])
    with transaction.atomic():
        event, _registering = locked(registration.event)
        rows = {one.pk: one for one in event.registrations.filter(state=State.WAITING).order_by("line", "pk")}
        if registration.pk not in rows:
            raise Invalid([Fault("", _("This person is not on the waiting list any more."))])
        before: Sequence[int] = list(rows)
        after = rules.moved_in_line(before, registration.pk, place)
        for number, pk in enumerate(after, start=1):
            rows[pk].line = number
        Registration.objects.bulk_update(rows.values(), ["line"], batch_size=500)
        moved = [before.index(registration.pk) + 1, after.index(registration.pk) + 1]
        journal.write(
            "events.registration.reordered", by=by, about=registration.label, reason=reason, line=moved
        )
    return rows[registration.pk]


def forget_past() -> Mapping[str, int]:
    """Empty what people told of themselves a year after the event; for the daily work. The numbers stay.

    Who took part is a person on file by then, under the rules of retention of those.
    """
    old = Registration.objects.filter(event__ends__lt=clock.today() - PAST_KEPT).exclude(email="")
    count = 0
    for one in old.order_by("pk"):
        with transaction.atomic():
            _forget_files(one, _("A year has passed since the event."))
            reads.letters_about(one).delete()
            values: dict[str, Any] = {**dict.fromkeys(TOLD, ""), "birth_year": None, "answers": {}}
            count += Registration.objects.filter(pk=one.pk).update(**values)
    return {"registrations": count}


def forget_unconfirmed() -> Mapping[str, int]:
    """Delete registrations whose address nobody confirmed in a week; for the daily work."""
    old = Registration.objects.filter(state=State.UNCONFIRMED, received_at__lt=clock.now() - UNCONFIRMED_KEPT)
    count = 0
    for one in old.order_by("pk"):
        with transaction.atomic():
            _delete(one)
        count += 1
    return {"registrations": count}
