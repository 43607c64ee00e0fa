"""Rows of lists: stored as planned, counted, decided by a person, found again from the record they made."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from tumar.kernel.bulk import batches
from tumar.kernel.incoming.receiving import visible_to
from tumar.kernel.many import insert_many, update_many
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.scope import Scope

BATCH = 1000
SHOWN_ORIGINS = 20

Decision, Outcome = ListRow.Decision, ListRow.Outcome


def store(one: ListImport, rows: Iterable[ListRow]) -> Iterator[int]:
    """Store planned rows in place of those of an earlier plan, batch by batch; yields how many are stored.

    Each batch is a transaction of its own, so that nobody else waits for a long list: until the list's state
    says that it is previewed, nobody reads them.
    """
    with transaction.atomic():
        ListRow.objects.filter(source=one).delete()
    done = 0
    for batch in batches(rows, BATCH):
        with transaction.atomic():
            insert_many(ListRow, batch)
        done += len(batch)
        yield done


def counted(one: ListImport) -> dict[str, int]:
    """Return how many rows there are of each decision."""
    rows = ListRow.objects.filter(source=one).order_by().values_list("decision")
    found = Counter(dict(rows.annotate(number=Count("pk"))))
    return {decision: found[decision] for decision in Decision.values if found[decision]}


def of(one: ListImport, *decisions: str, outcome: str = "") -> QuerySet[ListRow]:
    """Return the rows of a list in their order, of these decisions and this outcome alone where given."""
    rows = ListRow.objects.filter(source=one).order_by("number")
    if decisions:
        rows = rows.filter(decision__in=decisions)
    return rows.filter(outcome=outcome) if outcome else rows


@dataclass(frozen=True)
class Origin:
    """One row of a list from which a record was made or changed; `may_open` tells whether its list opens."""

    row: ListRow
    may_open: bool


def origins(label: str, scope: Scope) -> list[Origin]:
    """Return the rows of lists from which a record was made or changed, those of the latest list first."""
    rows = ListRow.objects.filter(record=label, outcome=Outcome.APPLIED).select_related("source")
    found = list(rows.order_by("-source__committed_at", "number")[:SHOWN_ORIGINS])
    own = set(visible_to(scope).filter(pk__in={row.source_id for row in found}).values_list("pk", flat=True))
    return [Origin(row, row.source_id in own) for row in found]


def applied_before(one: ListImport) -> dict[tuple[str, int], str]:
    """Return by sheet and row which record an earlier import of the same bytes, as the same kind, made."""
    committed = ListImport.objects.filter(
        file_id=one.file_id, kind=one.kind, state=ListImport.State.COMMITTED
    )
    earlier = [other.pk for other in committed.exclude(pk=one.pk) if other.options == one.options]
    rows = ListRow.objects.filter(source__in=earlier, outcome=Outcome.APPLIED).order_by("source", "number")
    found = rows.values_list("sheet", "row", "record").iterator(chunk_size=5000)
    return {(sheet, row): record for sheet, row, record in found}


def keep_outcome(rows: Iterable[ListRow]) -> None:
    """Keep what became of rows."""
    update_many(ListRow, rows, ["outcome", "decision", "record", "effects", "refusal", "why"])


def settle(one: ListImport) -> None:
    """Say of the rows that need no writing what became of them: unchanged or left out."""
    rows = ListRow.objects.filter(source=one)
    rows.filter(decision=Decision.UNCHANGED).update(outcome=Outcome.APPLIED)
    rows.filter(decision=Decision.REFUSED).update(outcome=Outcome.LEFT_OUT)


def take_as_new(one: ListImport) -> int:
    """Plan the rows that wait for a decision as new ones; return how many."""
    return ListRow.objects.filter(source=one, decision=Decision.REVIEW).update(decision=Decision.NEW)
