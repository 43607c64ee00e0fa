"""Folding of text for search: the same word typed another way gives the same letters."""

import unicodedata

# Apostrophes and their look-alikes are typed at will in Uzbek, Ukrainian and Albanian names; PostgreSQL
# refuses the last of them, NUL.
DROPPED = dict.fromkeys(map(ord, "'`´ʻʼʹ‘’‛′\u200c\u200d\u00ad\x00"))
SAME = str.maketrans({"ё": "е", "й": "и", "ı": "i", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


class _Letters(dict[int, str]):
    """What each letter becomes, worked out when it is first met: none depends on its neighbours."""

    def __missing__(self, point: int) -> str:
        # Compatibility letters are lowered after they are taken apart: ℕ is N, and only then n. Apostrophes
        # go before that, for taking apart makes a blank of some.
        bare = chr(point).casefold().translate(DROPPED)
        letters = unicodedata.normalize("NFKD", bare).casefold()
        letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
        self[point] = letters.translate(DROPPED).translate(SAME)
        return self[point]


LETTERS = _Letters()


def fold(text: str) -> str:
    """Return the text in lower case without accents, apostrophes or doubled blanks."""
    return " ".join(text.translate(LETTERS).split())


def search_text(*parts: str | None) -> str:
    """Return what a record can be found by, folded and joined."""
    return " ".join(dict.fromkeys(fold(part) for part in parts if part))
