"""The words of a text as they are compared: folded, with the stem where Snowball has the language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

from tumar.kernel.folding import DROPPED, fold
from tumar.people.rules.transliteration import transliterate

# Snowball's names. Azerbaijani words are Turkish enough in their endings for nothing but harm: left out.
SNOWBALL = {"en": "english", "ru": "russian", "ro": "romanian", "sr": "serbian", "hy": "armenian"}
# One language under several codes.
SAME = {"bs": "sr", "hr": "sr", "cnr": "sr", "me": "sr", "mo": "ro", "prs": "fa", "fa-af": "fa"}
# Without a stemmer, a word is known by its beginning: so many letters carry the root.
ROOT = 6
# Two scripts are one language: the words are compared in Latin letters.
IN_LATIN = {"uz": "law-1995", "sr": "gaj"}
CYRILLIC = re.compile("[\u0400-\u04ff]")
NOT_KEPT = re.compile(f"[{re.escape(''.join(map(chr, DROPPED)))}]")
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: as it is written, and as it is compared, whole and by its stem."""

    letters: str
    text: str
    stem: str


def base_language(language: str) -> str:
    """Return the language of a code that may name a script or a country: `uz` of `uz-Cyrl`."""
    small = language.strip().lower().replace("_", "-")
    plain = SAME.get(small, small).partition("-")[0]
    return SAME.get(plain, plain)


@lru_cache(maxsize=16)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = SNOWBALL.get(language)
    # The stemmer's own cache would be kept beside the one of `word_of`.
    return Stemmer.Stemmer(name, 0) if name else None


def has_stems(language: str) -> bool:
    """Tell whether Snowball knows the language."""
    return base_language(language) in SNOWBALL


@lru_cache(maxsize=200_000)
def word_of(letters: str, language: str) -> Word:
    """Return one word that `plain` left; the language is a base language."""
    system = IN_LATIN.get(language)
    latin = letters
    if system and CYRILLIC.search(letters):
        latin = transliterate(letters, language, system=system).translate(DROPPED)
    stemmer = _stemmer(language)
    folded = fold(latin)
    if stemmer is None:
        return Word(letters, folded, folded[:ROOT])
    return Word(letters, folded, fold(str(stemmer.stemWord(latin))))


def words_of(text: str, language: str) -> Iterator[Word]:
    """Yield the words of the text in order; numbers are left out."""
    spoken = base_language(language)
    for found in LETTERS.finditer(plain(text)):
        yield word_of(found.group(), spoken)


def plain(text: str) -> str:
    """Return the text in small letters as its words are told apart in it, without apostrophes."""
    # `translate` looks at every letter, five times as slow as a search for those that are there.
    found = NOT_KEPT.sub("", unicodedata.normalize("NFKC", text).casefold())
    # Romanian is typed with cedillas where commas belong.
    return found.replace("ё", "е").replace("ş", "ș").replace("ţ", "ț")


def grams_of(word: str, size: int = 4) -> list[str]:
    """Return the runs of letters of the word; the blanks at both ends count as letters."""
    padded = f" {word} "
    if len(padded) <= size:
        return [padded]
    return [padded[at : at + size] for at in range(len(padded) - size + 1)]
