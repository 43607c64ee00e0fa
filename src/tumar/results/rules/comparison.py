"""Why two figures differ: a published claim and the record, or two editions of one figure.

Two editions are merged record by record, so that a million lines need no more memory than one record's lines
(and, for a distinct count, its keys). Each line that differs has one reason:

| the line                                                                   | its reason         |
|----------------------------------------------------------------------------|--------------------|
| only in the new edition, dated after the old one's as-of                    | new-period         |
| only in the old edition, dated after the new one's as-of                    | earlier-cut-off    |
| any other, when the definition of the indicator changed                     | definition-changed |
| only in the old edition                                                     | record-removed     |
| only in the new edition, dated up to the old one's as-of                    | late-record        |
| only in the new edition, undated                                            | undated-record     |
| in both, counting as another person or thing and otherwise the same         | persons-merged     |
| in both, different in any other way                                         | record-corrected   |

The effect of a reason is what it moves the figure by. Reasons take effect in the order of `Reason`; their
effects add up to the whole difference, in a sum and in a distinct count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeGuard

from tumar.results.rules.folds import Fold, is_headline
from tumar.results.rules.lines import COLUMNS, Line
from tumar.results.rules.pairing import all_but_counts_as, pairs
from tumar.results.rules.wording import Claim, Qualifier, agrees


class Kind(StrEnum):
    """How the record stands to a published claim."""

    AGREES = "agrees"
    RECORDED_MORE = "recorded_more"
    RECORDED_LESS = "recorded_less"
    NOT_RECORDED = "not_recorded"


class VerdictReason(StrEnum):
    """Why a verdict is what it is."""

    WORDING_HOLDS = "wording-holds"
    NOTHING_RECORDED = "nothing-recorded"
    NOT_ABOVE_FIGURE = "not-above-figure"
    ABOVE_FIGURE = "above-figure"
    BELOW_FIGURE = "below-figure"
    TOO_FAR_BELOW_FIGURE = "too-far-below-figure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The record against a claim; `difference` is recorded minus published, in units or euro cents."""

    kind: Kind
    difference: int | None
    reason: VerdictReason


class Reason(StrEnum):
    """Why a line, and through it a figure, differs between two editions; in the order of their effects."""

    DEFINITION_CHANGED = "definition-changed"
    EARLIER_CUT_OFF = "earlier-cut-off"
    RECORD_REMOVED = "record-removed"
    RECORD_CORRECTED = "record-corrected"
    PERSONS_MERGED = "persons-merged"
    LATE_RECORD = "late-record"
    UNDATED_RECORD = "undated-record"
    NEW_PERIOD = "new-period"


@dataclass(frozen=True, slots=True)
class Edition:
    """One figure as frozen: its lines ordered by `record`, and the hash of the definition that yielded them.

    The hash is the indicator's own: with the version of the software, each release would hide the reasons.
    """

    as_of: date
    definition: str
    fold: Fold
    lines: Iterable[Line]


@dataclass(frozen=True, slots=True)
class Change:
    """One line that differs between two editions; `before` or `after` is None when it is in one only."""

    reason: Reason
    before: Line | None
    after: Line | None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that differ, when the line is in both editions."""
        if self.before is None or self.after is None:
            return ()
        return tuple(name for name in COLUMNS if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class Explained:
    """What one reason did: to how many lines, and by how much it moved the figure."""

    reason: Reason
    lines: int
    effect: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Both values of a figure, how many lines differ, and the reasons that make up the difference."""

    old: int
    new: int
    added: int
    removed: int
    changed: int
    reasons: tuple[Explained, ...]


def compare_with_claim(value: int | None, claim: Claim) -> Verdict:
    """Hold a recorded value, None when nothing is recorded, against what was published."""
    if value is None:
        return Verdict(Kind.NOT_RECORDED, None, VerdictReason.NOTHING_RECORDED)
    difference = value - claim.figure
    if agrees(claim, value):
        return Verdict(Kind.AGREES, difference, VerdictReason.WORDING_HOLDS)
    if difference > 0:
        return Verdict(Kind.RECORDED_MORE, difference, VerdictReason.ABOVE_FIGURE)
    reason = {
        Qualifier.EXACTLY: VerdictReason.BELOW_FIGURE,
        Qualifier.CLOSE_TO: VerdictReason.TOO_FAR_BELOW_FIGURE,
    }.get(claim.qualifier, VerdictReason.NOT_ABOVE_FIGURE)
    return Verdict(Kind.RECORDED_LESS, difference, reason)


