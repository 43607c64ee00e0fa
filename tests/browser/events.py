"""Events of the small programme: held, to come with its registrations, told about, evaluated."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.events.builders import a_scan, a_session, an_event, on_the_list
from tests.events.evaluations import a_question, an_answer_list, an_evaluation, answered, closed, on_paper
from tests.events.registrations import an_open_event, received, registered
from tests.people import MACHINE, a_person
from tumar.events.actions import answer_lists, planning, registering
from tumar.events.actions.events import amend_event
from tumar.events.actions.receiving import receive_statements
from tumar.events.models import EvaluationLink, Event, Involvement, Room, Unplaced
from tumar.kernel import files, mail
from tumar.people.models import Person
from tumar.programmes.models import Programme


def the_events(programme: Programme, trainer: Person) -> Event:
    """Lay out events held and to come in two countries, and one with a trainer, participants and evidence."""
    event = an_event(
        "KZ",
        title={"en": "Biosafety for laboratory staff", "ru": "Биобезопасность для персонала лабораторий"},
        place="Almaty",
        programme=programme,
    )
    a_session(event)
    on_the_list(event, trainer, role=Involvement.Role.TRAINER)
    for given in ("Dana", "Timur", "Saule"):
        on_the_list(event, a_person("Omarova", given, country="KZ"), attended=True)
    on_the_list(event, a_person("Hoxha", "Arta", country="XK"), attended=True)
    for month in range(1, 13):
        country, title = "XK" if month % 4 == 0 else "KZ", f"Safe transport of samples, part {month}"
        an_event(country, title={"en": title}, starts=date(2019, month, 5), programme=programme)
    review = {"title": {"en": "Review of the year"}, "starts": date(2040, 1, 10), "kind": "meeting"}
    an_event("KZ", programme=programme, **review)
    kept = files.keep(b"%PDF-1.4 demonstration", name="attendance-sheet.pdf")
    files.attach(kept, about=event.label, by=MACHINE)
    return event


def registered_for() -> dict[str, Any]:
    """Lay out an event for which people register: one has a place, one waits, one is to be decided."""
    event = an_open_event(
        title={"en": "Biosafety for veterinarians", "ru": "Биобезопасность для ветеринаров"},
        place="Almaty",
        places=1,
        places_by_country={"KZ": 1},
        asked={"sex": "asked", "group": "required", "position": "asked"},
        words={"en": "For veterinarians of the oblasts.", "ru": "Для областных ветеринаров."},
    )
    for kind in ("one", "some", "yes-no", "file"):
        choices = [["c1", {"en": "Anything", "ru": "Любое"}], ["c2", {"en": "Halal", "ru": "Халяль"}]]
        question = {"kind": kind, "text": {"en": "Meals", "ru": "Питание"}, "choices": choices}
        registering.add_question(event, question, by=MACHINE)
    placed, waiting = registered(event, "Tulegenov", group="vet-lab"), registered(event, "Omarova")
    registering.set_terms(event, {"is_moderated": True}, by=MACHINE)
    registered(event, "Seitkali")
    invitation = registering.invite(event, {"whom": "Ministry of Agriculture"}, by=MACHINE)
    amend_event(event, {"place": "Astana"}, version=event.version, by=MACHINE)
    return {
        "ahead": event.code,
        "placed": placed.code,
        "waiting": waiting.code,
        "own": placed.token,
        "invitation": invitation.token,
        "letter": mail.within(event.label)[0].pk,
        "unconfirmed": received(event, "Bekova").token,
    }


def _what_was_said(event: Event) -> Unplaced:
    """Let two devices differ about a participant, and leave something that waits."""
    session, one = event.sessions.first(), event.involvements.filter(role="participant").first()
    said = {"session": session.pk, "entry": one.pk, "at": "2019-05-14T09:00:00Z"}
    for number, state in enumerate(("late", "absent"), start=1):
        mark = {"key": str(UUID(int=number)), "state": state, **said}
        told = {"device": str(UUID(int=number)), "sent_at": "2019-05-14T12:00:00Z"}
        receive_statements(event, {**told, "marks": [mark, {"state": "late"}]}, by=MACHINE)
    return Unplaced.objects.get()


def _evaluated(held: Event, ahead: Event) -> dict[str, Any]:
    """Lay out an evaluation with results of every kind, and one that takes answers."""
    done = an_evaluation(held)
    keys = {kind: a_question(done, kind).key for kind in ("one", "some", "number", "yes-no")}
    for number, score in enumerate([5] * 16 + [4] * 9 + [3] * 4 + [2]):
        sheet = {"q1": score, "q2": 5, keys["one"]: f"c{number % 3 + 1}", keys["some"]: ["c1", "c2"]}
        words = f"More exercises, please ({number})"
        answered(done, {**sheet, keys["number"]: number % 10, keys["yes-no"]: "yes", "q5": words})
    closed(done)
    evaluation = an_evaluation(ahead, words={"en": "Thank you for coming.", "ru": "Спасибо, что пришли."})
    for kind in ("one", "some", "number", "yes-no"):
        a_question(evaluation, kind, is_required=kind == "one")
    return {
        "hall": evaluation.token,
        "link": EvaluationLink.objects.create(evaluation=evaluation, token="own").token,
        "paper": on_paper(evaluation).code,
        "answers": an_answer_list(evaluation).code,
        "wrong_answers": an_answer_list(evaluation, "5;4", "9;good").code,
        "entered_answers": answer_lists.enter_list(an_answer_list(evaluation, "4;4"), by=MACHINE).code,
    }


def on_the_event(event: Event, ahead: Event) -> dict[str, Any]:
    """Lay out what hangs on an event that was held, and how it and one to come are evaluated."""
    return {
        **_evaluated(event, ahead),
        "unplaced": _what_was_said(event).pk,
        "room": planning.add_part(Room, event, {"title": "Hall", "capacity": 40}, by=MACHINE).pk,
        "scan": a_scan(event).pk,
        "involvement": event.involvements.first().pk,
    }
