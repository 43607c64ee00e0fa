"""The candidates as an index: where each word stands, and how much each term weighs in each provision."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tumar.law.rules.suggesting.candidates import Candidate
from tumar.law.rules.suggesting.sounds import sound
from tumar.law.rules.suggesting.terms import Piece, Term
from tumar.law.rules.suggesting.words import Word, base_language, grams_of, words_of

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

# BM25's usual saturation; provisions are short, so their length counts for less than the usual .75.
K1, B = 1.2, 0.5
# How often a word of a heading counts, and one in the heading of the chapter.
HEADING, ABOVE = 2.5, 0.5
SEGMENT_BITS = 32
# Words that may stand between or around those of a term.
LOOSE = 3


@dataclass(frozen=True)
class Said:
    """What candidates say, in words: one segment is one passage, one heading or the path."""

    vocabulary: Sequence[Word]
    # The numbers of the words of all segments, one segment after another, and where each begins, and the end.
    numbers: Counts
    bounds: Counts
    # Of which candidate each segment is, what it weighs, and which passage it is; none for headings.
    owners: Counts
    weights: Numbers
    passages: Sequence[tuple[int, int] | None]


def said_by(candidates: Sequence[Candidate]) -> Said:
    """Return what candidates say, read from their texts."""
    known: dict[Word, int] = {}
    numbers = array("q")
    bounds, owners = array("q", [0]), array("q")
    weights: list[float] = []
    passages: list[tuple[int, int] | None] = []
    for owner, weight, passage, text in _texts(candidates):
        owners.append(owner)
        weights.append(weight)
        passages.append(passage)
        words = words_of(text, candidates[owner].language)
        numbers.extend(known.setdefault(word, len(known)) for word in words)
        bounds.append(len(numbers))
    return Said(
        vocabulary=tuple(known),
        numbers=np.array(numbers, dtype=np.int64),
        bounds=np.array(bounds, dtype=np.int64),
        owners=np.array(owners, dtype=np.int64),
        weights=np.array(weights, dtype=np.float64),
        passages=passages,
    )


def _texts(candidates: Sequence[Candidate]) -> Iterator[tuple[int, float, tuple[int, int] | None, str]]:
    for owner, one in enumerate(candidates):
        if one.path:
            yield owner, ABOVE, None, " ".join(one.path)
        if one.heading:
            yield owner, HEADING, None, one.heading
        for number, passage in enumerate(one.passages):
            yield owner, 1.0, (owner, number), passage.text


class Pool:
    """All candidates, ready to be asked; the same pool serves any number of requirements."""

    def __init__(self, candidates: Sequence[Candidate], said: Said | None = None) -> None:
        self.candidates = tuple(candidates)
        self.languages = tuple(dict.fromkeys(base_language(one.language) for one in candidates))
        self._said = said_by(self.candidates) if said is None else said
        self.passages = self._said.passages
        self.owners = self._said.owners
        self._weights = self._said.weights
        self._index()

    def _index(self) -> None:
        # A country's law has a million words, and pools stay in memory: plain numbers, sorted by word.
        said = self._said
        sizes = np.diff(said.bounds)
        # Word and segment as one number: these are sorted five times as fast as places by words.
        keys = (said.numbers << SEGMENT_BITS) | np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        keys.sort()
        self._places = (keys & ((1 << SEGMENT_BITS) - 1)).astype(np.int32)
        counts = np.bincount(said.numbers, minlength=len(said.vocabulary))
        self._begins = np.concatenate([[0], np.cumsum(counts)]).tolist()
        self._sorted = sorted((word.text, number) for number, word in enumerate(said.vocabulary))
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(said.vocabulary):
            self._by_stem[word.stem].append(number)
        self._lengths = self.by_candidate(sizes.astype(np.float64))
        self._segment_lengths = np.maximum(sizes, 1).astype(np.float64)
        self.forget()

    @cached_property
    def _by_gram(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._said.vocabulary):
            for gram in dict.fromkeys(grams_of(word.text)):
                found[gram].append(number)
        return dict(found)

    @cached_property
    def _by_sound(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._said.vocabulary):
            if heard := sound(word.text):
                found[heard].append(number)
        return dict(found)

    def _segment(self, at: int) -> list[int]:
        """Return the numbers of the words of one segment."""
        found: list[int] = self._said.numbers[self._said.bounds[at] : self._said.bounds[at + 1]].tolist()
        return found

    def forget(self) -> None:
        """Forget what was counted for requirements asked before: each count is as long as the pool."""
        self._found_words: dict[Piece, tuple[int, ...]] = {}
        self._found_terms: dict[tuple[Piece, ...], Numbers] = {}
        self._found_pieces: dict[tuple[int, ...], Numbers] = {}
        self._found_grams: dict[str, Numbers] = {}

    # What stands where.

    def words(self, piece: Piece) -> tuple[int, ...]:
        """Return the numbers of the words that the piece stands for."""
        if piece not in self._found_words:
            self._found_words[piece] = tuple(
                self._beginning(piece.letters) if piece.is_beginning else self._by_stem.get(piece.letters, ())
            )
        return self._found_words[piece]

    def _beginning(self, letters: str) -> list[int]:
        found = []
        for at in range(bisect_left(self._sorted, (letters, -1)), len(self._sorted)):
            text, number = self._sorted[at]
            if not text.startswith(letters):
                break
            found.append(number)
        return found

    def alike(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the words of any script that sound like the word."""
        heard = sound(word)
        return tuple(self._by_sound.get(heard, ())) if heard else ()

    def times(self, numbers: tuple[int, ...]) -> Numbers:
        """Return how often any of the words stands in each segment."""
        if numbers not in self._found_pieces:
            counted = np.bincount(self._segments_of(numbers), minlength=len(self.owners))
            self._found_pieces[numbers] = counted.astype(np.float64)
        return self._found_pieces[numbers]

    def _segments_of(self, numbers: Sequence[int]) -> NDArray[np.int32]:
        """Return the segments of the words, once for each time that one stands there."""
        segments = [self._places[self._begins[number] : self._begins[number + 1]] for number in numbers]
        return np.concatenate(segments) if segments else np.array([], dtype=np.int32)

    def term_times(self, term: Term) -> Numbers:
        """Return how often the term stands in each segment: its words near one another, in any order."""
        if term.pieces not in self._found_terms:
            self._found_terms[term.pieces] = self._counted(term)
        return self._found_terms[term.pieces]

    def _counted(self, term: Term) -> Numbers:
        words = [self.words(piece) for piece in term.pieces]
        if len(words) == 1:
            return self.times(words[0])
        found = np.zeros(len(self.owners))
        if not all(words):
            return found
        present = np.logical_and.reduce([self.times(numbers) > 0 for numbers in words])
        sets = [frozenset(numbers) for numbers in words]
        for segment in np.flatnonzero(present).tolist():
            found[segment] = sum(1 for _places in _nearby(self._segment(segment), sets))
        return found

    def said(self, term: Term, candidate: int) -> str:
        """Return the words by which the candidate says the term; empty where it does not."""
        words = [frozenset(self.words(piece)) for piece in term.pieces]
        times, vocabulary = self.term_times(term), self._said.vocabulary
        for segment in np.flatnonzero((self.owners == candidate) & (times > 0)).tolist():
            numbers = self._segment(segment)
            for places in _nearby(numbers, words):
                return " ".join(vocabulary[numbers[place]].letters for place in sorted(places))
        return ""

    def said_like(self, word: str, candidate: int) -> str:
        """Return the word of the candidate that sounds like the word; empty where there is none."""
        numbers = frozenset(self.alike(word))
        for segment in np.flatnonzero(self.owners == candidate).tolist():
            for number in self._segment(segment):
                if number in numbers:
                    return self._said.vocabulary[number].letters
        return ""

    # How much it weighs.

    def by_candidate(self, times: Numbers) -> Numbers:
        """Return the sum for each candidate; what stands in headings counts more."""
        summed = np.bincount(self.owners, weights=times * self._weights, minlength=len(self.candidates))
        return summed.astype(np.float64)

    def weigh(self, times: Numbers) -> Numbers:
        """Return BM25 of one term for each candidate, from how often it stands in each segment."""
        return _bm25(self.by_candidate(times), self._lengths)

    def weigh_passages(self, times: Numbers) -> Numbers:
        """Return BM25 of one term for each segment; headings speak for all passages under them."""
        headings = np.where(self._weights == 1.0, 0.0, times * self._weights)
        under = np.bincount(self.owners, weights=headings, minlength=len(self.candidates))
        return _bm25(times + 0.5 * under[self.owners] * (self._weights == 1.0), self._segment_lengths)

    def weigh_gram(self, gram: str) -> Numbers:
        """Return BM25 of a run of letters for each candidate."""
        if gram not in self._found_grams:
            # Runs of letters are many and most stand in few segments: only these are counted.
            at = self._segments_of(self._by_gram.get(gram, ()))
            summed = np.bincount(
                self.owners[at], weights=self._weights[at], minlength=len(self.candidates)
            ).astype(np.float64)
            self._found_grams[gram] = _bm25(summed, self._lengths)
        return self._found_grams[gram]


def _nearby(segment: Sequence[int], words: Sequence[frozenset[int]]) -> Iterator[set[int]]:
    """Yield the places of the first word with those of the nearest of each other, where all are near it."""
    reach = len(words) - 1 + LOOSE
    for at, number in enumerate(segment):
        if number not in words[0]:
            continue
        around = range(max(0, at - reach), min(len(segment), at + reach + 1))
        places = {at}
        for other in words[1:]:
            fitting = [place for place in around if segment[place] in other]
            if not fitting:
                break
            places.add(min(fitting, key=lambda place: abs(place - at)))
        else:
            yield places


def _bm25(times: Numbers, lengths: Numbers) -> Numbers:
    total = len(times)
    holding = int(np.count_nonzero(times))
    if not holding:
        return np.zeros(total)
    rarity = np.log(1 + (total - holding + 0.5) / (holding + 0.5))
    at = np.flatnonzero(times)
    found = times[at]
    bent = K1 * (1 - B + B * lengths[at] / lengths.mean())
    weighed: Numbers = np.zeros(total)
    weighed[at] = rarity * found * (K1 + 1) / (found + bent)
    return weighed
