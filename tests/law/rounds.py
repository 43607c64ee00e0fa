"""Small builders of requirement sets, rounds and findings that name only what matters."""

import itertools
from datetime import date
from typing import Any

from tests.law.builders import ACT, an_expression, an_instrument
from tests.law.builders import a_version as a_text_version
from tests.people import MACHINE, a_country, an_account
from tumar.kernel.scope import Scope
from tumar.law.actions import findings, relating, requirements, rounds
from tumar.law.actions.findings import Quoted
from tumar.law.actions.suggesting import dismiss_suggestion
from tumar.law.models import (
    Dismissal,
    ProvisionText,
    Requirement,
    RequirementLink,
    Round,
    SetDraft,
    SetVersion,
)
from tumar.law.rules.requirements import read_set, write_yaml
from tumar.people.models import Account
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

AS_OF = date(2026, 1, 1)
QUOTE = "keeps the register"

# The act that is cited, as it reads later.
LATER = ACT.replace("The ministry keeps", "The ministry of health keeps")

_numbers = itertools.count(1)


def set_values(
    code: str = "treaty", version: str = "1", *, how_many: int = 3, **changes: Any
) -> dict[str, Any]:
    """The plain values of a small set."""
    items = [
        {
            "code": f"A-{number}",
            "title": {"en": f"Duty {number}", "ru": f"Обязанность {number}"},
            "source": f"Treaty, Article {number}",
            "area": "authority",
            "look_for": {"en": f"What article {number} asks for.", "ru": f"О чем статья {number}."},
        }
        for number in range(1, how_many + 1)
    ]
    values = {
        "set": code,
        "version": version,
        "title": {"en": f"Set {code}", "ru": f"Набор {code}"},
        "about": {"en": "Duties"},
        "source": "Treaty (1999)",
        "nature": "binding",
        "scale": "yes-no",
        "requirements": items,
    }
    return values | changes


def set_file(code: str = "treaty", version: str = "1", **changes: Any) -> bytes:
    """A small set as a YAML file."""
    read = read_set(set_values(code, version, **changes))
    assert read.set, read.faults
    return write_yaml(read.set).encode()


def a_set(code: str = "treaty", version: str = "1", **changes: Any) -> SetVersion:
    """A set of three requirements that are answered with yes, partly or not found."""
    content = set_file(code, version, **changes)
    draft = requirements.receive_set(content=content, name="set.yaml", by=MACHINE)
    return requirements.take_draft(draft, by=MACHINE)


def a_sent_file() -> SetDraft:
    """A file of requirements that waits to be taken."""
    return requirements.receive_set(content=set_file("sent"), name="sent.yaml", by=MACHINE)


def a_link(first: SetVersion, second: SetVersion) -> RequirementLink:
    """The first requirement of one set is a part of the second one of another."""
    facts = {
        "source_set": first.set,
        "source_code": "A-1",
        "target_set": second.set,
        "target_code": "A-2",
        "relation": "part",
        "why": {"en": "One duty."},
    }
    return relating.relate(facts, by=MACHINE)


def a_requirement(version: SetVersion, code: str = "A-1") -> Requirement:
    """One of the requirements of a version."""
    return version.requirements.get(code=code)


def a_coder(country: str = "KZ", **facts: Any) -> Account:
    """A legal expert of Kazakhstan unless said otherwise."""
    return an_account(RoleKind.LEGAL_EXPERT, country, name=f"Expert {next(_numbers)}", **facts)


def a_round(
    country: str = "KZ",
    *,
    versions: list[SetVersion] | None = None,
    is_double: bool = True,
    by: Scope = MACHINE,
    **facts: Any,
) -> Round:
    """An open round of Kazakhstan with two coders unless said otherwise."""
    facts.setdefault("title", {"en": f"Round of {country}"})
    facts.setdefault("as_of", AS_OF)
    facts.setdefault("first_coder", a_coder(country))
    if is_double:
        facts.setdefault("second_coder", a_coder(country))
    return rounds.open_round({"country": a_country(country), **facts}, versions=versions or [a_set()], by=by)


def coders(one: Round) -> tuple[Scope, Scope]:
    """What the two coders of a round may see and do."""
    return scope_of(one.first_coder), scope_of(one.second_coder)


def a_provision(
    country: str | None = "KZ", *, valid_from: date = date(2022, 5, 21), text: str = ""
) -> ProvisionText:
    """A sentence of a law of Kazakhstan: the ministry keeps the register."""
    expression = an_expression(an_instrument(country))
    version = a_text_version(expression, **({"text": text} if text else {}), valid_from=valid_from)
    return version.texts.filter(text__contains=QUOTE).get()


def code_it(
    one: Round,
    requirement: Requirement,
    by: Scope,
    *,
    text: ProvisionText | None = None,
    quote: str = QUOTE,
    relation: str = "supports",
    **marks: Any,
) -> Any:
    """Let a coder say that something was not found, unless said otherwise, and give it away."""
    marks.setdefault("on_paper", "found" if text else "not-found")
    if text:
        findings.cite(one, requirement, Quoted(text, quote, relation), by=by)
    findings.save_finding(one, requirement, marks, by=by)
    return findings.give_finding(one, requirement, by=by)


def a_dismissal(one: Round, requirement: Requirement, text: ProvisionText, why: str = "Of pets") -> Dismissal:
    """The first coder says that a provision is not relevant."""
    return dismiss_suggestion(one, requirement, text, why=why, by=coders(one)[0])


def agreed(one: Round, requirement: Requirement, **marks: Any) -> None:
    """Let both coders say the same."""
    for by in coders(one):
        code_it(one, requirement, by, **marks)


def a_closed_round(*, by: Scope | None = None, **facts: Any) -> Round:
    """A sealed round in which both coders found nothing about the first requirement."""
    one = a_round(**facts)
    agreed(one, a_requirement(one.sets.get().version))
    return rounds.close_round(one, by=by or scope_of(an_account()))


def a_third(country: str = "KZ") -> Scope:
    """Somebody of the country who records findings and is none of the two coders."""
    return scope_of(a_coder(country))
