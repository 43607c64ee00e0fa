"""Which provisions have all that is looked for, and how well each answers: BM25 over provisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.law.rules.searching.asking import Clause, Needle
from tumar.law.rules.searching.indexing import PARTS, Headed, Numbers, head_of

Weights = NDArray[np.float64]

# BM25's usual saturation; provisions are short, so their length counts for less than the usual .75.
K1, B = 1.2, 0.5
# How often a word of a heading counts, and one that only begins with what is looked for.
HEADING, BEGINS = 2.5, 0.5
HEADING_PART = 1
# What has all the words in one paragraph says more than an article that has them here and there.
SPREAD = 0.6


@dataclass(frozen=True)
class Places:
    """Of one text: where its parts begin, in which article each is, the terms under heads looked for."""

    bounds: Numbers
    holders: Numbers
    heads: Mapping[str, Headed]


@dataclass(frozen=True)
class Searched:
    """All that was searched: what rarity and length are told by."""

    units: int
    tokens: int


@dataclass(frozen=True)
class Answers:
    """The provisions of one text that have everything: their numbers, weights by clause, lengths.

    Articles stand among them that have everything only together with what is in them: these are `spread`.
    `holding` says for each clause how many provisions of the text have it, whether or not they have the rest.
    """

    units: NDArray[np.int64]
    weights: Weights
    lengths: Weights
    spread: NDArray[np.bool_]
    holding: Sequence[int]


def heads_of(clauses: Sequence[Clause]) -> set[str]:
    """Return the heads under which the terms of the clauses are kept."""
    return {head_of(each.letters) for clause in clauses for word in clause.words for each in word}


def matched(clauses: Sequence[Clause], places: Places) -> Answers:
    """Return the provisions of a text that have all that the clauses ask for.

    Where no provision of an article has everything and the whole article has, it is the article.
    """
    count = (len(places.bounds) - 1) // PARTS
    by_clause = np.array([_weights(clause, places, count) for clause in clauses])
    lengths = np.diff(places.bounds.astype(np.int64)[::PARTS]).astype(np.float64)
    units = np.flatnonzero((by_clause > 0).all(axis=0))
    articles, together = _articles(by_clause, places.holders, units)
    sizes = np.bincount(places.holders, weights=lengths, minlength=count) if len(articles) else lengths
    return Answers(
        units=np.concatenate([units, articles]),
        weights=np.concatenate([by_clause[:, units], together], axis=1),
        lengths=np.concatenate([lengths[units], sizes[articles]]),
        spread=np.arange(len(units) + len(articles)) >= len(units),
        holding=[int(np.count_nonzero(weights)) for weights in by_clause],
    )


def _articles(
    by_clause: Weights, holders: Numbers, units: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Weights]:
    """Return the articles that have everything where none of their provisions has, and their weights."""
    count = by_clause.shape[1]
    nothing = np.empty(0, dtype=np.int64), np.empty((len(by_clause), 0))
    if len(by_clause) < 2 or not by_clause.any(axis=1).all():
        return nothing
    has_all = np.ones(count, dtype=bool)
    for weights in by_clause:
        here = np.zeros(count, dtype=bool)
        here[holders[weights > 0]] = True
        has_all &= here
    has_all[holders[units]] = False
    found = np.flatnonzero(has_all)
    if not len(found):
        return nothing
    sums = [np.bincount(holders, weights=weights, minlength=count)[found] for weights in by_clause]
    return found, np.array(sums)


def _weights(clause: Clause, places: Places, count: int) -> Weights:
    """Return for each provision how often it says the clause, headings counting more."""
    at, sure = _found(clause.words[0], places)
    for further, word in enumerate(clause.words[1:], start=1):
        others, surely = _found(word, places)
        # Where the row goes on: each place with the word that many places after it.
        _same, here, there = np.intersect1d(at, others - further, assume_unique=True, return_indices=True)
        at, sure = at[here], np.minimum(sure[here], surely[there])
    parts = np.searchsorted(places.bounds, at, side="right") - 1
    if len(clause.words) > 1:
        ends = np.searchsorted(places.bounds, at + (len(clause.words) - 1), side="right") - 1
        at, sure, parts = at[parts == ends], sure[parts == ends], parts[parts == ends]
    weighed = sure * np.where(parts % PARTS == HEADING_PART, HEADING, 1.0)
    return np.bincount(parts // PARTS, weights=weighed, minlength=count).astype(np.float64)


def _found(needles: Sequence[Needle], places: Places) -> tuple[NDArray[np.int64], Weights]:
    """Return where a word stands, in order, and how surely it is meant there."""
    at: list[NDArray[np.int64]] = []
    sure: list[Weights] = []
    for needle in needles:
        headed = places.heads.get(head_of(needle.letters))
        if headed is None:
            continue
        first, last = needle.among(headed.terms)
        if first == last:
            continue
        ends = np.cumsum(headed.places[: len(headed.terms)], dtype=np.int64) + len(headed.terms)
        begin = int(ends[first - 1]) if first else len(headed.terms)
        found = headed.places[begin : int(ends[last - 1])].astype(np.int64)
        surely = np.ones(len(found))
        if needle.tells_apart:
            own = int(ends[first]) - begin if headed.terms[first] == needle.letters else 0
            surely[own:] = BEGINS
        at.append(found)
        sure.append(surely)
    if not at:
        return np.empty(0, dtype=np.int64), np.empty(0)
    places_found, weights = np.concatenate(at), np.concatenate(sure)
    order = np.argsort(places_found, kind="stable")
    return places_found[order], weights[order]


def best(answers: Sequence[Answers], searched: Searched, *, holding: Sequence[int] = ()) -> list[Weights]:
    """Return the score of each provision that has everything, text by text."""
    if not answers:
        return []
    totals = holding or [sum(counts) for counts in zip(*(one.holding for one in answers), strict=True)]
    rarity = np.array(
        [np.log(1 + (searched.units - count + 0.5) / (count + 0.5)) for count in totals], dtype=np.float64
    )
    mean = max(searched.tokens / max(searched.units, 1), 1.0)
    return [_score(one, rarity, mean) for one in answers]


def _score(one: Answers, rarity: Weights, mean: float) -> Weights:
    bent = K1 * (1 - B + B * one.lengths / mean)
    scored: Weights = (rarity[:, None] * one.weights * (K1 + 1) / (one.weights + bent)).sum(axis=0)
    return np.where(one.spread, SPREAD, 1.0) * scored
