"""What is looked for: words that must all stand in a provision, and words in quotes that stand in a row."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tumar.law.rules.marking import IsHit
from tumar.law.rules.searching.terms import spoken_in, term_of, tokens_of
from tumar.law.rules.suggesting.words import has_stems

QUOTED = re.compile('["“”„«‟]([^"“”„«»‟]+)["“”„»‟]')
# Without a stemmer so many letters carry the root; a shorter word is looked for as it is.
ROOT, LONG = 6, 8
# What is shorter is the beginning of too much, and is looked for as a whole term.
SHORTEST_STEM, SHORTEST_ROOT = 4, 3
SHORTEST_WORD = 2
AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Needle:
    """A term that is looked for, or the beginning of terms."""

    letters: str
    is_whole: bool
    # Terms that only begin with the letters say the word less surely than the term itself.
    tells_apart: bool = False

    def fits(self, term: str) -> bool:
        """Tell whether a term is meant."""
        return term == self.letters if self.is_whole else term.startswith(self.letters)

    def among(self, terms: Sequence[str]) -> tuple[int, int]:
        """Return from where to where the terms are meant, of terms that are sorted."""
        first = bisect_left(terms, self.letters)
        if self.is_whole:
            return first, first + (first < len(terms) and terms[first] == self.letters)
        return first, bisect_left(terms, self.letters + AFTER_ALL_LETTERS)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that must stand in a provision: a word, or words in a row, each by any of its needles."""

    words: tuple[tuple[Needle, ...], ...]


# One thing that was asked for, in tokens: a word, or several in a row.
Row = tuple[str, ...]
# Similar terms by word and language.
Likes = Mapping[tuple[str, str], Sequence[str]]
NO_LIKES: Likes = {}


def told_apart(asked: str) -> list[Row]:
    """Return what was asked, in tokens: one row for each run of words in quotes, then one for each word.

    A word with a hyphen, or of letters and digits, is several tokens in a row.
    """
    rows = [tuple(tokens_of(found.group(1))) for found in QUOTED.finditer(asked)]
    for word in QUOTED.sub(" ", asked).split():
        row = tuple(tokens_of(word))
        if len(row) > 1 or (row and (len(row[0]) >= SHORTEST_WORD or row[0].isdecimal())):
            rows.append(row)
    return list(dict.fromkeys(row for row in rows if row))


def asked_in(rows: Sequence[Row], language: str, likes: Likes = NO_LIKES) -> list[Clause]:
    """Return what is looked for in texts of a language, one clause for each row.

    `likes` are the terms of the language that a word is content with, where the word itself stands nowhere.
    """
    spoken = spoken_in(language)
    return [Clause(tuple(_needles(token, spoken, likes) for token in row)) for row in rows]


def _needles(token: str, spoken: str, likes: Likes) -> tuple[Needle, ...]:
    alike = likes.get((token, spoken), ())
    return (needle(token, spoken), *(Needle(term, is_whole=True) for term in alike))


def in_single_words(row: Row) -> list[Row]:
    """Return the words of a row, each to be looked for on its own."""
    return [(token,) for token in dict.fromkeys(row) if len(token) >= SHORTEST_WORD or token.isdecimal()]


@lru_cache(maxsize=10_000)
def needle(token: str, spoken: str) -> Needle:
    """Return what a word is looked for by in a language."""
    term = term_of(token, spoken)
    if token.isdecimal():
        return Needle(term, is_whole=True)
    if has_stems(spoken):
        return Needle(term, is_whole=len(term) < SHORTEST_STEM, tells_apart=True)
    letters = term[:ROOT] if len(term) >= LONG else term
    return Needle(letters, is_whole=len(letters) < SHORTEST_ROOT)


def holds(clauses: Sequence[Clause], language: str) -> IsHit:
    """Return what tells whether a word of a text in the language is one of those looked for."""
    spoken = spoken_in(language)
    needles = {each for clause in clauses for word in clause.words for each in word}

    def is_hit(word: str) -> bool:
        terms = [term_of(token, spoken) for token in tokens_of(word)]
        return any(each.fits(term) for term in terms for each in needles)

    return is_hit
