"""How names are spelt and how they sound: what two spellings of one name have in common."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tumar.kernel.folding import fold
from tumar.people.rules.keys import (
    consonants,
    father_skeletons,
    readings_of,
    skeleton,
    words_of,
)

_ARABIC = re.compile("[\u0600-\u077f]")
# Consonants fewer than these tell too little to call two names one.
CONSONANTS_NEEDED = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """One part of a name: as written and folded, as it sounds most likely, word by word, and otherwise.

    `bones` are the consonants of each reading of the whole; `is_bare` says that short vowels are not written.
    """

    written: str
    sound: str
    words: frozenset[str]
    readings: frozenset[str]
    bones: frozenset[str]
    is_bare: bool

    @property
    def is_initial(self) -> bool:
        """Tell whether only the first letter is given."""
        return len(self.sound) == 1 or len(self.written) == 1

    @property
    def starts(self) -> frozenset[str]:
        """The first letters of every reading."""
        return frozenset(reading[:1] for reading in self.readings)


# About a kilobyte each.
@lru_cache(maxsize=20_000)
def spelling_of(text: str) -> Spelling:
    """Return how a part of a name is spelt and sounds."""
    words = [word for whole in words_of(text) for word in whole.replace("-", " ").split()]
    by_word = [readings_of(word) or ("",) for word in words]
    sound = " ".join([readings[0] for readings in by_word if readings[0]])
    whole = frozenset(readings_of("".join(words)) if len(words) > 1 else by_word[0] if words else ())
    every = frozenset([reading for readings in by_word for reading in readings if len(reading) > 1])
    return Spelling(
        written=fold(text).replace("-", " ").strip(" ."),
        sound=sound,
        words=whole if every == whole else every,
        readings=whole,
        bones=frozenset(map(consonants, whole)),
        is_bare=not text.isascii() and _ARABIC.search(text) is not None,
    )


@lru_cache(maxsize=20_000)
def father_spelling(text: str) -> Spelling:
    """Return how a patronymic is spelt, and how the father's name in it sounds."""
    plain = spelling_of(text)
    stems = father_skeletons(text)
    if not stems:
        return plain
    sound = min(stems, key=lambda stem: (not plain.sound.startswith(stem), -len(stem), stem))
    bones = frozenset(consonants(stem) for stem in stems)
    return Spelling(plain.written, sound, frozenset(), stems, bones, plain.is_bare)


def sound_of(text: str) -> str:
    """Return a text's words as they sound, in whatever script they are: one text, words in order."""
    return " ".join(filter(None, (skeleton(word) for word in words_of(text))))


def is_one_sound(one: Spelling, other: Spelling) -> bool:
    """Tell whether two spellings can be one name, letter for letter."""
    if one.readings & other.readings:
        return True
    if not (one.is_bare or other.is_bare):
        return False
    return any(len(bones) >= CONSONANTS_NEEDED for bones in one.bones & other.bones)
