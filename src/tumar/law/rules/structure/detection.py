"""In which tradition, and in which language, an act is written."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tumar.law.rules.structure.headings import heading_hit
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.traditions import Language, Tradition, traditions

# Words that are enough to tell; an act of 300 pages is not read to its end for this.
ENOUGH_WORDS = 6000
# A line in another language needs so many more of its common words than of those of the act.
MARGIN = 4
SHARE_OF_OTHERS = 0.2
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Found:
    """The language of an act, and what speaks against it."""

    tradition: Tradition
    language: Language
    is_sure: bool
    other: Language | None = None


@cache
def _languages() -> tuple[tuple[Tradition, Language], ...]:
    return tuple((one, language) for one in traditions().values() for language in one.languages)


def detect(rows: Sequence[Row], claimed: str = "") -> Found:
    """Return the language whose common words, letters and headings an act has most of."""
    sample = _sample(rows)
    words = Counter(word for row in sample for word in _words(row))
    letters = Counter(letter for row in sample for letter in row.key.lower())
    total = sum(words.values()) or 1
    scores = {
        (tradition.code, language.code): _score(tradition, language, words, letters, total)
        for tradition, language in _languages()
    }
    headed = _headed(sample, scores)
    for key in scores:
        scores[key] += headed.get(key[0], 0.0) + (0.02 if claimed and key[1].split("-")[0] == claimed else 0)
    ranked = sorted(scores, key=lambda key: scores[key], reverse=True)
    by_key = {(one.code, language.code): (one, language) for one, language in _languages()}
    tradition, language = by_key[ranked[0]]
    rival = next((key for key in ranked if key[0] != tradition.code), ranked[0])
    is_sure = scores[ranked[0]] >= 0.08 and scores[ranked[0]] >= 1.1 * scores[rival]
    return Found(tradition, language, is_sure, _other(sample, tradition))


def language_in(tradition: Tradition, rows: Sequence[Row]) -> Language:
    """Return the language or script of a given tradition that an act is written in."""
    words = Counter(word for row in _sample(rows) for word in _words(row))
    letters: Counter[str] = Counter()
    total = sum(words.values()) or 1
    return max(tradition.languages, key=lambda one: _score(tradition, one, words, letters, total))


def _sample(rows: Sequence[Row]) -> list[Row]:
    sample, count = [], 0
    for row in rows:
        sample.append(row)
        count += len(row.key) // 7
        if count > ENOUGH_WORDS:
            break
    return sample


def _words(row: Row) -> list[str]:
    text = row.key or " ".join(cell for cells in row.cells for cell in cells)
    return _WORD.findall(text.lower())


def _score(
    tradition: Tradition, language: Language, words: Counter[str], letters: Counter[str], total: int
) -> float:
    common = _keys(language)
    share = sum(count for word, count in words.items() if word in common) / total
    signs = sum(count for letter, count in letters.items() if letter.isalpha()) or 1
    own = sum(letters[letter] for letter in tradition.own) / signs
    foreign = sum(letters[letter] for letter in tradition.foreign) / signs
    return share + min(own, 0.1) - 4 * foreign


@cache
def _keys(language: Language) -> frozenset[str]:
    return frozenset(key_of(word).lower() for word in language.common)


def _headed(sample: Sequence[Row], scores: dict[tuple[str, str], float]) -> dict[str, float]:
    """Return what headings say; asked only of the traditions whose words came near the best."""
    best = max(scores.values())
    near = {key[0] for key, score in scores.items() if score >= best - 0.25}
    found: dict[str, float] = {}
    lines = [row for row in sample if row.key][:400]
    for code in near:
        count = sum(1 for row in lines if len(row.key) < 200 and heading_hit(row, traditions()[code]))
        found[code] = min(0.12, 0.02 * count)
    return found


def _other(sample: Sequence[Row], tradition: Tradition) -> Language | None:
    """Return a second language in which a good part of the lines is written."""
    mine = frozenset().union(*(_keys(one) for one in tradition.languages))
    lines = [row for row in sample if len(row.key) > 30][:300]
    counted: Counter[str] = Counter()
    by_code = {language.code: language for _, language in _languages()}
    for row in lines:
        words = _words(row)
        own = sum(1 for word in words if word in mine)
        best, code = max(
            (sum(1 for word in words if word in _keys(language)), language.code)
            for one, language in _languages()
            if one.code != tradition.code
        )
        if best >= own + MARGIN:
            counted[code] += 1
    if not counted or not lines:
        return None
    code, count = counted.most_common(1)[0]
    return by_code[code] if count >= max(2, SHARE_OF_OTHERS * len(lines)) else None
