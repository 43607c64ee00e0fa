"""A PDF to lines: pages to rows, rows to paragraphs that run on over pages, notes after them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.letters import RAISED_DIGITS
from tumar.law.rules.reading.limits import MOST_PAGES
from tumar.law.rules.reading.pdf.furniture import without_furniture
from tumar.law.rules.reading.pdf.rows import Row, rows_of
from tumar.law.rules.reading.pdf.words import RIGHT_TO_LEFT, Glyphs, Word, words_of
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable
from tumar.law.rules.reading.wrapped import Hyphens, Printed, paragraphs

PASSWORD_NEEDED = 4
# Letters below which a page that shows pictures is a picture.
FEWEST_LETTERS = 20
# Letters may be drawn as outlines, too: such a page is a picture like a scanned one.
DRAWN = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING]
STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]")
MOST_STRANGE = 0.15
# Cyrillic letters of an old font that says it holds Latin ones.
HIGH_LATIN = re.compile("[À-ÿ]")
LETTER = re.compile(r"[^\W\d_]")
REPAIRED = {code: bytes([code]).decode("cp1251") for code in range(0xC0, 0x100)} | {
    ord("¸"): "ё",
    ord("¨"): "Ё",
    ord("¹"): "№",
}
MOST_HIGH_LATIN = 0.6
NOTE = re.compile(rf"[{RAISED_DIGITS}]+\s?|\*+\s")
SMALLER = 0.93
MANY_ROWS = 40


@dataclass(frozen=True)
class Margins:
    """The borders of a column on a page."""

    left: float
    right: float


def read_pdf(content: bytes) -> Document:
    """Return the lines of a PDF; refuse one whose pages are pictures, or whose letters cannot be known."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == PASSWORD_NEEDED
        raise Unreadable(Code.ENCRYPTED if is_locked else Code.BROKEN) from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(Code.TOO_LONG)
        pages, pictures = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Code.BROKEN) from error
    finally:
        document.close()
    notices = _checked(pages, pictures)
    rows = _from_the_margin(without_furniture([rows_of(words) for words in pages]))
    return Document(tuple(_lines(rows)), "pdf", warnings=tuple(sorted(notices)))


def _from_the_margin(pages: list[list[Row]]) -> list[list[Row]]:
    """Return rows as they stand from the margin at which they begin: of a script from the right, mirrored."""
    all_rows = [row for rows in pages for row in rows]
    if sum(bool(RIGHT_TO_LEFT.search(row.text)) for row in all_rows) * 2 <= len(all_rows):
        return pages
    return [[replace(row, left=-row.right, right=-row.left) for row in rows] for rows in pages]


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[list[Word]], int]:
    """Return the words of each page, and how many pages are pictures without text."""
    pages, pictures = [], 0
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        words = words_of(Glyphs(page, textpage))
        if sum(len(word.text) for word in words) < FEWEST_LETTERS:
            shown = page.get_objects(filter=DRAWN, max_depth=3)
            pictures += next(shown, None) is not None
        pages.append(words)
        textpage.close()
        page.close()
    return pages, pictures


def _checked(pages: list[list[Word]], pictures: int) -> set[Notice]:
    """Refuse pages without text and letters that say nothing; repair what can be; tell what was noticed."""
    letters = Counter(letter for words in pages for word in words for letter in word.text)
    total = letters.total()
    if not total and not pictures:
        raise Unreadable(Code.EMPTY)
    if not total or (pictures >= 0.8 * len(pages) and total < FEWEST_LETTERS * len(pages)):
        raise Unreadable(Code.SCANNED, pages=str(len(pages)))
    if _share(letters, STRANGE, total) > MOST_STRANGE:
        raise Unreadable(Code.UNREADABLE_LETTERS)
    notices = {Notice.PAGES_WITHOUT_TEXT} if pictures else set()
    alphabetic = sum(count for letter, count in letters.items() if LETTER.match(letter))
    if _share(letters, HIGH_LATIN, alphabetic) > MOST_HIGH_LATIN:
        notices.add(Notice.LETTERS_REPAIRED)
        for words in pages:
            for word in words:
                word.text = word.text.translate(REPAIRED)
    return notices


def _share(letters: Counter[str], pattern: re.Pattern[str], total: int) -> float:
    return sum(count for letter, count in letters.items() if pattern.match(letter)) / max(total, 1)


