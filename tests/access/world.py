"""A small world in two countries, and one account per role: what the access table is tried on."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.test import Client

from tests.events.builders import a_photograph, a_scan
from tests.events.evaluations import a_question, an_answer_list, an_evaluation, answered, closed, on_paper
from tests.law import builders as law
from tests.law import reforms
from tests.law import rounds as assessing
from tests.network import builders as network
from tests.people import MACHINE, a_country, a_person, a_programme, an_account, an_organisation
from tumar.events.actions import (
    events,
    evidence,
    persons,
    planning,
    registering,
    registrations,
    sessions,
)
from tumar.events.actions.receiving import receive_statements
from tumar.events.actions.states import move_event
from tumar.events.models import EvaluationLink, Room, Unplaced
from tumar.kernel.models import OutgoingLetter
from tumar.law.models import Citation
from tumar.law.rules.correcting import Operation
from tumar.network.actions import documents as papers
from tumar.people.actions import consent, decisions, documents, merging, retention
from tumar.people.models import Account, Candidate
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind
from tumar.people.rules.pairs import Found
from tumar.places.models import Membership
from tumar.programmes.actions import parts, responses
from tumar.programmes.models import Objective
from tumar.results.actions import editions
from tumar.supplies.actions import consignments, lines
from tumar.training.actions import qualifications

OWN, OTHER = "KZ", "UZ"
DAY = date(2019, 5, 14)
AHEAD = date(2099, 5, 14)

# Roles by the word that heads their column. All of one country, except the office that works everywhere.
ROLES: dict[str, tuple[RoleKind | None, str | None]] = {
    "no-role": (None, None),
    "office": (RoleKind.PROGRAMME_OFFICE, None),
    "office-KZ": (RoleKind.PROGRAMME_OFFICE, OWN),
    "coordinator": (RoleKind.NATIONAL_COORDINATOR, OWN),
    "trainer": (RoleKind.TRAINER, OWN),
    "legal": (RoleKind.LEGAL_EXPERT, OWN),
    "logistics": (RoleKind.LOGISTICS_OFFICER, OWN),
    "laboratory": (RoleKind.RECIPIENT_LABORATORY, OWN),
    "donor": (RoleKind.DONOR_READER, OWN),
}
STRANGER = "stranger"

Things = dict[tuple[str, str], Any]


@dataclass
class World:
    """The records that addresses name, by what they are and in which country."""

    things: Things = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def __getitem__(self, key: tuple[str, str]) -> Any:
        what, country = key
        return self.things.get((what, country)) or self.things[what, ""]

    def client(self, role: str) -> Client:
        if role not in self.clients:
            self.clients[role] = Client(raise_request_exception=False)
            if role != STRANGER:
                self.clients[role].force_login(self.accounts[role])
        return self.clients[role]


def _people_of(things: Things, country: str) -> Things:
    """Lay out a laboratory, a person with a passport and a qualification, and an account."""
    organisation = an_organisation(f"Laboratory {country}", country=country)
    person = a_person(f"Person {country}", "", country=country, employer=organisation)
    return {
        ("organisation", country): organisation,
        ("person", country): person,
        ("document", country): documents.add_document(
            person, kind="passport", country=a_country(country), number=f"{country}1234567", by=MACHINE
        ),
        ("qualification", country): qualifications.create_qualification(
            {"person": person, "programme": things["programme", ""], "since": DAY}, by=MACHINE
        ),
        ("account", country): an_account(RoleKind.TRAINER, country),
    }


def _event_of(things: Things, country: str) -> Things:
    """Lay out a workshop that was held, with one of everything that belongs to it."""
    facts = {"kind": "training", "reach": "country", "title": {"en": f"Workshop {country}"}}
    facts |= {"programme": things["programme", ""], "country": a_country(country), "starts": DAY, "ends": DAY}
    event = events.create_event(facts, by=MACHINE)
    slides = {"title": "Slides", "language": "ru", "licence": "CC BY 4.0"}
    agreed = {"caption": "The hall", "agreed": "Nobody can be recognised."}
    shown = a_photograph(shade=ord(country[0]))
    told = {"device": str(UUID(int=1)), "sent_at": "2019-05-14T12:00:00Z"}
    receive_statements(event, told | {"marks": [{"state": country}]}, by=MACHINE)
    return {
        ("event", country): event,
        ("session", country): sessions.add_session(event, day=DAY, by=MACHINE),
        ("room", country): planning.add_part(Room, event, {"title": "Hall"}, by=MACHINE),
        ("material", country): planning.add_material(
            event, slides, content=f"Slides {country}".encode(), name="slides.txt", by=MACHINE
        ),
        ("photograph", country): planning.add_photograph(
            event, agreed, content=shown, name="hall.jpg", by=MACHINE
        ),
        ("involvement", country): persons.involve_person(
            event, person=things["person", country], role="trainer", by=MACHINE
        ),
        ("file", country): evidence.add_evidence(
            event, content=f"%PDF {country}".encode(), name="sheet.pdf", by=MACHINE
        ).file,
        ("scan", country): a_scan(event),
        ("unplaced", country): Unplaced.objects.get(event=event),
    }


def _goods_of(things: Things, country: str) -> Things:
    """Lay out a consignment with one line."""
    facts = {"programme": things["programme", ""], "recipient": things["organisation", country]}
    facts |= {"country": a_country(country), "handed_over": DAY}
    consignment = consignments.create_consignment(facts, by=MACHINE)
    line = {"category": "ppe", "description": "Gloves", "quantity": Decimal(1), "unit_value_minor": 100}
    line |= {"currency": "EUR", "rate_month": "2019-05"}
    return {
        ("consignment", country): consignment,
        ("line", country): lines.add_line(consignment, line, by=MACHINE),
    }


def _network_of(_things: Things, country: str) -> Things:
    """Lay out a working group with its parts, and one of everything that people share."""
    group, owner = network.a_group(country), an_account(RoleKind.TRAINER, country)
    return {
        ("group", country): group,
        ("member", country): network.a_member(group),
        ("meeting", country): network.a_meeting(group),
        ("task", country): network.a_task(group),
        ("paper", country): papers.add_document(
            group, title="Draft", content=b"draft", name="draft.pdf", by=MACHINE
        ).document,
        ("resource", country): network.a_resource(country, is_public=True, content=b"%PDF text"),
        ("campaign", country): network.a_campaign(country),
        ("announcement", country): network.an_announcement(country),
        ("public announcement", country): network.an_announcement(is_public=True),
        ("entry", country): network.an_entry(owner, country=a_country(country), visibility="public"),
    }


def _law_of(_things: Things, country: str) -> Things:
    """Lay out an act with a confirmed version and an open one, and what was looked for beside it."""
    instrument = law.an_instrument(country)
    expression = law.an_expression(instrument)
    version = law.a_version(expression)
    draft = law.a_draft(expression, valid_from=DAY)
    return {
        ("instrument", country): instrument,
        ("law version", country): version,
        ("law draft", country): draft,
        ("law amendment", country): law.an_amendment(version),
        ("law correction", country): law.a_correction(draft, Operation.RAISE, "7.0"),
        ("coverage", country): law.a_search(country),
        ("treaty act", country): law.a_treaty_act(country),
    }


def _assessed(things: Things, country: str) -> Things:
    """Lay out a round under way, and a sealed one whose law has changed since."""
    version = things["set version", ""]
    text = assessing.a_provision(country, valid_from=date(2018, 1, 1))
    old = assessing.a_round(country, versions=[version], as_of=DAY)
    dismissal = assessing.a_dismissal(old, assessing.a_requirement(version), text)
    assessing.agreed(old, assessing.a_requirement(version), text=text)
    law.a_version(text.version.expression, assessing.LATER, valid_from=date(2020, 1, 1))
    return {
        ("round", country): assessing.a_round(country, versions=[version], as_of=DAY),
        ("dismissal", country): dismissal,
        ("cited", country): Citation.objects.get(finding__round=old, finding__seat="final"),
    }


def _reformed(things: Things, country: str) -> Things:
    """Lay out a recommendation, an act on its way, and one in force whose finding waits."""
    finding = things["cited", country].finding
    one = reforms.a_recommendation(country, findings=[finding], group=things["group", country])
    moving = reforms.a_bill(country, group=things["group", country])
    reforms.entered(moving, "draft")
    return {
        ("recommendation", country): one,
        ("bill", country): moving,
        ("act", country): reforms.in_force(reforms.a_bill(country, answers=[one])),
        ("waiting finding", country): finding,
    }


def _to_be_merged(things: Things, country: str) -> Things:
    """Lay out a merge, a pair that waits for a decision, and one that is not the same."""
    twins = [a_person(f"Twin {number} {country}", country=country) for number in range(4)]
    decisions.queue_candidates([Found(twins[0].code, twins[1].code, 0.8)])
    return {
        ("merge", country): merging.merge(twins[0], twins[3], versions=(1, 1), by=MACHINE),
        ("duplicate", country): Candidate.objects.get(first=twins[0].code),
        ("apart", country): decisions.decide_not_same(twins[1], twins[2], by=MACHINE),
    }


def _to_register_for(things: Things, country: str) -> Things:
    """Lay out an event for which people register, one of whom has a place."""
    facts = {"kind": "training", "title": {"en": f"Ahead {country}"}, "programme": things["programme", ""]}
    facts |= {"country": a_country(country), "starts": AHEAD, "ends": AHEAD}
    event = events.create_event(facts, by=MACHINE)
    event = move_event(event, event.State.REGISTRATION, by=MACHINE, version=event.version)
    registering.set_terms(event, {"door": "open"}, by=MACHINE)
    given = {"country": a_country(country), "given": "Nobody", "email": f"nobody@{country.lower()}.example"}
    registrations.register(event, given, consent_text=things["training-text", ""])
    question = {"kind": "line", "text": {"en": "Diet"}}
    return {
        ("ahead", country): event,
        ("registration", country): registrations.confirm_address(event.registrations.get()),
        ("letter", country): OutgoingLetter.objects.filter(within=event.label).first(),
        ("question", country): registering.add_question(event, question, by=MACHINE),
        ("invitation", country): registering.invite(event, {"whom": "Press"}, by=MACHINE),
    }


def _evaluated(things: Things, country: str) -> Things:
    """Lay out one evaluation that takes answers, and one that is closed."""
    evaluation = an_evaluation(things["event", country])
    question = a_question(evaluation)
    answered(evaluation, {question.key: 5})
    closed(an_evaluation(things["ahead", country]))
    return {
        ("evaluation", country): evaluation,
        ("evaluation-question", country): question,
        ("evaluation-link", country): EvaluationLink.objects.create(evaluation=evaluation, token=country),
        ("paper-sheet", country): on_paper(evaluation),
        ("answer-list", country): an_answer_list(evaluation),
    }


# Each stands on what those before it laid out.
LAID_OUT = (
    *(_people_of, _event_of, _goods_of, _network_of, _to_be_merged, _to_register_for, _evaluated),
    *(_law_of, _assessed, _reformed),
)


def a_world() -> World:
    """Lay out the world and the accounts that look at it."""
    programme = a_programme("P53", title={"en": "Project"})
    objective = parts.add_part(Objective, programme, {"number": 1, "title": {"en": "O"}}, by=MACHINE)
    response = responses.create_response({"code": "COVID-19", "name": {"en": "COVID-19"}}, by=MACHINE)
    version, second = assessing.a_set(), assessing.a_set("second")
    things: Things = {
        ("programme", ""): programme,
        ("set version", ""): version,
        ("set", ""): version.set,
        ("second set", ""): second.set,
        ("requirement", ""): assessing.a_requirement(version),
        ("link", ""): assessing.a_link(version, second),
        ("set draft", ""): assessing.a_sent_file(),
        ("objective", ""): objective,
        ("response", ""): response,
        ("consent-text", ""): consent.add_text(
            purpose="directory", text={"en": "I agree."}, valid_from=DAY, by=MACHINE
        ),
        ("training-text", ""): consent.add_text(
            purpose="training-record", text={"en": "I agree."}, valid_from=DAY, by=MACHINE
        ),
        ("retention-rule", ""): retention.add_rule(
            {"purpose": "directory", "kept": "contact", "months": 24, "since": "added"}, by=MACHINE
        ),
        ("membership", ""): Membership.objects.filter(grouping__code="CA", country=OWN).get(),
    }
    for country in (OWN, OTHER):
        for lay_out in LAID_OUT:
            things |= lay_out(things, country)
    world = World(things)
    for word, (kind, country) in ROLES.items():
        organisation = things["organisation", OWN] if kind == RoleKind.RECIPIENT_LABORATORY else None
        world.accounts[word] = an_account(kind, country, organisation=organisation)
    office, second = scope_of(world.accounts["office"]), scope_of(an_account())
    published = editions.freeze_edition(programme, as_of=date(2024, 6, 30), by=office)
    things["published", ""] = editions.publish_edition(published, by=second)
    things["edition", ""] = editions.freeze_edition(programme, as_of=date(2024, 12, 31), by=office)
    return world
