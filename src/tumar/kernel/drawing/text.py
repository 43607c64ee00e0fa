"""Fitting words into a width that is only estimated, since no font is at hand.

The widths are those of Noto Sans SemiBold in steps of a tenth of the size, plus a margin for
wider faces; a text that fits by them fits in the fonts a reader's machine may put in its place.
"""

import re
import unicodedata

MARGIN = 1.06
ELLIPSIS = "…"
SLACK = 0.01  # a room made to measure fits what it was measured by

_WIDTHS = {
    0.32: " !(),-.:;'[]`ijlJIіїІЇ|·اآ\u00a0\u202f\u2009",
    0.42: '/\\_frt{}“”"',
    0.5: "?FLcsvyzгзстэГ",
    0.73: "&ABDGUийъңӣҷАВКЛЧЪЭЯ",
    0.82: "HNOQwжмфыюДИЙНОПЦ…",
    0.95: "%@MmшщМФЫW—",
    1.12: "ЖЮШЩ",
}
_WIDTH = {char: width for width, chars in _WIDTHS.items() for char in chars}
_ANY, _ANY_CAPITAL, _ANY_ARABIC, _ANY_WIDE = 0.6, 0.72, 0.6, 1.05


def width(text: str, size: float = 13) -> float:
    """Estimate how wide a line of text becomes, rather too wide than too narrow."""
    return sum(_of(char) for char in text) * size * MARGIN


def _of(char: str) -> float:
    known = _WIDTH.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _ANY_WIDE
    if unicodedata.bidirectional(char) == "AL":
        return _ANY_ARABIC
    return _ANY_CAPITAL if char.isupper() else _ANY


def cut(text: str, room: float, size: float = 13) -> str:
    """Shorten a text until it fits, with an ellipsis where words went missing."""
    if width(text, size) <= room + SLACK:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + ELLIPSIS if kept else ""


def wrap(text: str, room: float, size: float = 13, lines: int = 2) -> tuple[str, ...]:
    """Break a text into so many lines at most; the last one is cut when it does not fit."""
    words = re.split(r"[ \t\r\n]+", text)  # a no-break space holds its words together
    done: list[str] = []
    line = ""
    for at, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if not line or width(longer, size) <= room + SLACK:
            line = longer
            continue
        if len(done) == lines - 1:
            line = " ".join([line, *words[at:]])
            break
        done.append(line)
        line = word
    done.append(line)
    return tuple(cut(each, room, size) for each in done)