def changes(old: Edition, new: Edition) -> Iterator[Change]:
    """Yield each line that differs, with its reason, in the order of the records."""
    for before, after in pairs(old.lines, new.lines):
        if before != after:
            yield Change(_reason(before, after, old=old, new=new), before, after)


def compare_editions(old: Edition, new: Edition) -> Difference:
    """Explain in one pass why a figure moved; values and effects in its unit, from headline lines alone."""
    ledgers = {fold: _LEDGERS[fold]() for fold in (old.fold, new.fold)}
    lines: Counter[Reason] = Counter()
    added = removed = changed = 0
    for before, after in pairs(old.lines, new.lines):
        for ledger in ledgers.values():
            ledger.open_with(before)
        if before != after:
            reason = _reason(before, after, old=old, new=new)
            ledgers[new.fold].move(reason, before, after)
            lines[reason] += 1
            added += before is None
            removed += after is None
            changed += before is not None and after is not None
    stated, opening = ledgers[old.fold].opening, ledgers[new.fold].opening
    effects = {reason: ledgers[new.fold].settle(reason) for reason in Reason}
    effects[Reason.DEFINITION_CHANGED] += opening - stated
    reasons = tuple(
        Explained(reason, lines[reason], effect)
        for reason, effect in effects.items()
        if lines[reason] or (reason is Reason.DEFINITION_CHANGED and _is_redefined(old, new))
    )
    return Difference(stated, stated + sum(effects.values()), added, removed, changed, reasons)


def _is_redefined(old: Edition, new: Edition) -> bool:
    return (old.definition, old.fold) != (new.definition, new.fold)


def _reason(before: Line | None, after: Line | None, *, old: Edition, new: Edition) -> Reason:
    if before is None and _is_after(after, old.as_of):
        return Reason.NEW_PERIOD
    if after is None and _is_after(before, new.as_of):
        return Reason.EARLIER_CUT_OFF
    if _is_redefined(old, new):
        return Reason.DEFINITION_CHANGED
    if after is None:
        return Reason.RECORD_REMOVED
    if before is None:
        return Reason.LATE_RECORD if after.on else Reason.UNDATED_RECORD
    if all_but_counts_as(before) == all_but_counts_as(after):
        return Reason.PERSONS_MERGED
    return Reason.RECORD_CORRECTED


def _is_after(line: Line | None, as_of: date) -> bool:
    return line is not None and line.on is not None and line.on > as_of


@dataclass(slots=True)
class _SumLedger:
    """What the old lines come to as a sum, and what each reason moves."""

    opening: int = 0
    moves: Counter[Reason] = field(default_factory=Counter)

    def open_with(self, line: Line | None) -> None:
        self.opening += _weight(line)

    def move(self, reason: Reason, before: Line | None, after: Line | None) -> None:
        self.moves[reason] += _weight(after) - _weight(before)

    def settle(self, reason: Reason) -> int:
        return self.moves[reason]


@dataclass(slots=True)
class _DistinctLedger:
    """How many old lines stand behind each thing counted, and what each reason moves."""

    behind: Counter[str] = field(default_factory=Counter)
    moves: defaultdict[Reason, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def opening(self) -> int:
        return len(self.behind)

    def open_with(self, line: Line | None) -> None:
        if _names_something(line):
            self.behind[line.counts_as] += 1

    def move(self, reason: Reason, before: Line | None, after: Line | None) -> None:
        if _names_something(before):
            self.moves[reason][before.counts_as] -= 1
        if _names_something(after):
            self.moves[reason][after.counts_as] += 1

    def settle(self, reason: Reason) -> int:
        """Apply one reason after those settled before it, and return by how much the count moved."""
        effect = 0
        for thing, lines in self.moves[reason].items():
            was = self.behind[thing] > 0
            self.behind[thing] += lines
            effect += (self.behind[thing] > 0) - was
        return effect


_LEDGERS: dict[Fold, type[_SumLedger] | type[_DistinctLedger]] = {
    Fold.SUM: _SumLedger,
    Fold.DISTINCT: _DistinctLedger,
}


def _names_something(line: Line | None) -> TypeGuard[Line]:
    return line is not None and is_headline(line) and bool(line.counts_as)


def _weight(line: Line | None) -> int:
    return line.adds if line is not None and is_headline(line) else 0
