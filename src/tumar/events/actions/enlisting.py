"""From a registration to a person on an event's list: found on file, or added; never by guess."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.events.actions.persons import involve_participants, involve_person
from tumar.events.models import Event, Involvement, Registration
from tumar.events.queries import registrations as reads
from tumar.kernel import journal
from tumar.kernel.many import update_many
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.bulk import create_persons
from tumar.people.actions.consent import record_consent, record_given
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

    Who may be somebody on file is left for the coordinator.
    """
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    total = Enlisted(0, 0, 0)
    waiting = event.registrations.filter(state=State.CONFIRMED, person=None).order_by("received_at", "pk")
    rows = list(waiting.select_related("event__country", "country", "consent_text"))
    while rows:
        found, repeated = reads.candidates_of(rows, by), reads.named_before(rows)
        # Whoever may be somebody who is added only now is looked for once more after that.
        later = {one.pk for place, one in enumerate(rows) if place in repeated and not found[place].possible}
        now = [(one, whom) for one, whom in zip(rows, found, strict=True) if one.pk not in later]
        done = _enlist_many(event, now, by=by)
        total = Enlisted(total.found + done.found, total.added + done.added, total.left + done.left)
        rows = [one for one in rows if one.pk in later]
    return total


@retrying
def _enlist_many(
    event: Event, weighed: Sequence[tuple[Registration, reads.Candidates]], *, by: Scope
) -> Enlisted:
    """Link and add many at once; whom the rights or the rules of the table do not let through is left."""
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        confirmed = locked.registrations.filter(state=State.CONFIRMED)
        still = dict(confirmed.filter(person=None).values_list("pk", "version"))
        taken = set(confirmed.exclude(person=None).values_list("person_id", flat=True))
        known: dict[int, tuple[Registration, Person]] = {}
        new: list[Registration] = []
        for one, whom in weighed:
            if still.get(one.pk) != one.version or not _may_enlist(one, whom, by):
                continue
            if not whom.possible:
                new.append(one)
            elif whom.certain and whom.certain.pk not in taken:
                known.setdefault(whom.certain.pk, (one, whom.certain))
        made = zip(new, create_persons([one.person_facts for one in new], by=by), strict=True)
        added = [(one, person) for one, person in made if person is not None]
        found = list(known.values())
        _link_many(locked, [*found, *added], by=by)
    return Enlisted(len(found), len(added), len(weighed) - len(found) - len(added))


def _may_enlist(registration: Registration, whom: reads.Candidates, by: Scope) -> bool:
    countries = {registration.country_id, *({whom.certain.country_id} if whom.certain else ())}
    needed = (Permission.PEOPLE_PERSON_EDIT, Permission.PEOPLE_CONSENT_EDIT, Permission.PEOPLE_PERSON_VIEW)
    return all(by.allows(permission, country) for permission in needed for country in countries)


def _link_many(event: Event, pairs: Sequence[tuple[Registration, Person]], *, by: Scope) -> None:
    if not pairs:
        return
    involve_participants(event, [person for _one, person in pairs], by=by)
    agreed = [
        (one, person, one.consent_text, one.consented_at.date())
        for one, person in pairs
        if one.consent_text is not None and one.consented_at is not None
    ]
    consents = record_given([(person, text, on) for _one, person, text, on in agreed], by=by)
    given = {one.pk: consent for (one, *_rest), consent in zip(agreed, consents, strict=True)}
    for one, person in pairs:
        one.person, one.consent = person, given.get(one.pk)
        one.version += 1
    update_many(Registration, [one for one, _person in pairs], ["person", "consent", "version"])
    acts = (
        journal.Act("events.registration.linked", one.label, {"person": person.code}) for one, person in pairs
    )
    journal.write_many(acts, by=by)
