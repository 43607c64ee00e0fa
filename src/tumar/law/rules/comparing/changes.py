"""What became of each provision from one version of an act to the next."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tumar.law.rules.addresses import NUMBERED
from tumar.law.rules.comparing.matching import TOP, Matching, Side
from tumar.law.rules.comparing.wording import Span, Wording, difference, spans
from tumar.law.rules.units import Kind, Structure, Unit


class Status(StrEnum):
    """What became of a unit. A unit that moved or got another number may also have been reworded."""

    SAME = "same"
    EDITORIAL = "editorial"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Change:
    """One unit in two versions; its address is empty on the side where it does not exist."""

    status: Status
    kind: Kind
    eid: str
    old_eid: str
    wording: Wording
    heading: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()
    # The address of the unit above it that was added, removed or repealed as a whole.
    within: str = ""

    @property
    def is_editorial(self) -> bool:
        """Tell whether only typography differs, and neither place nor number."""
        return self.status is Status.EDITORIAL

    @property
    def removed(self) -> tuple[str, ...]:
        """Return the runs of words that went, in order."""
        return tuple(span.text.strip() for span in (*self.heading, *self.text) if span.op == "removed")

    @property
    def added(self) -> tuple[str, ...]:
        """Return the runs of words that came, in order."""
        return tuple(span.text.strip() for span in (*self.heading, *self.text) if span.op == "added")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every unit of both versions, in the order of the text."""

    units: tuple[Change, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what is not the same in both."""
        return tuple(unit for unit in self.units if unit.status is not Status.SAME)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many units have each status, all statuses named."""
        found = Counter(unit.status for unit in self.units)
        return {status.value: found[status] for status in Status}


def compare(old: Structure, new: Structure) -> Comparison:
    """Return what became of each unit; a unit is not changed because one below it is."""
    before, after = Side(old), Side(new)
    pairs = Matching(before, after).made()
    out_of_order = _out_of_order(pairs)
    placed: list[tuple[int, int, int, Change]] = []
    for other, unit in enumerate(after.units):
        number = pairs.new.get(other)
        if number is None:
            change = _one_sided(Status.ADDED, unit, _whole(after, other, pairs.new))
        else:
            change = _pair(pairs, number, other, other in out_of_order)
        placed.append((other, 0, 0, change))
    last = TOP
    for number, unit in enumerate(before.units):
        if number in pairs.old:
            last = pairs.old[number]
            continue
        whole = _whole(before, number, pairs.old) or _repealed_above(pairs, number)
        placed.append((last, 1, number, _one_sided(Status.REMOVED, unit, whole)))
    placed.sort(key=lambda entry: entry[:3])
    return Comparison(tuple(entry[3] for entry in placed))


def _one_sided(status: Status, unit: Unit, whole: str) -> Change:
    op = status.value
    heading = (Span(op, unit.heading),) if unit.heading else ()
    said = unit.text or "\n".join("\t".join(row) for row in unit.cells)
    text = (Span(op, said),) if said else ()
    is_new = status is Status.ADDED
    return Change(
        status,
        unit.kind,
        unit.eid if is_new else "",
        "" if is_new else unit.eid,
        Wording.CHANGED,
        heading,
        text,
        within=whole,
    )


def _whole(side: Side, number: int, paired: dict[int, int]) -> str:
    """Return the address of the highest unit above that has no pair either."""
    whole = ""
    parent = side.parents[number]
    while parent != TOP and parent not in paired:
        whole = side.units[parent].eid
        parent = side.parents[parent]
    return whole


def _repealed_above(pairs: Matching, number: int) -> str:
    parent = pairs.before.parents[number]
    while parent != TOP:
        other = pairs.old.get(parent)
        if other is not None and _is_repeal(pairs.before.units[parent], pairs.after.units[other]):
            return pairs.before.units[parent].eid
        parent = pairs.before.parents[parent]
    return ""


def _is_repeal(old: Unit, new: Unit) -> bool:
    return new.repealed and not old.repealed


def _pair(pairs: Matching, number: int, other: int, is_out_of_order: bool) -> Change:
    old, new = pairs.before.units[number], pairs.after.units[other]
    wording = _wording(old, new)
    status = Status(wording.value)
    is_moved = pairs.old.get(pairs.before.parents[number]) != pairs.after.parents[other]
    if _is_repeal(old, new):
        status = Status.REPEALED
    elif is_moved or is_out_of_order:
        status = Status.MOVED
    elif new.kind in NUMBERED and pairs.before.addresses[number] != pairs.after.addresses[other]:
        status = Status.RENUMBERED
    if wording is Wording.SAME:
        return Change(status, new.kind, new.eid, old.eid, wording)
    heading = spans(old.heading, new.heading) if old.heading != new.heading else ()
    return Change(status, new.kind, new.eid, old.eid, wording, heading, _text_spans(old, new))


def _text_spans(old: Unit, new: Unit) -> tuple[Span, ...]:
    if old.cells == new.cells:
        return spans(old.text, new.text) if old.text != new.text else ()
    return tuple(_table_spans(old, new))


def _table_spans(old: Unit, new: Unit) -> Iterator[Span]:
    """Yield the rows that went and came; rows that both have are left out."""
    rows_before, rows_after = Counter(old.cells), Counter(new.cells)
    for op, gone in (("removed", rows_before - rows_after), ("added", rows_after - rows_before)):
        yield from (Span(op, "\t".join(row)) for row in gone.elements())


def _wording(old: Unit, new: Unit) -> Wording:
    if old.heading == new.heading and old.text == new.text and old.cells == new.cells:
        return _label_wording(old, new)
    found = {
        difference(old.heading, new.heading, heading=True),
        difference(old.text, new.text),
    }
    if old.cells != new.cells:
        found.add(difference(_table_text(old), _table_text(new)))
    for worst in (Wording.CHANGED, Wording.EDITORIAL):
        if worst in found:
            return worst
    return _label_wording(old, new)


def _label_wording(old: Unit, new: Unit) -> Wording:
    """Tell whether the same number is printed otherwise."""
    is_printed_alike = old.label == new.label or old.eid != new.eid
    return Wording.SAME if is_printed_alike else Wording.EDITORIAL


def _table_text(unit: Unit) -> str:
    return "\n".join("\t".join(row) for row in unit.cells)


def _out_of_order(pairs: Matching) -> set[int]:
    """Return the units without a number that changed places with their siblings."""
    found: set[int] = set()
    for parent, numbers in pairs.before.below.items():
        other_parent = pairs.old.get(parent)
        kept = [
            pairs.old[number]
            for number in numbers
            if number in pairs.old
            and pairs.before.units[number].kind not in NUMBERED
            and pairs.after.parents[pairs.old[number]] == other_parent
        ]
        found |= set(kept) - set(_longest_rising(kept))
    return found


def _longest_rising(numbers: list[int]) -> list[int]:
    """Return a longest run of numbers that rises, gaps allowed."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else TOP)
        if length == len(ends):
            ends.append(number)
            at.append(place)
        else:
            ends[length], at[length] = number, place
    run = []
    place = at[-1] if at else TOP
    while place != TOP:
        run.append(numbers[place])
        place = before[place]
    return run[::-1]
