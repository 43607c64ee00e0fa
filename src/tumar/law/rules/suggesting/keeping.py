"""A pool from the words of texts as they were indexed, with no text read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.law.rules.suggesting.candidates import Candidate, above, candidates_of, headings_over
from tumar.law.rules.suggesting.pool import ABOVE, HEADING, Counts, Said
from tumar.law.rules.suggesting.words import Word, base_language, word_of
from tumar.law.rules.units import Structure, Unit

# The parts of a provision among the bounds of an index: label, heading, text with cells.
PARTS, HEADING_PART, TEXT_PART = 3, 1, 2
# In the place of a text that is there and was not read.
THERE = "…"
# The number of what is no word.
NONE = -1


@dataclass(frozen=True)
class KeptText:
    """One text: its units in order, their texts left out, and its words as the index keeps them.

    Where a unit has words of its own or cells, `THERE` stands in their place.
    """

    source: str
    language: str
    units: Sequence[Unit]
    words: Sequence[str]
    tokens: NDArray[np.uint32]
    bounds: NDArray[np.uint32]


@dataclass
class _Pieces:
    """The segments of one text: from where to where each piece of one runs among the words."""

    begins: list[int]
    ends: list[int]
    segments: list[int]
    owners: list[int]
    weights: list[float]
    passages: list[tuple[int, int] | None]

    def add(self, ranges: Iterable[tuple[int, int]], owner: int, weight: float, passage: int | None) -> None:
        """Add a segment."""
        number = len(self.owners)
        for begin, end in ranges:
            self.begins.append(begin)
            self.ends.append(end)
            self.segments.append(number)
        self.owners.append(owner)
        self.weights.append(weight)
        self.passages.append(None if passage is None else (owner, passage))


class Keeping:
    """The candidates of texts, one text after another, with what they say."""

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self._known: dict[Word, int] = {}
        self._by_letters: dict[str, dict[str, int]] = {}
        self._numbers: list[Counts] = []
        self._sizes: list[Counts] = []
        self._pieces = _Pieces([], [], [], [], [], [])

    def add(self, text: KeptText) -> None:
        """Add the candidates of a text."""
        structure = Structure("", text.language, tuple(text.units))
        places = {unit.eid: at for at, unit in enumerate(text.units)}
        kept, bounds = _without_figures(text, self._numbered(text))
        pieces = _Pieces([], [], [], [], [], [])
        by_eid, alone = {unit.eid: unit for unit in text.units}, headings_over(text.units)
        for one in candidates_of(structure, text.source):
            over = above(by_eid[one.eid], by_eid, alone)
            _segments(one, len(self.candidates), over, places, bounds, pieces)
            self.candidates.append(one)
        begins, ends = np.array(pieces.begins, dtype=np.int64), np.array(pieces.ends, dtype=np.int64)
        sizes = ends - begins
        # Each piece is a run of places: those of all pieces, one after another.
        at = np.arange(int(sizes.sum())) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
        self._numbers.append(kept[at])
        segments = np.array(pieces.segments, dtype=np.int64)
        self._sizes.append(
            np.bincount(segments, weights=sizes, minlength=len(pieces.owners)).astype(np.int64)
        )
        for name in ("owners", "weights", "passages"):
            getattr(self._pieces, name).extend(getattr(pieces, name))

    def _numbered(self, text: KeptText) -> Counts:
        """Return for each word of a text its number among the words of all texts; -1 for figures."""
        spoken = base_language(text.language)
        known = self._by_letters.setdefault(spoken, {})
        for letters in text.words:
            if letters not in known:
                is_word = not letters[0].isdecimal()
                number = (
                    self._known.setdefault(word_of(letters, spoken), len(self._known)) if is_word else NONE
                )
                known[letters] = number
        return np.fromiter(map(known.__getitem__, text.words), dtype=np.int64, count=len(text.words))

    def said(self) -> Said:
        """Return what all the candidates say."""
        nothing = np.empty(0, dtype=np.int64)
        return Said(
            vocabulary=tuple(self._known),
            numbers=np.concatenate([nothing, *self._numbers]),
            bounds=np.concatenate([[0], np.cumsum(np.concatenate([nothing, *self._sizes]))]).astype(np.int64),
            owners=np.array(self._pieces.owners, dtype=np.int64),
            weights=np.array(self._pieces.weights, dtype=np.float64),
            passages=self._pieces.passages,
        )


def _without_figures(text: KeptText, numbered: Counts) -> tuple[Counts, list[int]]:
    """Return the words of a text without figures, which say nothing here, and where its parts begin."""
    numbers = numbered[text.tokens]
    stays = numbers != NONE
    before = np.concatenate([[0], np.cumsum(stays)])
    found: list[int] = before[text.bounds].tolist()
    return numbers[stays], found


def _segments(
    one: Candidate,
    owner: int,
    over: Sequence[Unit],
    places: Mapping[str, int],
    bounds: Sequence[int],
    pieces: _Pieces,
) -> None:
    holder = places[one.eid]
    if one.path:
        headings = [places[each.eid] for each in over if each.heading]
        pieces.add([_of_part(bounds, at, HEADING_PART) for at in headings], owner, ABOVE, None)
    if one.heading:
        pieces.add([_of_part(bounds, holder, HEADING_PART)], owner, HEADING, None)
    for number, passage in enumerate(one.passages):
        at = places[passage.eid]
        # The heading of the provision is a segment of its own; below it, headings are read with the text.
        first = TEXT_PART if at == holder else HEADING_PART
        pieces.add([(bounds[PARTS * at + first], bounds[PARTS * (at + 1)])], owner, 1.0, number)


def _of_part(bounds: Sequence[int], unit: int, part: int) -> tuple[int, int]:
    return bounds[PARTS * unit + part], bounds[PARTS * unit + part + 1]
