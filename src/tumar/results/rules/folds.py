"""From lines to a number, and from lines to a table whose cells are held against that number.

| fold     | by                             | the cells                                               |
|----------|--------------------------------|---------------------------------------------------------|
| sum      | anything                       | add up to the total                                     |
| distinct | sex, group                     | add up: a trait belongs to the person, who has one cell |
| distinct | country, region, year, category | may overlap: one person trained in two years is in both |

A line that counts nothing by name (an empty `counts_as`: a head count) never enters a distinct count.

A person whose lines name two sexes, or two groups, stands under `unknown`: that somebody was there is known,
which cell is right is not. A line that leaves the trait open contradicts nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tumar.results.rules.lines import Line, Strength

UNKNOWN = "unknown"
SEVERAL = "several"  # the cell of a line that is for no country in particular

HEADLINE_STRENGTHS = frozenset({Strength.COUNTED, Strength.REPORTED})


class Fold(StrEnum):
    """How lines become a number."""

    SUM = "sum"
    DISTINCT = "distinct"


class By(StrEnum):
    """What a figure may be split by."""

    COUNTRY = "country"
    REGION = "region"
    YEAR = "year"
    SEX = "sex"
    GROUP = "group"
    CATEGORY = "category"


TRAITS_OF_A_PERSON = frozenset({By.SEX, By.GROUP})


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a figure: `value` in the figure's unit, folded from `lines` lines."""

    key: str
    value: int
    lines: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure split into cells, and how the cells relate to the total; all numbers in the figure's unit."""

    by: By
    cells: tuple[Cell, ...]
    total: int
    is_additive: bool

    @property
    def sum_of_cells(self) -> int:
        """The cells added up."""
        return sum(cell.value for cell in self.cells)

    @property
    def overlap(self) -> int:
        """By how much the cells together exceed the total, because one thing stands in several of them."""
        return self.sum_of_cells - self.total

    @property
    def reconciles(self) -> bool:
        """Whether the cells can be published under the total."""
        return self.overlap == 0 if self.is_additive else self.overlap >= 0


def is_headline(line: Line) -> bool:
    """Tell whether the line is known well enough to count in a published figure."""
    return line.strength in HEADLINE_STRENGTHS


def headline(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that make the published figure: counted and reported."""
    return (line for line in lines if is_headline(line))


def estimated(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that stand beside the published figure, never in it: estimates and bounds."""
    return (line for line in lines if not is_headline(line))


def value(lines: Iterable[Line], fold: Fold) -> int:
    """Return the sum of what the lines add, or the number of different things that they count."""
    if fold is Fold.SUM:
        return sum(line.adds for line in lines)
    return len({line.counts_as for line in lines if line.counts_as})


def attendances(lines: Iterable[Line]) -> int:
    """Return how many lines add one: presences, which stand beside the distinct persons."""
    return sum(line.adds == 1 and bool(line.counts_as) for line in lines)


def reported_beside(lines: Iterable[Line]) -> int:
    """Return how many people head counts alone report, who stand beside the distinct persons."""
    return sum(line.adds for line in lines if not line.counts_as)


def cell_of(line: Line, by: By) -> str:
    """Return the key of the cell that the line itself names."""
    if by is By.YEAR:
        return f"{line.on.year:04d}" if line.on else UNKNOWN
    if by is By.COUNTRY:
        return line.country or SEVERAL
    if by is By.SEX:
        return UNKNOWN if line.sex in ("", "U") else line.sex
    key: str = getattr(line, by.value)
    return key or UNKNOWN


def disaggregate(lines: Iterable[Line], fold: Fold, by: By) -> tuple[Cell, ...]:
    """Return the cells that have lines, sorted by key with `unknown` last; values in the figure's unit."""
    return breakdown(lines, fold, by).cells


def breakdown(lines: Iterable[Line], fold: Fold, by: By) -> Breakdown:
    """Split a figure into cells in one pass over its lines, with the total they are held against."""
    if fold is Fold.SUM:
        return _sums(lines, by)
    if by in TRAITS_OF_A_PERSON:
        return _persons_by_trait(lines, by)
    return _distinct_in_each(lines, by)


def _by_name(lines: Iterable[Line]) -> Iterator[Line]:
    return (line for line in lines if line.counts_as)


def _sums(lines: Iterable[Line], by: By) -> Breakdown:
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    total = 0
    for line in lines:
        key = cell_of(line, by)
        sums[key] += line.adds
        counts[key] += 1
        total += line.adds
    return Breakdown(by, _cells(sums, counts), total, is_additive=True)


def _distinct_in_each(lines: Iterable[Line], by: By) -> Breakdown:
    members: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for line in _by_name(lines):
        key = cell_of(line, by)
        members[key].add(line.counts_as)
        counts[key] += 1
    values = Counter({key: len(found) for key, found in members.items()})
    return Breakdown(by, _cells(values, counts), len(set().union(*members.values())), is_additive=False)


def _persons_by_trait(lines: Iterable[Line], by: By) -> Breakdown:
    named: defaultdict[str, set[str]] = defaultdict(set)
    lines_of: Counter[str] = Counter()
    for line in _by_name(lines):
        named[line.counts_as].add(cell_of(line, by))
        lines_of[line.counts_as] += 1
    values: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for person, keys in named.items():
        key = _agreed(keys)
        values[key] += 1
        counts[key] += lines_of[person]
    return Breakdown(by, _cells(values, counts), len(named), is_additive=True)


def _agreed(keys: set[str]) -> str:
    known = keys - {UNKNOWN}
    return known.pop() if len(known) == 1 else UNKNOWN


def _cells(values: Counter[str], counts: Counter[str]) -> tuple[Cell, ...]:
    keys = sorted(counts, key=lambda key: (key == UNKNOWN, key))
    return tuple(Cell(key, values[key], counts[key]) for key in keys)
