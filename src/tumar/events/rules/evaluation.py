"""What participants thought of an event: kinds of questions, and which numbers may be shown; values alone.

Nobody may read from the results what fewer than five people answered. Numbers are not left out one by one,
since what is left out can be found again from what stands beside it: choices that lie side by side are told
together until each number stands for five people or more, and nothing else is told.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

LEAST_TOLD = 5
SCALE = (1, 2, 3, 4, 5)
MOST_RANGES = 5
LONGEST_TEXT = 1000
MARK_LENGTH = 6


class Kind(StrEnum):
    """What kind of answer a question takes."""

    SCALE = "scale"  # from 1, strongly disagree, to 5, strongly agree
    YES_NO = "yes-no"
    ONE = "one"
    SOME = "some"
    NUMBER = "number"
    TEXT = "text"


class Dimension(StrEnum):
    """What of the reaction to an event a standard question asks for (Kirkpatrick, New World)."""

    RELEVANCE = "relevance"
    ENGAGEMENT = "engagement"
    CONFIDENCE = "confidence"
    COMMITMENT = "commitment"


class Stage(StrEnum):
    """How far an evaluation is. A closed one is never opened again.

    Results are told once it is closed: from those before and after one answer, that one could be read.
    """

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


def takes_answers(stage: str, opens: date | None, closes: date | None, today: date) -> bool:
    """Tell whether anybody can answer by telephone on this day; both days are included."""
    has_begun = opens is None or opens <= today
    return stage == Stage.OPEN and has_begun and (closes is None or today <= closes)


@dataclass(frozen=True)
class Asked:
    """What decides which answers a question takes: its kind, its choices, the limits of a number."""

    kind: Kind
    choices: Sequence[str] = ()
    least: int = 0
    most: int = 0

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """From where to where the numbers of each range go, five ranges at the most, all of nearly one width.

        They follow from the limits alone: ranges chosen after the answers would tell of the answers.
        """
        width = -(-(self.most - self.least + 1) // MOST_RANGES)
        firsts = range(self.least, self.most + 1, width)
        return [(first, min(first + width - 1, self.most)) for first in firsts]

    @property
    def cells(self) -> list[str]:
        """The values that answers are counted under, in the order in which they are told."""
        if self.kind is Kind.SCALE:
            return [str(value) for value in SCALE]
        if self.kind is Kind.YES_NO:
            return ["yes", "no"]
        if self.kind is Kind.NUMBER:
            return [f"{first}-{last}" for first, last in self.ranges]
        return list(self.choices)

    def accepts(self, answer: Any) -> bool:
        """Tell whether this is an answer to the question."""
        is_number = isinstance(answer, int) and not isinstance(answer, bool)
        if self.kind is Kind.SCALE:
            return is_number and answer in SCALE
        if self.kind is Kind.NUMBER:
            return is_number and self.least <= answer <= self.most
        if self.kind is Kind.SOME:
            return (
                isinstance(answer, list)
                and 0 < len(answer) == len({str(one) for one in answer})
                and all(isinstance(one, str) and one in self.choices for one in answer)
            )
        if self.kind is Kind.TEXT:
            return isinstance(answer, str) and len(answer.strip()) > 0 and len(answer) <= LONGEST_TEXT
        return isinstance(answer, str) and answer in self.cells

    def counted(self, answers: Collection[Any]) -> list[int]:
        """Return how often each value was given; several at once count for each of them."""
        positions = {value: at for at, value in enumerate(self.cells)}
        counts = [0] * len(positions)
        for answer in answers:
            for value in answer if self.kind is Kind.SOME else [answer]:
                counts[positions[self._cell_of(value)]] += 1
        return counts

    def _cell_of(self, value: Any) -> str:
        if self.kind is not Kind.NUMBER:
            return str(value)
        first, last = next(one for one in self.ranges if one[0] <= value <= one[1])
        return f"{first}-{last}"


@dataclass(frozen=True)
class Told:
    """One number as it may be told: how many gave one of the values from `first` to `last` (positions).

    `count` is None where nothing may be told.
    """

    first: int
    last: int
    count: int | None

    @property
    def is_merged(self) -> bool:
        """Tell whether the number stands for several values together."""
        return self.last > self.first


def told(counts: Sequence[int]) -> list[Told]:
    """Return what may be told of answers of which everybody gave one: groups of five people or more.

    From the last value down, values are taken together until they make five; what is left over joins the
    lowest group. So a reader never learns a count below five, not even one who knows this rule: for every
    value within a group several counts give the same picture. With fewer than five answers nothing is told.
    """
    if sum(counts) < LEAST_TOLD:
        return []
    groups: list[Told] = []
    last, total = len(counts) - 1, 0
    for at in range(len(counts) - 1, -1, -1):
        total += counts[at]
        if total >= LEAST_TOLD:
            groups.insert(0, Told(at, last, total))
            last, total = at - 1, 0
    if last >= 0:
        lowest = groups[0]
        groups[0] = Told(0, lowest.last, (lowest.count or 0) + total)
    return groups


def told_of_several(counts: Sequence[int], answered: int) -> list[Told]:
    """Return what may be told where people could give several values: each beside those who did not give it.

    A value is left out where fewer than five gave it, and where fewer than five did not: the number of
    answers stands beside it.
    """
    if answered < LEAST_TOLD:
        return []
    return [
        Told(at, at, count if LEAST_TOLD <= count <= answered - LEAST_TOLD else None)
        for at, count in enumerate(counts)
    ]


def number_told(count: int) -> int | None:
    """Return a number of answers as it may be told: None where it is below five."""
    return count if count >= LEAST_TOLD else None


@dataclass(frozen=True)
class Mean:
    """Between which values a mean lies, as far as the numbers told say; one value where they say it all."""

    lowest: float
    highest: float

    @property
    def is_exact(self) -> bool:
        """Tell whether the numbers told give the mean itself."""
        return self.lowest == self.highest


def mean_told(groups: Sequence[Told], values: Sequence[int] = SCALE) -> Mean | None:
    """Return the mean as the numbers told give it, and no better: an exact one would undo the groups.

    None where they say nothing of it: no answers, or all values told together.
    """
    total = sum(one.count or 0 for one in groups)
    if not total or len(groups) == 1:
        return None
    return Mean(
        sum(values[one.first] * (one.count or 0) for one in groups) / total,
        sum(values[one.last] * (one.count or 0) for one in groups) / total,
    )


def texts_told(texts: Sequence[str]) -> list[str]:
    """Return answers in words, from five up, in an order that says nothing of who wrote them when."""
    written = [one for one in (text.strip() for text in texts) if one]
    return sorted(written, key=lambda text: (text.casefold(), text)) if len(written) >= LEAST_TOLD else []


def mark_of(questions: Sequence[Mapping[str, Any]]) -> str:
    """Return a short mark of what is asked: paper printed before a question changed bears another one."""
    words = json.dumps(list(questions), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()[:MARK_LENGTH].upper()
