"""From a list's rows to what is to become of each: planned batch by batch, so that length does not matter."""

from collections.abc import Iterable, Iterator
from itertools import islice

from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.kinds import Kind
from tumar.desk.lists_in.planned import Decision, Listed, Planned, planned
from tumar.kernel.incoming import rows
from tumar.kernel.models import ListImport

# So many rows are sought on file at once: keys that very many share are counted once for all of them.
BATCH = 5_000

Before = dict[tuple[str, int], str]


def plan(
    listed: Iterable[Listed], kind: Kind, context: Context, before: Before | None = None
) -> Iterator[Planned]:
    """Yield each row with what is to become of it, in the list's order.

    `before` says by sheet and row which record an earlier import of the same bytes made: those are done.
    """
    numbered = enumerate(listed, 1)
    while ready := [planned(one, number) for number, one in islice(numbered, BATCH)]:
        kind.plan([one for one in ready if not _is_done(one, before or {})], context)
        yield from ready
        # Not held while the next ones are read.
        del ready


def _is_done(one: Planned, before: Before) -> bool:
    record = before.get((one.listed.sheet[:120], one.listed.row))
    if not record:
        return False
    one.record, one.decision = record, Decision.UNCHANGED
    return True


def done_before(one: ListImport) -> Before:
    """Return by sheet and row what an earlier import of the same bytes has made of a list's rows."""
    return rows.applied_before(one)
