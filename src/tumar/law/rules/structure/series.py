"""The open numbered units inside an article or a decree: which of them a line continues."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.law.rules.structure.drafts import Draft
from tumar.law.rules.structure.endings import ends_item, ends_sentence, opens_list
from tumar.law.rules.structure.marks import DASH, Mark, follows, marks, plain_form
from tumar.law.rules.structure.numbers import Number
from tumar.law.rules.structure.planned import Plan
from tumar.law.rules.units import Kind

# The form of an unnumbered line that introduces a list.
LEAD = "lead"
# Numbers that a text may leave out before a line with a number is taken for something else.
LONGEST_GAP = 10
# (i) below (a), whatever sign ends the line above it.
_ROMANS, _LETTERS = frozenset({"(i)", "i)"}), frozenset({"(a)", "(A)", "a)"})
_DEPTH = {Kind.UNNUMBERED: 0, Kind.PARAGRAPH: 1, Kind.POINT: 2, Kind.LETTER: 3}


@dataclass(slots=True)
class Entry:
    """One open unit."""

    form: str
    number: Number
    index: int
    kind: Kind
    # An item before this one ended with a semicolon, so a full stop ends the list.
    has_semicolons: bool = False
    label: str = ""
    # The number above this one, where this is 11 and should be 1¹.
    raised_from: Number | None = None


def _raised_from(number: Number, before: Entry) -> Number | None:
    if before.raised_from and number.is_raised(before.raised_from):
        return before.raised_from
    return before.number if number.is_raised(before.number) and not number.follows(before.number) else None


def _are_alike(number: Number, before: Number) -> bool:
    """Tell whether two numbers with dots differ in their last part only, the second being the later."""
    return number.value[:-1] == before.value[:-1] and 0 < number.value[-1] - before.value[-1] <= LONGEST_GAP


class Series:
    """The open units inside one article, outermost first."""

    def __init__(self, plan: Plan, drafts: list[Draft]) -> None:
        self.plan = plan
        self.tradition = plan.tradition
        self.drafts = drafts
        self.entries: list[Entry] = []
        # The last number of each form in this part: points run on through the chapters of a decree.
        self.last: dict[str, tuple[Number, str]] = {}

    def clear(self) -> None:
        """Close all that is open."""
        self.entries.clear()

    def reset(self) -> None:
        """Begin an annex: nothing is open, and no number has been met."""
        self.entries.clear()
        self.last.clear()

    def deepest(self) -> int:
        """Return the unit that was opened last and is still open."""
        return self.entries[-1].index

    def choose(self, read: Sequence[Mark], place: int) -> Mark | None:
        """Return the reading that continues what is open best; nothing when the line is plain text."""
        if not read:
            return None
        weighed = [(self._weight(one, place), -order, one) for order, one in enumerate(read)]
        weight, _, best = max(weighed, key=lambda one: one[:2])
        return best if weight > 0 else None

    def _weight(self, mark: Mark, place: int) -> int:
        if mark.form == DASH:
            return 1
        if mark.form.startswith("1.1") and mark.is_first and self._nests(mark.number):
            return 11
        entry = self._of_form(mark)
        if entry and self._continues(mark, entry):
            return 9 + self._is_deepest(entry)
        if entry and mark.number.is_raised(entry.number):
            return 8
        if entry and mark.form.startswith("1.1") and _are_alike(mark.number, entry.number):
            return 6
        if mark.is_first and not self._is_far(mark, place):
            return 7 if self._has_next(mark, place) else 5
        if entry:
            return 3 if self._is_near(mark.number, entry.number) else 0
        return self._weight_alone(mark)

    def _continues(self, mark: Mark, entry: Entry) -> bool:
        """Tell whether the mark follows an open unit, or that above it when its raised digits sank."""
        return any(follows(mark, one, self.tradition) for one in (entry.number, entry.raised_from) if one)

    def _nests(self, number: Number) -> bool:
        """Tell whether 1.1 is the first item below 1, rather than put in between 1 and 2."""
        above = self.entries[-1].number.value if self.entries else ()
        return above == number.value[:-1] and (self.tradition.dotted or self._opens_list())

    def _is_deepest(self, entry: Entry) -> int:
        return 1 if self.entries[-1] is entry else 0

    def _weight_alone(self, mark: Mark) -> int:
        """Weigh a number with no open unit of its form that is not a first one either."""
        if ".1" in plain_form(mark.form) or "." in mark.number.address:
            return 4 if self._is_inner(mark.number) else 0
        last = self.last.get(mark.form)
        if last and mark.number.follows(last[0]):
            return 4
        if "#" in mark.form or mark.form in {"i)", "(i)", "(I)", "i.", "a."}:
            return 0
        return 2 if mark.number.base <= 3 or (last and self._is_near(mark.number, last[0])) else 0

    def _is_far(self, mark: Mark, place: int) -> bool:
        """Tell whether a first number with dots belongs to no number above it, or a letter opens no list."""
        if plain_form(mark.form) in {"a.", "i."}:
            return not self._has_next(mark, place)
        return False

    def _is_inner(self, number: Number) -> bool:
        """Tell whether the first part of a dotted number is that of an open unit."""
        outer = number.value[:-1]
        for entry in reversed(self.entries):
            if entry.number.value in (outer, number.value[:1]):
                return True
        last = next((one for one in reversed(self.drafts) if one.kind in {Kind.ARTICLE, Kind.CHAPTER}), None)
        return bool(last and last.number and last.number.base == number.base) or bool(
            self._outer_seen(number)
        )

    def _outer_seen(self, number: Number) -> bool:
        return any(seen.value == number.value[:-1] for seen, _ in self.last.values())

    def _is_near(self, number: Number, before: Number) -> bool:
        return 0 <= number.base - before.base <= LONGEST_GAP

    def _of_form(self, mark: Mark) -> Entry | None:
        """Return the open unit of this form that the mark follows, or the innermost one."""
        alike = [one for one in self.entries if one.form == mark.form]
        for entry in reversed(alike):
            if self._continues(mark, entry):
                return entry
        return alike[-1] if alike else None

    def _has_next(self, mark: Mark, place: int) -> bool:
        """Tell whether the second of a list follows its first one."""
        for after in range(place + 1, min(place + 40, len(self.plan.rows))):
            if self.plan.hits[after]:
                return False
            for one in marks(self.plan.rows[after], self.tradition):
                if one.form == mark.form and follows(one, mark.number, self.tradition):
                    return True
        return False

    def place(self, mark: Mark, holder: int | None) -> tuple[int | None, Kind]:
        """Close what the mark ends, and return the unit that holds the new one, and its kind."""
        entry = self._of_form(mark)
        kind = self._kind(mark)
        if entry and (not mark.is_first or not self._opens_list()):
            self._close_to(entry)
        elif not self._opens_list() or not mark.is_first:
            while self.entries and self._is_above(kind, mark):
                self.entries.pop()
        parent = self.entries[-1].index if self.entries else holder
        return parent, self._below(kind)

    def within(self, mark: Mark, holder: int | None) -> tuple[int | None, Kind]:
        """Return the unit opened last, on whose line a mark stands («(a)(1)»), and the kind of the next."""
        return (self.entries[-1].index if self.entries else holder), self._below(self._kind(mark))

    def _is_above(self, kind: Kind, mark: Mark) -> bool:
        """Tell whether the innermost open unit ends with a mark of this kind."""
        deepest = self.entries[-1]
        if mark.form == DASH:
            return False
        if deepest.form == LEAD:
            return not mark.is_first
        if mark.is_first and mark.form == "(1)" and plain_form(deepest.form) == "(a)":
            # «(a) Regulatory control / (1) List / (A) In general», as a code of the United States has it.
            return any(one.form == "(1)" for one in self.entries)
        if mark.is_first and plain_form(mark.form) in _ROMANS and plain_form(deepest.form) in _LETTERS:
            return False
        if ".1" in plain_form(mark.form) and deepest.number.value == mark.number.value[:-1]:
            return False
        return _DEPTH[deepest.kind] > _DEPTH[kind] or deepest.form == DASH

    def _opens_list(self) -> bool:
        last = next((one.last_text() for one in reversed(self.drafts) if one.last_text()), "")
        return opens_list(last)

    def _close_to(self, entry: Entry) -> None:
        """Close the open unit of the same form, with all that is in it."""
        while self.entries[-1] is not entry:
            self.entries.pop()
        self._pending = entry
        self.entries.pop()

    _pending: Entry | None = None

    def _kind(self, mark: Mark) -> Kind:
        if mark.form == DASH:
            return Kind.UNNUMBERED
        return self.tradition.marks[plain_form(mark.form)]

    def _below(self, kind: Kind) -> Kind:
        """Return the kind of a unit where it stands: no paragraph stands in a paragraph."""
        if kind is Kind.PARAGRAPH and any(_DEPTH[one.kind] > 0 for one in self.entries):
            return Kind.POINT
        return kind

    def before(self, mark: Mark) -> tuple[Number, str] | None:
        """Return the number that came before a mark among its like, with its label."""
        if self._pending and self._pending.form == mark.form:
            return self._pending.number, self._pending.label
        if mark.is_first:
            return None
        return self.last.get(mark.form)

    def is_next(self, mark: Mark) -> bool:
        """Tell whether the mark follows what came before it."""
        before = self.before(mark)
        if self._pending and self._pending.form == mark.form:
            return self._continues(mark, self._pending)
        return before is None or follows(mark, before[0], self.tradition)

    def push(self, entry: Entry, label: str) -> None:
        """Open a unit."""
        if self._pending and self._pending.form == entry.form:
            entry.raised_from = _raised_from(entry.number, self._pending)
            entry.has_semicolons = self._pending.has_semicolons or self._ended_with_semicolon(entry.index)
        self._pending = None
        entry.label = label
        self.entries.append(entry)
        self.last[entry.form] = (entry.number, label)

    def lead(self, index: int) -> None:
        """Open an unnumbered line that introduces a list."""
        self.entries = [Entry(LEAD, Number("", ()), index, Kind.UNNUMBERED)]

    def _ended_with_semicolon(self, index: int) -> bool:
        last = next((one.last_text() for one in reversed(self.drafts[:index]) if one.last_text()), "")
        return ends_item(last)

    def owner_of_plain(self, place: int, holder: int | None) -> int | None:
        """Close what a line without a number ends, and return the unit to which it belongs."""
        if self.entries and self._goes_on_after(place):
            return self.entries[-1].index
        while self.entries:
            deepest = self.entries[-1]
            if deepest.form in {LEAD, DASH}:
                self.entries.pop()
                continue
            if self._list_is_over(deepest):
                self.entries.pop()
                continue
            return deepest.index
        return holder

    def _goes_on_after(self, place: int) -> bool:
        """Tell whether the next number below follows the innermost open unit."""
        deepest = self.entries[-1]
        if deepest.form in {LEAD, DASH}:
            return False
        for after in range(place + 1, min(place + 40, len(self.plan.rows))):
            if self.plan.hits[after] or after in self.plan.annexes:
                return False
            read = marks(self.plan.rows[after], self.tradition)
            if any(one.form == deepest.form and follows(one, deepest.number, self.tradition) for one in read):
                return True
            if any(one.form != DASH for one in read):
                return False
        return False

    def _list_is_over(self, entry: Entry) -> bool:
        if not entry.has_semicolons:
            return False
        last = next((one.last_text() for one in reversed(self.drafts) if one.last_text()), "")
        return ends_sentence(last)

    def owner_of_dash(self, holder: int | None) -> int | None:
        """Close the list that a dash stands behind, and return the unit with whose paragraphs it counts."""
        while self.entries and self.entries[-1].form in {LEAD, DASH}:
            self.entries.pop()
        return self.entries[-1].index if self.entries else holder
