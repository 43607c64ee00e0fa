"""Plain text: encodings told by their letters, form feeds as pages, hard-wrapped lines as paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tumar.kernel.encodings import as_text_by_line
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.backwards import is_backwards, turned
from tumar.law.rules.reading.cells import as_table
from tumar.law.rules.reading.letters import shaped_back, tidy
from tumar.law.rules.reading.limits import LONGEST_TEXT
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable
from tumar.law.rules.reading.wrapped import Hyphens, Printed, paragraphs

WIDEST_WRAPPED = 80
# Fewer lines do not tell whether they are wrapped.
# Lines that go on below others, from which it can be told that a text is wrapped.
FEWEST_BELOW = 2
FEWEST_WRAPPED = 8
# So many sentences that run over the ends of full lines are enough, whatever short lines stand beside them.
SURELY_RUNNING = 6
MOST_CONTROLS = 0.01
TAB = 8
# «1.», a tab and words are a point, not a row of a table.
FEWEST_CELLS = 3
# Points to a letter of a typewriter, for indents.
LETTER = 6.0
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*$")
WORD_AT_START = re.compile(r"\S+")


def read_text(content: bytes) -> Document:
    """Return the lines of a text in whatever encoding, or encodings, it is."""
    text, encodings = as_text_by_line(content)
    if len(text) > LONGEST_TEXT:
        raise Unreadable(Code.TOO_LONG)
    if len(CONTROL.findall(text[:20_000])) > MOST_CONTROLS * len(text[:20_000]):
        raise Unreadable(Code.NO_TEXT)
    notices = [Notice.MIXED_ENCODING] if len(encodings) > 1 else []
    return Document(tuple(lines_of_text(text)), "text", warnings=tuple(notices))


def lines_of_text(text: str) -> list[Line]:
    """Return the paragraphs of a text: its lines, or where it is clearly hard-wrapped, what they make up."""
    text = shaped_back(text)
    if is_backwards(text):
        text = re.sub(r"[^\n\v\f]+", lambda line: turned(line[0]), text)
    pages = text.replace("\v", "\n").split("\f")
    numbered = [(page if len(pages) > 1 else None, lines) for page, lines in enumerate(_pages(pages), 1)]
    printed = [_printed(line, page) for page, lines in numbered for line in lines]
    filled = [line for line in printed if line.text]
    if not (_is_wrapped(filled) or _shows_paragraphs(printed) or _shows_first_lines(printed)):
        return list(_with_tables(filled))
    return _unwrapped(printed)


def _with_tables(lines: Sequence[Printed]) -> Iterator[Line]:
    """Return a line for each printed one, and one table for rows below each other that tabs part alike."""
    for width, run in groupby(lines, key=lambda line: len(line.cells)):
        rows = list(run)
        if width and len(rows) > 1:
            yield Line("", page=rows[0].page, cells=as_table([row.cells for row in rows]))
        else:
            yield from (_line(row.text, row) for row in rows)


def _cells(line: str) -> tuple[str, ...]:
    """Return what tabs part in a line; nothing where it is less than a row of three."""
    cells = tuple(tidy(cell) for cell in line.strip().split("\t"))
    return cells if len(cells) >= FEWEST_CELLS and sum(map(bool, cells)) > 1 else ()


def _pages(pages: Sequence[str]) -> list[list[str]]:
    """Return the lines of each page, without page numbers where pages have them."""
    parted = [page.split("\n") for page in pages]
    if len(parted) < 3:
        return parted
    for lines in parted:
        filled = [place for place, line in enumerate(lines) if line.strip()]
        for place in {*filled[:1], *filled[-1:]}:
            if PAGE_NUMBER.match(lines[place]):
                lines[place] = ""
    return parted


def _printed(line: str, page: int | None) -> Printed:
    shown = line.expandtabs(TAB).rstrip() if "\t" in line[:40] else line.rstrip()
    text = tidy(line)
    left = len(shown) - len(shown.lstrip())
    return Printed(text, left, len(shown), page=page, cells=_cells(line) if "\t" in line else ())


def _line(text: str, first: Printed) -> Line:
    return Line(text, centred=first.centred, indent=first.left * LETTER, page=first.page)


def _is_wrapped(lines: Sequence[Printed]) -> bool:
    """Tell whether sentences run over the ends of most full lines."""
    if len(lines) < FEWEST_WRAPPED:
        return False
    width = max(line.right for line in lines)
    if width > WIDEST_WRAPPED:
        return False
    pairs = list(pairwise(lines))
    full = [(one, after) for one, after in pairs if one.right + len(_word(after)) + 1 > width - 2]
    running = [after for one, after in full if after.text[0].islower() and one.text[-1] not in ".:;!?"]
    if len(running) >= SURELY_RUNNING and len(running) >= 0.6 * len(full):
        return True
    return len(full) >= 0.3 * len(lines) and len(running) >= 0.3 * len(full)


def _shows_paragraphs(printed: Sequence[Printed]) -> bool:
    """Tell whether blank lines part the paragraphs, and only full lines have others below them."""
    filled = [line for line in printed if line.text]
    if len(filled) < FEWEST_WRAPPED or (width := max(line.right for line in filled)) > WIDEST_WRAPPED:
        return False
    if len(printed) - len(filled) < 0.3 * len(filled):
        return False
    below = [(one, after) for one, after in pairwise(printed) if one.text and after.text]
    full = [after for one, after in below if one.right + len(_word(after)) + 1 > width - 2]
    return len(below) >= FEWEST_BELOW and len(full) >= 0.8 * len(below)


def _shows_first_lines(printed: Sequence[Printed]) -> bool:
    """Tell whether first lines of paragraphs are indented, and lines at the margin go on with a sentence."""
    filled = [line for line in printed if line.text]
    indents = Counter(line.left for line in filled if 2 <= line.left <= TAB)
    if len(filled) < FEWEST_WRAPPED or not indents or max(line.right for line in filled) > WIDEST_WRAPPED:
        return False
    indent, count = indents.most_common(1)[0]
    long = 0.7 * max(line.right for line in filled)
    pairs = ((one, after) for one, after in pairwise(printed) if one.right > long)
    below = [(one, after) for one, after in pairs if after.text and after.left < indent]
    going_on = sum(after.text[0].islower() and one.text[-1] not in ".:;!?" for one, after in below)
    return count >= 0.3 * len(filled) and len(below) >= FEWEST_BELOW and going_on >= 0.4 * len(below)


def _word(line: Printed) -> str:
    found = WORD_AT_START.match(line.text)
    return found[0] if found else ""


def _unwrapped(lines: Sequence[Printed]) -> list[Line]:
    width = max(line.right for line in lines)
    filled = [line for line in lines if line.text]
    left = _margin(filled)
    set_lines = [
        _placed(line, lines[place - 1] if place else None, left, width)
        for place, line in enumerate(lines)
        if line.text
    ]
    hyphens = Hyphens(line.text for line in filled)
    return [
        _line(hyphens.paragraph([line.text for line in block]), block[0]) for block in paragraphs(set_lines)
    ]


def _margin(lines: Sequence[Printed]) -> float:
    counted = Counter(line.left for line in lines)
    often = [left for left, count in counted.items() if count >= 0.1 * len(lines)]
    return min(often, default=0.0)


def _placed(line: Printed, before: Printed | None, left: float, width: float) -> Printed:
    """Return a line with the way down from the one before it, and its place."""
    indent, after = line.left - left, width - line.right
    is_centred = indent > TAB and abs(indent - after) <= 3
    gap = 2.0 if before is not None and not before.text else 1.0
    return Printed(
        line.text,
        line.left,
        line.right,
        gap,
        centred=is_centred,
        page=line.page,
        margins=(left, width),
    )
