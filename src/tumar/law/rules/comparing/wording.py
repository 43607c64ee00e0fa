"""Whether two texts differ in their words, in their typography only, or not at all; and where.

Editorial is what no reader of the law would act on: punctuation, quotation marks, spacing, kinds of dash,
apostrophes, ё for е, letters of another script that look alike, the case of the first letter and of headings.
A sign between figures («10,5»), a hyphen inside a word and the signs % № § are words, not punctuation.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from tumar.law.rules.addresses import flat_number

# Longest product of words for which the table of common words is made: 12 MB of bits.
LARGEST_TABLE = 100_000_000
KEPT = 16_384

DROPPED = dict.fromkeys(map(ord, "'`´ʻʼʹ‘’‛′\u00ad\u200b\u200c\u200d\u2060\ufeff"))
SAME = str.maketrans({"ё": "е", "Ё": "Е", **dict.fromkeys("‐‑‒–—―−", "-")})
WORD = re.compile(r"[%№§°<>+=/$€]|\w+(?:-\w+|(?<=\d)[.,:](?=\d)\w+)*")
PIECE = re.compile(r"\s*(?:\w+(?:-\w+|(?<=\d)[.,:](?=\d)\w+)*|[^\w\s])")
QUOTES = re.compile(r"[«»„“”\"]")
CYRILLIC, LATIN = "АВЕКМНОРСТУХаеорсухіј", "ABEKMHOPCTYXaeopcyxij"
MIXED = re.compile(r"\w*(?:[A-Za-z][А-Яа-яІі]|[А-Яа-яІі][A-Za-z])\w*")
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


class Wording(StrEnum):
    """How two texts differ."""

    SAME = "same"
    EDITORIAL = "editorial"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that stayed ("same"), went ("removed") or came ("added")."""

    op: str
    text: str


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(DROPPED).translate(SAME)
    if not RAISED.isdisjoint(text):
        text = flat_number(text)
    if MIXED.search(text):
        text = MIXED.sub(lambda found: found[0].translate(TO_CYRILLIC), text)
    return text


@lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without what is editorial."""
    found = WORD.findall(_folded(text))
    if found:
        found[0] = found[0].lower()
    return tuple(found)


def difference(old: str, new: str, *, heading: bool = False) -> Wording:
    """Tell how two texts differ; headings are compared without regard to case."""
    if old == new:
        return Wording.SAME
    before, after = words(old), words(new)
    is_equal = before == after
    if heading and not is_equal:
        is_equal = [word.casefold() for word in before] == [word.casefold() for word in after]
    return Wording.EDITORIAL if is_equal else Wording.CHANGED


def _pieces(text: str) -> list[str]:
    pieces = PIECE.findall(text)
    rest = len(text) - sum(map(len, pieces))
    if rest and pieces:
        pieces[-1] += text[-rest:]
    return pieces


def _keys(pieces: list[str]) -> list[str]:
    return [QUOTES.sub('"', _folded(piece).strip()) for piece in pieces]


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many pieces are alike at the beginning, and how many at the end."""
    shorter = min(len(old), len(new))
    begin = 0
    while begin < shorter and old[begin] == new[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    return begin, end


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the word diff; "same" and "added" joined are the new text, letter for letter.

    Where the middles are too long to be compared word by word, each is given whole, removed and added.
    """
    before, after = _pieces(old), _pieces(new)
    old_keys, new_keys = _keys(before), _keys(after)
    begin, end = _common_ends(old_keys, new_keys)
    made: list[Span] = []
    _add(made, "same", after[:begin])
    middle_old, middle_new = old_keys[begin : len(before) - end], new_keys[begin : len(after) - end]
    if len(middle_old) * len(middle_new) > LARGEST_TABLE:
        _add(made, "removed", before[begin : len(before) - end])
        _add(made, "added", after[begin : len(after) - end])
    elif middle_old or middle_new:
        for step in LCSseq.opcodes(middle_old, middle_new):
            gone = before[begin + step.src_start : begin + step.src_end]
            come = after[begin + step.dest_start : begin + step.dest_end]
            if step.tag == "equal":
                _add(made, "same", come)
            else:
                _add(made, "removed", gone)
                _add(made, "added", come)
    _add(made, "same", after[len(after) - end :])
    return _in_pairs(made)


def _add(made: list[Span], op: str, pieces: list[str]) -> None:
    if pieces:
        made.append(Span(op, "".join(pieces)))


def _in_pairs(made: list[Span]) -> tuple[Span, ...]:
    """Join neighbours of one sort; what went stands before what came."""
    joined: list[Span] = []
    gone, come = "", ""
    for span in [*made, Span("same", "")]:
        if span.op == "removed":
            gone += span.text
        elif span.op == "added":
            come += span.text
        else:
            joined += [Span(op, text) for op, text in (("removed", gone), ("added", come)) if text]
            gone = come = ""
            if span.text:
                joined.append(span)
    return tuple(joined)
