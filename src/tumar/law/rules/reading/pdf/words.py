"""Words of a page of a PDF with their places, and of their digits which are raised.

Asking for the place of every letter would take seconds for an act of 300 pages: of a word only the first
and the last letter are asked, and of digits where they begin above the line.
"""

import ctypes
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

from tumar.law.rules.reading.letters import shaped_back

# What stands for the hyphen where a word was parted at the end of a line.
PARTED = "\ufffe\x02"
WORD = re.compile(r"[^\s\x00\ufffe\x02]+[\ufffe\x02]?")
DIGIT = re.compile(r"\d")
# Figures of any script with the signs between them.
DIGITS = re.compile(r"\d(?:[\d.,/]*\d)?")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# In parts of the height of a letter: how far a digit stands from the line to be raised or lowered.
# The same with the mark that parts letters in spelling.
SIGNS_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\u200c\ufb1d-\ufdff\ufe70-\ufeff]")
# In heights of a letter.
SAME_LINE = 0.8
# In widths: of a tail that a font draws apart, and of the letter that it belongs to.
LEAST_SHARED, MUCH_NARROWER = 0.2, 0.6
ALEFS = frozenset("اآأإ")
RAISED_BY, LOWERED_BY = 0.2, 0.05
BOLD_HOLDS_FOR = 25


@dataclass(slots=True)
class Word:
    """A word of a page: in points from the lower left corner of the page as it is seen."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    is_bold: bool
    # Place in the text, lower edge and size of each digit.
    digits: tuple[tuple[int, float, float], ...] = ()
    # The printer parted a word after it.
    is_parted: bool = False
    is_right_to_left: bool = False


class Glyphs:
    """Asks one page where its letters stand."""

    def __init__(self, page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage) -> None:
        self._raw = textpage.raw
        self._count = textpage.count_chars()
        self._rect = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._doubles = [ctypes.c_double() for _each in range(4)]
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)
        self._turned = page.get_rotation() % 360
        self._width, self._height = page.get_size()

    def text(self) -> str:
        """Return the letters of the page, each at the index by which its place is asked."""
        if not self._count:
            return ""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, self._count, buffer)
        text = bytes(buffer).decode("utf-16-le", errors="replace")[: self._count]
        if written == self._count + 1 and len(text) == self._count:
            return text
        # Letters beyond the first plane, or letters that were left out: the indexes differ.
        codes = (pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(self._count))
        return "".join(
            chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes
        )

    def sides(self, index: int) -> tuple[float, float]:
        """Return the left and the right edge of the place of a letter, as its font has it."""
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(rect))
        left, _low, right, _high = self._upright(rect.left, rect.bottom, rect.right, rect.top)
        return left, right

    def size(self, index: int) -> float:
        """Return the size of the font of a letter as it is seen."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix))
        size: float = pdfium.FPDFText_GetFontSize(self._raw, index)
        return max(size * hypot(matrix.c, matrix.d), 0.1)

    def lower_edge(self, index: int) -> float:
        """Return where the ink of a letter begins."""
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetCharBox(self._raw, index, *map(ctypes.byref, self._doubles))
        return self._upright(left.value, bottom.value, right.value, top.value)[1]

    def baseline(self, index: int) -> float:
        """Return the height of the line on which a letter stands."""
        x, y = self._doubles[:2]
        pdfium.FPDFText_GetCharOrigin(self._raw, index, ctypes.byref(x), ctypes.byref(y))
        return self._upright(x.value, y.value, x.value, y.value)[1]

    def is_bold(self, index: int) -> bool:
        """Tell whether the font of a letter calls itself bold."""
        size = pdfium.FPDFText_GetFontInfo(
            self._raw, index, self._name, len(self._name), ctypes.byref(self._flags)
        )
        name = self._name.raw[: min(max(size - 1, 0), len(self._name))].lower()
        return b"bold" in name or b"black" in name or b"-bd" in name

    def _upright(
        self, left: float, low: float, right: float, high: float
    ) -> tuple[float, float, float, float]:
        """Return a box as it is seen on a page that is shown turned."""
        match self._turned:
            case 90:
                return low, self._height - right, high, self._height - left
            case 180:
                return self._width - right, self._height - high, self._width - left, self._height - low
            case 270:
                return self._width - high, left, self._width - low, right
            case _:
                return left, low, right, high


