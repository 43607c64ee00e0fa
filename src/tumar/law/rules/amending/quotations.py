"""Quotations taken out of a text, so that what is quoted is not read as instruction."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tumar.law.rules.amending.languages import CLOSE, OPEN

CLOSERS = {"«": "»", "„": '“”"', "“": "”", '"': '"', "‘": "’"}
# A quotation of whole provisions is closed at the end of a line.
AT_LINE_END = re.compile(r"[;.,]?\s*(?:\n|$)")
MENTION = re.compile(rf"{OPEN}(\d+){CLOSE}")
NEAR = 40
BEFORE_BLOCK = re.compile(r"[:—–-]\s*$")


@dataclass(frozen=True)
class Masked:
    """A text with numbers in the place of its quotations."""

    text: str
    quoted: tuple[str, ...]
    # Positions in the masked text and in the source where a run of equal letters begins.
    _here: tuple[int, ...]
    _there: tuple[int, ...]
    source: str

    def mentions(self, text: str) -> tuple[str, ...]:
        """Return the quotations that a part of the masked text mentions."""
        return tuple(self.quoted[int(number)] for number in MENTION.findall(text))

    def in_source(self, position: int) -> int:
        """Return where a position of the masked text is in the source."""
        at = bisect_right(self._here, position) - 1
        return self._there[at] + position - self._here[at]

    def words(self, start: int, end: int) -> tuple[str, int, int]:
        """Return the source between two positions of the masked text, trimmed, and where it is."""
        begin, finish = self.in_source(start), self.in_source(end)
        said = self.source[begin:finish]
        said = said.rstrip()
        kept = said.lstrip(" \t\r\n,;")
        return kept, begin + len(said) - len(kept), begin + len(said)


def masked(text: str) -> Masked:
    """Take the quotations out; nested ones stay inside the outer."""
    parts: list[str] = []
    quoted: list[str] = []
    here, there = [0], [0]
    length = at = 0
    plain_from = 0
    while at < len(text):
        end = _end_of_quotation(text, at) if _opens(text, at) else -1
        if end < 0:
            at += 1
            continue
        parts.append(text[plain_from:at])
        mention = f"{OPEN}{len(quoted)}{CLOSE}"
        length += at - plain_from + len(mention)
        parts.append(mention)
        quoted.append(text[at + 1 : end].strip())
        here.append(length)
        there.append(end + 1)
        at = plain_from = end + 1
    parts.append(text[plain_from:])
    return Masked("".join(parts), tuple(quoted), tuple(here), tuple(there), text)


def _opens(text: str, at: int) -> bool:
    letter = text[at]
    if letter not in CLOSERS:
        return False
    # An apostrophe inside a word is none of ours.
    return letter != "‘" or at == 0 or not text[at - 1].isalnum()


def _end_of_quotation(text: str, at: int) -> int:
    """Return where the quotation that begins here is closed, -1 where it is not."""
    opener, closers = text[at], CLOSERS[text[at]]
    if opener == '"':
        return _end_of_straight(text, at)
    if at > max(map(text.rfind, closers)):
        return -1
    depth = 0
    for place in range(at, len(text)):
        letter = text[place]
        if letter == opener:
            depth += 1
        elif letter in closers and not (letter == "’" and text[place + 1 : place + 2].isalnum()):
            depth -= 1
            if depth == 0:
                return place
    # Two quotations may share one closing sign: then the end of a line tells, or the first sign.
    ends = [place for place in range(at + 1, len(text)) if text[place] in closers]
    at_line_end = (place for place in ends if AT_LINE_END.match(text, place + 1))
    return next(at_line_end, ends[0] if ends else -1)


def _end_of_straight(text: str, at: int) -> int:
    if not BEFORE_BLOCK.search(text, max(0, at - NEAR), at):
        return text.find('"', at + 1)
    # Quotations inside come in pairs.
    inside = 0
    place = text.find('"', at + 1)
    while place >= 0:
        if inside % 2 == 0 and AT_LINE_END.match(text, place + 1):
            return place
        inside += 1
        place = text.find('"', place + 1)
    return -1
