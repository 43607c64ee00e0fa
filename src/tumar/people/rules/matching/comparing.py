"""How well the fields of pairs agree: each distinct pair of values is compared once, whatever the pairs."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import cpdist

from tumar.people.rules.matching.model import Level

Codes = NDArray[np.int64]
Ranks = NDArray[np.int8]

# The levels of each kind of field, best first; rank 0 is "one of the two is missing".
NAME = (
    Level.MISSING,
    Level.EQUAL,
    Level.SOUND,
    Level.FORM,
    Level.NEAR,
    Level.SIMILAR,
    Level.PART,
    Level.INITIAL,
    Level.DIFFERENT,
)
TEXT = (Level.MISSING, Level.EQUAL, Level.NEAR, Level.SIMILAR, Level.DIFFERENT)
BIRTH = (Level.MISSING, Level.EQUAL, Level.NEAR, Level.YEAR, Level.CLOSE, Level.DIFFERENT)
PLAIN = (Level.MISSING, Level.EQUAL, Level.DIFFERENT)
EMPLOYER = (Level.MISSING, Level.EQUAL, Level.SIMILAR, Level.DIFFERENT)
EMAIL = (Level.MISSING, Level.EQUAL, Level.PART, Level.NEAR, Level.DIFFERENT)
NUMBER = (Level.MISSING, Level.EQUAL, Level.NEAR, Level.DIFFERENT)

NEAR_AT, SIMILAR_AT, TEXT_SIMILAR_AT, EMPLOYER_AT = 0.93, 0.88, 0.80, 80.0
# No two texts that are one letter apart are less alike.
WORTH_COUNTING = 0.75
# In a long name two wrong letters are one slip, too.
LONG = 9
SHORTEST_NEAR = 4  # "Ali" and "Alim" are two names
_YEAR = 4


class Lexicon:
    """Distinct texts, each with a number; the empty text is 0."""

    def __init__(self) -> None:
        self.texts: list[str] = [""]
        self._codes: dict[str, int] = {"": 0}

    def code(self, text: str) -> int:
        """Return the number of a text."""
        known = self._codes.get(text)
        if known is None:
            known = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return known

    def codes(self, texts: Iterable[str]) -> Codes:
        """Return the numbers of many texts."""
        known = self._codes
        found = [known.setdefault(text, len(known)) for text in texts]
        self.texts.extend(islice(known, len(self.texts), None))
        return np.array(found, dtype=np.int64)


class Comparer(Protocol):
    """Compares values of one kind by their numbers in a lexicon."""

    def equal(self, codes: Codes) -> Ranks:
        """Return the ranks of pairs of which both have this value."""
        ...

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of different values that are both there."""
        ...


class Equal:
    """What is equal is equal, whatever it is: rank 1."""

    def equal(self, codes: Codes) -> Ranks:
        """Return the ranks of pairs of which both have this value."""
        return np.ones(len(codes), dtype=np.int8)


