"""Which words the addresses need: one record of the world for each, by the name of its page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.access.world import DAY, World
from tests.people import MACHINE
from tumar.network.actions import campaigns

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
    **dict.fromkeys(("events:edit-session", "events:remove-session"), _session),
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
