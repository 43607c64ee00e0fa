"""Reads about registration: what is open, who registered, how many places are taken."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from tumar.events import letters
from tumar.events.models import Event, Invitation, Question, Registering, Registration
from tumar.kernel import clock, mail
from tumar.kernel.languages import said
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.scope import Scope
from tumar.people.models import ConsentText, Person, Purpose
from tumar.people.queries import consent as consents
from tumar.people.queries import persons
from tumar.people.queries.matching import candidates_for
from tumar.people.rules.keys import name_keys
from tumar.people.rules.matching.linking import link
from tumar.people.rules.matching.scoring import Decision, decide
from tumar.people.rules.matching.subjects import Subject
from tumar.people.rules.naming import Name
from tumar.places import names

CANDIDATES_AT_MOST = 10
State = Registration.State


def settings_of(event: Event) -> Registering | None:
    """Return on which terms people can register, or None where that was never laid down."""
    return Registering.objects.filter(event=event).first()


def consent_asked() -> ConsentText | None:
    """Return the words to which people agree when they register: those of the record of training."""
    return next((one for one in consents.in_force() if one.purpose == Purpose.TRAINING_RECORD), None)


def questions(event: Event) -> list[Question]:
    """Return the event's own questions that are asked now, in order."""
    return list(event.registration_questions.filter(is_retired=False))


def why_closed(
    event: Event,
    registering: Registering | None,
    invitation: Invitation | None = None,
    *,
    is_known: bool = False,
) -> str:
    """Return one sentence that says why nobody can register now; empty where somebody can.

    `is_known` asks about a registration that was received while it was possible.
    """
    today, door = clock.today(), Registering.Door
    if event.state != Event.State.REGISTRATION or event.ends < today:
        return _("Registration for this event is not open.")
    if registering is None or registering.door == door.CLOSED:
        return _("Registration for this event is not open.")
    if registering.door == door.INVITED and invitation is None and not is_known:
        return _("People register for this event by the link in their invitation.")
    if invitation is not None and invitation.is_closed:
        return _("This invitation link is closed.")
    if is_known:
        return ""
    if _is_past(registering.last_day, today) or (invitation and _is_past(invitation.last_day, today)):
        return _("The last day to register has passed.")
    if invitation and invitation.places is not None and used(invitation) >= invitation.places:
        return _("All registrations that this invitation link allows have been made.")
    return ""


def is_ahead(event: Event) -> bool:
    """Tell whether the event will take place as far as anybody knows, so that places can be given."""
    is_on = event.state in (Event.State.PLANNED, Event.State.REGISTRATION, Event.State.RUNNING)
    return is_on and event.ends >= clock.today()


def _is_past(day: date | None, today: date) -> bool:
    # A day ends with UTC: never earlier than in any country east of Greenwich.
    return day is not None and day < today


def used(invitation: Invitation) -> int:
    """Return how many registrations made by a link count against its places."""
    return invitation.registrations.exclude(state__in=(State.REFUSED, State.WITHDRAWN)).count()


def public_event(code: str) -> tuple[Event, Registering] | None:
    """Return an event with a public page for registering, and its terms; None where it has none."""
    rows = Registering.objects.filter(event__code=code, door=Registering.Door.OPEN)
    found = rows.select_related("event__country").first()
    return (found.event, found) if found else None


def invited(token: str) -> Invitation | None:
    """Return the invitation whose link this is."""
    rows = Invitation.objects.filter(token=token, event__registering__isnull=False)
    return rows.select_related("event__country", "event__registering", "organisation").first()


def owned(token: str) -> Registration | None:
    """Return the registration whose owner holds this link."""
    rows = Registration.objects.filter(token=token, event__registering__isnull=False)
    return rows.select_related("event__country", "event__registering", "invitation__organisation").first()