def ranks(left: Codes, right: Codes, size: int, comparer: Comparer) -> Ranks:
    """Return how well the values of each pair agree; 0 where one is missing.

    `size` is how many different values there are. Each distinct pair of values is compared once.
    """
    found = np.zeros(len(left), dtype=np.int8)
    same = np.flatnonzero((left == right) & (left > 0))
    found[same] = comparer.equal(left[same])
    open_ones = np.flatnonzero((left != right) & (left > 0) & (right > 0))
    if not len(open_ones):
        return found
    low, high = np.minimum(left, right)[open_ones], np.maximum(left, right)[open_ones]
    distinct, place = np.unique(low * size + high, return_inverse=True)
    found[open_ones] = comparer.compare(distinct // size, distinct % size)[place]
    return found


def similarity(texts: Sequence[str], left: Codes, right: Codes) -> NDArray[np.float32]:
    """Return the Jaro-Winkler similarity of texts, 0 to 1, by their numbers."""
    first, second = [texts[at] for at in left.tolist()], [texts[at] for at in right.tolist()]
    return cpdist(first, second, scorer=JaroWinkler.normalized_similarity, dtype=np.float32)


def edits(texts: Sequence[str], left: Codes, right: Codes) -> NDArray[np.float32]:
    """Return how many letters apart texts are, a swap of neighbours being one; more than 2 counts as 3."""
    first, second = [texts[at] for at in left.tolist()], [texts[at] for at in right.tolist()]
    return cpdist(first, second, scorer=DamerauLevenshtein.distance, score_cutoff=2, dtype=np.float32)


class Texts(Equal):
    """Folded texts of a column that the program does not know: words or numbers; see TEXT."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._lengths = lengths_of(texts)
        self._is_number = np.array([text.isdecimal() for text in texts], dtype=bool)

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of texts that are not the same."""
        found = np.full(len(left), TEXT.index(Level.DIFFERENT), dtype=np.int8)
        # Of numbers only a slip of one digit is near: 121 and 122 are two houses.
        numbers = self._is_number[left] & self._is_number[right]
        alike = similarity(self.texts, left, right)
        found[(alike >= TEXT_SIMILAR_AT) & ~numbers] = TEXT.index(Level.SIMILAR)
        found[(alike >= NEAR_AT) & ~numbers] = TEXT.index(Level.NEAR)
        longer = np.maximum(self._lengths[left], self._lengths[right])
        at = np.flatnonzero((alike >= WORTH_COUNTING) & (longer >= SHORTEST_NEAR))
        is_near = edits(self.texts, left[at], right[at]) <= 1
        found[at[is_near]] = TEXT.index(Level.NEAR)
        return found


class Births:
    """Births as yyyymmdd or yyyy; see BIRTH."""

    def __init__(self, texts: Sequence[str]) -> None:
        padded = [text.ljust(8, "0") for text in texts]
        self._digits = np.array([[int(digit) for digit in text] for text in padded], dtype=np.int8)
        self._years = np.array([int(text[:_YEAR]) for text in padded], dtype=np.int64)
        self._is_day = np.array([len(text) > _YEAR for text in texts], dtype=bool)

    def equal(self, codes: Codes) -> Ranks:
        """Return the ranks of pairs of equal births: a year alone is no date."""
        return np.where(self._is_day[codes], BIRTH.index(Level.EQUAL), BIRTH.index(Level.YEAR)).astype(
            np.int8
        )

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of births that are not written the same."""
        a, b = self._digits[left], self._digits[right]
        years_a, years_b = self._years[left], self._years[right]
        found = np.full(len(left), BIRTH.index(Level.DIFFERENT), dtype=np.int8)
        is_turned = (a[:, :2] == b[:, :2]).all(axis=1) & (a[:, 2] == b[:, 3]) & (a[:, 3] == b[:, 2])
        found[(np.abs(years_a - years_b) <= 1) | is_turned] = BIRTH.index(Level.CLOSE)
        found[years_a == years_b] = BIRTH.index(Level.YEAR)
        both = self._is_day[left] & self._is_day[right]
        found[both & _is_slip(a, b)] = BIRTH.index(Level.NEAR)
        return found


def _is_slip(a: NDArray[np.int8], b: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Tell where one digit is wrong, two neighbours are swapped, or the day stands in the month's place."""
    wrong = (a != b).sum(axis=1)
    swapped = np.zeros(len(a), dtype=bool)
    for at in range(a.shape[1] - 1):
        swapped |= (wrong == 2) & (a[:, at] == b[:, at + 1]) & (a[:, at + 1] == b[:, at])
    day_and_month = [0, 1, 2, 3, 6, 7, 4, 5]
    slips: NDArray[np.bool_] = (wrong <= 1) | swapped | (a == b[:, day_and_month]).all(axis=1)
    return slips


class Employers(Equal):
    """Employers' names as they sound; see EMPLOYER."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of employers that are not the same."""
        first, second = [self._texts[at] for at in left.tolist()], [self._texts[at] for at in right.tolist()]
        alike = cpdist(first, second, scorer=token_set_ratio, score_cutoff=EMPLOYER_AT, dtype=np.float32)
        return np.where(alike >= EMPLOYER_AT, 2, 3).astype(np.int8)


class Emails(Equal):
    """E-mail addresses; see EMAIL."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        mailboxes = [text.partition("@")[0] for text in texts]
        self._mailboxes = Lexicon().codes(box if len(box) >= SHORTEST_NEAR else "" for box in mailboxes)

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of addresses that are not the same."""
        found = np.full(len(left), EMAIL.index(Level.DIFFERENT), dtype=np.int8)
        found[edits(self._texts, left, right) <= 1] = EMAIL.index(Level.NEAR)
        boxes, others = self._mailboxes[left], self._mailboxes[right]
        found[(boxes == others) & (boxes > 0)] = EMAIL.index(Level.PART)
        return found


class Numbers(Equal):
    """Telephone and document numbers, or digests of the latter; see NUMBER."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def compare(self, left: Codes, right: Codes) -> Ranks:
        """Return the ranks of pairs of numbers that are not the same."""
        return np.where(edits(self._texts, left, right) <= 1, 2, 3).astype(np.int8)


class Plain(Equal):
    """Values that are the same or not; see PLAIN."""

    def __init__(self, _texts: Sequence[str]) -> None:
        pass

    def compare(self, left: Codes, _right: Codes) -> Ranks:
        """Return the rank of what is not the same."""
        return np.full(len(left), 2, dtype=np.int8)


def lengths_of(texts: Sequence[str]) -> Codes:
    """Return how long each text is."""
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