class RightToLeft:
    """Reads the words of a page that run from the right by the places of their letters."""

    def __init__(self, glyphs: Glyphs, text: str) -> None:
        self._glyphs = glyphs
        self._text = text
        self._sides: dict[int, tuple[float, float]] = {}
        self._drawn_twice = frozenset(self._doubles())

    def word(self, start: int, last: int) -> tuple[str, int, float, float] | None:
        """Return a word, its first letter and its sides, for some makers write it as it is seen.

        Letters of one place are one sign for two, in their own order; digits run from left to right.
        """
        kept = [index for index in range(start, last + 1) if index not in self._drawn_twice]
        if not kept:
            return None
        order = sorted(kept, key=lambda index: -round(sum(self._sides_of(index)), 1))
        letters = "".join(self._text[index] for index in self._named_in_order(order))
        turned = DIGITS.sub(lambda found: found[0][::-1], letters)
        sides = [self._sides_of(index) for index in kept]
        return shaped_back(turned), kept[0], min(left for left, _ in sides), max(right for _, right in sides)

    def _named_in_order(self, order: list[int]) -> Iterator[int]:
        """Yield letters with «ل» before «ا» where both are one sign, whatever its maker named first."""
        passed = -1
        for place, index in enumerate(order):
            after = order[place + 1] if place + 1 < len(order) else -1
            is_one_sign = after >= 0 and self._sides_of(index) == self._sides_of(after)
            if index == passed:
                continue
            if is_one_sign and self._text[index] in ALEFS and self._text[after] == "ل":
                yield after
                passed = after
            yield index

    def _sides_of(self, index: int) -> tuple[float, float]:
        if index not in self._sides:
            self._sides[index] = self._glyphs.sides(index)
        return self._sides[index]

    def _doubles(self) -> Iterator[int]:
        """Yield the letters that stand on another one of their kind: dots that a font draws apart."""
        alike: dict[tuple[str, int], list[tuple[int, float, float, float]]] = defaultdict(list)
        for found in SIGNS_FROM_THE_RIGHT.finditer(self._text):
            index = found.start()
            line = self._glyphs.baseline(index) / self._glyphs.size(index)
            for near in (int(line), int(line) + 1):
                alike[found[0], near].append((index, *self._sides_of(index), line))
        for letters in alike.values():
            letters.sort(key=lambda one: one[1])
            for place, one in enumerate(letters):
                for other in letters[place + 1 :]:
                    if other[1] > one[2]:
                        break
                    narrow, wide = sorted((one, other), key=lambda each: each[2] - each[1])
                    if abs(narrow[3] - wide[3]) < SAME_LINE and _stands_on(narrow[1:3], wide[1:3]):
                        yield narrow[0]


def _stands_on(piece: tuple[float, float], letter: tuple[float, float]) -> bool:
    """Tell whether a narrow sign belongs to a letter: its middle is above it, or a good part of it is."""
    left, right = piece
    if letter[0] <= (left + right) / 2 <= letter[1]:
        return True
    shared = min(right, letter[1]) - max(left, letter[0])
    width = right - left
    return shared >= LEAST_SHARED * width and width < MUCH_NARROWER * (letter[1] - letter[0])


def words_of(glyphs: Glyphs) -> list[Word]:
    """Return the words of a page in the order in which its maker wrote them."""
    text = glyphs.text()
    page = RightToLeft(glyphs, text) if RIGHT_TO_LEFT.search(text) else None
    words: list[Word] = []
    is_bold, asked_until = False, -1
    for found in WORD.finditer(text):
        start = found.start()
        written = found[0].rstrip(PARTED)
        if not written:
            continue
        last = start + len(written) - 1
        is_right_to_left = bool(page and RIGHT_TO_LEFT.search(written))
        left, right = glyphs.sides(start)
        if page and is_right_to_left:
            read = page.word(start, last)
            if not read:
                continue
            written, start, left, right = read
        elif last > start:
            other = glyphs.sides(last)
            left, right = min(left, other[0]), max(right, other[1])
        if start > asked_until:
            # Names of fonts take long to ask: the first word of a line speaks for those next to it.
            is_bold = glyphs.is_bold(start)
            line_end = text.find("\n", start)
            asked_until = min(line_end if line_end >= 0 else len(text), start + BOLD_HOLDS_FOR)
        baseline, size = glyphs.baseline(start), glyphs.size(start)
        digits = []
        for each in DIGIT.finditer(written):
            place = each.start()
            edge = glyphs.lower_edge(start + place)
            # Figures of some fonts hang below the line, but only small ones are lowered.
            is_low = edge < baseline - LOWERED_BY * size
            digits.append((place, edge, glyphs.size(start + place) if is_low else size))
        words.append(
            Word(
                unicodedata.normalize("NFC", written) if not digits else written,
                left,
                right,
                baseline,
                size,
                is_bold,
                tuple(digits),
                found[0][-1] in PARTED,
                is_right_to_left,
            )
        )
    return words
