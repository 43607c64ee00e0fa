"""Acts on their way: taken up, moved from stage to stage as the table says, planned, tied to their text."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid, Refusal, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.recommendations import settle
from tumar.law.models import (
    Bill,
    FindingCheck,
    Instrument,
    PlannedStage,
    Recommendation,
    StageEntry,
    Version,
)
from tumar.law.queries import reforms as queries
from tumar.law.rules import reforms as rules
from tumar.network.actions import numbered

EDIT = Permission.LAW_REFORM_EDIT


class MoveRefused(Refusal):
    """The table has no such move; `between` are stages that cannot be passed over."""

    def __init__(self, stage: rules.Stage, between: tuple[rules.Stage, ...]) -> None:
        super().__init__(stage.value)
        self.stage, self.between = stage, between


class EntryRefused(Refusal):
    """The entry cannot be made as it is; every flaw is listed."""

    def __init__(self, found: tuple[rules.Flaw, ...]) -> None:
        super().__init__(", ".join(found))
        self.flaws = found


class NotAdopted(Refusal):
    """An act has a text in the library once it is adopted."""


class TextNeeded(Refusal):
    """An act that is in force keeps its text."""


class TextOfAnother(Refusal):
    """The text is of another country, or the version of another act, or not confirmed."""


class NothingToTakeBack(Refusal):
    """There is no entry, or findings were looked at again because of it."""


def words_of(bill: Bill) -> Iterable[str]:
    """Return the words that an act on its way is found by."""
    return [bill.code, *bill.title.values()]


def _faults(bill: Bill, recommendations: Iterable[Recommendation]) -> list[Fault]:
    """Return what no single column shows: things of another country, by-laws of by-laws, past stages."""
    faults = []
    if bill.group and bill.group.country_id not in {None, bill.country_id}:
        faults.append(Fault("group", _("This working group is of another country.")))
    if bill.parent and bill.parent.country_id != bill.country_id:
        faults.append(Fault("parent", _("This act is of another country.")))
    if bill.parent and (bill.parent.parent_id or (bill.pk and bill.by_laws.exists())):
        faults.append(Fault("parent", _("A by-law has no by-laws of its own here; name the act above.")))
    if any(one.country_id != bill.country_id for one in recommendations):
        faults.append(Fault("recommendations", _("Choose recommendations of this country.")))
    if bill.pk and bill.kind in set(rules.BillKind):
        kind = rules.BillKind(bill.kind)
        stages = {rules.Stage(stage) for stage in bill.entries.values_list("stage", flat=True)}
        if any(kind not in rules.ROWS[stage].kinds for stage in stages):
            faults.append(Fault("kind", _("It has been at a stage that this kind does not have.")))
    return faults


@retrying
def add_bill(
    facts: Mapping[str, Any], *, recommendations: Collection[Recommendation] = (), by: Scope
) -> Bill:
    """Take up an act on its way; its line in time begins with its first entry."""
    bill = Bill(**facts)
    by.require(EDIT, bill.country_id)
    if faults := _faults(bill, recommendations):
        raise Invalid(faults)
    related = {"recommendations": recommendations}
    return numbered.add(bill, words_of, prefix="BIL", by=by, verb="law.bill.added", related=related)


@retrying
def amend_bill(
    bill: Bill,
    changes: Mapping[str, Any],
    *,
    recommendations: Collection[Recommendation],
    version: int,
    by: Scope,
    reason: str = "",
) -> Bill:
    """Change what is said of an act that nobody changed since `version`; it stays in its country."""
    by.require(EDIT, bill.country_id)
    with transaction.atomic():
        current = Bill.objects.select_for_update().get(pk=bill.pk)
        if "country" in changes and changes["country"] != current.country:
            raise Invalid([Fault("country", _("It stays in its country; take up another act."))])
        for name, value in changes.items():
            setattr(current, name, value)
        if faults := _faults(current, recommendations):
            raise Invalid(faults)
        related, verb = {"recommendations": recommendations}, "law.bill.amended"
        amended = numbered.amend(
            bill, changes, words_of, version=version, by=by, verb=verb, reason=reason, related=related
        )
        settle(recommendations, by=by)
    return amended


@dataclass(frozen=True)
class Reached:
    """A stage that a bill came to: the day as far as it is known, why, and where it is said."""

    stage: str
    day: str
    reason: str = ""
    source: str = ""
    note: str = ""
    content: bytes = b""
    name: str = ""


def _locked(bill: Bill, version: int) -> Bill:
    current = Bill.objects.select_for_update().get(pk=bill.pk)
    if current.version != version:
        raise Stale(current.label, version, current.version)
    return current


def _move(current: Bill, last: StageEntry | None, entered: Reached) -> rules.Move:
    stage = rules.Stage(entered.stage)
    try:
        move = rules.move_of(rules.BillKind(current.kind), current.at, stage)
    except rules.NotAllowed as refusal:
        raise MoveRefused(refusal.stage, refusal.between) from refusal
    found = rules.flaws_of(
        move,
        rules.Entry(stage, entered.day),
        last.as_rule if last else None,
        today=clock.today(),
        reason=entered.reason,
        has_text=current.instrument_id is not None,
        open_by_laws=queries.open_by_laws(current),
    )
    if found:
        raise EntryRefused(found)
    return move


@retrying
def enter_stage(bill: Bill, entered: Reached, *, version: int, by: Scope) -> StageEntry:
    """Record that a bill came to a stage: forward, past stages, back, or out of the way, as the table says.

    What comes in force puts the findings that it answers into the queue of findings to look at again.
    """
    by.require(EDIT, bill.country_id)
    with transaction.atomic():
        current = _locked(bill, version)
        last = current.entries.order_by("-number").first()
        move = _move(current, last, entered)
        entry = StageEntry(
            bill=current,
            number=last.number + 1 if last else 1,
            stage=entered.stage,
            move=move.value,
            day=entered.day,
            reason=entered.reason.strip(),
            source=entered.source,
            note=entered.note,
            by_id=by.account_id,
            by_label=by.label,
            at=clock.now(),
        )
        if entered.content:
            entry.file = files.keep(entered.content, name=entered.name)
            files.attach(entry.file, about=current.label, by=by)
        checked_row(entry)
        entry.save(force_insert=True)
        _stand_at(current, entered.stage)
        _tell(current, "reached", entry, by=by)
        settle(current.recommendations.all(), by=by)
    return entry


def _stand_at(bill: Bill, stage: str) -> None:
    bill.stage = stage
    bill.version += 1
    bill.save()


def _tell(bill: Bill, verb: str, entry: StageEntry, *, by: Scope, reason: str = "") -> None:
    told: dict[str, Any] = {"stage": entry.stage, "day": entry.day, "move": entry.move}
    if entry.source:
        told["source"] = entry.source
    if entry.file:
        told["file"] = entry.file.sha256
    why = reason or entry.reason
    journal.write(f"law.bill.{verb}", by=by, about=bill.label, reason=why, **told)


@retrying
def take_back_entry(bill: Bill, *, version: int, by: Scope, reason: str) -> Bill:
    """Remove the last entry, which was made by mistake; the journal keeps what it was."""
    by.require(EDIT, bill.country_id)
    with transaction.atomic():
        current = _locked(bill, version)
        entries = list(current.entries.order_by("number"))
        if not entries:
            raise NothingToTakeBack
        left = rules.Stage(entries[-2].stage) if len(entries) > 1 else None
        is_checked = FindingCheck.objects.filter(bill=current).exists()
        if is_checked and left not in rules.WITH_TEXT:
            raise NothingToTakeBack
        _tell(current, "taken-back", entries[-1], by=by, reason=reason)
        entries[-1].delete()
        _stand_at(current, left.value if left else "")
    return current


@retrying
def plan_stages(bill: Bill, days: Mapping[str, str], *, version: int, by: Scope, reason: str = "") -> Bill:
    """Say when a bill is to come to its stages; an empty day takes the plan for a stage away."""
    by.require(EDIT, bill.country_id)
    kept = {stage: day for stage, day in days.items() if day}
    kind = rules.BillKind(bill.kind)
    own = {stage.value for stage in rules.stages_of(kind)}
    faults = [
        Fault(stage, _("There is no such day.")) for stage, day in kept.items() if not rules.is_day(day)
    ]
    faults += [Fault(stage, _("This kind of act has no such stage.")) for stage in kept if stage not in own]
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        current = _locked(bill, version)
        before = {one.stage: one.day for one in current.plan.all()}
        differing = sorted(
            stage for stage in before.keys() | kept.keys() if before.get(stage) != kept.get(stage)
        )
        if differing:
            current.plan.all().delete()
            for stage, day in kept.items():
                planned = PlannedStage(bill=current, stage=stage, day=day)
                checked_row(planned)
                planned.save(force_insert=True)
            current.version += 1
            current.save()
            told = {stage: [before.get(stage), kept.get(stage)] for stage in differing}
            journal.write("law.bill.planned", by=by, about=current.label, reason=reason, **told)
    return current


@retrying
def link_text(
    bill: Bill, instrument: Instrument | None, *, text_version: Version | None, version: int, by: Scope
) -> Bill:
    """Tie an adopted act to its text in the library, and to the version that holds it."""
    by.require(EDIT, bill.country_id)
    with transaction.atomic():
        current = _locked(bill, version)
        _refuse_text(current, instrument, text_version)
        if (current.instrument, current.text_version) == (instrument, text_version):
            return current
        old = current.instrument.label if current.instrument else None
        current.instrument, current.text_version = instrument, text_version
        current.version += 1
        current.save()
        told: dict[str, Any] = {"instrument": [old, instrument.label if instrument else None]}
        if text_version:
            told["version"] = text_version.valid_from.isoformat()
        journal.write("law.bill.text-linked", by=by, about=current.label, **told)
    return current


def _refuse_text(bill: Bill, instrument: Instrument | None, text_version: Version | None) -> None:
    if bill.at not in rules.ADOPTED:
        raise NotAdopted
    if instrument is None:
        if bill.at in rules.WITH_TEXT:
            raise TextNeeded
        if text_version is not None:
            raise TextOfAnother
        return
    if instrument.country_id != bill.country_id:
        raise TextOfAnother
    if text_version is not None:
        is_its_own = text_version.expression.instrument_id == instrument.pk
        if not is_its_own or text_version.state != Version.State.CONFIRMED:
            raise TextOfAnother
