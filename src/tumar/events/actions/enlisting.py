"""From a registration to a person on an event's list: found on file, or added; never by guess."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions.persons import involve_person
from tumar.events.models import Event, Involvement, Registration
from tumar.events.queries import registrations as reads
from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.consent import record_consent
from tumar.people.actions.persons import create_person
from tumar.people.models import Consent, Person

State = Registration.State


@dataclass(frozen=True)
class Enlisted:
    """How many of those with a place were found on file, were added, are left for somebody to decide."""

    found: int
    added: int
    left: int


def _require(event: Event, person_country: str, by: Scope) -> None:
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    by.require(Permission.PEOPLE_PERSON_EDIT, person_country)
    by.require(Permission.PEOPLE_CONSENT_EDIT, person_country)


def _confirmed(registration: Registration) -> Registration:
    one = Registration.objects.select_for_update().get(pk=registration.pk)
    if one.state != State.CONFIRMED:
        raise Invalid([Fault("", _("Only who has a place is put on the list of participants."))])
    if one.person_id is not None:
        raise Invalid([Fault("", _("This registration belongs to a person on file already."))])
    return one


@retrying
def link_person(registration: Registration, person: Person, *, by: Scope) -> Registration:
    """Say that a registration comes from a person on file, who is put on the event's list."""
    _require(registration.event, person.country_id, by)
    with transaction.atomic():
        one = _confirmed(registration)
        event = Event.objects.select_for_update().get(pk=one.event_id)
        if event.registrations.filter(person=person, state=State.CONFIRMED).exists():
            raise Invalid([Fault("person", _("This person has another registration for this event."))])
        is_listed = event.involvements.filter(person=person, role=Involvement.Role.PARTICIPANT).exists()
        if not is_listed:
            involve_person(event, person=person, role=Involvement.Role.PARTICIPANT, by=by)
        one.person = person
        one.consent = _record_consent(one, person, by=by)
        one.version += 1
        one.save(update_fields=["person", "consent", "version"])
        journal.write("events.registration.linked", by=by, about=one.label, person=person.code)
    return one


def _record_consent(registration: Registration, person: Person, *, by: Scope) -> Consent | None:
    if registration.consent_text is None or registration.consented_at is None:
        return None
    return record_consent(
        person,
        text=registration.consent_text,
        answer=Consent.Answer.GIVEN,
        on=registration.consented_at.date(),
        how=Consent.How.FORM,
        by=by,
    )


@retrying
def add_as_person(registration: Registration, *, by: Scope) -> Registration:
    """Add whoever registered to the persons on file, and put the new person on the event's list."""
    _require(registration.event, registration.country_id, by)
    with transaction.atomic():
        one = _confirmed(registration)
        person = create_person(one.person_facts, by=by)
        return link_person(one, person, by=by)


def enlist(event: Event, *, by: Scope) -> Enlisted:
    """Put on the list whoever has a place and is certainly somebody on file, or certainly nobody.

    Each in a transaction of its own. Who may be somebody on file is left for the coordinator.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    tally: Mapping[str, list[str]] = {"found": [], "added": [], "left": []}
    waiting = event.registrations.filter(state=State.CONFIRMED, person=None).order_by("received_at", "pk")
    rows = list(waiting.select_related("event__country", "country", "consent_text"))
    while rows:
        found, repeated = reads.candidates_of(rows, by), reads.named_before(rows)
        # Whoever may be somebody who is added only now is looked for once more after that.
        later = [one for place, one in enumerate(rows) if place in repeated and not found[place].possible]
        waits = {one.pk for one in later}
        for one, candidates in zip(rows, found, strict=True):
            if one.pk not in waits:
                tally[_enlist(one, candidates, by)].append(one.code)
        rows = later
    return Enlisted(*(len(codes) for codes in tally.values()))


def _enlist(registration: Registration, found: reads.Candidates, by: Scope) -> str:
    if not by.allows(Permission.PEOPLE_PERSON_EDIT, registration.country_id):
        return "left"
    try:
        if found.certain:
            link_person(registration, found.certain, by=by)
            return "found"
        if not found.possible:
            add_as_person(registration, by=by)
            return "added"
    except Invalid:
        return "left"
    return "left"
