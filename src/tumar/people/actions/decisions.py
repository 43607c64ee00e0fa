"""Verdicts about pairs: two records are not the same, or wait for somebody to say so."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.bulk import batches
from tumar.kernel.permissions import Permission
from tumar.kernel.records import told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Candidate, Kind, Organisation, PairDecision, Person
from tumar.people.rules.pairs import Found

Merged = Person | Organisation

MERGE: Mapping[str, Permission] = {
    Kind.PERSON: Permission.PEOPLE_PERSON_MERGE,
    Kind.ORGANISATION: Permission.PEOPLE_ORGANISATION_MERGE,
}
MODELS: Mapping[str, type[Merged]] = {Kind.PERSON: Person, Kind.ORGANISATION: Organisation}
SAME, DIFFERENT = PairDecision.Verdict.SAME, PairDecision.Verdict.DIFFERENT


def facts_of(record: Merged) -> dict[str, Any]:
    """Return what is on file about a record, by field, without what is empty: what a verdict is based on."""
    return {
        field.name: told(value)
        for field in record._meta.concrete_fields
        if field.editable and field.name != "id" and (value := getattr(record, field.name)) not in (None, "")
    }


def require_over(one: Merged, other: Merged, by: Scope) -> None:
    """Refuse unless the scope may merge in the countries of both; and two records must be two, of a kind."""
    by.require(MERGE[one.LABEL], one.country_id, other.country_id)
    if one.LABEL != other.LABEL or one.pk == other.pk:
        raise Invalid([Fault("", _("Choose two different records of the same kind."))])


def _evidence(kind: str, pair: tuple[Merged, Merged], given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what the verdict was made on: what was given, else what the queue showed; and both records."""
    first, second = pair
    queued = Candidate.objects.filter(kind=kind, first=first.code, second=second.code).first()
    shown = {"score": queued.score, "parts": queued.explanation} if queued else {}
    return {**shown, **(given or {}), "first": facts_of(first), "second": facts_of(second)}


def record_verdict(
    one: Merged,
    other: Merged,
    verdict: str,
    *,
    by: Scope,
    reason: str,
    evidence: Mapping[str, Any] | None = None,
) -> PairDecision:
    """Keep a verdict over an earlier one, inside the caller's transaction; the caller writes the journal."""
    first, second = sorted((one, other), key=lambda record: record.code)
    decision, _is_new = PairDecision.objects.update_or_create(
        kind=one.LABEL,
        first=first.code,
        second=second.code,
        defaults={
            "verdict": verdict,
            "at": clock.now(),
            "by_id": by.account_id,
            "by_label": by.label,
            "reason": reason,
            "evidence": _evidence(one.LABEL, (first, second), evidence),
        },
    )
    _settle_candidate(decision, verdict)
    return decision


def _settle_candidate(decision: PairDecision, state: str) -> None:
    found = Candidate.objects.filter(kind=decision.kind, first=decision.first, second=decision.second)
    found.update(state=state)


@retrying
def decide_not_same(
    one: Merged, other: Merged, *, by: Scope, reason: str = "", evidence: Mapping[str, Any] | None = None
) -> PairDecision:
    """Remember that two persons, or two organisations, are not the same; nobody is asked again."""
    require_over(one, other, by)
    with transaction.atomic():
        decision = record_verdict(one, other, DIFFERENT, by=by, reason=reason, evidence=evidence)
        verb = f"{one.LABEL}.not-the-same"
        acts = [
            journal.Act(verb, one.label, {"pair": other.label}, reason),
            journal.Act(verb, other.label, {"pair": one.label}, reason),
        ]
        journal.write_many(acts, by=by)
    return decision


