"""Search in the words of law: what is kept of a provision, what is looked for, what is shown of a hit.

What is looked for is the beginning of each word that stays the same through its forms: the stem where a
stemmer knows the language of the script, else the first letters. It is looked for anywhere in the folded
text, so that prefixes and compounds are found as well.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

import Stemmer  # type: ignore[import-not-found]

from tumar.kernel.folding import fold
from tumar.law.rules.marking import WORD, IsHit
from tumar.law.rules.units import Unit

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
# Letters that Russian has not: the word is Kazakh, Kyrgyz, Tajik, Uzbek, Mongolian, Ukrainian, Serbian…
NOT_RUSSIAN = re.compile("[әғқңөұүһіҳҷӣӯўєїґђјљњћџѓќѕ]", re.IGNORECASE)
# Without a stemmer so many letters carry the root; a shorter word is looked for as it is.
ROOT, LONG = 6, 8
SHORTEST_STEM = 4
SHORTEST_WORD = 2


@cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)


def shadow(unit: Unit) -> str:
    """Return what a provision is found by: its own words, folded."""
    cells = (cell for row in unit.cells for cell in row)
    return fold(" ".join(filter(None, (unit.label, unit.heading, unit.text, *cells))))


def words_of(shadows: Iterable[str]) -> str:
    """Return every word of the folded texts once, so that a whole version can be passed over."""
    return " ".join(sorted({word for one in shadows for word in one.split()}))


def needle(word: str) -> str:
    """Return the letters to look for so that other forms of the word are found as well."""
    folded = fold(word)
    if CYRILLIC.search(word):
        name = "" if NOT_RUSSIAN.search(word) else "russian"
    else:
        name = "english" if word.isascii() else ""
    if not name:
        return folded[:ROOT] if len(folded) >= LONG else folded
    stem = fold(_stemmer(name).stemWord(word.lower().replace("ё", "е")))
    # English stems end in i where words end in y: laboratori, laboratory.
    stem = stem.rstrip("iy") if name == "english" else stem
    # A stem that is no beginning of the word would find less than the word.
    return stem if len(stem) >= SHORTEST_STEM and folded.startswith(stem) else folded


def needles(asked: str) -> list[str]:
    """Return what to look for, each once; all of it must stand in a provision."""
    found = (needle(word) for word in WORD.findall(asked))
    return list(dict.fromkeys(one for one in found if len(one) >= SHORTEST_WORD))


def holds(wanted: Sequence[str]) -> IsHit:
    """Return what tells whether a word is one of those looked for."""
    return lambda word: any(one in fold(word) for one in wanted)


def weight(heading: str, text: str, wanted: Sequence[str], *, share_of_text: int = 400) -> float:
    """Return how well a provision answers: a word in the heading, a whole word, a short text weigh more."""
    heads, words = fold(heading).split(), fold(text).split()
    found = 0.0
    for one in wanted:
        found += 2.0 * any(word.startswith(one) for word in heads)
        found += 1.0 * any(word.startswith(one) for word in words)
    return found - min(len(text), 4 * share_of_text) / (4 * share_of_text) / 2
