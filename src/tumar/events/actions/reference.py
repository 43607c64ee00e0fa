"""The reference programme's next event: planned in every part, open for registration, with a waiting list.

Its days lie ahead of the day on which it is loaded, as those of a programme that goes on.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any

from tumar.events.actions import agenda, planning, registering, registrations
from tumar.events.actions.events import create_event
from tumar.events.actions.persons import involve_person
from tumar.events.actions.sessions import add_session
from tumar.events.actions.states import move_event
from tumar.events.models import (
    BudgetLine,
    Event,
    EventOrganisation,
    Involvement,
    Question,
    Registering,
    Registration,
    Room,
    TargetGroup,
    Task,
)
from tumar.events.queries.planning import seen
from tumar.events.queries.registrations import consent_asked
from tumar.kernel import clock
from tumar.kernel.scope import Scope
from tumar.people.actions.consent import add_text
from tumar.people.models import ConsentText, Person, Purpose

Facts = Mapping[str, Any]
LIKE = "P53-KZ-W06"
AHEAD, PLACES = timedelta(days=45), 14
TITLE = {
    "en": "Packing and sending infectious substances, Almaty",
    "ru": "Упаковка и отправка инфекционных материалов, Алматы",
}
WORDS = {
    "en": "For those who take, pack and send samples. Bring the list of couriers that you work with.",
    "ru": "Для тех, кто отбирает, упаковывает и отправляет образцы. Возьмите с собой список перевозчиков, "
    "с которыми вы работаете.",
}
CONSENT = {
    "en": "I agree that my name, employer and attendance are kept in the record of training of the programme "
    "and seen by those who organise the training in my country.",
    "ru": "Я согласен (согласна) с тем, что моё имя, место работы и посещение занятий хранятся в учёте "
    "обучения программы и доступны организаторам обучения в моей стране.",
}
AGENDA = (
    (0, time(9), time(10, 30), "Classification of infectious substances", "Hall"),
    (0, time(11), time(13), "Triple packaging, step by step", "Laboratory"),
    (1, time(9), time(11), "Documents, labels and permits", "Hall"),
    (1, time(11, 30), time(13), "Spill during transport: exercise", "Laboratory"),
)
ROOMS = (("Hall", 30), ("Laboratory", 16))
TARGETS = (("human-lab", 6), ("vet-lab", 4), ("public-health", 4))
BUDGET = (
    ("Hall and interpretation", 180_000, None),
    ("Travel of participants", 420_000, None),
    ("Packaging for the exercise", 65_000, 61_300),
)
# What is to be done, how many days before the first day, and whether it is done.
CHECKLIST = (
    ("Order from the ministry on holding the workshop", 60, True),
    ("Book hall and laboratory", 50, True),
    ("Order packaging of category A and B", 40, False),
    ("Send the agenda to participants", 14, False),
    ("Print sign-in sheets and badges", 2, False),
)
SENDS = {
    "en": "Does your laboratory send samples abroad?",
    "ru": "Отправляет ли ваша лаборатория образцы за рубеж?",
}
COURIERS = {"en": "Which couriers do you use?", "ru": "Услугами каких перевозчиков вы пользуетесь?"}


def load_reference_planning(told: Iterable[Facts], *, by: Scope) -> Event:
    """Add the event with its plan, and let these persons and two who are on file register for it."""
    like = Event.objects.get(code=LIKE)
    event = _planned(like, by)
    _plan(event, like, by)
    event = move_event(event, Event.State.REGISTRATION, by=by, version=event.version)
    text = consent_asked() or add_text(
        purpose=Purpose.TRAINING_RECORD.value, text=CONSENT, valid_from=clock.today(), by=by
    )
    _terms(event, by)
    known = Person.objects.filter(country=event.country, involvements__event=like, erased_at=None)
    for person in known.exclude(email="").exclude(family="").order_by("code")[:2]:
        _register(event, _told_by(person), text)
    found = [_register(event, {**facts, "country": event.country}, text) for facts in told]
    registrations.withdraw(found[0])
    return event


def _planned(like: Event, by: Scope) -> Event:
    first = _monday(clock.today() + AHEAD)
    facts = {
        "kind": Event.Kind.TRAINING,
        "reach": like.reach,
        "title": TITLE,
        "place": "Almaty",
        "starts": first,
        "ends": first + timedelta(days=1),
        "languages": ["ru", "kk"],
        "interpretation_languages": ["en"],
        "programme": like.programme,
        "activity_line": like.activity_line,
        "country": like.country,
    }
    hosts = [
        one.organisation
        for one in like.organisations.filter(role=EventOrganisation.Role.HOST).select_related("organisation")
    ]
    return create_event(facts, by=by, hosts=hosts)


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _plan(event: Event, like: Event, by: Scope) -> None:
    rooms = {
        name: planning.add_part(Room, event, {"title": name, "capacity": seats}, by=by)
        for name, seats in ROOMS
    }
    trainers = like.involvements.filter(role=Involvement.Role.TRAINER).select_related("person").order_by("pk")
    speakers = [
        involve_person(event, person=one.person, role=Involvement.Role.TRAINER, by=by) for one in trainers[:2]
    ]
    for number, (day, begins, ends, title, room) in enumerate(AGENDA):
        session = add_session(event, day=event.starts + timedelta(days=day), title=title, by=by)
        facts = {"begins_at": begins, "ends_at": ends, "room": rooms[room]}
        chosen = speakers[number % len(speakers) :][:1] if speakers else []
        agenda.amend_session(session, facts, speakers=chosen, version=seen(session), by=by)
    for group, planned in TARGETS:
        planning.add_part(TargetGroup, event, {"group": group, "planned": planned}, by=by)
    for description, planned, actual in BUDGET:
        facts = {"description": description, "planned_minor": planned, "actual_minor": actual}
        planning.add_part(BudgetLine, event, facts, by=by)
    today = clock.today()
    for title, days, is_done in CHECKLIST:
        facts = {"title": title, "due": event.starts - timedelta(days=days), "owner_name": "Secretariat"}
        planning.add_part(Task, event, {**facts, "done_on": today if is_done else None}, by=by)


def _terms(event: Event, by: Scope) -> None:
    asked = {"patronymic": "asked", "sex": "asked", "employer": "required", "position": "asked"}
    terms = {"door": Registering.Door.OPEN, "places": PLACES, "asked": asked, "words": WORDS}
    limits = {"places_by_group": {"transport-courier": 3}, "last_day": event.starts - timedelta(days=7)}
    registering.set_terms(event, {**terms, **limits}, by=by)
    for kind, text in ((Question.Kind.YES_NO, SENDS), (Question.Kind.LINE, COURIERS)):
        registering.add_question(event, {"kind": kind, "text": text}, by=by)
    host = event.organisations.filter(role=EventOrganisation.Role.HOST).select_related("organisation").first()
    if host is not None:
        facts = {"whom": "Nominations by the host", "organisation": host.organisation, "places": 3}
        registering.invite(event, facts, by=by)


def _told_by(person: Person) -> Facts:
    names = ("family", "given", "patronymic", "sex", "group", "position", "email")
    employer = str(person.employer) if person.employer else ""
    facts = {name: getattr(person, name) for name in names}
    return {**facts, "employer": employer, "country": person.country}


def _register(event: Event, facts: Facts, text: ConsentText) -> Registration:
    answers = {"q1": facts["group"] == "transport-courier"}
    given = {"language": "ru", "answers": answers, **facts}
    registrations.register(event, given, consent_text=text)
    one = Registration.objects.get(event=event, email=str(facts["email"]).lower())
    return registrations.confirm_address(one)
