"""Weights learned: by expectation maximisation from pairs nobody decided, or counted from decisions.

Fellegi and Sunter (1969); the EM steps follow Winkler (1988) with u kept apart: u is a share among different
persons, so it is counted on pairs taken at random, and the prior is the share of same pairs among ALL pairs.
A prior among the candidates with such a u would take every candidate for the same person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching import comparing as c
from tumar.people.rules.matching.agreement import levels_of
from tumar.people.rules.matching.model import Field, FieldWeights, Level, LevelWeight, Model, Origin

Ranks = Mapping[str, c.Ranks]
Patterns = tuple[dict[str, c.Ranks], NDArray[np.int64], NDArray[np.float64]]
ROUNDS = 30
SMALLEST = 1e-7
# How many pairs the starting weights count for, beside what is seen.
TRUST_IN_M, TRUST_IN_U, TRUST_IN_OTHERS = 100.0, 2000.0, 10.0
TRUST_IN_PRIOR = 5.0
# A prior that moves by less is settled.
CLOSE_ENOUGH = 1e-4
# Below so many same pairs a list says more about its own oddities than about people.
FEWEST_TO_LEARN, SMALLEST_LIST = 400, 2_000
# However dense a list is: two rows side by side are no even bet.
HIGHEST_PRIOR = 0.004
# How often one swaps names is not told by chance pairs.
KNOWN = frozenset(Field)
_U_FIXED = frozenset({Field.ORDER})
# One person's rows differ so often at most. Without a bound EM drifts to families and namesakes, who agree in
# all but one field and outnumber true pairs among the candidates.
MOST_OF_SAME: dict[tuple[str, Level], float] = {
    (Field.FAMILY, Level.DIFFERENT): 0.12,
    (Field.GIVEN, Level.DIFFERENT): 0.02,
    (Field.PATRONYMIC, Level.DIFFERENT): 0.01,
    (Field.SEX, Level.DIFFERENT): 0.02,
    (Field.BIRTH, Level.DIFFERENT): 0.002,
    (Field.COUNTRY, Level.DIFFERENT): 0.08,
    (Field.EMAIL, Level.DIFFERENT): 0.3,
    (Field.TELEPHONE, Level.DIFFERENT): 0.4,
    (Field.DOCUMENT, Level.DIFFERENT): 0.15,
    (Field.ORDER, Level.SWAPPED): 0.4,
}


@dataclass(frozen=True)
class Seen:
    """What there is to learn from: candidates, pairs taken at random, and how many pairs there are in all.

    Given name, family name, patronymic and country go together, as peoples do. So only the given name's u is
    counted on all pairs, and every other u on pairs that share a given name.
    """

    candidates: Ranks
    at_random: Ranks
    of_namesakes: Ranks  # taken at random among those with one given name
    all_pairs: float
    size: int  # how many rows there are


def weights_by_rank(model: Model) -> dict[str, NDArray[np.float64]]:
    """Return for each field the weight in bits of every rank; 0 for what is missing."""
    tables = {}
    for field in model.fields:
        levels = levels_of(field.field)
        tables[field.field] = table = np.zeros(len(levels))
        for one in field.levels:
            table[levels.index(one.level)] = one.weight
    return tables


def sum_of_weights(model: Model, ranks: Ranks) -> NDArray[np.float64]:
    """Return for each pair the sum of the weights of its levels, in bits."""
    tables = weights_by_rank(model)
    total = np.zeros(len(ranks[model.names[0]]))
    for name in model.names:
        total += tables[name][ranks[name]]
    return total


def posterior(bits: NDArray[np.float64], prior: float) -> NDArray[np.float64]:
    """Return the probability that a pair is the same, from its weight in bits and the prior of all pairs."""
    odds = np.clip(bits + np.log2(prior / (1.0 - prior)), -1000.0, 1000.0)
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp2(-odds))
    return chances


def _patterns(model: Model, ranks: Ranks) -> Patterns:
    """Return the distinct patterns of ranks, which one each pair shows, and how often each occurs."""
    packed = np.zeros(len(next(iter(ranks.values()))), dtype=np.int64)
    inverse = packed
    for name in model.names:
        packed = inverse * 16 + ranks[name]
        _distinct, inverse = np.unique(packed, return_inverse=True)
    _values, first, counts = np.unique(inverse, return_index=True, return_counts=True)
    return {name: ranks[name][first] for name in model.names}, inverse, counts.astype(np.float64)


def _shares(
    field: FieldWeights, ranks: c.Ranks, counts: NDArray[np.float64], trust: float, *, of_same: bool
) -> dict[Level, float]:
    """Return each level's share of the counted pairs, the field's own shares counting for `trust` pairs."""
    levels = levels_of(field.field)
    seen = np.bincount(ranks, weights=counts, minlength=len(levels))
    before = {one.level: (one.m if of_same else one.u) for one in field.levels}
    total = sum(seen[levels.index(level)] for level in before) + trust * sum(before.values())
    shares = {
        level: max(SMALLEST, float(seen[levels.index(level)] + trust * share) / total)
        for level, share in before.items()
    }
    return _bounded(field.field, shares) if of_same else shares


def _bounded(field: str, shares: dict[Level, float]) -> dict[Level, float]:
    """Return the shares with those above their bound brought down to it, and the others up in proportion."""
    bounds = {level: MOST_OF_SAME.get((field, level), 1.0) for level in shares}
    over = {level: bounds[level] for level, share in shares.items() if share > bounds[level]}
    rest = sum(share for level, share in shares.items() if level not in over)
    free = 1.0 - sum(over.values())
    return {level: over.get(level, share / rest * free if over else share) for level, share in shares.items()}


def _trust(field: FieldWeights, trust: float) -> float:
    return trust if field.field in KNOWN else TRUST_IN_OTHERS


def _with_shares(
    model: Model, start: Model, ranks: Ranks, counts: NDArray[np.float64], trust: float, *, of_same: bool
) -> Model:
    fields = []
    for field, first in zip(model.fields, start.fields, strict=True):
        if field.field in _U_FIXED and not of_same:
            fields.append(field)
            continue
        shares = _shares(first, ranks[field.field], counts, _trust(field, trust), of_same=of_same)
        levels = tuple(
            LevelWeight(one.level, shares[one.level], one.u)
            if of_same
            else LevelWeight(one.level, one.m, shares[one.level])
            for one in field.levels
        )
        fields.append(replace(field, levels=levels))
    return replace(model, fields=tuple(fields))


def _with_chances(model: Model, start: Model, by_chance: Sequence[Patterns]) -> Model:
    """Return the model with u counted anew: the given name's on the last patterns, others' on the first."""
    counted = []
    for patterns, _places, counts in by_chance:
        doubt = 1.0 - posterior(sum_of_weights(model, patterns), model.prior)
        counted.append(_with_shares(model, start, patterns, counts * doubt, TRUST_IN_U, of_same=False))
    of_namesakes, of_all = counted
    fields = zip(of_namesakes.fields, of_all.fields, strict=True)
    return replace(model, fields=tuple(b if b.field == Field.GIVEN else a for a, b in fields))


def learn_by_em(start: Model, seen: Seen) -> Model:
    """Return the weights that fit the pairs best, without labels; `start` counts for some pairs itself."""
    patterns, _inverse, counts = _patterns(start, seen.candidates)
    by_chance = [_patterns(start, ranks) for ranks in (seen.of_namesakes, seen.at_random)]
    model = start
    for _round in range(ROUNDS):
        # Pairs at random hold some of the same person, in a small list too many: they count by their doubt.
        model = _with_chances(model, start, by_chance)
        same = posterior(sum_of_weights(model, patterns), model.prior) * counts
        found = float(same.sum())
        if found >= FEWEST_TO_LEARN and seen.size >= SMALLEST_LIST:
            model = _with_shares(model, start, patterns, same, TRUST_IN_M, of_same=True)
        prior = _prior(found, seen.all_pairs, start.prior)
        is_settled = abs(prior - model.prior) < CLOSE_ENOUGH * model.prior
        model = model.with_prior(prior)
        if is_settled and _round:
            break
    return replace(model, origin=Origin.LIST, pairs=int(counts.sum()))


def _prior(found: float, all_pairs: float, expected: float) -> float:
    """Return the share of same pairs among all, when so many were found; what was expected counts too."""
    return min((found + TRUST_IN_PRIOR) / (all_pairs + TRUST_IN_PRIOR / expected), HIGHEST_PRIOR)


def settled_prior(bits: NDArray[np.float64], prior: float, all_pairs: float, expected: float) -> float:
    """Return the prior that agrees with what it leads to.

    Rarities add to the weights after these were learned: with the prior from before, half of the pairs that
    are the same are expected where there are more.
    """
    for _round in range(ROUNDS):
        before, prior = prior, _prior(float(posterior(bits, prior).sum()), all_pairs, expected)
        if abs(prior - before) < CLOSE_ENOUGH * before:
            break
    return prior


def learn_from_decisions(start: Model, ranks: Ranks, is_same: NDArray[np.bool_]) -> Model:
    """Return the weights with m counted on pairs that people called the same.

    u stays as it is: what was put before people for a decision is no sample of different persons.
    """
    counts = is_same.astype(np.float64)
    model = _with_shares(start, start, ranks, counts, TRUST_IN_M, of_same=True)
    return replace(model, origin=Origin.DECISIONS, pairs=len(is_same))
