"""Reads about retention: the rules in force, and of whom what is due tonight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from tumar.kernel import clock, personal
from tumar.kernel.models import JournalEntry
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people import rules
from tumar.people.models import Account, Consent, IdentityDocument, Person, RetentionRule

BATCH = 500


def retention_rules(scope: Scope) -> QuerySet[RetentionRule]:
    """Return all rules for who may see them."""
    may = scope.allows_somewhere(Permission.PEOPLE_RETENTION_VIEW)
    return RetentionRule.objects.all() if may else RetentionRule.objects.none()


def terms_in_force() -> list[rules.Term]:
    """Return the terms that are applied tonight."""
    rows = RetentionRule.objects.filter(is_in_force=True)
    return [rules.Term(row.purpose, row.kept, row.months, row.since) for row in rows]


def _last_met(pks: list[int]) -> dict[int, date]:
    """Return of each person the latest day on which it was met, as the rooms know it."""
    found: dict[int, date] = {}
    for path in personal.last_met():
        rows: Any = Person._base_manager.filter(pk__in=pks, **{f"{path}__isnull": False})
        for pk, day in rows.values_list("pk").annotate(day=Max(path)):
            found[pk] = max(day, found.get(pk, day))
    return found


def _added(codes: list[str]) -> dict[str, date]:
    """Return by label when each person was put on file: the day of the journal's first entry about it."""
    labels = [f"{Person.LABEL}:{code}" for code in codes]
    rows = JournalEntry.objects.filter(about__in=labels).values_list("about").annotate(first=Min("at"))
    return {about: first.date() for about, first in rows}


def _answers(pks: list[int]) -> dict[int, list[rules.Answer]]:
    found: dict[int, list[rules.Answer]] = {}
    columns = ("person_id", "text__purpose", "text__number", "answer", "on", "pk")
    for person, *answer in Consent.objects.filter(person__in=pks).values_list(*columns):
        found.setdefault(person, []).append(rules.Answer(*answer))
    return found


def _candidates(kinds: set[str]) -> QuerySet[Person]:
    """Return the persons of whom something is kept that a term is about; who works with us is left alone."""
    documents = Exists(IdentityDocument.objects.filter(person=OuterRef("pk")))
    has = {
        rules.Kept.DOCUMENTS.value: Q(documents),
        rules.Kept.CONTACT.value: ~Q(email="", telephone="", birth_date=None),
        rules.Kept.PERSON.value: ~Q(pk=None),
    }
    condition = Q(pk__in=[])
    for kind in kinds:
        condition |= has[kind]
    at_work = Exists(Account.objects.filter(person=OuterRef("pk"), is_active=True))
    return Person._base_manager.filter(~Q(at_work), condition, erased_at=None).order_by("pk")


@dataclass(frozen=True)
class Due:
    """One person and the kinds of its data that no purpose needs any more."""

    pk: int
    code: str
    country: str
    kinds: frozenset[str]
    until: date | None


def due_persons(today: date | None = None) -> Iterator[Due]:
    """Yield the persons of whom something is due, in batches of one query per fact."""
    terms, day = terms_in_force(), today or clock.today()
    if not terms:
        return
    after = 0
    rows = _candidates({term.kept for term in terms})
    while batch := list(rows.filter(pk__gt=after).values_list("pk", "code", "country_id")[:BATCH]):
        after = batch[-1][0]
        yield from _due_of(batch, terms, day)


def _due_of(batch: list[Any], terms: list[rules.Term], day: date) -> Iterator[Due]:
    pks = [pk for pk, _code, _country in batch]
    met, answers = _last_met(pks), _answers(pks)
    added = _added([code for _pk, code, _country in batch])
    for pk, code, country in batch:
        # Of somebody whose first entry is not found nobody can say how long it is on file.
        known = rules.Known(
            met.get(pk), added.get(f"{Person.LABEL}:{code}", day), rules.standing(answers.get(pk, []))
        )
        if kinds := rules.due(terms, known, day):
            yield Due(pk, code, country, kinds, known.last_met)


@dataclass
class Tonight:
    """What the coming night would take away: how many persons by kind, and the first of them."""

    counts: dict[str, int] = field(default_factory=dict)
    first: list[Due] = field(default_factory=list)
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def tonight(scope: Scope, *, shown: int = 50) -> Tonight:
    """Return what the coming night would take away; names of those alone whom the scope may see."""
    found = Tonight()
    for one in due_persons():
        for kind in one.kinds:
            found.counts[kind] = found.counts.get(kind, 0) + 1
        if len(found.first) < shown:
            found.first.append(one)
    seen = Person.objects.visible_to(scope).filter(pk__in=[one.pk for one in found.first])
    found.names = {person.pk: str(person) for person in seen}
    return found
