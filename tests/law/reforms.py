"""Small builders of recommendations and acts on their way that name only what matters."""

from datetime import date
from typing import Any

import pytest

from tests.law.builders import a_version as a_text_version
from tests.law.builders import an_expression, an_instrument
from tests.law.rounds import a_requirement, a_round, a_set, agreed
from tests.people import (
    KZ_COORDINATOR,
    MACHINE,
    a_country,
    an_account,
)
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Invalid
from tumar.kernel.scope import Scope
from tumar.law.actions import bills, checks, recommendations
from tumar.law.actions.bills import Reached
from tumar.law.actions.checks import Shown
from tumar.law.models import (
    Bill,
    Finding,
    FindingCheck,
    Instrument,
    ProvisionText,
    Recommendation,
    SetVersion,
    StageEntry,
)
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

# What a bill needs to go through, from the first draft to the day on which it is law.
TO_PUBLISHED = ("draft", "adopted", "published")


def a_finding(country: str = "KZ", *, version: SetVersion | None = None, **marks: Any) -> Finding:
    """What holds about a requirement, confirmed by two coders: it was not found, unless said otherwise."""
    asked = version or a_set()
    one = a_round(country, versions=[asked])
    agreed(one, a_requirement(asked), **marks)
    return Finding.objects.get(round=one, seat="final")


def a_recommendation(
    country: str = "KZ", *, findings: list[Finding] | None = None, by: Scope = MACHINE, **facts: Any
) -> Recommendation:
    """That the law of Kazakhstan should say who keeps the register, unless said otherwise."""
    facts.setdefault("title", {"en": "Say who keeps the register", "ru": "Определить, кто ведет реестр"})
    facts.setdefault("text", {"en": "The law should name the authority."})
    facts.setdefault("priority_reason", "Other duties rest on it.")
    return recommendations.add_recommendation(
        {"country": a_country(country), **facts}, findings=findings or [], by=by
    )


def a_bill(
    country: str = "KZ", *, answers: list[Recommendation] | None = None, by: Scope = MACHINE, **facts: Any
) -> Bill:
    """A law of Kazakhstan on its way, without any entry yet, unless said otherwise."""
    facts.setdefault("title", {"en": "Bill on biological safety", "ru": "Проект закона о биобезопасности"})
    facts.setdefault("kind", "law")
    return bills.add_bill({"country": a_country(country), **facts}, recommendations=answers or [], by=by)


def fresh(record: Any) -> Any:
    """A record as it is now."""
    return type(record).objects.get(pk=record.pk)


def entered(
    bill: Bill, stage: str, day: str = "2026-01-10", *, by: Scope = MACHINE, **told: Any
) -> StageEntry:
    """Let a bill come to a stage; what needs a reason has one."""
    told.setdefault("reason", "As the journal of the parliament says")
    return bills.enter_stage(bill, Reached(stage, day, **told), version=fresh(bill).version, by=by)


def published(bill: Bill) -> Bill:
    """A bill that was published in January 2026."""
    for stage in TO_PUBLISHED:
        entered(bill, stage)
    return fresh(bill)


def linked(bill: Bill, instrument: Instrument | None = None) -> Bill:
    """A published bill whose text is in the library."""
    text = instrument or an_instrument(bill.country_id)
    return bills.link_text(bill, text, text_version=None, version=fresh(bill).version, by=MACHINE)


def in_force(bill: Bill, *, by: Scope = MACHINE) -> Bill:
    """A bill that came in force in February 2026 and has its text in the library."""
    linked(published(bill))
    entered(bill, "in-force", "2026-02-01", by=by)
    return fresh(bill)


def a_checker(country: str = "KZ") -> Scope:
    """A legal expert of Kazakhstan who may look at findings again."""
    return scope_of(an_account(RoleKind.LEGAL_EXPERT, country))


def a_text_of_today(country: str = "KZ", text: str = "") -> ProvisionText:
    """A sentence of today's law: the ministry keeps the register."""
    expression = an_expression(an_instrument(country))
    version = a_text_version(expression, **({"text": text} if text else {}), valid_from=date(2020, 1, 1))
    return version.texts.filter(text__contains="keeps the register").get()


def checked(
    finding: Finding, bill: Bill, *, by: Scope | None = None, text: ProvisionText | None = None, **marks: Any
) -> FindingCheck:
    """Let a second person find that the new law answers, unless said otherwise."""
    facts = {"on_paper": "found", "in_force": "found", "applied": "not-assessed", **marks}
    shown = Shown()
    if facts["on_paper"] in {"found", "partly", "contradicts"}:
        shown = Shown(text or a_text_of_today(bill.country_id), "keeps the register")
    return checks.check_finding(finding, bill, facts, shown=shown, by=by or a_checker(bill.country_id))


def moved(one: Recommendation, state: str, **told: Any) -> Recommendation:
    """A recommendation that the coordinator of Kazakhstan put into another state, for a reason."""
    told.setdefault("reason", "The ministry said so")
    told.setdefault("by", KZ_COORDINATOR)
    return recommendations.move_recommendation(one, state=state, version=fresh(one).version, **told)


def faults(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    """What is said beside each field of what was refused."""
    return {fault.field: fault.message for fault in refusal.value.faults}


def last_entry(record: Bill | Recommendation) -> JournalEntry:
    """What the journal says of a record last."""
    return JournalEntry.objects.filter(about=record.label).order_by("-sequence")[0]
