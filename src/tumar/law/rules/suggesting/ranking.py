"""The ranking: several engines, each explainable, joined by their ranks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tumar.law.rules.suggesting.asking import Item, Requirement, items_of
from tumar.law.rules.suggesting.meaning import Meaning
from tumar.law.rules.suggesting.pool import Numbers, Pool
from tumar.law.rules.suggesting.terms import Term, TermBase
from tumar.law.rules.suggesting.words import grams_of

# Rises when ranks change: with the term base, the weights or the engines.
VERSION = 2
# Reciprocal rank fusion: the constant that flattens the first ranks, and how much each engine says.
FLAT = 10
SAYS = {"concepts": 1.0, "passages": 0.7, "words": 0.8, "letters": 0.4, "meaning": 1.2}
# A word that is known by its sound only says less than one that a term base knows.
HEARD = 0.7
# Bands: the share of what is asked that the provision speaks of, and of how many things.
STRONG, POSSIBLE = (0.5, 3), (0.3, 2)


class Band(StrEnum):
    """How likely a suggestion is; never a percentage, never a judgement."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Found:
    """A concept or word of the requirement, and the words by which the provision speaks of it."""

    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A provision that may answer the requirement, why, and where in it."""

    rank: int
    candidate: int
    band: Band
    # Fused from ranks: it orders one answer and means nothing beside another.
    score: float
    terms: tuple[Found, ...]
    # The passage that says most of it: its place among the candidate's; None when only headings do.
    closest: int | None


@dataclass(frozen=True)
class _Weighed:
    """What one item weighs in every candidate."""

    item: Item
    concept: Numbers
    passages: Numbers
    words: Numbers
    letters: Numbers
    # By which of its terms each candidate says it most often; none where only by the sound.
    best: Sequence[Term | None]


def suggest(
    requirement: Requirement,
    pool: Pool,
    base: TermBase,
    *,
    meaning: Meaning | None = None,
    dismissed: Iterable[tuple[str, str]] = (),
    limit: int | None = None,
) -> list[Suggestion]:
    """Return the provisions that may answer the requirement, the likeliest first.

    `dismissed` are source and address of what somebody has looked at and found not relevant. Without
    `meaning` only provisions are returned that share a term with the requirement.
    """
    if not pool.candidates:
        return []
    weighed = [_weigh(item, pool) for item in items_of(requirement, base, pool.languages)]
    engines = _engines(weighed, pool)
    if meaning is not None:
        engines["meaning"] = meaning.scores(requirement.text)
    fused = fuse(engines)
    refused = set(dismissed)
    kept = [
        int(at)
        for at in np.lexsort((np.arange(len(fused)), -fused))
        if fused[at] > 0 and (pool.candidates[at].source, pool.candidates[at].eid) not in refused
    ]
    covered = _covered(weighed, len(pool.candidates))
    return [
        Suggestion(
            rank=rank,
            candidate=at,
            band=_band(weighed, covered, at),
            score=round(float(fused[at]), 4),
            terms=_found(weighed, pool, at),
            closest=_closest(weighed, pool, at),
        )
        for rank, at in enumerate(kept[:limit], start=1)
    ]


def engine(meaning: Meaning | None) -> str:
    """Return the name of what ranked, with its version: results are stored with it."""
    return f"terms-{VERSION}+meaning" if meaning is not None else f"terms-{VERSION}"


def fuse(engines: Mapping[str, Numbers]) -> Numbers:
    """Return the engines' scores joined by reciprocal rank; an engine is silent where it gave nothing."""
    size = len(next(iter(engines.values())))
    fused: Numbers = np.zeros(size)
    for name, scores in engines.items():
        ranks = np.empty(size)
        ranks[np.lexsort((np.arange(size), -scores))] = np.arange(1, size + 1)
        fused += np.where(scores > 0, SAYS[name] / (FLAT + ranks), 0.0)
    return fused


