"""A full name as typed, made ready to be taken apart: titles aside, words that stay together as units."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

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
_SPACED_HYPHEN = re.compile(r"(?<=\w)\s+[-–—]\s+(?=\w)")


@dataclass(frozen=True)
class Unit:
    """One or more words that stay together; what they are when that can be told from themselves."""

    text: str
    is_father: bool = False
    is_family_too: bool = False

    @property
    def is_initial(self) -> bool:
        return bool(_INITIAL.fullmatch(self.text))

    @property
    def is_capital(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 1


def cleaned(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return the text without numbering, titles and what stands in brackets; then the titles, the aside."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
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
    units: list[Unit] = []
    waiting: list[str] = []
    for word in text.split():
        small = _small(word)
        if units and not waiting and words_that_tell.SON_OR_DAUGHTER.fullmatch(small):
            father = units.pop()
            units.append(Unit(f"{father.text} {word}", True, small in words_that_tell.FAMILY_TOO))
        elif units and small in words_that_tell.LINKING:
            waiting = [units.pop().text, word]
        elif units and not waiting and small in words_that_tell.TRAILING:
            units.append(Unit(f"{units.pop().text} {word}"))
        elif words_that_tell.leads(word, small) or small in words_that_tell.CHILD_OF:
            waiting.append(word)
        else:
            units.append(_joined(waiting, word))
            waiting = []
    if waiting:
        units.append(Unit(" ".join(waiting)))
    return units


def _joined(waiting: Sequence[str], word: str) -> Unit:
    particles = [each for each in waiting if _small(each) not in words_that_tell.CHILD_OF]
    return Unit(" ".join([*particles, word]), is_father=len(particles) < len(waiting))
