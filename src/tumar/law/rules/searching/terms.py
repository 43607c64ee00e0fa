"""By what a word is found, in the language of the text that it stands in."""

import re
from functools import lru_cache

from tumar.kernel.folding import DROPPED, fold
from tumar.law.rules.suggesting.words import CYRILLIC, base_language, has_stems, plain, word_of
from tumar.people.rules.transliteration import transliterate

# Words and numbers apart: "H5N1" and "12-1" are rows of them.
TOKEN = re.compile(r"[^\W\d_]+|\d+")
# Languages with two scripts or on their way to another one, by the table that is taught in schools where
# there is one; Uzbek and Serbian are put into Latin letters by `word_of` already.
IN_LATIN = {
    "kk": "latin-2021",
    "az": "alphabet",
    "tk": "alphabet",
    "tg": "passport",
    "ky": "passport",
    "mn": "mns-5217",
    "mk": "mk-latin",
}
# What people type who have no such key.
TYPED = str.maketrans({"ə": "e", "ŋ": "n"})
# PostgreSQL would index longer ones, but no word of law is.
LONGEST = 60


def tokens_of(text: str) -> list[str]:
    """Return the words and numbers of a text in order."""
    return TOKEN.findall(plain(text))


def spoken_in(language: str) -> str:
    """Return the language by whose terms a text is indexed."""
    return base_language(language)


@lru_cache(maxsize=200_000)
def term_of(token: str, spoken: str) -> str:
    """Return the term of a word in a language: two forms of one word have one term, or a common beginning."""
    if token[0].isdecimal():
        return token[:LONGEST]
    word = word_of(token, spoken)
    found = word.stem if has_stems(spoken) else word.text
    system = IN_LATIN.get(spoken)
    if system:
        if CYRILLIC.search(token):
            found = fold(transliterate(token, spoken, system=system).translate(DROPPED))
        found = found.translate(TYPED)
    # Folding takes some signs apart into letters and blanks.
    return "".join(found.split())[:LONGEST] or token[:LONGEST]
