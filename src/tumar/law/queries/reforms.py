"""Reads about reform of the law: recommendations, acts on their way, what waits to be looked at again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery

from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import (
    Bill,
    Finding,
    FindingCheck,
    Instrument,
    Recommendation,
    ReformTask,
    Round,
    StageEntry,
    Version,
)
from tumar.law.rules import reforms as rules
from tumar.law.rules.findings import Marks
from tumar.network.models import Group, Member
from tumar.network.queries.groups import groups
from tumar.network.queries.groups import may_edit as may_edit_group

IN_FORCE = tuple(stage.value for stage in rules.WITH_TEXT)
ENDED = tuple(stage.value for stage in rules.ENDS)
OPEN = tuple(state.value for state in rules.OPEN_STATES)


def recommendations(scope: Scope) -> QuerySet[Recommendation]:
    """Return the recommendations that the scope may see, with who sees to them."""
    return Recommendation.objects.visible_to(scope).select_related(
        "country",
        "group",
        "provision__instrument",
        "superseded_by",
        "owner_person",
        "owner_organisation",
        "owner_member__person",
        "owner_member__organisation",
    )


def bills(scope: Scope) -> QuerySet[Bill]:
    """Return the acts on their way that the scope may see, each with the day of its last entry."""
    last = StageEntry.objects.filter(bill=OuterRef("pk")).order_by("-number")
    return (
        Bill.objects.visible_to(scope)
        .select_related("country", "organisation", "group", "parent", "instrument", "text_version")
        .annotate(since=Subquery(last.values("day")[:1]))
    )


def confirmed_findings(scope: Scope, country: str | None = None) -> QuerySet[Finding]:
    """Return what was confirmed in the rounds of the scope's own countries: what may be answered."""
    rows = Finding.objects.filter(
        seat=Finding.Seat.FINAL, confirmed_at__isnull=False, round__in=_own_rounds(scope)
    )
    if country:
        rows = rows.filter(round__country=country)
    return rows.select_related("round__country", "requirement__version__set")


def _own_rounds(scope: Scope) -> QuerySet[Round]:
    reaches = scope.reaches(Round.VIEW)
    rows = Round.objects.all()
    if any(reach.countries is None and reach.organisations is None for reach in reaches):
        return rows
    return rows.filter(rows.within_any(reaches))


def answerable(one: Recommendation, scope: Scope) -> dict[str, Finding]:
    """Return what a recommendation may answer, by key: whatever is not found and in force, and its own."""
    own = set(one.findings.values_list("pk", flat=True))
    rows = confirmed_findings(scope, one.country_id).order_by("-round__as_of", "requirement__position", "pk")
    is_open = [row for row in rows if row.pk in own or not rules.closes(row.marks)]
    return {str(row.pk): row for row in is_open}


def open_groups(scope: Scope, kept: int | None = None) -> QuerySet[Group]:
    """Return the working groups at work that the scope may see, and the one chosen already."""
    return groups(scope).filter(Q(closed=None) | Q(pk=kept or 0)).order_by("code")


def seated(scope: Scope, kept: int | None = None) -> QuerySet[Member]:
    """Return who sits today in a working group that the scope may see, and the one chosen already."""
    today = Member.objects.holding(clock.today()).filter(group__in=open_groups(scope))
    rows = Member.objects.filter(Q(pk__in=today.values("pk")) | Q(pk=kept or 0))
    return rows.select_related("person", "organisation", "group").order_by("group__code", "number")


def entries_of(bill: Bill) -> list[StageEntry]:
    """Return the line in time of a bill, the first entry first."""
    return list(bill.entries.select_related("file").order_by("number"))


def timeline_of(bill: Bill, entries: Sequence[StageEntry]) -> tuple[rules.Step, ...]:
    """Return every stage of a bill with the days planned and actual, as it stands today."""
    planned = {rules.Stage(one.stage): one.day for one in bill.plan.all()}
    kind = rules.BillKind(bill.kind)
    return rules.timeline(kind, [one.as_rule for one in entries], planned, clock.today())


