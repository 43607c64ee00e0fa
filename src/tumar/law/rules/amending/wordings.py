"""Words inside a text: where they stand, and the text with others in their place."""

import re
from functools import lru_cache

QUOTES = '«»„“”"'
DASHES = "-‐‑‒–—―−"
APOSTROPHES = "'`´ʻʼʹ‘’′"
END = re.compile(r"[.;:,]*\s*$")
# A sign that is to be replaced alone is the one at the end of the provision.
CLOSING = frozenset(".;:,")
NO_BLANK_BEFORE = tuple(",.;:)!?»”")


def _of_one_sort(letter: str) -> str:
    if letter in "её":
        return "[её]"
    if letter in "ЕЁ":
        return "[ЕЁ]"
    for sort in (QUOTES, DASHES, APOSTROPHES):
        if letter in sort:
            return f"[{re.escape(sort)}]"
    return re.escape(letter)


@lru_cache(maxsize=1024)
def _pattern(words: str) -> re.Pattern[str]:
    """Return what finds the words whatever the blanks, quotation marks and dashes, as whole words only."""
    body = r"\s+".join("".join(map(_of_one_sort, word)) for word in words.split())
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(before + body + after)


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words stand in a text, exactly in this form."""
    if not words.strip() or not text:
        return []
    return [found.span() for found in _pattern(words.strip()).finditer(text)]


def closing(text: str, sign: str) -> list[tuple[int, int]]:
    """Return where the sign closes a text: alone it means that one, not those between its sentences."""
    end = len(text.rstrip())
    return [(end - len(sign), end)] if text[:end].endswith(sign) else []


def without(text: str, start: int, end: int) -> str:
    """Return the text without a part of it, and without the blank that would be doubled."""
    before, after = text[:start], text[end:]
    if before.endswith((" ", "\u00a0")) and (not after or after[0] in " \u00a0,.;:)"):
        before = before[:-1]
    return before + (after.lstrip() if not before else after)


def with_inserted(text: str, at: int, words: str, *, is_before: bool) -> str:
    """Return the text with words put in at a place, a blank between."""
    if is_before:
        return f"{text[:at]}{words} {text[at:]}"
    blank = "" if words.startswith(NO_BLANK_BEFORE) else " "
    return text[:at] + blank + words + text[at:]


def with_appended(text: str, words: str) -> str:
    """Return the text with words at its end, before the sign that closes it."""
    body = text.rstrip()
    end = END.search(body)
    at = end.start() if end else len(body)
    closing = "" if words.endswith((".", ";", ":")) else body[at:]
    return with_inserted(body[:at], at, words, is_before=False) + closing
