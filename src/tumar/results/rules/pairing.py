"""Which line of one edition became which line of the next: two ordered streams, merged record by record."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from tumar.results.rules.lines import COLUMNS, Line, OutOfOrder

Pair = tuple[Line | None, Line | None]


def pairs(old: Iterable[Line], new: Iterable[Line]) -> Iterator[Pair]:
    """Yield each line of both streams once, beside what it became; they come in the order of `record`."""
    for before, after in _side_by_side(old, new):
        yield from zip(before, after, strict=True) if before == after else _matched(before, after)


def _side_by_side(old: Iterable[Line], new: Iterable[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield the lines of one record in both editions, record after record; either side may be empty."""
    left, right = _by_record(old), _by_record(new)
    ours, theirs = next(left, None), next(right, None)
    while ours or theirs:
        record = min(group[0] for group in (ours, theirs) if group)
        before: list[Line] = []
        after: list[Line] = []
        if ours and ours[0] == record:
            before, ours = ours[1], next(left, None)
        if theirs and theirs[0] == record:
            after, theirs = theirs[1], next(right, None)
        yield before, after


def _by_record(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    previous: str | None = None
    for record, group in groupby(lines, key=attrgetter("record")):
        if previous is not None and record < previous:
            raise OutOfOrder(previous, record)
        previous = record
        yield record, list(group)


def _itself(line: Line) -> Hashable:
    return line


def _counts_as(line: Line) -> Hashable:
    return line.counts_as


def all_but_counts_as(line: Line) -> Hashable:
    """Return what tells two lines apart when it does not matter whom or what they count."""
    return tuple(getattr(line, name) for name in COLUMNS if name != "counts_as")


def _record(line: Line) -> Hashable:
    return line.record


def _matched(before: list[Line], after: list[Line]) -> Iterator[Pair]:
    """Pair the lines of one record, the most alike first, so that what is left was truly added or removed."""
    for likeness in (_itself, _counts_as, all_but_counts_as, _record):
        found, before, after = _match(before, after, likeness)
        yield from found
    yield from ((line, None) for line in before)
    yield from ((None, line) for line in after)


def _match(
    before: list[Line], after: list[Line], likeness: Callable[[Line], Hashable]
) -> tuple[list[Pair], list[Line], list[Line]]:
    waiting: defaultdict[Hashable, deque[Line]] = defaultdict(deque)
    for line in after:
        waiting[likeness(line)].append(line)
    found: list[Pair] = []
    alone: list[Line] = []
    for line in before:
        alike = waiting[likeness(line)]
        if alike:
            found.append((line, alike.popleft()))
        else:
            alone.append(line)
    return found, alone, [line for lines in waiting.values() for line in lines]
