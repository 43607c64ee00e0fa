"""Two persons, or two organisations, made one; and taken apart again."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db import transaction
from django.db.models import F

from tumar.kernel import clock, journal, merging, records
from tumar.kernel.merging.making import image_of, told_counts
from tumar.kernel.refusals import Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions import organisations
from tumar.people.actions.decisions import MERGE, MODELS, SAME, Merged, record_verdict, require_over
from tumar.people.actions.findable import keep_organisation_findable, keep_person_findable
from tumar.people.models import Candidate, Merge, Organisation, PairDecision, Person
from tumar.people.queries.decisions import verdict_on
from tumar.people.queries.merging import facts_to_choose, why_not_undone
from tumar.people.rules import merging as rules
from tumar.people.rules.pairs import in_order

CannotUndo = merging.CannotUndo


@retrying
def merge(
    kept: Merged,
    gone: Merged,
    *,
    versions: tuple[int, int],
    by: Scope,
    sides: Mapping[str, str] | None = None,
    reason: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> Merge:
    """Make one of two records: all that points to `gone` moves to `kept`, and its code leads there.

    `versions` are those of the two that were seen; `sides` says by field whose value stands ("left": the kept
    one's, "right"), where it is not the proposed one. Refuses with Invalid, naming what stands in the way.
    """
    require_over(kept, gone, by)
    with transaction.atomic():
        kept, gone = _locked(kept, gone, versions)
        work = merging.Merging()
        before, differences = copy(kept), _choose(kept, gone, sides or {}, work)
        work.move_all(kept, gone)
        _check_place(kept)
        work.change(gone, merged_into_id=kept.pk)
        _keep_in_step(kept, gone)
        work.settle(kept, gone)
        earlier = _earlier_verdict(kept, gone)
        record_verdict(before, gone, SAME, by=by, reason=reason, evidence=evidence)
        done = Merge.objects.create(
            kind=kept.LABEL,
            kept=kept.code,
            gone=gone.code,
            kept_name=str(before)[:400],
            gone_name=str(gone)[:400],
            at=clock.now(),
            by_id=by.account_id,
            by_label=by.label,
            reason=reason,
            steps=work.steps,
            earlier_verdict=earlier,
        )
        moved = {"moved": told_counts(work.moved), "folded": told_counts(work.folded)}
        told = {name: counts for name, counts in moved.items() if counts}
        verb = f"{kept.LABEL}.merged"
        journal.write(verb, by=by, about=kept.label, reason=reason, merged=gone.label, **differences, **told)
    return done


def _locked(kept: Merged, gone: Merged, versions: tuple[int, int]) -> tuple[Any, Any]:
    """Return both rows as they are now, locked in a fixed order; refuse one that changed since."""
    rows = type(kept)._base_manager.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    found = {row.pk: row for row in rows}
    for record, seen in zip((kept, gone), versions, strict=True):
        current = found.get(record.pk)
        if current is None or current.version != seen or current.merged_into_id is not None:
            raise Stale(record.label, seen, current.version if current else 0)
    return found[kept.pk], found[gone.pk]


def _choose(kept: Any, gone: Any, sides: Mapping[str, str], work: merging.Merging) -> dict[str, Any]:
    """Give the kept record the chosen values; return what differs from before, as the journal keeps it."""
    offered = rules.choices(facts_to_choose(kept), facts_to_choose(gone))
    wanted = rules.chosen(offered, sides)
    draft = copy(kept)
    for values in wanted:
        for name, value in values.items():
            # A record is no part of itself, and not of the one that it swallows.
            is_own = type(kept)._meta.get_field(name).related_model is type(kept)
            values[name] = None if is_own and value in (kept.pk, gone.pk) else value
            setattr(draft, name, values[name])
    records.check(draft)
    names = [type(kept)._meta.get_field(name).name for values in wanted for name in values]
    differences = {
        name: [old, new]
        for name in names
        if (old := records.told(getattr(kept, name))) != (new := records.told(getattr(draft, name)))
    }
    for values in wanted:
        work.change(kept, is_whole=True, **values)
    return differences


def _check_place(kept: Merged) -> None:
    if isinstance(kept, Organisation):
        # Read anew: its parent may itself have moved.
        now = Organisation._base_manager.get(pk=kept.pk)
        organisations.refuse_circle(now, now.parent)


def _keep_in_step(*both: Any) -> None:
    """Keep both records findable, and let whoever has one of them open look again."""
    for record in both:
        if isinstance(record, Person):
            keep_person_findable(record)
            derived = {"sort_name": record.sort_name, "search_text": record.search_text}
        else:
            keep_organisation_findable(record)
            derived = {"search_text": record.search_text}
        type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1, **derived)


def _earlier_verdict(kept: Merged, gone: Merged) -> dict[str, Any]:
    """Return what was decided about the two before, so that undoing the merge brings it back."""
    decision = verdict_on(kept.LABEL, kept.code, gone.code)
    first, second = in_order(kept.code, gone.code)
    queued = Candidate.objects.filter(kind=kept.LABEL, first=first, second=second).first()
    return {
        "decision": image_of(decision) if decision else None,
        "candidate": queued.state if queued else Candidate.State.WAITING.value,
    }


@retrying
def undo_merge(done: Merge, *, by: Scope, reason: str = "") -> merging.Undone:
    """Take two merged records apart, exactly as they were; what was changed since is left, and returned.

    Refuses with CannotUndo, saying everything that stands in the way.
    """
    model = MODELS[done.kind]
    with transaction.atomic():
        done = Merge.objects.select_for_update().get(pk=done.pk)
        rows = model._base_manager.select_for_update().filter(code__in=(done.kept, done.gone)).order_by("pk")
        both = {row.code: row for row in rows}
        by.require(MERGE[done.kind], *(row.country_id for row in both.values()))
        if reasons := why_not_undone(done):
            raise CannotUndo(reasons)
        kept, gone = both[done.kept], both[done.gone]
        undone = merging.undo(done.steps, kept, gone)
        _keep_in_step(kept, gone)
        _restore_verdict(done)
        done.undone_at, done.undone_by_id, done.undone_by_label = clock.now(), by.account_id, by.label
        done.save(update_fields=["undone_at", "undone_by", "undone_by_label"])
        acts = [
            journal.Act(f"{kept.LABEL}.merge-undone", one.label, {"merged": [other.label, None]}, reason)
            for one, other in ((kept, gone), (gone, kept))
        ]
        journal.write_many(acts, by=by)
    return undone


def _restore_verdict(done: Merge) -> None:
    earlier = done.earlier_verdict or {}
    first, second = in_order(done.kept, done.gone)
    pair = {"kind": done.kind, "first": first, "second": second}
    PairDecision.objects.filter(**pair).delete()
    if image := earlier.get("decision"):
        columns = {column.attname: column for column in PairDecision._meta.concrete_fields}
        values = {name: columns[name].to_python(value) for name, value in image.items()}
        PairDecision(**values).save(force_insert=True)
    state = earlier.get("candidate", Candidate.State.WAITING.value)
    Candidate.objects.filter(**pair).update(state=state)
