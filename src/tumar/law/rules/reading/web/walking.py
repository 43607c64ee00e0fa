"""Through a page in order, element by element, without recursion: pages are nested as deep as they like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from tumar.law.rules.lines import Line
from tumar.law.rules.reading.cells import WIDEST_TABLE, as_table, cell_text, is_frame
from tumar.law.rules.reading.letters import lines_of, lowered, raised
from tumar.law.rules.reading.limits import DEEPEST_TABLES
from tumar.law.rules.reading.markup import Element, whole
from tumar.law.rules.reading.web.lists import WebList, list_of
from tumar.law.rules.reading.web.looks import (
    NO_TEXT,
    NUMBERS,
    Look,
    holds_links,
    is_block,
    is_called,
    is_called_menu,
    is_furniture,
    is_hidden,
    look_within,
    note_of,
)

BLANKS = re.compile(r"[ \t\r\n\f]+")
# Where a raised stretch is longer than this, somebody forgot to end it.
LONGEST_RAISED = 20
WIDEST_SPAN = 64
HIGHEST_SPAN = 1000
# Looking whether something is a menu takes going through it.
MOST_MENUS = 100
# A cell that holds an act, and not an entry of a table.
LONGEST_CELL = 3000
MOST_BLOCKS_IN_A_CELL = 15


def tag_of(element: Element) -> str:
    """Return the name of an element; of «o:p» and the like the last part."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