def registrations(scope: Scope) -> QuerySet[Registration]:
    """Return the registrations that the scope may see."""
    rows = Registration.objects.visible_to(scope)
    return rows.select_related("event__country", "country", "person", "invitation__organisation")


def line(event: Event) -> QuerySet[Registration]:
    """Return who waits, the first in line first."""
    return event.registrations.filter(state=State.WAITING).order_by("line", "pk")


@dataclass(frozen=True)
class Pending:
    """How many registrations are to be decided, and the key of the newest."""

    number: int
    newest: int


def pending(event: Event) -> Pending:
    """Return how many registrations of an event are to be decided."""
    rows = event.registrations.filter(state=State.PENDING)
    found = rows.aggregate(number=Count("pk"), newest=Max("pk"))
    return Pending(found["number"], found["newest"] or 0)


@dataclass(frozen=True)
class Limit:
    """How many places of one limit are taken; `places` is None where there is no limit."""

    name: str
    taken: int
    places: int | None


@dataclass(frozen=True)
class Counts:
    """The registrations of an event in numbers."""

    by_state: Sequence[tuple[str, int]]
    places: Sequence[Limit]


def counts(event: Event, registering: Registering) -> Counts:
    """Return the numbers by state, and what is taken of each limit."""
    states = dict(event.registrations.order_by().values_list("state").annotate(number=Count("pk")))
    holders = event.registrations.filter(state=State.CONFIRMED).values_list("country_id", "group")
    by_country, by_group = Counter(), Counter()  # type: ignore[var-annotated]
    for country, group in holders:
        by_country[country] += 1
        by_group[group] += 1
    groups = dict(Person.Group.choices)
    return Counts(
        by_state=[(str(label), states[state]) for state, label in State.choices if state in states],
        places=[
            Limit(_("in all"), states.get(State.CONFIRMED, 0), registering.places),
            *(
                Limit(names.marked_name(code), by_country[code], limit)
                for code, limit in sorted(registering.places_by_country.items())
            ),
            *(
                Limit(str(groups.get(code, code)), by_group[code], limit)
                for code, limit in sorted(registering.places_by_group.items())
            ),
        ],
    )


@dataclass(frozen=True)
class Given:
    """One answer as people read it."""

    question: str
    answer: str


def answers_of(registration: Registration) -> list[Given]:
    """Return the answers to the event's own questions, in the order in which they were asked."""
    found = []
    for question in registration.event.registration_questions.all():
        if question.key in registration.answers:
            found.append(Given(str(question), _read(question, registration.answers[question.key])))
    return found


def _read(question: Question, value: Any) -> str:
    kind = Question.Kind(question.kind)
    if kind is Question.Kind.YES_NO:
        return _("yes") if value else _("no")
    if kind is Question.Kind.FILE:
        return _("kept among the files of this registration") if value else ""
    if kind in (Question.Kind.ONE, Question.Kind.SOME):
        known = {choice: said(texts) for choice, texts in question.choices}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(known.get(one, str(one)) for one in chosen if one)
    return str(value)


@dataclass(frozen=True)
class Candidates:
    """Who on file may have registered; `certain` where nobody else can be meant."""

    certain: Person | None
    possible: Sequence[Person]


def candidates(registration: Registration, scope: Scope) -> Candidates:
    """Return whom of the persons on file a registration may come from.

    Certain is one person with the same e-mail address and a name that agrees, in whatever script. The same
    address under another name, or the same name without the address, is for somebody to decide.
    """
    return candidates_of([registration], scope)[0]


def candidates_of(registrations: Sequence[Registration], scope: Scope) -> list[Candidates]:
    """Return for each registration whom of the persons on file it may come from, asked in one go."""
    if not registrations:
        return []
    by_address = _by_address(registrations, scope)
    proposed = candidates_for([_subject(one) for one in registrations], scope)
    likely = [
        [one.pk for one in found if one.decision != Decision.DIFFERENT][:CANDIDATES_AT_MOST]
        for found in proposed
    ]
    on_file = persons(scope).in_bulk({pk for keys in likely for pk in keys})
    return [
        _weighed(one, by_address.get(one.email.lower(), []), [on_file[pk] for pk in keys if pk in on_file])
        for one, keys in zip(registrations, likely, strict=True)
    ]


