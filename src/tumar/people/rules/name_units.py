"""A full name as typed, made ready to be taken apart: titles aside, words that stay together as units."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tumar.people.rules import name_words as words_that_tell
from tumar.people.rules.key_letters import APOSTROPHES

_INITIAL = re.compile(r"[^\W\d_]\.|(?:Дж|Ж|Ш|Ch|Sh|Kh|Zh|Ts|Ye|Yu|Ya)\.")
_INITIALS_TOGETHER = re.compile(r"(?<!\w)([^\W\d_]{1,2}\.)(?=[^\W\d_])")
_BARE_INITIALS = re.compile(r"(?<!\w)([^\W\d_])\.([^\W\d_])(?![\w.])")
_NUMBERING = re.compile(r"^\s*(?:№\s*)?\d+\s*[.)\]:]*\s*")
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
_OTHER_SCRIPT = re.compile(r"(?<=\w\w)\s*/\s*(?=\w\w)")
# Words and nothing else, as most names are: the five searches for what may stand beside them are spared.
_IS_BARE = re.compile(r"(?:[^\W\d_]|['’ʼʻ‘`])+(?:[ -](?:[^\W\d_]|['’ʼʻ‘`])+)*")
# «Ph D» is a degree, «к» and «м» may be parts of one.
SHORTEST_PLAIN = 3
_SPACED_HYPHEN = re.compile(r"(?<=\w)\s+[-–—]\s+(?=\w)")


class Unit(NamedTuple):
    """One or more words that stay together; what they are when that can be told from themselves."""

    text: str
    is_initial: bool
    is_capital: bool
    is_father: bool
    is_family_too: bool


def _unit(text: str, *, is_father: bool = False, is_family_too: bool = False) -> Unit:
    is_capital = text.isupper() and sum(map(str.isalpha, text)) > 1
    return Unit(text, _INITIAL.fullmatch(text) is not None, is_capital, is_father, is_family_too)


# Of the words of a list's names most come again and again.
@lru_cache(maxsize=20_000)
def _is_plain(word: str) -> bool:
    """Tell whether a word can be nothing but a name: no title, no degree, no initial, nothing but letters."""
    is_long = word.isalpha() and len(word) >= SHORTEST_PLAIN
    return is_long and not words_that_tell.is_title(word) and not words_that_tell.DEGREES.search(word)


@lru_cache(maxsize=20_000)
def _alone(word: str) -> Unit | None:
    """Return the unit of a word that joins no other, as nearly all are; None for a particle."""
    small = _small(word)
    joins = (
        small in words_that_tell.JOINING
        or words_that_tell.leads(word, small)
        or words_that_tell.SON_OR_DAUGHTER.fullmatch(small)
    )
    return None if joins else _unit(word)


def cleaned(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return the text without numbering, titles and what stands in brackets; then the titles, the aside."""
    words = unicodedata.normalize("NFC", text).split()
    plain = " ".join(words)
    if all(map(_is_plain, words)):
        return plain, (), ""
    aside, is_bare = "", _IS_BARE.fullmatch(plain) is not None
    if not is_bare:
        plain, aside = _without_aside(plain)
    titles = [found.group().strip() for found in words_that_tell.DEGREES.finditer(plain)]
    plain = words_that_tell.DEGREES.sub(" ", plain)
    if not is_bare:
        plain = _BARE_INITIALS.sub(r"\1. \2.", plain)
        plain = _INITIALS_TOGETHER.sub(r"\1 ", plain)
    kept: list[str] = []
    for word in plain.replace(",", " , ").replace(";", " , ").split():
        (titles if words_that_tell.is_title(word) else kept).append(word)
    return " ".join(kept).strip(" ,-–—"), tuple(titles), aside


def _without_aside(text: str) -> tuple[str, str]:
    """Return the text without numbering and what stands in brackets, initials apart; then the aside."""
    plain = _NUMBERING.sub("", text)
    asides = _ASIDE.findall(plain)
    plain, *others = _OTHER_SCRIPT.split(_SPACED_HYPHEN.sub("-", _ASIDE.sub(" ", plain)))
    return plain, " ".join([*asides, *others])


def _small(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


def units_of(text: str) -> list[Unit]:
    """Return the words, with particles joined to the words that they belong to."""
    words = text.split()
    alone = [unit for word in words if (unit := _alone(word))]
    return alone if len(alone) == len(words) else _units_joined(words)


def _units_joined(words: Sequence[str]) -> list[Unit]:
    units: list[Unit] = []
    waiting: list[str] = []
    for word in words:
        small = _small(word)
        if units and not waiting and words_that_tell.SON_OR_DAUGHTER.fullmatch(small):
            father = units.pop()
            units.append(
                _unit(
                    f"{father.text} {word}", is_father=True, is_family_too=small in words_that_tell.FAMILY_TOO
                )
            )
        elif units and small in words_that_tell.LINKING:
            waiting = [units.pop().text, word]
        elif units and not waiting and small in words_that_tell.TRAILING:
            units.append(_unit(f"{units.pop().text} {word}"))
        elif words_that_tell.leads(word, small) or small in words_that_tell.CHILD_OF:
            waiting.append(word)
        else:
            units.append(_joined(waiting, word))
            waiting = []
    if waiting:
        units.append(_unit(" ".join(waiting)))
    return units


def _joined(waiting: Sequence[str], word: str) -> Unit:
    particles = [each for each in waiting if _small(each) not in words_that_tell.CHILD_OF]
    return _unit(" ".join([*particles, word]), is_father=len(particles) < len(waiting))