@retrying
def take_back(decision: PairDecision, *, by: Scope, reason: str = "") -> None:
    """Forget that two records are not the same; where the pair was queued, it waits again."""
    model = MODELS[decision.kind]
    pair = model._base_manager.filter(code__in=(decision.first, decision.second))
    by.require(MERGE[decision.kind], *pair.values_list("country_id", flat=True))
    if decision.verdict != DIFFERENT:
        raise Invalid([Fault("", _("The two were merged. Undo the merge instead."))])
    with transaction.atomic():
        _settle_candidate(decision, Candidate.State.WAITING)
        labels = [f"{decision.kind}:{code}" for code in (decision.first, decision.second)]
        verb = f"{decision.kind}.not-the-same.taken-back"
        acts = [
            journal.Act(verb, about, {"pair": other}, reason)
            for about, other in zip(labels, reversed(labels), strict=True)
        ]
        decision.delete()
        journal.write_many(acts, by=by)


@retrying
def postpone(candidate: Candidate, *, by: Scope) -> Candidate:
    """Put a pair off: it comes last in the queue. Nothing about a person changes, so no journal tells it."""
    model = MODELS[candidate.kind]
    pair = model._base_manager.filter(code__in=(candidate.first, candidate.second))
    by.require(MERGE[candidate.kind], *pair.values_list("country_id", flat=True))
    candidate.postponed_at = clock.now()
    candidate.save(update_fields=["postponed_at"])
    return candidate


def answer(candidate: Candidate, said: str, *, by: Scope, reason: str = "") -> None:
    """Carry out what somebody says of a queued pair: "different", "later" or, of a row, "same"."""
    if said == "later":
        postpone(candidate, by=by)
    elif candidate.row:
        decide_row(candidate, is_same=said == SAME, by=by)
    elif said == DIFFERENT:
        rows = MODELS[candidate.kind]._default_manager
        pair = [rows.get(code=code) for code in (candidate.first, candidate.second)]
        decide_not_same(*pair, by=by, reason=reason)
    else:
        raise Invalid([Fault("", _("Choose one of the answers."))])


@retrying
def decide_row(candidate: Candidate, *, is_same: bool, by: Scope) -> Candidate:
    """Say whether a row of an import is the person it was compared with; the import acts on it."""
    if not candidate.row:
        raise Invalid([Fault("", _("Both are on file. Merge them, or say that they are not the same."))])
    record = MODELS[candidate.kind]._base_manager.get(code=candidate.first)
    by.require(MERGE[candidate.kind], record.country_id)
    verdict = Candidate.State.SAME if is_same else Candidate.State.DIFFERENT
    with transaction.atomic():
        candidate.state = verdict
        candidate.save(update_fields=["state"])
        verb = f"{candidate.kind}.row.decided"
        journal.write(verb, by=by, about=record.label, row=candidate.row, verdict=verdict.value)
    return candidate


@retrying
def queue_candidates(found: Iterable[Found], *, kind: str = Kind.PERSON) -> int:
    """Let pairs wait for somebody to decide and return how many are new; those known already stay.

    Called by matching and by imports, which hold the rights and write the journal of their own act.
    """
    queued = 0
    with transaction.atomic():
        for batch in batches(found):
            by_key = {one.key: one for one in batch}
            firsts = {first for first, _second, _row in by_key}
            rows = Candidate.objects.filter(kind=kind, first__in=firsts)
            known = set(rows.values_list("first", "second", "row"))
            verdicts = PairDecision.objects.filter(kind=kind, first__in=firsts)
            known |= {(first, second, "") for first, second in verdicts.values_list("first", "second")}
            new = [_candidate(kind, key, one) for key, one in by_key.items() if key not in known]
            queued += len(Candidate.objects.bulk_create(new))
    return queued


def _candidate(kind: str, key: tuple[str, str, str], one: Found) -> Candidate:
    first, second, row = key
    return Candidate(
        kind=kind,
        first=first,
        second=second,
        row=row,
        facts=dict(one.facts),
        score=one.score,
        explanation=list(one.explanation),
        queued_at=clock.now(),
    )
