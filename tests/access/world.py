"""A small world in two countries, and one account per role: what the access table is tried on."""

from collections.abc import Callable
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
from tumar.network.actions import campaigns
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


@dataclass
class World:
    """The records that addresses name, by what they are and in which country."""

    things: dict[tuple[str, str], Any] = field(default_factory=dict)
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


def _of_country(things: dict[tuple[str, str], Any], country: str) -> None:
    """Lay out one of everything that belongs to a country."""
    programme = things["programme", ""]
    organisation = an_organisation(f"Laboratory {country}", country=country)
    person = a_person(f"Person {country}", "", country=country, employer=organisation)
    event = events.create_event(
        {
            "kind": "training",
            "reach": "country",
            "title": {"en": f"Workshop {country}"},
            "programme": programme,
            "country": a_country(country),
            "starts": DAY,
            "ends": DAY,
        },
        by=MACHINE,
    )
    consignment = consignments.create_consignment(
        {
            "programme": programme,
            "recipient": organisation,
            "country": a_country(country),
            "handed_over": DAY,
        },
        by=MACHINE,
    )
    group = network.a_group(country)
    owner = an_account(RoleKind.TRAINER, country)
    line = {"category": "ppe", "description": "Gloves", "quantity": Decimal(1), "unit_value_minor": 100}
    things |= {
        ("organisation", country): organisation,
        ("person", country): person,
        ("document", country): documents.add_document(
            person, kind="passport", country=a_country(country), number=f"{country}1234567", by=MACHINE
        ),
        ("event", country): event,
        ("session", country): sessions.add_session(event, day=DAY, by=MACHINE),
        ("room", country): planning.add_part(Room, event, {"title": "Hall"}, by=MACHINE),
        ("material", country): planning.add_material(
            event,
            {"title": "Slides", "language": "ru", "licence": "CC BY 4.0"},
            content=f"Slides {country}".encode(),
            name="slides.txt",
            by=MACHINE,
        ),
        ("photograph", country): planning.add_photograph(
            event,
            {"caption": "The hall", "agreed": "Nobody can be recognised."},
            content=a_photograph(shade=ord(country[0])),
            name="hall.jpg",
            by=MACHINE,
        ),
        ("involvement", country): persons.involve_person(event, person=person, role="trainer", by=MACHINE),
        ("file", country): evidence.add_evidence(
            event, content=f"%PDF {country}".encode(), name="sheet.pdf", by=MACHINE
        ).file,
        ("qualification", country): qualifications.create_qualification(
            {"person": person, "programme": programme, "since": DAY}, by=MACHINE
        ),
        ("consignment", country): consignment,
        ("line", country): lines.add_line(
            consignment, {**line, "currency": "EUR", "rate_month": "2019-05"}, by=MACHINE
        ),
        ("account", country): an_account(RoleKind.TRAINER, country),
        ("scan", country): a_scan(event),
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
    told = {"device": str(UUID(int=1)), "sent_at": "2019-05-14T12:00:00Z"}
    receive_statements(event, told | {"marks": [{"state": country}]}, by=MACHINE)
    things["unplaced", country] = Unplaced.objects.get(event=event)


def _law_of(country: str) -> dict[tuple[str, str], Any]:
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


def _assessed(things: dict[tuple[str, str], Any], country: str) -> dict[tuple[str, str], Any]:
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


def _reformed(things: dict[tuple[str, str], Any], country: str) -> dict[tuple[str, str], Any]:
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


def _to_be_merged(things: dict[tuple[str, str], Any], country: str) -> dict[tuple[str, str], Any]:
    """Lay out a merge, a pair that waits for a decision, and one that is not the same."""
    twins = [a_person(f"Twin {number} {country}", country=country) for number in range(4)]
    decisions.queue_candidates([Found(twins[0].code, twins[1].code, 0.8)])
    return {
        ("merge", country): merging.merge(twins[0], twins[3], versions=(1, 1), by=MACHINE),
        ("duplicate", country): Candidate.objects.get(first=twins[0].code),
        ("apart", country): decisions.decide_not_same(twins[1], twins[2], by=MACHINE),
    }


def _to_register_for(things: dict[tuple[str, str], Any], country: str) -> dict[tuple[str, str], Any]:
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


def _evaluated(things: dict[tuple[str, str], Any], country: str) -> dict[tuple[str, str], Any]:
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


def a_world() -> World:
    """Lay out the world and the accounts that look at it."""
    programme = a_programme("P53", title={"en": "Project"})
    objective = parts.add_part(Objective, programme, {"number": 1, "title": {"en": "O"}}, by=MACHINE)
    response = responses.create_response({"code": "COVID-19", "name": {"en": "COVID-19"}}, by=MACHINE)
    version, second = assessing.a_set(), assessing.a_set("second")
    things: dict[tuple[str, str], Any] = {
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
        _of_country(things, country)
        things |= _to_be_merged(things, country)
        things |= _to_register_for(things, country)
        things |= _evaluated(things, country)
        things |= _law_of(country)
        things |= _assessed(things, country)
        things |= _reformed(things, country)
    world = World(things)
    for word, (kind, country) in ROLES.items():
        organisation = things["organisation", OWN] if kind == RoleKind.RECIPIENT_LABORATORY else None
        world.accounts[word] = an_account(kind, country, organisation=organisation)
    office, second = scope_of(world.accounts["office"]), scope_of(an_account())
    published = editions.freeze_edition(programme, as_of=date(2024, 6, 30), by=office)
    things["published", ""] = editions.publish_edition(published, by=second)
    things["edition", ""] = editions.freeze_edition(programme, as_of=date(2024, 12, 31), by=office)
    return world


Arguments = Callable[[World, str], dict[str, Any]]


def code_of(what: str) -> Arguments:
    """Name a record by its code."""
    return lambda world, country: {"code": world[what, country].code}


def pk_of(what: str) -> Arguments:
    """Name a record by its key."""
    return lambda world, country: {"pk": world[what, country].pk}


NO_JOB = UUID(int=0)
_EVENT, _CONSIGNMENT = code_of("event"), code_of("consignment")
_AHEAD, _REGISTRATION = code_of("ahead"), code_of("registration")
_PROGRAMME, _EDITION, _PERSON = code_of("programme"), code_of("edition"), code_of("person")
_GROUP, _RESOURCE, _CAMPAIGN = code_of("group"), code_of("resource"), code_of("campaign")
_ANNOUNCEMENT, _ENTRY = code_of("announcement"), code_of("entry")
_FIGURE = {"indicator": "trainers_trained"}


def _account(world: World, country: str) -> dict[str, Any]:
    return {"pk": world["account", country].pk}


def _session(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "number": world["session", country].number}


def _room(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "kind": "rooms", "pk": world["room", country].pk}


def _involvement(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "pk": world["involvement", country].pk}


def _unplaced(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "pk": world["unplaced", country].pk}


def _of_ahead(what: str, word: str) -> Arguments:
    """Name a part of the event for which people register."""

    def arguments(world: World, country: str) -> dict[str, Any]:
        part = world[what, country]
        return {**_AHEAD(world, country), word: getattr(part, word)}

    return arguments


def _token_of(what: str) -> Arguments:
    return lambda world, country: {"token": world[what, country].token}


def _document(world: World, country: str) -> dict[str, Any]:
    return {**_PERSON(world, country), "pk": world["document", country].pk}


def _scan(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "pk": world["scan", country].pk}


def _line(world: World, country: str) -> dict[str, Any]:
    return {**_CONSIGNMENT(world, country), "number": world["line", country].number}


def _group_part(what: str, **words: str) -> Arguments:
    """Name a part of a working group by its number."""

    def arguments(world: World, country: str) -> dict[str, Any]:
        return {**_GROUP(world, country), **words, "number": world[what, country].number}

    return arguments


def _law_version(what: str) -> Arguments:
    """Name a version of the only language of an act."""

    def arguments(world: World, country: str) -> dict[str, Any]:
        instrument, version = world["instrument", country], world[what, country]
        return {"code": instrument.code, "language": 1, "number": version.number}

    return arguments


def _finding(world: World, country: str) -> dict[str, Any]:
    return {**code_of("round")(world, country), **pk_of("requirement")(world, country)}


def _law_correction(world: World, country: str) -> dict[str, Any]:
    correction = world["law correction", country]
    return {**_law_version("law draft")(world, country), "correction": correction.number}


def _estimate(world: World, country: str) -> dict[str, Any]:
    campaign = world["campaign", country]
    facts = {"channel": "radio", "estimate": 1, "method": "guess", "source": "us", "as_of": DAY}
    found = campaign.estimates.first() or campaigns.add_estimate(campaign, facts, by=MACHINE)
    return {"code": campaign.code, "number": found.number}


def _part(world: World, country: str) -> dict[str, Any]:
    return {"code": "P53", "kind": "objectives", "pk": world["objective", country].pk}


def _published(**words: str) -> Arguments:
    """Name a page of the public face; `wanted` asks for one published edition."""

    def arguments(world: World, country: str) -> dict[str, Any]:
        code = world["published", country].code
        return {**_PROGRAMME(world, country), **words, **({"wanted": code} if "wanted" in words else {})}

    return arguments


PORTAL_PAGES: dict[str, dict[str, str]] = {
    "factsheet": {},
    "file": {"kind": "json"},
    "figure": _FIGURE,
    "lines": {**_FIGURE, "kind": "csv"},
}

REGISTRATION_PAGES: dict[str, Arguments] = {
    **dict.fromkeys(
        (
            *("events:registrations", "events:enlist", "events:registration-terms", "events:add-question"),
            *("events:invite", "events:letters", "registration:event", "events:accept-all"),
        ),
        _AHEAD,
    ),
    **dict.fromkeys(
        (
            *("events:registration", "events:decide-registration", "events:move-in-line"),
            *("events:link-registration", "events:add-registered"),
        ),
        _REGISTRATION,
    ),
    "events:retire-question": _of_ahead("question", "number"),
    "events:close-invitation": _of_ahead("invitation", "pk"),
    **dict.fromkeys(("events:letter", "events:send-again"), _of_ahead("letter", "pk")),
    "events:letter-to-all": lambda world, country: {**_AHEAD(world, country), "kind": "change"},
    "registration:invited": _token_of("invitation"),
    **dict.fromkeys(
        ("registration:own", "registration:withdraw", "registration:calendar"), _token_of("registration")
    ),
}


def _evaluation_question(world: World, country: str) -> dict[str, Any]:
    return {**_EVENT(world, country), "number": world["evaluation-question", country].number}


EVALUATION_PAGES: dict[str, Arguments] = {
    **dict.fromkeys(
        (
            *("events:evaluation", "events:prepare-evaluation", "events:set-evaluation"),
            *("events:add-evaluation-question", "events:open-evaluation", "events:close-evaluation"),
            *("events:send-evaluation", "events:enter-paper", "events:evaluation-paper"),
            *("events:copy-questions", "events:send-answers", "events:answers-template"),
        ),
        _EVENT,
    ),
    **dict.fromkeys(
        ("events:edit-evaluation-question", "events:remove-evaluation-question"), _evaluation_question
    ),
    "events:evaluation-results": lambda world, country: {**_AHEAD(world, country), "kind": "csv"},
    **dict.fromkeys(("events:papersheet", "events:withdraw-paper"), code_of("paper-sheet")),
    **dict.fromkeys(
        ("events:answerlist", "events:enter-answers", "events:withdraw-answers"), code_of("answer-list")
    ),
    "evaluation:hall": _token_of("evaluation"),
    "evaluation:link": _token_of("evaluation-link"),
}

# Which words an address needs. An address that needs none is not listed; a new one is added here
# and in table.csv, which says who comes in.
ARGUMENTS: dict[str, Arguments] = {
    **REGISTRATION_PAGES,
    **EVALUATION_PAGES,
    "places:country": lambda _world, country: {"code": country},
    "places:grouping": lambda _world, _country: {"code": "CA"},
    "places:add-membership": lambda _world, _country: {"code": "CA"},
    "places:end-membership": lambda world, country: {"code": "CA", "pk": world["membership", country].pk},
    "people:person": _PERSON,
    "people:edit-person": _PERSON,
    "people:consent-text": lambda world, country: {"pk": world["consent-text", country].pk},
    "people:record-consent": _PERSON,
    "people:add-document": _PERSON,
    "people:see-number": _document,
    "people:remove-document": _document,
    "people:retention-rule": code_of("retention-rule"),
    "people:export-person": _PERSON,
    "people:erase-person": _PERSON,
    "people:organisation": code_of("organisation"),
    "people:edit-organisation": code_of("organisation"),
    "people:merge-person": _PERSON,
    "people:merge-organisation": code_of("organisation"),
    **dict.fromkeys(("people:merge", "people:undo-merge"), pk_of("merge")),
    "people:duplicate": pk_of("duplicate"),
    "people:take-back": pk_of("apart"),
    "people:account": _account,
    "people:grant-role": _account,
    "people:end-role": lambda world, country: {
        **_account(world, country),
        "role": world["account", country].roles.get().pk,
    },
    "people:deactivate-account": _account,
    "people:reactivate-account": _account,
    "people:make-sign-in-link": _account,
    "programmes:programme": _PROGRAMME,
    "programmes:edit-programme": _PROGRAMME,
    "programmes:add-part": lambda _world, _country: {"code": "P53", "kind": "objectives"},
    "programmes:edit-part": _part,
    "programmes:remove-part": _part,
    "programmes:response": code_of("response"),
    "programmes:edit-response": code_of("response"),
    "events:event": _EVENT,
    "events:edit": _EVENT,
    "events:move": lambda world, country: {**_EVENT(world, country), "to": "reported"},
    **dict.fromkeys(("events:agenda", "events:plan", "events:report"), _EVENT),
    "events:report-file": lambda world, country: {**_EVENT(world, country), "form": "json"},
    "events:add-part": lambda world, country: {**_EVENT(world, country), "kind": "rooms"},
    "events:edit-part": _room,
    "events:remove-part": _room,
    "events:material": lambda world, country: {
        **_EVENT(world, country),
        "pk": world["material", country].pk,
    },
    "events:photograph": lambda world, country: {
        **_EVENT(world, country),
        "pk": world["photograph", country].pk,
    },
    "events:edit-session": _session,
    "events:remove-session": _session,
    "events:add-evidence": _EVENT,
    "events:add-session": _EVENT,
    "events:record-session": _session,
    "events:record-list": _EVENT,
    "events:add-person": _EVENT,
    "events:withdraw-person": _involvement,
    **dict.fromkeys(
        ("law:instrument", "law:edit-instrument", "law:withdraw-instrument"), code_of("instrument")
    ),
    **dict.fromkeys(("law:text", "law:compare", "law:aligned"), code_of("instrument")),
    "law:add-part": lambda world, country: {**code_of("instrument")(world, country), "kind": "relations"},
    **dict.fromkeys(
        ("law:edit-part", "law:remove-part"),
        lambda world, country: {**code_of("instrument")(world, country), "kind": "languages", "number": 1},
    ),
    "law:receive": lambda world, country: {**code_of("instrument")(world, country), "language": 1},
    **dict.fromkeys(("law:version", "law:akn", "law:amend-text"), _law_version("law version")),
    **dict.fromkeys(
        ("law:structure", "law:correct", "law:confirm-version", "law:withdraw-version", "law:read-again"),
        _law_version("law draft"),
    ),
    "law:undo-correction": _law_correction,
    "law:proposals": _law_version("law amendment"),
    "law:decide-proposal": lambda world, country: {
        **_law_version("law amendment")(world, country),
        "proposal": 1,
    },
    **dict.fromkeys(("law:edit-coverage", "law:remove-coverage"), pk_of("coverage")),
    **dict.fromkeys(("law:edit-treaty-act", "law:remove-treaty-act"), pk_of("treaty act")),
    "law:set": code_of("set"),
    "law:set-file": lambda world, country: {**code_of("set")(world, country), "kind": "yaml"},
    "law:side-by-side": lambda world, country: {
        **code_of("set")(world, country),
        "other": world["second set", country].code,
    },
    **dict.fromkeys(("law:set-draft", "law:take-set", "law:drop-set"), pk_of("set draft")),
    **dict.fromkeys(("law:requirement", "law:relate"), pk_of("requirement")),
    "law:unrelate": pk_of("link"),
    **dict.fromkeys(
        ("law:round", "law:edit-round", "law:close-round", "law:publish-round"), code_of("round")
    ),
    "law:regional-report-file": lambda _world, _country: {"form": "json"},
    "law:round-file": lambda world, country: {**code_of("round")(world, country), "kind": "sealed"},
    **dict.fromkeys(
        ("law:finding", "law:give-finding", "law:cite", "law:decide-finding", "law:confirm-finding"),
        _finding,
    ),
    "law:dismiss-suggestion": _finding,
    "law:restore-suggestion": lambda world, country: {
        **_finding(world, country),
        "dismissal": world["dismissal", country].pk,
    },
    "law:measure-suggestions": lambda _world, country: {"country": country},
    "law:uncite": lambda world, country: {**_finding(world, country), "number": 1},
    "law:review-citation": pk_of("cited"),
    **dict.fromkeys(
        (
            *("law:recommendation", "law:edit-recommendation", "law:word-recommendation"),
            *("law:choose-findings", "law:find-provision", "law:choose-provision"),
            *("law:move-recommendation", "law:add-recommendation-task"),
        ),
        code_of("recommendation"),
    ),
    **dict.fromkeys(
        (
            *("law:bill", "law:edit-bill", "law:enter-stage", "law:take-back-entry", "law:plan-bill"),
            *("law:link-text", "law:add-bill-task"),
        ),
        code_of("bill"),
    ),
    "law:check-finding": lambda world, country: {
        **code_of("act")(world, country),
        **pk_of("waiting finding")(world, country),
    },
    "network:feed-calendar": lambda _world, _country: {"secret": "not-a-secret"},
    "network:feed-announcements": lambda _world, _country: {"secret": "not-a-secret"},
    "network:show-event": _EVENT,
    "network:hide-event": _EVENT,
    "network:group": _GROUP,
    "network:edit-group": _GROUP,
    "network:add-document": _GROUP,
    "network:add-version": _group_part("paper"),
    "network:keep-minutes": _group_part("meeting"),
    "network:finish-task": _group_part("task"),
    "network:add-part": lambda world, country: {**_GROUP(world, country), "kind": "tasks"},
    "network:edit-part": _group_part("member", kind="members"),
    "network:remove-part": _group_part("member", kind="members"),
    "network:resource": _RESOURCE,
    "network:edit-resource": _RESOURCE,
    "network:campaign": _CAMPAIGN,
    "network:edit-campaign": _CAMPAIGN,
    "network:add-estimate": _CAMPAIGN,
    "network:remove-estimate": _estimate,
    "network:announcement": _ANNOUNCEMENT,
    "network:edit-announcement": _ANNOUNCEMENT,
    "network:publish-announcement": _ANNOUNCEMENT,
    "network:withdraw-announcement": _ANNOUNCEMENT,
    "network:entry": _ENTRY,
    "network:edit-entry": _ENTRY,
    "network:withdraw-entry": _ENTRY,
    "contact:write": _ENTRY,
    "portal:resource": _RESOURCE,
    "portal:resource-file": _RESOURCE,
    "portal:announcement": code_of("public announcement"),
    "portal:entry": _ENTRY,
    "events:print-sheet": _EVENT,
    "events:read-sheets": _EVENT,
    "events:reading-sheets": lambda _world, _country: {"key": NO_JOB},
    "events:sheet-scan": _scan,
    "events:sheet-cut-out": lambda world, country: {**_scan(world, country), "row": 1, "column": 1},
    "events:statements": _EVENT,
    "events:badges": _EVENT,
    "events:attendance-rule": _EVENT,
    "events:place": _unplaced,
    "events:put-aside": _unplaced,
    "events:settle": lambda world, country: {**_session(world, country), **_involvement(world, country)},
    "field:hall": _EVENT,
    "field:roster": _EVENT,
    "field:batch": _EVENT,
    "training:trainer": _PERSON,
    "training:qualification": code_of("qualification"),
    "training:edit-qualification": code_of("qualification"),
    "supplies:consignment": _CONSIGNMENT,
    "supplies:edit": _CONSIGNMENT,
    "supplies:hand-over": _CONSIGNMENT,
    "supplies:add-evidence": _CONSIGNMENT,
    "supplies:add-line": _CONSIGNMENT,
    "supplies:edit-line": _line,
    "supplies:remove-line": _line,
    "results:programme": _PROGRAMME,
    "results:figure": lambda world, country: {**_PROGRAMME(world, country), **_FIGURE},
    "results:lines": lambda world, country: {**_PROGRAMME(world, country), **_FIGURE},
    "results:editions": _PROGRAMME,
    "results:freeze": _PROGRAMME,
    "results:freezing": lambda _world, _country: {"key": NO_JOB},
    "results:edition": _EDITION,
    "results:edition-lines": lambda world, country: {**_EDITION(world, country), **_FIGURE},
    "results:publish": _EDITION,
    "results:verify": _EDITION,
    "results:compare": _EDITION,
    "results:sealed": _EDITION,
    "desk:file": lambda world, country: {"sha256": world["file", country].sha256},
    "desk:import-report": lambda _world, _country: {"key": NO_JOB},
    "desk:import-confirm": lambda _world, _country: {"key": NO_JOB},
    **{
        f"desk:list{step}": lambda _world, _country: {"key": NO_JOB}
        for step in ("", "-read", "-columns", "-preview", "-decide", "-commit", "-undo")
    },
    "desk:job": lambda _world, _country: {"key": NO_JOB},
    **{f"portal:{page}": _published(**words) for page, words in PORTAL_PAGES.items()},
    **{f"portal:edition-{page}": _published(**words, wanted="") for page, words in PORTAL_PAGES.items()},
    "account_reset_password_from_key": lambda _world, _country: {"uidb36": "1", "key": "set-password"},
    "mfa_remove_webauthn": lambda _world, _country: {"pk": 0},
    "mfa_edit_webauthn": lambda _world, _country: {"pk": 0},
}