def overdue_of(bills_shown: Sequence[Bill]) -> dict[int, list[rules.Step]]:
    """Return the stages that are overdue, by bill; two queries for all of them."""
    keys = [bill.pk for bill in bills_shown]
    entries: dict[int, list[StageEntry]] = {}
    for entry in StageEntry.objects.filter(bill__in=keys).order_by("bill", "number"):
        entries.setdefault(entry.bill_id, []).append(entry)
    with_plan = Bill.objects.filter(pk__in=keys).prefetch_related("plan")
    found = {}
    for bill in with_plan:
        steps = timeline_of(bill, entries.get(bill.pk, []))
        if late := [step for step in steps if step.standing is rules.Standing.OVERDUE]:
            found[bill.pk] = late
    return found


def open_by_laws(bill: Bill) -> int:
    """Return how many by-laws of an act are neither in force nor ended."""
    return bill.by_laws.exclude(stage__in=[*IN_FORCE, *ENDED]).count()


def newest_checks(findings: Collection[int]) -> dict[int, FindingCheck]:
    """Return the newest check of each finding that has one."""
    rows = FindingCheck.objects.filter(finding__in=findings).order_by("finding", "pk")
    return {check.finding_id: check for check in rows.select_related("bill", "by", "text__provision")}


def marks_by_finding(findings: Collection[int]) -> dict[int, Marks]:
    """Return the marks of the newest check of each finding."""
    return {key: check.marks for key, check in newest_checks(findings).items()}


def open_findings(one: Recommendation) -> frozenset[int]:
    """Return the findings of a recommendation that nobody found answered yet."""
    keys = frozenset(one.findings.values_list("pk", flat=True))
    return rules.unchecked(keys, marks_by_finding(keys))


def on_their_way(one: Recommendation) -> int:
    """Return how many bills that answer a recommendation are neither in force nor ended."""
    return one.bills.exclude(stage__in=[*IN_FORCE, *ENDED]).count()


@dataclass(frozen=True)
class Due:
    """A finding that waits to be looked at again, since a bill that answers it is in force."""

    finding: Finding
    bill: Bill
    recommendations: tuple[Recommendation, ...]


def due_checks(scope: Scope, *, bill: Bill | None = None) -> list[Due]:
    """Return the findings whose reform is in force and that nobody looked at since; nothing is stored for it.

    A finding that was found answered is asked no more; one that was not is asked again by the next bill.
    """
    seen = confirmed_findings(scope).order_by("round__country", "requirement__position", "pk")
    recommended = Recommendation.objects.filter(state__in=OPEN).prefetch_related(Prefetch("findings", seen))
    rows = bills(scope).filter(stage__in=IN_FORCE)
    if bill is not None:
        rows = rows.filter(pk=bill.pk)
    rows = rows.prefetch_related(Prefetch("recommendations", recommended)).order_by("country", "code")
    pairs: dict[tuple[int, int], Due] = {}
    for each in rows:
        for one in each.recommendations.all():
            for finding in one.findings.all():
                known = pairs.get((each.pk, finding.pk))
                answers = (*known.recommendations, one) if known else (one,)
                pairs[each.pk, finding.pk] = Due(finding, each, answers)
    checks = FindingCheck.objects.filter(finding__in={finding for _bill, finding in pairs})
    done = {(check.bill_id, check.finding_id) for check in checks}
    marks = marks_by_finding({finding for _bill, finding in pairs})
    closed = {key for key, found in marks.items() if rules.closes(found)}
    return [due for place, due in pairs.items() if place not in done and due.finding.pk not in closed]


@dataclass(frozen=True)
class Answered:
    """A finding of a recommendation with what was found on looking at it again."""

    finding: Finding
    check: FindingCheck | None

    @property
    def is_closed(self) -> bool:
        return self.check is not None and self.check.closes


def answered(one: Recommendation, scope: Scope) -> list[Answered]:
    """Return the findings of a recommendation, each with its newest check."""
    rows = list(
        one.findings.filter(pk__in=confirmed_findings(scope))
        .select_related("round", "requirement__version__set")
        .order_by("round", "requirement__position")
    )
    checks = newest_checks([row.pk for row in rows])
    return [Answered(row, checks.get(row.pk)) for row in rows]


def tasks_of(rows: QuerySet[ReformTask]) -> list[ReformTask]:
    """Return tasks with who has to do them."""
    return list(
        rows.select_related("task__group", "task__owner__person", "task__owner__organisation").order_by(
            "task__due", "pk"
        )
    )


