"""Reads about lists that came in: what stands where, ready to be shown."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tumar.desk.lists_in import books, consignments, fields, queueing, telling
from tumar.desk.lists_in.context import NEEDS
from tumar.desk.lists_in.kinds import CONSIGNMENTS, KINDS
from tumar.kernel import labels
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.scope import Scope
from tumar.people import queries as people


@dataclass(frozen=True)
class ShownRow:
    """One row of a list as its page shows it."""

    row: ListRow
    title: str
    facts: list[tuple[str, str]]
    attended: list[tuple[str, bool]]
    changes: list[tuple[str, str, str]]
    record: str
    record_url: str
    candidates: list[dict[str, Any]]


@dataclass(frozen=True)
class Counted:
    """How many rows of a list there are of one decision."""

    decision: str
    label: Any
    number: int


def lists(scope: Scope) -> QuerySet[ListImport]:
    """Return the lists that the scope may see."""
    return receiving.visible_to(scope)


def rows_of(one: ListImport) -> QuerySet[ListRow]:
    """Return the rows of a list in their order."""
    return rows.of(one).select_related("source")


def waiting(one: ListImport) -> int:
    """Return how many rows of a list wait for somebody to decide."""
    return rows.of(one, ListRow.Decision.REVIEW, outcome=ListRow.Outcome.WAITING).count()


def said_in_queue(one: ListImport) -> int:
    """Return of how many rows somebody said in the queue who they are, which are still to be written."""
    return len(queueing.said(one)) if one.state == ListImport.State.COMMITTED else 0


def in_the_way(one: ListImport) -> int:
    """Return for how many rows something stood in the way when the import was to be undone."""
    return rows.of(one, outcome=ListRow.Outcome.APPLIED).exclude(refusal="").count()


def counted(one: ListImport) -> list[Counted]:
    """Return the counts of a list's rows by decision, in the order in which they matter."""
    return [
        Counted(decision, label, one.counts[decision])
        for decision, label in ListRow.Decision.choices
        if one.counts.get(decision)
    ]


def passed_over(one: ListImport) -> list[dict[str, Any]]:
    """Return the first rows of a list that were passed over, each with the reason."""
    return telling.passed_told(one.passed_over)


def without_category(one: ListImport) -> str:
    """Return the sentence on rows of goods that name no category, with the one that they go under."""
    if one.kind != CONSIGNMENTS:
        return ""
    to_write = rows.of(one, ListRow.Decision.NEW, ListRow.Decision.MATCHED)
    # Not by exclude(): what a row does not say is null, and null is in no list and out of none.
    number = to_write.count() - to_write.filter(facts__category__in=consignments.CATEGORY.values).count()
    return telling.without_category(number, str(one.options.get("category") or ""))


def needs(one: ListImport) -> list[str]:
    """Return, in sentences, what must be chosen for the whole list before it can be written."""
    return [str(NEEDS[need]()) for need in one.needs]


def kind_title(one: ListImport) -> Any:
    """Return what a list is a list of."""
    if one.kind == books.LAW_BOOK:
        return _("workbook of law")
    return KINDS[one.kind].title if one.kind in KINDS else _("list")


def _changes(row: ListRow) -> list[tuple[str, str, str]]:
    if row.source.kind == books.LAW_BOOK:
        return books.changes_shown(row.effects)
    return fields.changes_shown(row.changes)


def shown(found: list[ListRow], scope: Scope) -> list[ShownRow]:
    """Return rows as the page shows them; persons by name as far as the scope may see them."""
    codes = [row.record.partition(":")[2] for row in found if row.record.startswith("people.person:")]
    codes += [str(each["code"]) for row in found for each in row.candidates]
    names = people.person_labels(codes, scope) if codes else {}
    return [
        ShownRow(
            row,
            fields.title(row.facts),
            fields.facts_shown(row.facts),
            list((row.facts.get("attended") or {}).items()),
            _changes(row),
            names.get(row.record.partition(":")[2], row.record.partition(":")[2]),
            labels.url_of(row.record) if row.record else "",
            [{**each, "name": names.get(each["code"], each["code"])} for each in row.candidates],
        )
        for row in found
    ]
