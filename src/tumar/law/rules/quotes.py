"""Quoted words: where they stand in a provision, exactly; the law's own letters are kept."""

import re
from difflib import SequenceMatcher

_BLANKS = re.compile(r"\s+")
_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


def span_of(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the quoted words stand in the text, first place first; None where they do not.

    Blanks may differ, since a quote goes through forms and clipboards; every other sign must be the same.
    """
    words = _BLANKS.split(quote.strip())
    if not words or not words[0]:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return two texts as one row of pieces: `same`, `gone` and `new`, each with its words.

    Put together, the pieces that are not new give the old text, those that are not gone the new one.
    """
    ours, theirs = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(ours[a:b])))
            continue
        if b > a:
            pieces.append(("gone", "".join(ours[a:b])))
        if d > c:
            pieces.append(("new", "".join(theirs[c:d])))
    return pieces