def may_give_tasks(group: Group | None, scope: Scope) -> bool:
    """Tell whether the scope may add tasks to the working group."""
    return group is not None and may_edit_group(group, scope)


def steps_of(one: Recommendation, scope: Scope) -> tuple[rules.NextStep, ...]:
    """Return what a recommendation waits for."""
    keys = frozenset(one.findings.values_list("pk", flat=True))
    due = {each.finding.pk for bill in one.bills.all() for each in due_checks(scope, bill=bill)}
    return rules.steps_of_recommendation(
        rules.State(one.state),
        has_owner=one.owner is not None,
        has_wording=bool(one.wording),
        bills=one.bills.count(),
        on_their_way=on_their_way(one),
        to_recheck=len(due & keys),
    )


def steps_of_bill(bill: Bill, scope: Scope) -> tuple[rules.NextStep, ...]:
    """Return what a bill waits for."""
    return rules.steps_of_bill(
        bill.at,
        has_text=bill.instrument_id is not None,
        has_plan=bill.plan.exists(),
        open_by_laws=open_by_laws(bill),
        to_recheck=len(due_checks(scope, bill=bill)),
    )


def linkable_instruments(bill: Bill, scope: Scope) -> QuerySet[Instrument]:
    """Return the instruments that can be the adopted text of a bill: those of its country."""
    rows = Instrument.objects.visible_to(scope).filter(withdrawn_on=None, country=bill.country_id)
    return rows.order_by("-pk")


def linkable_versions(bill: Bill, scope: Scope) -> QuerySet[Version]:
    """Return the confirmed versions of the country's instruments, the newest first."""
    rows = Version.objects.visible_to(scope).filter(
        state=Version.State.CONFIRMED, expression__instrument__in=linkable_instruments(bill, scope)
    )
    return rows.select_related("expression__instrument").order_by("-valid_from", "-pk")


@dataclass(frozen=True)
class BoardColumn:
    """One column of the board with its bills."""

    column: rules.Column
    bills: Sequence[Bill]


def board(rows: QuerySet[Bill]) -> list[BoardColumn]:
    """Return bills by column; one without an entry yet stands at the beginning."""
    by_column: dict[rules.Column, list[Bill]] = {column: [] for column in rules.Column}
    for bill in rows.order_by("country", "code"):
        column = rules.column_of(bill.at) if bill.at else rules.Column.PREPARED
        by_column[column].append(bill)
    return [BoardColumn(column, found) for column, found in by_column.items()]


@dataclass(frozen=True)
class CountryReform:
    """How far reform has come in one country: counts, never a score."""

    country: str
    states: Mapping[str, int]
    columns: Mapping[str, int]
    overdue: int
    to_recheck: int


def overview(scope: Scope) -> list[CountryReform]:
    """Return the countries that have recommendations or bills, each with its counts."""
    states: dict[str, dict[str, int]] = {}
    counted = Recommendation.objects.visible_to(scope).order_by().values("country", "state")
    for row in counted.annotate(n=Count("pk")):
        states.setdefault(row["country"], {})[row["state"]] = row["n"]
    shown = list(bills(scope))
    columns: dict[str, dict[str, int]] = {}
    for bill in shown:
        column = rules.column_of(bill.at) if bill.at else rules.Column.PREPARED
        found = columns.setdefault(bill.country_id, {})
        found[column.value] = found.get(column.value, 0) + 1
    late = overdue_of(shown)
    due = due_checks(scope)
    return [
        CountryReform(
            country,
            states.get(country, {}),
            columns.get(country, {}),
            sum(bill.country_id == country and bill.pk in late for bill in shown),
            len({each.finding.pk for each in due if each.bill.country_id == country}),
        )
        for country in sorted(states.keys() | columns.keys())
    ]


def countries_with_reforms(scope: Scope) -> frozenset[str]:
    """Return the countries whose recommendations or bills the scope may see."""
    told = Recommendation.objects.visible_to(scope).order_by().values_list("country", flat=True)
    made = Bill.objects.visible_to(scope).order_by().values_list("country", flat=True)
    return frozenset(told.distinct()) | frozenset(made.distinct())


def may_edit(country: str, scope: Scope) -> bool:
    """Tell whether the scope may change recommendations and bills of the country."""
    return scope.allows(Permission.LAW_REFORM_EDIT, country)
