"""What happens to acts on their way, many entries at once: stages, plans, tasks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import bulk
from tumar.kernel.bulk import Row, Table
from tumar.kernel.refusals import Stale
from tumar.kernel.scope import Scope
from tumar.law.actions import bills
from tumar.law.actions.bulk.shapes import TO_BILL, count_change, countries_of, of_bill
from tumar.law.models import Bill, FindingCheck, PlannedStage, Recommendation, ReformTask, StageEntry
from tumar.law.rules import reforms as rules
from tumar.network.models import Task

STAGES = Table(
    model=StageEntry,
    verbs=("law.stageentry.added", "law.stageentry.amended"),
    key=("bill", "number"),
    paths={
        "bill": "bill__code",
        **bulk.as_named("number", "stage", "day", "reason", "source", "note", "move"),
    },
    defaults=dict.fromkeys(("reason", "source", "note"), ""),
    links={"bill": TO_BILL},
    whole=of_bill,
)
PLANS = Table(
    model=PlannedStage,
    verbs=("law.plannedstage.added", "law.plannedstage.amended"),
    key=("bill", "stage"),
    paths={"bill": "bill__code", **bulk.as_named("stage", "day")},
    links={"bill": TO_BILL},
    whole=of_bill,
)


def _of_task(facts: Mapping[str, Any]) -> str:
    if facts["bill"]:
        return of_bill(facts)
    return f"{Recommendation.LABEL}:{facts['recommendation']}"


TASKS = Table(
    model=ReformTask,
    verbs=("law.reformtask.added", "law.reformtask.amended"),
    key=("group", "task"),
    paths={
        "group": "task__group__code",
        "task": "task__number",
        "recommendation": "recommendation__code",
        "bill": "bill__code",
        "text": "task__text",
        "due": "task__due",
        "state": "task__state",
    },
    links={
        "task": bulk.Link(Task, ("group__code", "number"), within=("group",)),
        "recommendation": bulk.Link(Recommendation),
        "bill": TO_BILL,
    },
    whole=_of_task,
)


def _require(rows: Sequence[Row], table: Table, by: Scope) -> set[str]:
    codes = table.said("bill", rows) - {None}
    if codes:
        by.require(bills.EDIT, *countries_of(Bill, codes))
    return codes


def _enter(facts: Mapping[str, Any], by: Scope) -> None:
    """Let an act come to a stage, by the same action as on its page."""
    bill = Bill.objects.get(code=facts["bill"])
    said = {name: facts[name] for name in ("reason", "source", "note")}
    try:
        entry = bills.enter_stage(
            bill, bills.Reached(facts["stage"], facts["day"], **said), version=bill.version, by=by
        )
    except (bills.MoveRefused, bills.EntryRefused) as refusal:
        # The check let it through: what is on file has changed in between.
        raise Stale(bill.label, bill.version, bill.version) from refusal
    if entry.number != facts["number"]:
        raise Stale(bill.label, facts["number"], entry.number)


def bring_stages(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Enter new stages one after another, and amend where those on file are said; yields how many."""
    _require(rows, STAGES, by)
    yield from bulk.bring(STAGES, [row for row in rows if row.before is not None], by=by)
    new = [STAGES.facts_of(row) for row in rows if row.before is None]
    for facts in sorted(new, key=lambda one: (one["bill"], one["number"])):
        _enter(facts, by)
        yield 1


@contextmanager
def stages_follow(codes: Collection[str], _by: Scope) -> Iterator[None]:
    """Let acts stand at their last entries as these are afterwards."""
    yield
    for bill in Bill.objects.select_for_update().filter(code__in=list(codes)):
        last = bill.entries.order_by("-number").first()
        bill.stage = last.stage if last else ""
        bill.version += 1
        bill.save(update_fields=["stage", "version"])


def behind_entries(pks: Iterable[Any], made: Collection[Any]) -> dict[Any, str]:
    """Return why entries cannot be taken back: others, not in `made`, came after them, or were looked at."""
    told: dict[Any, str] = {}
    for entry in StageEntry.objects.filter(pk__in=list(pks)).select_related("bill"):
        later = StageEntry.objects.filter(bill=entry.bill_id, number__gt=entry.number)
        if later.exclude(pk__in=made).exists():
            told[entry.pk] = _("The act came to later stages since.")
        elif entry.stage in rules.WITH_TEXT and FindingCheck.objects.filter(bill=entry.bill_id).exists():
            told[entry.pk] = _("Findings were looked at again because of it.")
    return told


@contextmanager
def plans_count(codes: Collection[str], _by: Scope) -> Iterator[None]:
    """Let what is planned meanwhile count as a change of these acts."""
    yield
    count_change(Bill, codes)


def bring_plans(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Say when acts are to come to their stages, and change that."""
    with plans_count(_require(rows, PLANS, by), by):
        yield from bulk.bring(PLANS, rows, by=by)


def bring_tasks(rows: Sequence[Row], by: Scope) -> Iterator[int]:
    """Tie tasks of working groups to recommendations and acts on their way."""
    _require(rows, TASKS, by)
    named = TASKS.said("recommendation", rows) - {None}
    for part in bulk.batches(named):
        found = Recommendation.objects.filter(code__in=part).values_list("country_id", flat=True)
        by.require(bills.EDIT, *set(found))
    yield from bulk.bring(TASKS, rows, by=by)
