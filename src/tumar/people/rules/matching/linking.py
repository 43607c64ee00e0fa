"""Two lists compared, or one with itself: weights estimated on the lists, every candidate judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tumar.people.rules.matching.agreement import Places, agreement
from tumar.people.rules.matching.blocking import candidate_pairs
from tumar.people.rules.matching.columns import Columns, columns_of
from tumar.people.rules.matching.learning import (
    HIGHEST_PRIOR,
    Seen,
    learn_by_em,
    posterior,
    settled_prior,
)
from tumar.people.rules.matching.model import IN_LISTS, Model
from tumar.people.rules.matching.scoring import Judged, frequencies_in, judge_ranks
from tumar.people.rules.matching.starting import starting_model
from tumar.people.rules.matching.subjects import Subject
from tumar.people.rules.matching.thirds import through_thirds

PAIRS_AT_RANDOM = 60_000
FEWEST_ALIKE = 2_000
# How often one person's names seem swapped where they are guessed from one column.
SWAPPED_IN_WHOLE = 0.4
SEED = 53
# What share of the shorter list is expected to be in the longer one, before anything is seen.
EXPECTED_SHARE = 0.5
EXPECTED_DUPLICATES = 0.1
# Lists shorter than this say too little about how names go together.
FEWEST_FOR_ALIKE = 3_000


@dataclass(frozen=True)
class Linked:
    """Candidates between two lists, or within one: their places, how they were judged, by which weights."""

    model: Model
    i: Places
    j: Places
    judged: Judged


def _alike_pairs(columns: Columns, left: int | None, chance: np.random.Generator) -> tuple[Places, Places]:
    """Return pairs taken at random among those whose given names sound the same; few where there are few."""
    given = columns.names[1].sounds[:, 0]
    order = np.argsort(given, kind="stable")
    order = order[np.searchsorted(given[order], 1) :]
    _values, starts, sizes = np.unique(given[order], return_index=True, return_counts=True)
    pairs = sizes * (sizes - 1) / 2
    if pairs.sum() < FEWEST_ALIKE:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    block = chance.choice(len(sizes), size=PAIRS_AT_RANDOM, p=pairs / pairs.sum())
    one, other = (
        starts[block] + (chance.random(PAIRS_AT_RANDOM) * sizes[block]).astype(np.int64) for _ in "ab"
    )
    i, j = np.minimum(order[one], order[other]), np.maximum(order[one], order[other])
    is_pair = i < j if left is None else (i < left) & (j >= left)
    return i[is_pair], j[is_pair]


def _random_pairs(size: int, left: int | None, chance: np.random.Generator) -> tuple[Places, Places]:
    count = size * (size - 1) // 2 if left is None else left * (size - left)
    if count <= PAIRS_AT_RANDOM:
        if left is None:
            a, b = np.triu_indices(size, 1)
            return a.astype(np.int64), b.astype(np.int64)
        return np.repeat(np.arange(left), size - left), np.tile(np.arange(left, size), left)
    i = chance.integers(0, size if left is None else left, PAIRS_AT_RANDOM)
    j = chance.integers(0 if left is None else left, size, PAIRS_AT_RANDOM)
    return i[i != j], j[i != j]


def _expected_prior(size: int, left: int | None) -> float:
    if left is None:
        return min(HIGHEST_PRIOR, EXPECTED_DUPLICATES * size / max(1, size * (size - 1) / 2))
    shorter, pairs = min(left, size - left), max(1, left * (size - left))
    return min(HIGHEST_PRIOR, EXPECTED_SHARE * shorter / pairs)


def link(
    left: Sequence[Subject],
    right: Sequence[Subject] | None = None,
    others: Sequence[str] = (),
    *,
    are_names_whole: bool = False,
) -> Linked:
    """Return the candidates between two lists, or within one, judged by weights estimated on them.

    Places in `j` count on from the end of the left list when there is a right one. `are_names_whole`: names
    stood in one column, so which part is the family name was itself a guess.
    """
    columns = columns_of([*left, *(right or ())], others)
    border = None if right is None else len(left)
    return link_columns(columns, others, border, SWAPPED_IN_WHOLE if are_names_whole else None)


def link_columns(
    columns: Columns, others: Sequence[str], left: int | None, swapped: float | None = None
) -> Linked:
    """Return what `link` does, of subjects that are laid out already."""
    start = starting_model(others, prior=_expected_prior(columns.size, left), thresholds=IN_LISTS)
    if swapped is not None:
        start = start.with_swaps(swapped)
    i, j = candidate_pairs(columns, others, left=left)
    ranks = agreement(columns, i, j)
    chance = np.random.default_rng(SEED)
    at_random = agreement(columns, *_random_pairs(columns.size, left, chance))
    alike = _alike_pairs(columns, left, chance)
    is_telling = columns.size >= FEWEST_FOR_ALIKE and len(alike[0]) >= FEWEST_ALIKE
    of_namesakes = agreement(columns, *alike) if is_telling else at_random
    count = columns.size * (columns.size - 1) / 2 if left is None else left * (columns.size - left)
    seen = Seen(ranks, at_random, of_namesakes, float(max(count, 1)), columns.size)
    model = learn_by_em(start, seen) if len(i) else start
    frequent = [field.field for field in model.fields if field.is_rarer_stronger]
    judged = judge_ranks(model, columns, frequencies_in(columns, frequent), ranks, i, j)
    model = model.with_prior(settled_prior(judged.bits, model.prior, float(max(count, 1)), start.prior))
    judged = replace(judged, scores=posterior(judged.bits, model.prior))
    if left is None:
        scores, through = through_thirds(i, j, judged.scores)
        judged = replace(judged, scores=scores, through=through)
    return Linked(replace(model, thresholds=IN_LISTS), i, j, judged)
