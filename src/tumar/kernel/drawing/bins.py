"""Dividing recorded values into a few classes with breaks that can be read."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import floor, inf, log10

from tumar.kernel.drawing.palette import BINS
from tumar.kernel.drawing.picture import FormatNumber

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
RANGE = "–"
FEW = 3
SHORT = 20  # whole numbers up to here are round enough

# Fewer classes stand further apart on the scale of shades; the darkest is always in use.
SHADES = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}


@dataclass(frozen=True)
class Bins:
    """Classes of values above zero: class 1 runs from lows[0] to highs[0]; class 0 is "none"."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]

    def index(self, value: float) -> int:
        """Return the class of a value: 0 for none, else 1 and upwards."""
        return max(1, bisect_right(self.lows, value)) if value > 0 and self.lows else 0

    def shade(self, index: int) -> int:
        """Return the shade of a class: 0 for none, else 1 (lightest) to 5."""
        return SHADES[len(self.lows)][index - 1] if index else 0

    def label(self, index: int, format_number: FormatNumber) -> str:
        """Write the range of a class, both ends included when values are whole numbers."""
        low, high = self.lows[index - 1], self.highs[index - 1]
        first, last = format_number(low), format_number(high)
        return first if first == last else f"{first}{RANGE}{last}"


def bins_for(values: Iterable[float], most: int = len(BINS)) -> Bins:
    """Choose up to `most` classes of about equal membership, beginning at round numbers."""
    above = sorted(float(value) for value in values if 0 < value < inf)
    if not above:
        return Bins((), ())
    distinct = tuple(sorted(set(above)))
    if len(distinct) <= FEW:
        return Bins(distinct, distinct)
    are_whole = all(value.is_integer() for value in above)
    count = min(most, max(FEW, (len(distinct) + 1) // 2))
    wanted = [above[len(above) * at // count] for at in range(count)]
    floors = sorted({readable(value, are_whole=are_whole) for value in wanted})
    lows = tuple(low for low, high in pairwise([*floors, inf]) if any(low <= value < high for value in above))
    gap = 1.0 if are_whole else 0.0
    return Bins(lows, (*(low - gap for low in lows[1:]), above[-1]))


def readable(value: float, *, are_whole: bool) -> float:
    """Return the largest round number that is not above the value."""
    if are_whole and value <= SHORT:
        return value
    power = 10.0 ** floor(log10(value))
    candidates = [step * power for step in STEPS if step * power <= value]
    if are_whole:
        candidates = [each for each in candidates if each.is_integer()]
    return max(candidates, default=1.0 if are_whole else value)
