"""The probability that two subjects are one person, what is to be done about it, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching import comparing as c
from tumar.people.rules.matching.agreement import STRAIGHT, Places, agreement, levels_of
from tumar.people.rules.matching.columns import PARTS, Columns
from tumar.people.rules.matching.learning import posterior, sum_of_weights, weights_by_rank
from tumar.people.rules.matching.model import Field, Level, Model, Thresholds

# A rare name may add, and a common one take away, so many bits at most.
MOST_FOR_RARITY = 3.0
MOST_FOR_COMMONNESS = 6.0
# Two names a letter apart of which one is rare are more likely one name than two common ones are.
NEAR_SHARE = 0.7
# How many values the average counts for when a rarity is taken from few values.
TRUST_IN_AVERAGE = 2000.0


class Decision(StrEnum):
    """What is proposed for a pair."""

    MATCH = "match"
    REVIEW = "review"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Reason:
    """One field's say about a pair: how it agrees, and the bits that speak for it, or below 0 against it."""

    field: str
    level: Level
    bits: float


@dataclass(frozen=True)
class Judged:
    """Pairs with the probability that each is one person, and how each field agrees."""

    scores: NDArray[np.float64]
    ranks: dict[str, c.Ranks]
    rarity: dict[str, NDArray[np.float64]]
    tables: dict[str, NDArray[np.float64]]  # the weight of each rank
    # The place of a third row that is surely both, where that decides; else -1.
    through: Places | None = None

    @property
    def bits(self) -> NDArray[np.float64]:
        """The weight of each pair in bits, rarities included, before any prior."""
        total = np.zeros(len(self.scores))
        for name, table in self.tables.items():
            total += table[self.ranks[name]]
        for more in self.rarity.values():
            total += more
        return total


@dataclass(frozen=True)
class Frequencies:
    """How often values occur: by field, the count of each text, and how many subjects were counted."""

    counts: Mapping[str, Mapping[str, int]]
    total: int
    is_whole: bool = True  # counts of every value there is, not only of those asked for

    def average(self, field: str, expected: float) -> float:
        """Return how often two values at random are one; where few were counted, nearer to `expected`."""
        counted = self.counts.get(field, {}).values()
        pairs = sum(count * (count - 1) for count in counted)
        trusted = TRUST_IN_AVERAGE**2
        return (pairs + trusted * expected) / (self.total**2 + trusted)


def decide(score: float, thresholds: Thresholds) -> Decision:
    """Return what is proposed at this probability."""
    if score >= thresholds.same:
        return Decision.MATCH
    return Decision.REVIEW if score >= thresholds.review else Decision.DIFFERENT


def frequencies_in(columns: Columns, fields: Sequence[str]) -> Frequencies:
    """Return how often names, as they sound, and other values occur among the subjects themselves."""
    counts: dict[str, dict[str, int]] = {}
    for field in fields:
        codes, texts = _codes(columns, field)
        seen = np.bincount(codes, minlength=len(texts))
        counts[field] = {texts[at]: int(seen[at]) for at in np.flatnonzero(seen).tolist() if at}
    return Frequencies(counts, columns.size)


def _codes(columns: Columns, field: str) -> tuple[NDArray[np.int64], Sequence[str]]:
    if field in PARTS:
        return columns.names[PARTS.index(Field(field))].sounds[:, 0], columns.sound_texts
    value = columns.values[field]
    return value.codes, value.texts


def _rarity(
    model: Model, columns: Columns, frequencies: Frequencies, ranks: dict[str, c.Ranks], i: Places, j: Places
) -> dict[str, NDArray[np.float64]]:
    """Return by field how many bits a pair gains because what agrees is rare, or loses as it is common."""
    found = {}
    for field in model.fields:
        if not field.is_rarer_stronger:
            continue
        levels, codes = levels_of(field.field), _codes(columns, field.field)
        equal = {levels.index(level) for level in (Level.EQUAL, Level.SOUND) if level in levels}
        expected = sum(one.u for one in field.levels if one.level in (Level.EQUAL, Level.SOUND))
        average = frequencies.average(field.field, expected) if frequencies.is_whole else expected
        counts = frequencies.counts.get(field.field, {})
        # The agreeing value itself is two of those counted.
        seen = np.array([max(counts.get(text, 0) - 1, 0) for text in codes[1]], dtype=np.float64)
        shares = (seen + TRUST_IN_AVERAGE * average) / (frequencies.total + TRUST_IN_AVERAGE)
        bits = np.clip(np.log2(average / np.maximum(shares, 1e-9)), -MOST_FOR_COMMONNESS, MOST_FOR_RARITY)
        is_equal = np.isin(ranks[field.field], sorted(equal)) & (ranks[Field.ORDER] == STRAIGHT)
        one, other = bits[codes[0][i]], bits[codes[0][j]]
        found[field.field] = np.where(is_equal, np.minimum(one, other), 0.0)
        # Of a name that was not counted nobody knows whether it is rare.
        if frequencies.is_whole and Level.NEAR in levels:
            is_near = (ranks[field.field] == levels.index(Level.NEAR)) & (ranks[Field.ORDER] == STRAIGHT)
            found[field.field] += np.where(is_near, NEAR_SHARE * np.maximum(one, other), 0.0)
    return found


def judge(model: Model, columns: Columns, frequencies: Frequencies, i: Places, j: Places) -> Judged:
    """Return the probability that each pair (i[k], j[k]) is one person, with how its fields agree."""
    ranks = agreement(columns, i, j)
    return judge_ranks(model, columns, frequencies, ranks, i, j)


def judge_ranks(
    model: Model, columns: Columns, frequencies: Frequencies, ranks: dict[str, c.Ranks], i: Places, j: Places
) -> Judged:
    """Return what `judge` does, for pairs (i[k], j[k]) whose agreement is known."""
    rarity = _rarity(model, columns, frequencies, ranks, i, j)
    bits = sum_of_weights(model, ranks)
    for more in rarity.values():
        bits = bits + more
    return Judged(posterior(bits, model.prior), ranks, rarity, weights_by_rank(model))


def reasons(model: Model, judged: Judged, at: int) -> tuple[Reason, ...]:
    """Return why pair number `at` has its score: the fields that both sides have, the weightiest first."""
    found = []
    for name in model.names:
        rank = int(judged.ranks[name][at])
        level = levels_of(name)[rank]
        if level in (Level.MISSING, Level.STRAIGHT):
            continue
        more = float(judged.rarity[name][at]) if name in judged.rarity else 0.0
        found.append(Reason(name, level, float(judged.tables[name][rank]) + more))
    return tuple(sorted(found, key=lambda reason: (-abs(reason.bits), reason.field)))