@dataclass
class PageReader:
    """Gathers text until a block begins or ends, then makes lines of it."""

    keeps_furniture: bool = False
    depth: int = 0
    lines: list[Line] = field(default_factory=list)
    has_deletions: bool = False
    # The line after the last element that the page calls its article; nothing where it calls none so.
    act_end: int | None = None
    # Numbers of paragraphs, one after the other in all cells of the page.
    blocks: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self._pieces: list[str] = []
        self._letters = self._bold_letters = 0
        self._label = ""
        self._looks = [Look()]
        self._lists: list[WebList] = []
        self._menus = 0

    def read(self, root: Element) -> list[Line]:
        """Return the lines of an element and of all within it."""
        self._enter(root, tag_of(root))
        open_elements = [(root, iter(root))]
        while open_elements:
            element, inner = open_elements[-1]
            following = next(inner, None)
            if following is None:
                open_elements.pop()
                self._leave(element, tag_of(element))
                if open_elements:
                    self._add(element.tail)
                continue
            tag = tag_of(following)
            if self._is_left_out(following, tag):
                self._add(following.tail)
            elif tag == "table" and not self._is_frame(following):
                self._flush()
                self._table(following)
                self._add(following.tail)
            else:
                self._enter(following, tag)
                open_elements.append((following, iter(following)))
        self._flush()
        return self.lines

    def _is_left_out(self, element: Element, tag: str) -> bool:
        if not tag or tag in NO_TEXT:
            return True
        if tag == "del":
            self.has_deletions = True
            return True
        if tag == "a" and note_of(element.get("href", "").lstrip("#").replace("_ftnref", "-")):
            return True
        if not element.attrib and tag not in {"nav", "aside", "menu", "header", "footer"}:
            return False
        if is_hidden(element):
            return True
        if self.keeps_furniture:
            return False
        return is_furniture(element, tag) or self._is_menu(element)

    def _is_menu(self, element: Element) -> bool:
        if self._menus >= MOST_MENUS or not is_called_menu(element):
            return False
        self._menus += 1
        return holds_links(element)

    def _enter(self, element: Element, tag: str) -> None:
        if is_block(element, tag):
            self._flush()
        self._looks.append(look_within(element, tag, self._looks[-1]))
        if tag in {"ol", "ul", "dir"}:
            self._lists.append(list_of(element, tag))
        elif tag == "li":
            self._label = self._lists[-1].next_label(element) if self._lists else "•"
        elif tag == "br":
            self._pieces.append("\n")
        self._add(element.text)

    def _leave(self, element: Element, tag: str) -> None:
        if is_block(element, tag):
            self._flush()
        elif is_called(element, NUMBERS):
            self._pieces.append(" ")
        if tag in {"article", "main"}:
            self.act_end = len(self.lines)
        if tag in {"ol", "ul", "dir"} and self._lists:
            self._lists.pop()
        elif tag == "li":
            if self._label[:1].isalnum():
                self.lines.append(Line("", label=self._label))
            self._label = ""
        self._looks.pop()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        look = self._looks[-1]
        if not look.is_preformatted:
            text = BLANKS.sub(" ", text)
        if look.height and len(text) <= LONGEST_RAISED:
            text = raised(text) if look.height == "superscript" else lowered(text)
        self._pieces.append(text)
        length = len(text) - text.count(" ")
        self._letters += length
        self._bold_letters += length if look.bold else 0

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        letters, bold = self._letters, self._bold_letters
        self._letters = self._bold_letters = 0
        if not letters:
            return
        look = self._looks[-1]
        block = next(self.blocks)
        for piece in lines_of("".join(pieces)):
            self.lines.append(
                Line(
                    piece,
                    label=self._label,
                    level=look.level,
                    centred=look.centred,
                    bold=bold >= 0.9 * letters,
                    indent=look.indent,
                    note=look.is_note,
                    quoted=look.is_quoted,
                    block=block,
                )
            )
            self._label = ""

    def _is_frame(self, table: Element) -> bool:
        """Tell whether a table only lays out the page: then its cells are no cells but text."""
        if self.depth >= DEEPEST_TABLES or table.get("role", "").lower() in {"presentation", "none"}:
            return True
        rows = [[cell for cell in row if tag_of(cell) in {"td", "th"}] for row in _rows(table)]
        if max(map(len, rows), default=0) <= 1:
            return True
        if next(table.iter("th"), None) is None and any(
            next(cell.iter("table"), None) is not None for row in rows for cell in row
        ):
            return table.get("border", "0") in {"", "0"}
        return any(map(_holds_an_act, (cell for row in rows for cell in row)))

    def _table(self, table: Element) -> None:
        below: dict[int, int] = {}
        rows: list[list[list[Line]]] = []
        for caption in table.iter("caption"):
            self.lines += self._apart(caption)
        for row in _rows(table):
            cells: list[list[Line]] = []
            for cell in row:
                if tag_of(cell) in {"td", "th"}:
                    _fill(cells, below)
                    widest = max(min(WIDEST_SPAN, WIDEST_TABLE - len(cells)), 1)
                    across = min(max(whole(cell.get("colspan", ""), 1), 1), widest)
                    down = min(max(whole(cell.get("rowspan", ""), 1), 1), HIGHEST_SPAN)
                    if down > 1:
                        below |= dict.fromkeys(range(len(cells), len(cells) + across), down)
                    cells.append(self._apart(cell))
                    cells += [[] for _each in range(across - 1)]
            _fill(cells, below)
            below = {place: rest - 1 for place, rest in below.items() if rest > 1}
            rows.append(cells)
        if is_frame(rows):
            self.lines += [line for cells in rows for cell in cells for line in cell]
        else:
            self.lines.append(Line("", cells=as_table([list(map(cell_text, cells)) for cells in rows])))

    def _apart(self, element: Element) -> list[Line]:
        reader = PageReader(self.keeps_furniture, self.depth + 1, blocks=self.blocks)
        lines = reader.read(element)
        self.has_deletions |= reader.has_deletions
        return lines


def _fill(cells: list[list[Line]], below: dict[int, int]) -> None:
    """Add the places that a cell of a row above reaches down into."""
    while len(cells) < WIDEST_TABLE and below.get(len(cells), 0):
        cells.append([])


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        tag = tag_of(each)
        if tag == "tr":
            yield each
        elif tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in each if tag_of(row) == "tr")


def _holds_an_act(cell: Element) -> bool:
    length = blocks = 0
    for each in cell.iter():
        length += len(each.text or "") + len(each.tail or "")
        blocks += tag_of(each) in {"p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6"}
        if length > LONGEST_CELL or blocks > MOST_BLOCKS_IN_A_CELL:
            return True
    return False
