"""Words of a page of a PDF with their places, and of their digits which are raised.

Asking for the place of every letter would take seconds for an act of 300 pages: of a word only the first
and the last letter are asked, and of digits where they begin above the line.
"""

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as pdfium

# What stands for the hyphen where a word was parted at the end of a line.
PARTED = "\ufffe\x02"
WORD = re.compile(r"[^\s\x00\ufffe\x02]+[\ufffe\x02]?")
DIGIT = re.compile(r"\d")
# Figures of any script with the signs between them.
DIGITS = re.compile(r"\d(?:[\d.,/]*\d)?")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# In parts of the height of a letter: how far a digit stands from the line to be raised or lowered.
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


def _from_the_right(glyphs: Glyphs, written: str, start: int) -> tuple[str, float, float]:
    """Return a word by the places of its letters, for some makers write it as it is seen, and its sides.

    Letters of one place are one sign for two, in their own order; digits run from left to right.
    """
    sides = [glyphs.sides(start + place) for place in range(len(written))]
    order = sorted(range(len(written)), key=lambda place: -round(sum(sides[place]), 1))
    letters = "".join(written[place] for place in order)
    turned = DIGITS.sub(lambda found: found[0][::-1], letters)
    return turned, min(left for left, _ in sides), max(right for _, right in sides)


def words_of(glyphs: Glyphs) -> list[Word]:
    """Return the words of a page in the order in which its maker wrote them."""
    text = glyphs.text()
    words: list[Word] = []
    is_bold, asked_until = False, -1
    has_right_to_left = bool(RIGHT_TO_LEFT.search(text))
    for found in WORD.finditer(text):
        start = found.start()
        written = found[0].rstrip(PARTED)
        if not written:
            continue
        last = start + len(written) - 1
        is_right_to_left = has_right_to_left and bool(RIGHT_TO_LEFT.search(written))
        left, right = glyphs.sides(start)
        if is_right_to_left and last > start:
            written, left, right = _from_the_right(glyphs, written, start)
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
