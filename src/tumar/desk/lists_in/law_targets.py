"""The tables that the workbook of law is written to, and how what it wrote is undone."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.bulk import Facts
from tumar.kernel.incoming.undoing import Made, Target
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.actions.bulk import instruments, parts, reforms, stages, treaties
from tumar.law.actions.bulk.shapes import countries_of
from tumar.law.models import Bill, Instrument, Recommendation, StageEntry

EDIT, REFORM = Permission.LAW_INSTRUMENT_EDIT, Permission.LAW_REFORM_EDIT
Following = Callable[[Collection[str], Scope], AbstractContextManager[None]]


def _own(permission: Permission) -> Any:
    def require(rows: Iterable[Facts], by: Scope) -> None:
        by.require(permission, *{facts["country"] for facts in rows})

    return require


def _of_act(rows: Iterable[Facts], by: Scope) -> None:
    by.require(EDIT, *countries_of(Instrument, {facts["instrument"] for facts in rows}))


def _of_bill(rows: Iterable[Facts], by: Scope) -> None:
    by.require(REFORM, *countries_of(Bill, {facts["bill"] for facts in rows if facts["bill"]}))


def _of_task(rows: Iterable[Facts], by: Scope) -> None:
    told = list(rows)
    _of_bill(told, by)
    codes = {facts["recommendation"] for facts in told if facts["recommendation"]}
    found = Recommendation.objects.filter(code__in=codes).values_list("country_id", flat=True)
    by.require(REFORM, *set(found))


def _around(following: Following, fact: str) -> Any:
    def around(rows: Sequence[Facts], by: Scope) -> AbstractContextManager[None]:
        return following({facts[fact] for facts in rows}, by)

    return around


def _behind_entries(pks: Collection[Any], made: Made, _touched: Made) -> Mapping[Any, str]:
    return stages.behind_entries(pks, made.get(StageEntry._meta.label, frozenset()))


def _answered_since(pks: Collection[Any], _made: Made, touched: Made) -> Mapping[Any, str]:
    """Return which recommendations an act answers by now that the import knew nothing of."""
    links = Bill.recommendations.through._base_manager.filter(recommendation__in=pks)
    later = links.exclude(bill__in=touched.get(Bill._meta.label, ()))
    told = _("An act on its way answers it by now.")
    return dict.fromkeys(later.values_list("recommendation", flat=True), told)


LAW_TARGETS = (
    Target(
        "law.instrument",
        instruments.INSTRUMENTS,
        instruments.bring_instruments,
        "law.instrument.removed",
        _own(EDIT),
    ),
    Target(
        "law.expression",
        parts.EXPRESSIONS,
        parts.bring_expressions,
        "law.expression.removed",
        _of_act,
        around=_around(parts.words_follow, "instrument"),
    ),
    Target("law.version", parts.VERSIONS, parts.bring_versions, "law.version.removed", _of_act),
    Target(
        "law.publication",
        parts.PUBLICATIONS,
        parts.bring_publications,
        "law.publication.removed",
        _of_act,
        around=_around(parts.changes_count, "instrument"),
    ),
    Target(
        "law.relation",
        parts.RELATIONS,
        parts.bring_relations,
        "law.relation.removed",
        _of_act,
        around=_around(parts.ends_follow, "instrument"),
    ),
    Target(
        "law.treatyact",
        treaties.TREATY_ACTS,
        treaties.bring_treaty_acts,
        "law.treatyact.removed",
        _own(EDIT),
    ),
    Target("law.coverage", treaties.SEARCHES, treaties.bring_searches, "law.coverage.removed", _own(EDIT)),
    Target(
        "law.recommendation",
        reforms.RECOMMENDATIONS,
        reforms.bring_recommendations,
        "law.recommendation.removed",
        _own(REFORM),
        hinder=_answered_since,
    ),
    Target("law.bill", reforms.BILLS, reforms.bring_bills, "law.bill.removed", _own(REFORM)),
    Target(
        "law.stageentry",
        stages.STAGES,
        stages.bring_stages,
        "law.stageentry.removed",
        _of_bill,
        hinder=_behind_entries,
        around=_around(stages.stages_follow, "bill"),
    ),
    Target(
        "law.plannedstage",
        stages.PLANS,
        stages.bring_plans,
        "law.plannedstage.removed",
        _of_bill,
        around=_around(stages.plans_count, "bill"),
    ),
    Target("law.reformtask", stages.TASKS, stages.bring_tasks, "law.reformtask.removed", _of_task),
)
