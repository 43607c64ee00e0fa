"""Lines made ready for recognition: white space in order, and a key of equal length to compare by."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.traditions import traditions

# In lines: what an annex belongs to, a title, a signature.
LARGEST_BLOCK = 12
# Soft hyphens and marks of width nought say nothing; the joiners of Arabic writing stay.
_UNSEEN = dict.fromkeys(
    [
        *range(9),
        *range(14, 32),
        127,
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
        *map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"),
    ]
)
# Letters that are one to a reader of law, for comparison only; always one for one, so that places agree.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’ʻʼ`´ʹ′ʽ", "'"),
        **dict.fromkeys("‐‑‒–—―−ـ", "-"),
        **dict.fromkeys("․۔", "."),
        # Its small letter is two letters long.
        "İ": "I",
        "ş": "ș",
        "Ş": "Ș",
        "ţ": "ț",
        "Ţ": "Ț",
        **dict.fromkeys("يىئ", "ی"),
        "ك": "ک",
        **dict.fromkeys("ةۀۂ", "ه"),
        "\u200c": " ",
        "№": "№",
    }
)
_LATIN_IN_CYRILLIC = str.maketrans("AaBCcEeHIiKMOoPpTXxy", "АаВСсЕеНІіКМОоРрТХху")
_MIXED = re.compile(r"[^\W\d_]*[А-Яа-яЁёІіҚқҒғӘәӨөҰұҮүҢң][^\W\d_]*")
_SIDE_BY_SIDE = re.compile(r"[A-Za-z][А-яЁёІіҚқҒғӘәӨөҰұҮүҢң]|[А-яЁёІіҚқҒғӘәӨөҰұҮүҢң][A-Za-z]")
_SPACED = re.compile(r"(?<![^\s])(?:(?:ՈՒ|Ու|ու|[^\W\d_])[ \u00a0]){3,}(?:[^\W\d_])(?=\s|\d|[.:]|$)")
_WHITE = re.compile(r"\s+")
# «XVIII f ə s i l»
LONGEST_ROMAN = 6


@dataclass(slots=True)
class Row:
    """One line of the act, or one table."""

    line: int
    text: str
    key: str
    # How many letters at the beginning are the number that a word processor counted.
    counted: int = 0
    level: int | None = None
    centred: bool = False
    bold: bool = False
    page: int | None = None
    # A note that the document itself has as one: a footnote, or an editor's mark.
    is_note: bool = False
    # Wording that the act quotes, as the document itself says.
    is_quoted: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    # Rows of one paragraph or cell of the file have the same number; 0 tells nothing.
    block: int = 0

    @property
    def is_table(self) -> bool:
        """Tell whether this is a table."""
        return bool(self.cells)


def tidy(text: str) -> str:
    """Return a text with single spaces, composed letters and nothing unseen."""
    composed = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return _WHITE.sub(" ", composed).strip()


def key_of(text: str) -> str:
    """Return the text with letters that look or mean alike made one; every place in it stays where it was."""
    alike = text.translate(_ALIKE)
    if not _SIDE_BY_SIDE.search(alike):
        return alike
    return _MIXED.sub(lambda word: word.group().translate(_LATIN_IN_CYRILLIC), alike)


def _closed_up(text: str) -> str:
    """Return «С т а т т я 1» as «Стаття 1»; two spaces part the words of such a line."""
    return _SPACED.sub(lambda found: _parted(re.sub(r"[ \u00a0]", "", found.group())), text)


@cache
def _words_of_headings() -> frozenset[str]:
    return frozenset(
        key_of(word).lower()
        for one in traditions().values()
        for heading in one.headings
        for word in heading.words
    )


@cache
def _whole_headings() -> dict[str, tuple[int, ...]]:
    """Return headings of several words, written as one, with the lengths of the words."""
    told = [one for tradition in traditions().values() for one in tradition.headings]
    phrases = [key_of(phrase).lower().split() for one in told for phrase in one.alone if " " in phrase]
    return {"".join(words): tuple(map(len, words)) for words in phrases}


def _parted(word: str) -> str:
    """Return «IIfəsil» as «II fəsil», and «РОЗДІЛІ» as «РОЗДІЛ І»: what is beside the word is a number."""
    if lengths := _whole_headings().get(key_of(word).lower()):
        return " ".join(word[sum(lengths[:place]) :][:length] for place, length in enumerate(lengths))
    for length in range(1, min(LONGEST_ROMAN, len(word) - 1) + 1):
        for number, rest in ((word[:length], word[length:]), (word[-length:], word[:-length])):
            if set(number) <= set("IVXІХ") and key_of(rest).lower() in _words_of_headings():
                return f"{number} {rest}" if word.startswith(number) else f"{rest} {number}"
    return word


def _pieces(line: Line) -> Iterator[tuple[str, int]]:
    label = tidy(line.label)
    for number, piece in enumerate(re.split(r"[\n\v\u2028\u2029]", line.text) or [""]):
        text = tidy(_closed_up(piece.translate(_UNSEEN)))
        if label and number == 0:
            yield f"{label} {text}".strip(), len(label)
        elif text:
            yield text, 0


def rows_of(document: Document) -> list[Row]:
    """Return the lines of a document that say something, in order."""
    rows = list(_rows(document.lines))
    sizes = Counter(row.block for row in rows)
    for row in rows:
        # An act that is one paragraph with breaks has no blocks that would say anything.
        row.block = row.block if sizes[row.block] <= LARGEST_BLOCK else 0
    return rows


def _only_places(line: Line) -> bool:
    """Tell whether a table has no columns of its own: «Приложение 1 к …» set to the right, or a signature."""
    filled = [[cell for cell in row if cell.strip()] for row in line.cells]
    count = sum(len(row) for row in filled)
    one_row = len(line.cells) == 1 and count <= 2
    return 0 < count <= 6 and (one_row or all(len(row) <= 1 for row in filled)) and _length(filled) <= 600


def _length(filled: list[list[str]]) -> int:
    return sum(len(cell) for row in filled for cell in row)


def _placed(line: Line) -> Iterator[Line]:
    """Return the lines of a table that only places them."""
    for row in line.cells:
        cells = [cell for cell in row if cell.strip()]
        text = " ".join(cells) if all("\n" not in cell for cell in cells) else "\n".join(cells)
        if text:
            yield Line(text, page=line.page)


def _rows(lines: Iterable[Line]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        if line.cells and _only_places(line):
            for placed in _placed(line):
                for text, counted in _pieces(placed):
                    yield Row(number, text, key_of(text), counted, page=line.page, block=-1 - number)
        elif any(any(cell.strip() for cell in row) for row in line.cells):
            cells = tuple(tuple(tidy(cell) for cell in row) for row in line.cells)
            yield Row(number, "", "", page=line.page, cells=cells)
        for text, counted in _pieces(line):
            yield Row(
                number,
                text,
                key_of(text),
                counted,
                line.level,
                line.centred,
                line.bold,
                line.page,
                line.note,
                line.quoted,
                block=line.block or -1 - number,
            )


def source_text(document: Document) -> str:
    """Return the act as it must come out again: all that says something, line by line, cell by cell."""
    told = []
    for row in rows_of(document):
        told.append(row.text)
        told += [cell for cells in row.cells for cell in cells]
    return "\n".join(one for one in told if one)