def _by_address(registrations: Sequence[Registration], scope: Scope) -> Mapping[str, list[Person]]:
    addresses = {one.email.lower() for one in registrations if one.email}
    rows = persons(scope).exclude(email="").annotate(address=Lower("email"))
    found: dict[str, list[Person]] = defaultdict(list)
    for person in rows.filter(address__in=addresses):
        if len(found[person.email.lower()]) < CANDIDATES_AT_MOST:
            found[person.email.lower()].append(person)
    return found


def _weighed(registration: Registration, same: Sequence[Person], likely: Sequence[Person]) -> Candidates:
    keys = _keys(registration)
    agreeing = [one for one in same if keys & name_keys(one.name, one.name_latin)]
    if len(same) == 1 and agreeing:
        return Candidates(same[0], same)
    possible = {one.pk: one for one in (*same, *likely)}
    return Candidates(None, list(possible.values())[:CANDIDATES_AT_MOST])


def named_before(registrations: Sequence[Registration]) -> frozenset[int]:
    """Return the places of registrations that may come from somebody who stands before them in the list."""
    seen: set[str] = set()
    repeated = set()
    for place, one in enumerate(registrations):
        keys = _keys(one)
        if keys & seen:
            repeated.add(place)
        seen |= keys
    if len(registrations) > 1:
        linked = link([_subject(one) for one in registrations])
        pairs = zip(linked.i.tolist(), linked.j.tolist(), linked.judged.scores.tolist(), strict=True)
        thresholds = linked.model.thresholds
        repeated |= {max(i, j) for i, j, score in pairs if decide(score, thresholds) != Decision.DIFFERENT}
    return frozenset(repeated)


def _keys(registration: Registration) -> frozenset[str]:
    facts = registration.person_facts
    columns = ("family", "given", "patronymic", "single")
    own = Name(*(str(facts[name]) for name in columns))
    latin = Name(str(facts["family_latin"]), str(facts["given_latin"]), "", str(facts["single_latin"]))
    return name_keys(own, latin)


def _subject(registration: Registration) -> Subject:
    """Return all that was given of a person, as matching weighs it."""
    return Subject(
        family=registration.family or registration.given,
        given=registration.given if registration.family else "",
        patronymic=registration.patronymic,
        family_latin=registration.family_latin,
        given_latin=registration.given_latin,
        sex=registration.sex if registration.sex != Person.Sex.UNKNOWN else "",
        birth=str(registration.birth_year or ""),
        employer=registration.employer,
        country=registration.country_id,
        email=registration.email,
        telephone=registration.telephone,
    )


def letters_of(event: Event) -> QuerySet[OutgoingLetter]:
    """Return the letters about an event's registrations, newest first."""
    return mail.within(event.label)


def letters_about(registration: Registration) -> QuerySet[OutgoingLetter]:
    """Return the letters to one person, newest first."""
    return OutgoingLetter.objects.filter(about=registration.label)


def is_change_untold(event: Event, registering: Registering) -> bool:
    """Tell whether days or place are other than those registered were told."""
    is_known = bool(registering.told) and event.registrations.filter(state=State.CONFIRMED).exists()
    return is_known and registering.told != letters.told_of(event)


def invitations_of(event: Event) -> list[tuple[Invitation, int]]:
    """Return the invitation links of an event, each with how many registrations count against it."""
    return [(one, used(one)) for one in event.invitations.select_related("organisation")]


def told_number(event: Event) -> int:
    """Return how many people a letter to everybody registered goes to."""
    return event.registrations.filter(state__in=(State.PENDING, State.CONFIRMED, State.WAITING)).count()
