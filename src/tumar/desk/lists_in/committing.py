"""A previewed list written as a whole or not at all; a row that somebody decided later, written after it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from tumar.desk.lists_in import queueing
from tumar.desk.lists_in.context import NEEDS, Context, ListRefused, context_of
from tumar.desk.lists_in.kinds import KINDS, Kind
from tumar.desk.lists_in.planned import Decision
from tumar.kernel import clock
from tumar.kernel.bulk import batches
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.many import collecting_rarely
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.refusals import Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

BATCH = 500
State, Outcome = ListImport.State, ListRow.Outcome
Tell = Callable[[str, int, int], None]


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def refuse_needs(one: ListImport) -> None:
    """Refuse a list for which something must be chosen first."""
    for need in one.needs:
        raise ListRefused(str(NEEDS[need]()))


@retrying
def commit(key: UUID, *, by: Scope, tell: Tell = silent) -> ListImport:
    """Write what the preview shows, in one transaction; asked again, it has been done and nothing happens."""
    overtaken = _("What is on file changed meanwhile. Nothing was imported; have the list previewed again.")
    try:
        with transaction.atomic():
            one = receiving.locked(key, State.PREVIEWED, State.COMMITTED)
            if one.state == State.COMMITTED:
                return one
            refuse_needs(one)
            context, kind = context_of(one.options, by), KINDS[one.kind]
            with collecting_rarely():
                written = _write_all(one, kind, context, tell)
            one.effects = context.effects
            receiving.move(one, State.COMMITTED, committed_at=clock.now(), counts=rows.counted(one))
            receiving.tell_imported(one, by=by, written=written)
            return one
    except Stale as error:
        raise ListRefused(overtaken) from error
    except DatabaseError as error:
        if isinstance(error, transaction.TransactionManagementError) or "lock" in str(error):
            raise
        raise ListRefused(overtaken) from error


def _write_all(one: ListImport, kind: Kind, context: Context, tell: Tell) -> dict[str, int]:
    _refuse_overtaken(one)
    total = rows.of(one, Decision.NEW, Decision.MATCHED).count()
    kind.begin((facts for facts in _facts(one)), context)
    done, written = 0, {"new": 0, "changed": 0}
    for is_repeat in (False, True):
        wanted = rows.of(one, Decision.NEW, Decision.MATCHED).filter(same_as__isnull=not is_repeat)
        for batch in _in_batches(wanted):
            ready = _followers(one, batch) if is_repeat else batch
            for row, effects in kind.write(ready, context):
                row.effects, row.outcome = effects, Outcome.APPLIED
                written["new" if row.decision == Decision.NEW else "changed"] += bool(effects)
            rows.keep_outcome(ready)
            queueing.remember_new(ready, context.by)
            done += len(batch)
            tell(str(kind.title), done, total)
    rows.settle(one)
    queueing.queue(one)
    return written


def _refuse_overtaken(one: ListImport) -> None:
    """Refuse rows that somebody else imported from the same file since they were previewed."""
    done = rows.applied_before(one)
    wanted = rows.of(one, Decision.NEW, Decision.MATCHED).values_list("sheet", "row")
    if done and any(place in done for place in wanted.iterator(chunk_size=5000)):
        raise ListRefused(
            _("Somebody imported this list meanwhile. Nothing was imported; have it previewed again.")
        )


def _facts(one: ListImport) -> Iterator[dict[str, Any]]:
    wanted = rows.of(one, Decision.NEW, Decision.MATCHED)
    return wanted.values_list("facts", flat=True).iterator(chunk_size=BATCH)


def _in_batches(wanted: Any) -> Iterator[list[ListRow]]:
    """Yield rows so many at a time, each read anew: what is written meanwhile moves no cursor."""
    last = 0
    while batch := list(wanted.filter(number__gt=last)[:BATCH]):
        last = batch[-1].number
        yield batch


def _followers(one: ListImport, batch: Sequence[ListRow]) -> list[ListRow]:
    """Return those rows whose first mention was written, each with the record of that."""
    firsts = rows.of(one, outcome=Outcome.APPLIED).filter(number__in={row.same_as for row in batch})
    records = dict(firsts.values_list("number", "record"))
    ready = [row for row in batch if row.same_as in records]
    for row in ready:
        row.record = records[row.same_as or 0]
    return ready


@retrying
def apply_decided(one: ListImport, numbers: Sequence[int], *, by: Scope) -> int:
    """Write rows of a list that was imported already, which somebody decided since; return how many."""
    with transaction.atomic():
        found = receiving.locked(one.key, State.COMMITTED)
        context, kind = context_of(found.options, by), KINDS[found.kind]
        kind.begin((facts for facts in _facts(found)), context)
        waiting = rows.of(found, Decision.NEW, Decision.MATCHED, outcome=Outcome.WAITING)
        done = 0
        for asked in batches(numbers):
            firsts = list(waiting.filter(number__in=asked, same_as=None))
            repeats = [lambda asked=asked: list(waiting.filter(same_as__in=asked))]
            for ready in (firsts, *(_followers(found, get()) for get in repeats)):
                for row, effects in kind.write(ready, context):
                    row.effects, row.outcome = effects, Outcome.APPLIED
                rows.keep_outcome(ready)
                queueing.remember_new(ready, by)
                done += len(ready)
        found.effects = [*found.effects, *context.effects]
        receiving.move(found, State.COMMITTED, counts=rows.counted(found))
        receiving.tell_imported(found, by=by, written={"changed": done})
    return done
