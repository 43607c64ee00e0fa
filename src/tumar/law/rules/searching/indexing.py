"""A text as an index: its words in order, and for each beginning of terms the places where they stand."""

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.law.rules.searching.spelling import runs_of
from tumar.law.rules.searching.terms import spoken_in, term_of, tokens_of
from tumar.law.rules.suggesting.candidates import holders_of
from tumar.law.rules.units import Unit

# Rises when the same text would be indexed otherwise: what was indexed before is then made anew.
FORMAT = 2
# Indexes of this format and later ones answer until then; the first does not know which article holds what.
OLDEST = 1
# So many letters lead to the terms that begin with them.
HEAD = 3
# The parts of a provision: label, heading, text with cells.
PARTS = 3

Numbers = NDArray[np.uint32]


@dataclass(frozen=True)
class Headed:
    """The terms that begin with the same letters, sorted, and their places, one term after another."""

    head: str
    terms: Sequence[str]
    # How many places each term has; then the places.
    places: Numbers


@dataclass(frozen=True)
class TextIndex:
    """The index of one text."""

    # The words as they are written, each once; `tokens` are their numbers in the order of the text.
    words: Sequence[str]
    tokens: Numbers
    # Where each part of each provision begins among the tokens, and the end.
    bounds: Numbers
    # For each provision the place of the article that it is read in.
    holders: Numbers
    terms: Sequence[str]
    heads: Sequence[Headed]
    # Runs of three letters with the numbers of the terms that have them.
    runs: Sequence[tuple[str, Numbers]]

    @property
    def units(self) -> int:
        """How many provisions it is of."""
        return (len(self.bounds) - 1) // PARTS

    def digest(self) -> str:
        """Return what tells that nothing of the index was lost or changed since it was made."""
        numbers = (self.tokens.tobytes(), self.bounds.tobytes(), self.holders.tobytes())
        return digest_of("\n".join(self.words), numbers, "\n".join(self.terms))


def digest_of(words: str, numbers: Iterable[bytes], terms: str) -> str:
    """Return the SHA-256 over the parts of an index: words, tokens with bounds and holders, terms."""
    found = hashlib.sha256()
    for part in (words.encode(), *numbers, terms.encode()):
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.hexdigest()


def index_of(units: Sequence[Unit], language: str) -> TextIndex:
    """Return the index of a text in a language."""
    known: dict[str, int] = {}
    said, bounds = array("I"), array("I", [0])
    for unit in units:
        cells = (cell for row in unit.cells for cell in row)
        for part in (unit.label, unit.heading, " ".join(filter(None, (unit.text, *cells)))):
            if part:
                said.extend(known.setdefault(token, len(known)) for token in tokens_of(part))
            bounds.append(len(said))
    tokens = np.array(said, dtype=np.uint32)
    spoken = spoken_in(language)
    by_word = [term_of(word, spoken) for word in known]
    terms = sorted(set(by_word))
    numbered = {term: number for number, term in enumerate(terms)}
    number_of = np.array([numbered[term] for term in by_word], dtype=np.uint32)
    return TextIndex(
        words=tuple(known),
        tokens=tokens,
        bounds=np.array(bounds, dtype=np.uint32),
        holders=np.array(holders_of(units), dtype=np.uint32),
        terms=terms,
        heads=_heads(terms, number_of[tokens] if len(tokens) else tokens),
        runs=_runs(terms),
    )


def head_of(term: str) -> str:
    """Return the letters under which a term is kept."""
    return term[:HEAD]


def _heads(terms: Sequence[str], said: Numbers) -> list[Headed]:
    places = np.argsort(said, kind="stable").astype(np.uint32)
    counts = np.bincount(said, minlength=len(terms)).astype(np.uint32)
    ends = np.cumsum(counts)
    found: list[Headed] = []
    first = 0
    while first < len(terms):
        head = head_of(terms[first])
        last = first + 1
        while last < len(terms) and head_of(terms[last]) == head:
            last += 1
        begin = int(ends[first - 1]) if first else 0
        packed = np.concatenate([counts[first:last], places[begin : int(ends[last - 1])]])
        found.append(Headed(head, terms[first:last], packed))
        first = last
    return found


def _runs(terms: Sequence[str]) -> list[tuple[str, Numbers]]:
    found: dict[str, array[int]] = {}
    for number, term in enumerate(terms):
        for run in runs_of(term):
            found.setdefault(run, array("I")).append(number)
    return [(run, np.array(numbers, dtype=np.uint32)) for run, numbers in sorted(found.items())]