def _lines(pages: Sequence[Sequence[Row]]) -> Iterator[Line]:
    heights = [row.height for rows in pages for row in rows for _letter in range(len(row.text) // 10)]
    usual = median(heights) if heights else 1.0
    body: list[Printed] = []
    notes: dict[int, list[Printed]] = {}
    for number, rows in enumerate(pages, 1):
        first_note = _notes_from(rows, usual)
        body += _printed(rows[:first_note], number, pages)
        notes[number] = list(_printed(rows[first_note:], number, pages))
    hyphens = Hyphens(line.text for line in body)
    blocks = list(paragraphs(body))
    for place, block in enumerate(blocks):
        yield _line(block, hyphens)
        page = block[0].page or 0
        following = blocks[place + 1][0].page if place + 1 < len(blocks) else None
        for each in sorted(notes):
            if each >= page and (following is None or each < following):
                yield from _note_lines(notes.pop(each), hyphens)
    for each in sorted(notes):
        yield from _note_lines(notes[each], hyphens)


def _notes_from(rows: Sequence[Row], usual: float) -> int:
    """Return the place of the first row of the notes at the foot of a page."""
    for place in range(len(rows) // 3, len(rows)):
        if NOTE.match(rows[place].text) and all(row.height < SMALLER * usual for row in rows[place:]):
            return place
    return len(rows)


def _line(block: Sequence[Printed], hyphens: Hyphens) -> Line:
    first = block[0]
    return Line(
        hyphens.paragraph([line.text for line in block]),
        centred=first.centred,
        bold=all(line.bold for line in block),
        indent=round(max(min(line.left for line in block) - first.margins[0], 0.0), 1),
        page=first.page,
    )


def _note_lines(lines: Sequence[Printed], hyphens: Hyphens) -> Iterator[Line]:
    block: list[str] = []
    page = lines[0].page if lines else None
    for line in lines:
        if block and NOTE.match(line.text):
            yield _note(block, page, hyphens)
            block = []
        block.append(line.text)
    if block:
        yield _note(block, page, hyphens)


def _note(block: Sequence[str], page: int | None, hyphens: Hyphens) -> Line:
    text = hyphens.paragraph(block)
    found = NOTE.match(text)
    mark = found[0].strip() if found else ""
    return Line(text[found.end() :] if found else text, label=mark, page=page, note=True)


def _margins(rows: Sequence[Row]) -> Margins | None:
    """Return the borders between which most rows stand."""
    if len(rows) < 5:
        return None
    lefts, rights = sorted(row.left for row in rows), sorted(row.right for row in rows)
    near = Counter(round(left) for left in lefts)
    often = [left for left in lefts if near[round(left)] + near[round(left) + 1] >= 0.12 * len(rows)]
    # Of many rows a few may run over the border; of few the longest one shows where it is.
    place = int(0.95 * len(rights)) if len(rights) >= MANY_ROWS else len(rights) - 1
    return Margins(min(often, default=lefts[0]), rights[place])


def _printed(rows: Sequence[Row], number: int, pages: Sequence[Sequence[Row]]) -> Iterator[Printed]:
    for column, group in groupby(rows, key=lambda row: row.column):
        block = list(group)
        margins = _margins([row for row in pages[number - 1] if row.column == column])
        if margins is None:
            near = [row for rows in pages[max(number - 4, 0) : number + 3] for row in rows]
            margins = _margins([row for row in near if row.column == column])
        if margins is None:
            margins = Margins(min(row.left for row in block), max(row.right for row in block))
        before: Row | None = None
        for place, row in enumerate(block):
            yield _set(row, before, margins, number, is_last=place == len(block) - 1)
            before = row


def _set(row: Row, before: Row | None, margins: Margins, page: int, *, is_last: bool) -> Printed:
    left, right = row.left - margins.left, margins.right - row.right
    is_centred = left > 2 * row.height and abs(left - right) < 0.8 * row.height
    return Printed(
        f"{row.text}-" if row.ends_parted else row.text,
        row.left,
        row.right,
        gap=before.baseline - row.baseline if before else None,
        size=row.height,
        bold=row.is_bold,
        centred=is_centred,
        page=page,
        apart=is_last,
        parted=row.is_parted,
        margins=(margins.left, margins.right),
    )
