"""Looking at a finding again once a bill that answers it is in force; only that closes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Refusal, SecondPersonNeeded
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.findings import NotReady, NotTheLawOfTheDay, QuoteNotThere
from tumar.law.actions.recommendations import settle
from tumar.law.models import Bill, Finding, FindingCheck, ProvisionText, StageEntry
from tumar.law.queries.reforms import due_checks
from tumar.law.queries.versions import at
from tumar.law.rules.findings import Confidence, Mark, Marks, flaws
from tumar.law.rules.quotes import span_of
from tumar.law.rules.reforms import Stage
from tumar.law.rules.requirements import Scale


class NothingDue(Refusal):
    """The finding waits for nobody: it was looked at, or no bill that answers it is in force."""


@dataclass(frozen=True)
class Shown:
    """The words of a provision that show what was found; no text where nothing was."""

    text: ProvisionText | None = None
    quote: str = ""


@retrying
def check_finding(
    finding: Finding, bill: Bill, facts: Mapping[str, Any], *, shown: Shown, by: Scope
) -> FindingCheck:
    """Record what somebody found on looking at a finding again; the finding of the round stays as it is.

    Whoever entered that the bill is in force does not close its findings: it takes two people. When the last
    finding of a recommendation is closed, the recommendation is done.
    """
    by.require(Permission.LAW_FINDING_EDIT, bill.country_id)
    with transaction.atomic():
        Bill.objects.select_for_update().get(pk=bill.pk)
        due = next((one for one in due_checks(by, bill=bill) if one.finding.pk == finding.pk), None)
        if due is None:
            raise NothingDue
        if by.account_id is None or by.account_id == _who_entered(bill):
            raise SecondPersonNeeded
        check = FindingCheck(
            finding=finding, bill=bill, by_id=by.account_id, at=clock.now(), **_quoted(bill, shown)
        )
        for name in ("on_paper", "in_force", "applied", "level", "note"):
            setattr(check, name, facts.get(name, getattr(check, name)))
        checked_row(check)
        _refuse_flaws(check, finding)
        check.save(force_insert=True)
        _tell(check, by=by)
        settle(due.recommendations, by=by)
    return check


def _who_entered(bill: Bill) -> int | None:
    rows = StageEntry.objects.filter(bill=bill, stage=Stage.IN_FORCE.value)
    return rows.order_by("number").values_list("by", flat=True).first()


def _quoted(bill: Bill, shown: Shown) -> dict[str, Any]:
    """Return the citation, refused where its words do not stand in the law of today."""
    if shown.text is None:
        return {}
    instrument = shown.text.provision.instrument
    held = at(shown.text.version.expression, clock.today())
    if instrument.country_id not in {None, bill.country_id} or held != shown.text.version:
        raise NotTheLawOfTheDay
    span = span_of(shown.text.text, shown.quote)
    if span is None:
        raise QuoteNotThere
    return {"text": shown.text, "quote": shown.text.text[span[0] : span[1]]}


def _refuse_flaws(check: FindingCheck, finding: Finding) -> None:
    cites = int(check.text is not None)
    marks = Marks(
        Mark(check.on_paper), Mark(check.in_force), Mark(check.applied), check.level, Confidence.MEDIUM
    )
    # The words stand for what was found, whether they support or contradict.
    found = flaws(marks, Scale(finding.requirement.scale), supports=cites, contradicts=cites)
    if found:
        raise NotReady(found)


def _tell(check: FindingCheck, *, by: Scope) -> None:
    told: dict[str, Any] = {
        "requirement": check.finding.requirement.code,
        "bill": check.bill.label,
        "on_paper": check.on_paper,
        "in_force": check.in_force,
        "applied": check.applied,
        "closes": check.closes,
    }
    if check.text:
        told["provision"] = check.text.provision.eid
    journal.write("law.finding.checked", by=by, about=check.finding.round.label, reason=check.note, **told)
