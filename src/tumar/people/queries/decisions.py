"""Reads about verdicts on pairs, and about the pairs that wait for one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, Trim

from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.kernel.standing import successors
from tumar.people.models import Candidate, Kind, Organisation, PairDecision
from tumar.people.queries.merging import TABLES, Merged, facts_to_choose, field_label, shown
from tumar.people.rules.merging import units
from tumar.people.rules.pairs import in_order


def verdict_on(kind: str, one: str, other: str) -> PairDecision | None:
    """Return the verdict about two codes, whichever is named first."""
    first, second = in_order(one, other)
    return PairDecision.objects.filter(kind=kind, first=first, second=second).first()


def verdicts(kind: str = Kind.PERSON) -> Iterator[PairDecision]:
    """Yield every verdict with the evidence it was made on, oldest first; weights are learned from them."""
    yield from PairDecision.objects.filter(kind=kind).order_by("at", "pk").iterator(chunk_size=2000)


def _named(model: type[Merged], outer: str) -> Subquery:
    """Return the name of the record with the code in this column, in its own script where it has one."""
    rows: QuerySet[Any] = model._base_manager.filter(code=OuterRef(outer))
    if model is Organisation:
        return Subquery(rows.values("name")[:1])
    parts = [("single", "family", "given", "patronymic"), ("single_latin", "family_latin", "given_latin")]
    own, latin = (
        Trim(Concat(*(part for name in names for part in (F(name), Value(" "))), output_field=CharField()))
        for names in parts
    )
    name = Case(When(family="", given="", single="", then=latin), default=own)
    return Subquery(rows.values(named=name)[:1])


def _name(outer: str) -> Case:
    kinds = [When(kind=kind, then=_named(model, outer)) for kind, model, _permission in TABLES]
    return Case(*kinds, default=Value(""), output_field=CharField())


def _within_reach(scope: Scope, *, are_rows_too: bool) -> Q:
    """Return the condition that a pair is the scope's to decide: both stand, where it may merge."""
    condition = Q(pk__in=[])
    for kind, model, permission in TABLES:
        countries = scope.countries(permission)
        rows: QuerySet[Merged] = model._default_manager.all()
        if countries is not EVERYWHERE:
            rows = rows.filter(country_id__in=countries)
        elif not scope.allows_somewhere(permission):
            continue
        first = Q(Exists(rows.filter(code=OuterRef("first"))))
        second = Q(Exists(rows.filter(code=OuterRef("second"))))
        condition |= Q(kind=kind) & first & (second | Q(second="") if are_rows_too else second)
    return condition


def candidates(scope: Scope) -> QuerySet[Candidate]:
    """Return the possible duplicates that wait for the scope to decide, with both names."""
    rows = Candidate.objects.filter(_within_reach(scope, are_rows_too=True), state=Candidate.State.WAITING)
    return rows.annotate(first_name=_name("first"), second_name=_name("second"))


def next_candidate(scope: Scope) -> Candidate | None:
    """Return the pair to look at next: the likeliest; those put off come last."""
    rows = Candidate.objects.filter(_within_reach(scope, are_rows_too=True))
    return rows.waiting().first()


def left_to_decide(scope: Scope) -> int:
    """Return how many pairs wait for the scope."""
    rows = Candidate.objects.filter(_within_reach(scope, are_rows_too=True))
    return rows.filter(state=Candidate.State.WAITING).count()


def kept_apart(scope: Scope) -> QuerySet[PairDecision]:
    """Return the pairs found not to be the same, as far as they are the scope's, with both names."""
    rows = PairDecision.objects.filter(_within_reach(scope, are_rows_too=False), verdict="different")
    return rows.annotate(first_name=_name("first"), second_name=_name("second"))


def record_with(kind: str, code: str) -> Merged | None:
    """Return the standing record with this code; the caller has asked the scope."""
    model = next(model for known, model, _permission in TABLES if known == kind)
    found: Merged | None = model._default_manager.filter(code=code).first()
    return found


@dataclass(frozen=True)
class Compared:
    """One thing that two records say, side by side."""

    label: str
    left: str
    right: str

    @property
    def is_equal(self) -> bool:
        return self.left == self.right


def compared(candidate: Candidate) -> list[Compared]:
    """Return what the two sides of a pair say, thing by thing; what neither says is left out."""
    first = record_with(candidate.kind, candidate.first)
    second = record_with(candidate.kind, candidate.second) if candidate.second else None
    found: list[Compared] = []
    if first is None:
        return found
    for fields in units(facts_to_choose(first)):
        left = shown(first, fields)
        right = shown(second, fields) if second else _row_says(candidate, fields)
        if left or right:
            found.append(Compared(field_label(first, fields[0]), left, right))
    return found


def _row_says(candidate: Candidate, fields: tuple[str, ...]) -> str:
    said = (candidate.facts.get(name.removesuffix("_id")) for name in fields)
    return " · ".join(str(value) for value in said if value not in (None, ""))


def not_the_same(kind: str = Kind.PERSON) -> set[tuple[str, str]]:
    """Return every pair of codes that is not the same, in order; a merged code gives way to its survivor."""
    pairs = PairDecision.objects.filter(kind=kind, verdict="different").values_list("first", "second")
    found = set(pairs)
    model = next(model for known, model, _permission in TABLES if known == kind)
    standing = successors(model, {code for pair in found for code in pair})
    return {in_order(*(standing.get(code, code) for code in pair)) for pair in found}
