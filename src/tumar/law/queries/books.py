"""Reads for the workbook of law: what a scope sees of some countries, sheet by sheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tumar.kernel.scope import Scope
from tumar.law.models import (
    Bill,
    Coverage,
    Expression,
    Instrument,
    PlannedStage,
    Provision,
    ProvisionText,
    Publication,
    Recommendation,
    ReformTask,
    Relation,
    StageEntry,
    TreatyAct,
    Version,
)
from tumar.law.queries import instruments
from tumar.network.queries.groups import groups

BATCH = 500


@dataclass(frozen=True)
class Book:
    """The records of law that go into a workbook, each kind as rows of its table."""

    instruments: QuerySet[Instrument]
    expressions: QuerySet[Expression]
    versions: QuerySet[Version]
    provisions: QuerySet[Provision]
    publications: QuerySet[Publication]
    relations: QuerySet[Relation]
    treaty_acts: QuerySet[TreatyAct]
    coverage: QuerySet[Coverage]
    recommendations: QuerySet[Recommendation]
    bills: QuerySet[Bill]
    stages: QuerySet[StageEntry]
    plans: QuerySet[PlannedStage]
    tasks: QuerySet[ReformTask]


def book(scope: Scope, countries: Sequence[str]) -> Book:
    """Return what the scope may see of these countries, of all where none is named; treaties with them.

    Relations of acts to which one that the scope may not see does something stay out: they would name it.
    """
    of_countries = Q(country__in=countries) if countries else Q()
    acts = instruments.instruments(scope)
    seen = acts.filter(of_countries | Q(country=None)) if countries else acts
    recommendations = Recommendation.objects.visible_to(scope).filter(of_countries)
    bills = Bill.objects.visible_to(scope).filter(of_countries)
    relations = Relation.objects.filter(Q(acting=None) | Q(acting__in=acts), instrument__in=seen)
    about = Q(recommendation__in=recommendations) | Q(bill__in=bills)
    return Book(
        instruments=seen,
        expressions=Expression.objects.filter(instrument__in=seen),
        versions=Version.objects.filter(
            Q(amended_by=None) | Q(amended_by__in=acts), expression__instrument__in=seen
        ),
        provisions=Provision.objects.filter(pk__in=_not_plainly_in_force(seen, relations)),
        publications=Publication.objects.filter(instrument__in=seen),
        relations=relations,
        treaty_acts=instruments.treaty_acts(scope).filter(of_countries),
        coverage=instruments.coverage(scope).filter(of_countries),
        recommendations=recommendations,
        bills=bills,
        stages=StageEntry.objects.filter(bill__in=bills),
        plans=PlannedStage.objects.filter(bill__in=bills),
        tasks=ReformTask.objects.filter(about, task__group__in=groups(scope)),
    )


def _not_plainly_in_force(acts: QuerySet[Instrument], relations: QuerySet[Relation]) -> set[Any]:
    """Return the provisions that were repealed in a confirmed text, or that relations name."""
    texts = ProvisionText.objects.filter(is_repealed=True, version__state=Version.State.CONFIRMED)
    found = set(texts.filter(provision__instrument__in=acts).values_list("provision", flat=True))
    named = {
        (instrument, eid)
        for instrument, eids in relations.exclude(eids=[]).values_list("instrument", "eids")
        for eid in eids
    }
    for part in _batches(sorted(named)):
        wanted = set(part)
        rows = Provision.objects.filter(
            instrument__in={instrument for instrument, _eid in part},
            eid__in={eid for _instrument, eid in part},
        )
        found |= {
            pk
            for pk, instrument, eid in rows.values_list("pk", "instrument", "eid")
            if (instrument, eid) in wanted
        }
    return found


def _batches(pairs: Sequence[tuple[int, str]]) -> Iterable[Sequence[tuple[int, str]]]:
    return (pairs[start : start + BATCH] for start in range(0, len(pairs), BATCH))
