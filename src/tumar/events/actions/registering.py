"""The terms on which people register: laid down, changed, with questions and invitation links."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events import letters
from tumar.events.actions.places import promote
from tumar.events.models import Event, Invitation, Question, Registering
from tumar.events.queries import registrations as reads
from tumar.kernel import journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Person


@retrying
def set_terms(event: Event, facts: Mapping[str, Any], *, by: Scope) -> Registering:
    """Lay down or change on which terms people register; places that were added go to those who wait."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        terms = Registering.objects.filter(event=locked).first() or Registering(event=locked)
        before = {name: told(getattr(terms, name)) for name in facts} if terms.pk else dict.fromkeys(facts)
        for name, value in facts.items():
            setattr(terms, name, value)
        _check(terms)
        if not terms.told:
            terms.told = letters.told_of(locked)
        terms.save()
        changes: dict[str, Any] = {name: [before[name], told(getattr(terms, name))] for name in facts}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if changes:
            journal.write("events.registration.terms", by=by, about=locked.label, **changes)
        promote(locked, terms, by=by)
    return terms


def _check(terms: Registering) -> None:
    checked_row(terms)
    faults = []
    is_open = terms.door != Registering.Door.CLOSED
    if is_open and reads.consent_asked() is None:
        said = _("First add a text of consent for the record of training: people agree to it here.")
        faults.append(Fault("door", said))
    if terms.last_day and terms.last_day > terms.event.ends:
        faults.append(Fault("last_day", _("This day lies after the event.")))
    if set(terms.places_by_group) - set(Person.Group.values):
        faults.append(Fault("places_by_group", _("This occupation group is not known.")))
    if faults:
        raise Invalid(faults)


@retrying
def add_question(event: Event, facts: Mapping[str, Any], *, by: Scope) -> Question:
    """Ask something more of whoever registers from now on."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        number = next_number(locked.registration_questions)
        question = Question(event=locked, number=number, **facts)
        needs_choices = question.kind in (Question.Kind.ONE, Question.Kind.SOME)
        if needs_choices and len(question.choices) < 2:
            raise Invalid([Fault("choices", _("Give two choices or more, one a line."))])
        checked_row(question)
        question.save(force_insert=True)
        journal.write(
            "events.question.added", by=by, about=locked.label, kind=question.kind, text=question.text
        )
    return question


@retrying
def retire_question(question: Question, *, by: Scope) -> Event:
    """Ask a question no more; answers that were given stay."""
    event = question.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        if Question.objects.filter(pk=question.pk, is_retired=False).update(is_retired=True):
            journal.write("events.question.retired", by=by, about=event.label, text=question.text)
    return event


@retrying
def invite(event: Event, facts: Mapping[str, Any], *, by: Scope) -> Invitation:
    """Make an invitation link; one of an organisation lets it nominate persons within its places."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        invitation = Invitation(event=event, token=secrets.token_urlsafe(32), **facts)
        if invitation.organisation is not None and invitation.places is None:
            raise Invalid([Fault("places", _("Say how many persons the organisation may nominate."))])
        checked_row(invitation)
        invitation.save(force_insert=True)
        journal.write(
            "events.invitation.added",
            by=by,
            about=event.label,
            organisation=told(invitation.organisation),
            places=invitation.places,
        )
    return invitation


@retrying
def close_invitation(invitation: Invitation, *, by: Scope) -> Event:
    """Let a link lead nowhere any more; registrations made by it stay."""
    event = invitation.event
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, is_closed=False).update(is_closed=True):
            journal.write("events.invitation.closed", by=by, about=event.label)
    return event
