"""The sheets of what happens to acts on their way: stages, plans, tasks of working groups."""

from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.law import wording_reforms
from tumar.law.actions import bills
from tumar.law.actions.bulk import stages as bulk
from tumar.law.imports.shapes import (
    BILL,
    NUMBER,
    RECOMMENDATION,
    STAND,
    as_on_file,
    code,
    country_of,
    day,
    is_another,
    note,
    number,
    source,
)
from tumar.law.models import Bill, StageEntry
from tumar.law.queries import reforms as queries
from tumar.law.rules import reforms as rules
from tumar.network.models import Task

STAGE = "law.stageentry"
EDIT = Permission.LAW_REFORM_EDIT
STAGE_NAMES = [stage.value for stage in rules.Stage]


def _act() -> Column:
    return code("bill", "Act on its way", "Проект акта")


def _stage() -> Column:
    return Column("stage", "Stage", "Стадия", parsing.choice(STAGE_NAMES), is_required=True)


def _settle_stage(draft: Draft) -> None:
    facts = draft.facts
    if is_another(draft, StageEntry, bill__code=facts["bill"]):
        return
    if draft.filed is not None:
        told = _("An entry stays as it is; the last one is taken back on the page of the act.")
        as_on_file(draft, ("stage", "day", "reason", "move"), told)
        return
    if facts["move"]:
        draft.error("move", _("How the act moved follows from its stages; leave this empty."))
        return
    _enter(draft)


def _enter(draft: Draft) -> None:
    """Object to a new entry that the page of the act would refuse as well."""
    facts = draft.facts
    before = (facts["bill"], facts["number"] - 1)
    stage = draft.of(STAGE, before, "stage")
    if facts["number"] > 1 and stage is None:
        draft.error("number", _("Entries follow one another by number; the one before this is missing."))
        return
    kind = draft.of(BILL, (facts["bill"],), "kind")
    last = rules.Entry(rules.Stage(stage), draft.of(STAGE, before, "day")) if stage else None
    wanted = rules.Stage(facts["stage"])
    try:
        move = rules.move_of(rules.BillKind(kind), last.stage if last else None, wanted)
    except rules.NotAllowed as refusal:
        told = wording_reforms.sentence(bills.MoveRefused(refusal.stage, refusal.between))
        draft.error("stage", told)
        return
    flaws = rules.flaws_of(
        move,
        rules.Entry(wanted, facts["day"]),
        last,
        today=clock.today(),
        reason=facts["reason"],
        has_text=draft.of(BILL, (facts["bill"],), "instrument") is not None,
        open_by_laws=_open_by_laws(facts["bill"], wanted),
    )
    for flaw in flaws:
        draft.error(_AT.get(flaw, "stage"), _(wording_reforms.FLAWS[flaw]))


_AT = {
    rules.Flaw.NO_DAY: "day",
    rules.Flaw.FUTURE_DAY: "day",
    rules.Flaw.BEFORE_LAST: "day",
    rules.Flaw.REASON_NEEDED: "reason",
}


def _open_by_laws(bill: str, stage: rules.Stage) -> int:
    found = Bill.objects.filter(code=bill).first() if stage in rules.WITH_TEXT else None
    return queries.open_by_laws(found) if found else 0


STAGES = Sheet(
    name="Stages of acts",
    name_ru="Стадии проектов актов",
    label=STAGE,
    table=bulk.STAGES,
    columns=(
        _act(),
        number(),
        _stage(),
        day(is_required=True),
        Column("reason", "Reason", "Основание", parsing.text(500)),
        source(),
        note(1000),
        Column("move", "Move", "Движение", parsing.choice([move.value for move in rules.Move])),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_stages,
    countries=country_of(BILL, "bill"),
    references=(Reference("bill", BILL),),
    told=("stage", "day"),
    settle=_settle_stage,
    stand="stand",
)


def _settle_plan(draft: Draft) -> None:
    facts = draft.facts
    kind = draft.of(BILL, (facts["bill"],), "kind")
    if rules.Stage(facts["stage"]) not in rules.stages_of(rules.BillKind(kind)):
        draft.error("stage", _("This kind of act has no such stage."))


PLANS = Sheet(
    name="Planned stages",
    name_ru="План стадий",
    label="law.plannedstage",
    table=bulk.PLANS,
    columns=(
        _act(),
        _stage(),
        Column("day", "Planned for", "Запланировано на", day().parse, is_required=True),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_plans,
    countries=country_of(BILL, "bill"),
    references=(Reference("bill", BILL),),
    settle=_settle_plan,
    stand="stand",
)


def _about(facts: Any) -> tuple[str, str]:
    return (BILL, facts["bill"]) if facts["bill"] else (RECOMMENDATION, facts["recommendation"])


def _settle_task(draft: Draft) -> None:
    facts = draft.facts
    told = _("A task is changed on the page of its working group.")
    as_on_file(draft, ("text", "due", "state"), told)
    if bool(facts["bill"]) == bool(facts["recommendation"]):
        draft.error("bill", _("Name the act on its way or the recommendation, one of the two."))
        return
    if draft.filed is not None:
        stays = _("A task stays with what it is for.")
        as_on_file(draft, ("bill", "recommendation"), stays)
        return
    task = (
        Task.objects.filter(group__code=facts["group"], number=facts["task"]).select_related("group").first()
    )
    if task is None:
        draft.error("task", _("This working group has no task of this number."))
        return
    label, about = _about(facts)
    if task.group.country_id not in {None, draft.of(label, (about,), "country")}:
        draft.error("group", _("This working group is of another country."))
    for name, value in (("text", task.text), ("due", task.due), ("state", task.state)):
        if facts[name] not in (None, value):
            draft.error(name, told)
        facts[name] = value


def _country_of_task(facts: Any, draft: Draft) -> tuple[str | None]:
    label, about = _about(facts)
    return (draft.of(label, (about,), "country"),)


TASKS = Sheet(
    name="Tasks for reforms",
    name_ru="Поручения по реформам",
    label="law.reformtask",
    table=bulk.TASKS,
    columns=(
        code("group", "Working group", "Рабочая группа"),
        Column("task", "Task number", "Номер поручения", NUMBER, is_required=True),
        Column("bill", "Act on its way", "Проект акта", parsing.code),
        Column("recommendation", "Recommendation", "Рекомендация", parsing.code),
        Column("text", "Task", "Поручение", parsing.text(500)),
        Column("due", "Due on", "Срок", parsing.day),
        Column("state", "State", "Состояние", parsing.choice(Task.State.values)),
        STAND,
    ),
    permission=EDIT,
    bring=bulk.bring_tasks,
    countries=_country_of_task,
    references=(Reference("bill", BILL), Reference("recommendation", RECOMMENDATION)),
    settle=_settle_task,
    stand="stand",
)
