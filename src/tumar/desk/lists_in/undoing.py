"""A whole import undone: everything that it changed gets back what it had, everything that it added goes."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.desk.lists_in import queueing
from tumar.desk.lists_in.committing import Tell, silent
from tumar.desk.lists_in.context import ListRefused
from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel import clock
from tumar.kernel.bulk import batches
from tumar.kernel.incoming import receiving, rows, undoing
from tumar.kernel.incoming.undoing import Effect, Obstacles
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.refusals import Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

BATCH = 500
State, Outcome, Decision = ListImport.State, ListRow.Outcome, ListRow.Decision
Rows = Callable[[], Iterator[list[ListRow]]]


class InTheWay(ListRefused):
    """Later edits or uses stand in the way; the rows say which."""

    def __init__(self, message: str, rows: int) -> None:
        super().__init__(message)
        self.rows = rows


def _applied(one: ListImport, **narrowed: Any) -> Rows:
    """Return a way to go through the rows that were written, the last ones first, so many at a time."""

    def batched() -> Iterator[list[ListRow]]:
        wanted = rows.of(one, outcome=Outcome.APPLIED).filter(**narrowed)
        # What was written in a second pass is undone first.
        for is_repeat in (True, False):
            numbers = wanted.filter(same_as__isnull=not is_repeat).order_by("-number")
            yield from batches(numbers.iterator(chunk_size=BATCH), BATCH)

    return batched


def _effects(batched: Rows) -> Iterator[Effect]:
    return chain.from_iterable(row.effects for batch in batched() for row in batch)


@retrying
def undo(key: UUID, *, by: Scope, others: bool = False, tell: Tell = silent) -> ListImport:
    """Undo an import, in one transaction; asked again, it is undone and nothing happens.

    Where later edits or uses stand in the way it is refused, each row with its reason; with `others` those
    rows stay as they are and all others are undone.
    """
    with transaction.atomic():
        one = receiving.locked(key, State.COMMITTED, State.UNDONE)
        if one.state == State.UNDONE:
            return one
        kept = _judge(one)
        if not kept or others:
            try:
                with transaction.atomic():
                    done = _undo_all(one, by, tell)
            except (Stale, DatabaseError) as error:
                raise ListRefused(
                    _("What is on file changed meanwhile. Nothing was undone; try again.")
                ) from error
            queueing.take_out(one)
            receiving.tell_undone(one, by=by, rows=done)
            return receiving.move(one, State.UNDONE, undone_at=clock.now())
    # The reasons stay with the rows; nothing else was touched.
    told = ngettext(
        "Later changes stand in the way of %(rows)s row. Nothing was undone.",
        "Later changes stand in the way of %(rows)s rows. Nothing was undone.",
        kept,
    )
    raise InTheWay(told % {"rows": kept}, kept)


def _judge(one: ListImport) -> int:
    """Write beside each row what stands in the way of undoing it, and return for how many something does."""
    created = undoing.created_by(TARGETS, chain(_effects(_applied(one)), one.effects))
    touched = undoing.touched_by(TARGETS, chain(_effects(_applied(one)), one.effects))
    later = undoing.last_facts(_repeated(one))
    kept = _weigh(_applied(one), Obstacles(TARGETS, created, touched=touched, later=later))
    kept += _spread(one) if kept else 0
    more = kept
    while more:
        # What stays uses what it names: then that stays, too.
        staying = _made_by_rows_that_stay(one)
        left = {label: pks - staying.get(label, frozenset()) for label, pks in created.items()}
        more = _weigh(_applied(one, refusal=""), Obstacles(TARGETS, left, touched=touched, later=later))
        more += _spread(one) if more else 0
        kept += more
    return kept


def _made_by_rows_that_stay(one: ListImport) -> dict[str, frozenset[Any]]:
    stays = rows.of(one, outcome=Outcome.APPLIED).exclude(refusal="")
    effects = (effect for row in stays.iterator(chunk_size=BATCH) for effect in row.effects)
    return undoing.created_by(TARGETS, effects)


def _weigh(batched: Rows, obstacles: Obstacles) -> int:
    """Write beside each of these rows what stands in the way; return for how many something does."""
    kept = 0
    for batch in batched():
        told = obstacles.of([effect for row in batch for effect in row.effects])
        place = iter(told)
        for row in batch:
            found = dict.fromkeys(filter(None, (next(place) for _effect in row.effects)))
            row.refusal = " ".join(found) or _gone(row)
            kept += bool(row.refusal)
        rows.keep_outcome(batch)
    return kept


def _gone(row: ListRow) -> str:
    """Say that what a row told was erased, and with it what would be needed to undo the row."""
    is_erased = not row.facts and row.decision in (Decision.NEW, Decision.MATCHED)
    return _("This person was erased since; what is left of the record stays.") if is_erased else ""


def _repeated(one: ListImport) -> Iterator[Effect]:
    """Yield, oldest first, the effects of rows that were written over what other rows had made."""
    later = rows.of(one, outcome=Outcome.APPLIED).exclude(same_as=None)
    for row in later.iterator(chunk_size=BATCH):
        yield from row.effects


def _spread(one: ListImport) -> int:
    """Keep also the rows that were written over a row that stays, or under one; return how many more."""
    told = _("Another row of the list about the same record stays.")
    applied = rows.of(one, outcome=Outcome.APPLIED)
    stays = set(applied.exclude(refusal="").values_list("record", flat=True))
    more = (
        [row for row in applied.filter(refusal="", record__in=stays) if row.record]
        if len(stays) < BATCH
        else [row for row in applied.filter(refusal="").iterator(chunk_size=BATCH) if row.record in stays]
    )
    for row in more:
        row.refusal = told
    rows.keep_outcome(more)
    return len(more)


def _undo_all(one: ListImport, by: Scope, tell: Tell) -> int:
    total, done = rows.of(one, outcome=Outcome.APPLIED).filter(refusal="").count(), 0
    written = {effect["table"] for effect in chain(_effects(_applied(one)), one.effects)}
    # Each table is a way through all rows: only those that were written to are gone through.
    for name in (name for name in reversed(TARGETS) if name in written):
        for batch in _applied(one)():
            own = [e for row in batch if not row.refusal for e in row.effects if e["table"] == name]
            if own:
                undoing.undo(TARGETS[name], own, by=by)
        _undo_shared(one, name, by)
    for batch in _applied(one)():
        ready = [row for row in batch if not row.refusal]
        for row in ready:
            row.outcome = Outcome.UNDONE
        rows.keep_outcome(ready)
        done += len(ready)
        tell(_("rows undone"), done, total)
    return done


def _undo_shared(one: ListImport, name: str, by: Scope) -> None:
    """Remove what was added for several rows together, unless something uses it by now."""
    own: Sequence[dict[str, Any]] = [effect for effect in one.effects if effect["table"] == name]
    for batch in batches(own, BATCH):
        told = Obstacles(TARGETS, {}).of(batch)
        free = [effect for effect, obstacle in zip(batch, told, strict=True) if not obstacle]
        undoing.undo(TARGETS[name], free, by=by)