def _engines(weighed: Sequence[_Weighed], pool: Pool) -> dict[str, Numbers]:
    size = len(pool.candidates)
    segments: Numbers = np.zeros(len(pool.owners))
    found: dict[str, Numbers] = {
        name: np.zeros(size) for name in ("concepts", "passages", "words", "letters")
    }
    for one in weighed:
        found["concepts"] += one.item.weight * one.concept
        found["words"] += one.item.weight * one.words
        found["letters"] += one.item.weight * one.letters
        segments += one.item.weight * one.passages
    np.maximum.at(found["passages"], pool.owners, segments)
    # One word of the requirement said often is less than many of them said once.
    found["concepts"] *= _covered(weighed, size)
    return found


def _weigh(item: Item, pool: Pool) -> _Weighed:
    size = len(pool.candidates)
    times: Numbers = np.zeros(len(pool.owners))
    words: Numbers = np.zeros(size)
    letters: Numbers = np.zeros(size)
    told: Numbers = np.zeros(size)
    best: list[Term | None] = [None] * size
    for term in item.terms:
        here = pool.term_times(term)
        times = np.maximum(times, here)
        pieces = [pool.weigh(pool.times(pool.words(piece))) for piece in term.pieces]
        words = np.maximum(words, np.mean(pieces, axis=0))
        letters = np.maximum(letters, _by_letters([piece.letters for piece in term.pieces], pool))
        mine = pool.by_candidate(here)
        for at in np.flatnonzero(mine > told):
            best[at] = term
        told = np.maximum(told, mine)
    heard = pool.alike(item.word) if item.word else ()
    if heard:
        here = HEARD * pool.times(heard)
        times = np.maximum(times, here)
        words = np.maximum(words, HEARD * pool.weigh(pool.times(heard)))
    concept = pool.weigh(times)
    return _Weighed(item, concept, pool.weigh_passages(times), np.maximum(words, concept), letters, best)


def _by_letters(pieces: Sequence[str], pool: Pool) -> Numbers:
    # The blank after a beginning or a stem is not in the text.
    grams = [gram for piece in pieces for gram in dict.fromkeys(grams_of(piece)) if not gram.endswith(" ")]
    if not grams:
        return np.zeros(len(pool.candidates))
    weighed: Numbers = np.mean([pool.weigh_gram(gram) for gram in grams], axis=0)
    return weighed


def _covered(weighed: Sequence[_Weighed], size: int) -> Numbers:
    """Return the share of what is asked that each candidate speaks of, rare things counting more."""
    asked = 0.0
    found: Numbers = np.zeros(size)
    for one in weighed:
        most = float(one.concept.max())
        if most > 0:
            asked += one.item.weight * most
            found += one.item.weight * np.where(one.concept > 0, most, 0.0)
    return found / asked if asked else found


def _band(weighed: Sequence[_Weighed], covered: Numbers, at: int) -> Band:
    count = sum(bool(one.concept[at] > 0) for one in weighed)
    for band, (share, things) in ((Band.STRONG, STRONG), (Band.POSSIBLE, POSSIBLE)):
        if covered[at] >= share and count >= things:
            return band
    return Band.WEAK


def _found(weighed: Sequence[_Weighed], pool: Pool, at: int) -> tuple[Found, ...]:
    """Return what the candidate shares with the requirement, in its own words, what weighs most first."""
    here = [one for one in weighed if one.concept[at] > 0]
    here.sort(key=lambda one: -one.item.weight * float(one.concept[at]))
    found: dict[str, Found] = {}
    for one in here:
        term = one.best[at]
        said = pool.said(term, at) if term else pool.said_like(one.item.word, at)
        if said:
            found.setdefault(said, Found(one.item.name, said))
    return tuple(found.values())


def _closest(weighed: Sequence[_Weighed], pool: Pool, at: int) -> int | None:
    best, most = None, 0.0
    for segment in np.flatnonzero(pool.owners == at).tolist():
        passage = pool.passages[segment]
        says = sum(one.item.weight * float(one.passages[segment]) for one in weighed)
        if passage is not None and says > most:
            best, most = passage[1], says
    return best
