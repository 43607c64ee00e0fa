"""The body of a DOCX to lines: paragraphs with their numbers, tables, text boxes, notes, in order."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tumar.law.rules.lines import Line
from tumar.law.rules.reading.cells import as_table, cell_text, is_frame
from tumar.law.rules.reading.docx.numbering import BULLET, NO_LIST, Numbering
from tumar.law.rules.reading.docx.runs import ADDED, REMOVED, Text, TextReader, alternative
from tumar.law.rules.reading.docx.styles import Shape, Styles, shape_of
from tumar.law.rules.reading.letters import lines_of, raised, tidy
from tumar.law.rules.reading.markup import Element, attribute, child, children, name_of, whole
from tumar.law.rules.reading.numbers import roman
from tumar.law.rules.reading.refusals import Notice

WIDEST_SPAN = 64


@dataclass
class BodyReader:
    """Goes through the body once, in order, for numbers are counted as they come."""

    styles: Styles
    numbering: Numbering
    # Notes by kind ("footnote", "endnote") and id.
    notes: dict[tuple[str, str], Element]
    # Gives the lines of a file of another format that is laid into this one, by its id.
    embedded: Callable[[str], list[Line]]
    notices: set[Notice] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._texts = TextReader(self.styles, self.notices)
        self._carried: Text | None = None
        self._counted = {"footnote": 0, "endnote": 0}
        self._endnotes: list[tuple[str, str]] = []
        self._cited: set[tuple[str, str]] = set()

    def read(self, body: Element) -> list[Line]:
        """Return all lines; notes stand after the paragraph that cites them, endnotes at the end."""
        self.blocks(body)
        self._let_go()
        for key in self._endnotes:
            self._note(key)
        return self.lines

    def blocks(self, container: Element) -> None:
        """Read paragraphs and tables, however deep they are wrapped."""
        for each in container:
            self._block(each)

    def _block(self, element: Element) -> None:
        name = name_of(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._let_go()
            self._table(element)
        elif name in REMOVED:
            self.notices.add(Notice.TRACKED_CHANGES)
        elif name == "AlternateContent":
            for inner in alternative(element):
                self._block(inner)
        elif name == "altChunk":
            self.notices.add(Notice.EMBEDDED)
            self.lines += self.embedded(attribute(element, "id"))
        elif name and name not in {"sectPr", "sdtPr", "sdtEndPr", "pPr", "tcPr", "tblPr"}:
            if name in ADDED:
                self.notices.add(Notice.TRACKED_CHANGES)
            self.blocks(element)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val", self.styles.usual)
        if style in self.styles.of_contents:
            self.notices.add(Notice.CONTENTS_LEFT_OUT)
            return
        look = self.styles.look(style).over(self.styles.default_look)
        text, self._carried = self._carried or Text(), None
        self._texts.paragraph(element, look, text)
        if child(properties, "rPr", "del") is not None or child(properties, "rPr", "moveFrom") is not None:
            # Its end was deleted: what is left of it belongs to the next paragraph.
            self.notices.add(Notice.TRACKED_CHANGES)
            self._carried = text
            return
        own = shape_of(properties)
        self._emit(text, style, own)

    def _let_go(self) -> None:
        text, self._carried = self._carried, None
        if text is not None:
            self._emit(text, self.styles.usual, Shape(list_id=NO_LIST))

    def _emit(self, text: Text, style: str, own: Shape) -> None:
        shape = own.over(self.styles.shape(style))
        is_shown = bool(text.text.strip()) or not text.has_hidden
        label, indent = self._label(own, shape, style) if is_shown else ("", None)
        if indent is None or own.indent is not None:
            indent = shape.indent
        pieces = lines_of(text.text)
        if not pieces and label and label != BULLET:
            pieces = [""]
        for place, piece in enumerate(pieces):
            self.lines.append(
                Line(
                    piece,
                    label="" if place else label,
                    level=self.styles.heading_level(style, shape.outline),
                    centred=bool(shape.centred),
                    bold=text.is_bold,
                    indent=indent or 0.0,
                )
            )
        for box in text.boxes:
            self.blocks(box)
        self._cite(text.notes)

    def _label(self, own: Shape, shape: Shape, style: str) -> tuple[str, float | None]:
        list_id = shape.list_id
        if list_id is None or list_id == NO_LIST:
            return "", None
        place = own.list_level
        if place is None and own.list_id is None:
            place = self.numbering.level_of_style(list_id, self.styles.chain(style))
        if place is None:
            place = shape.list_level or 0
        return tidy(self.numbering.next_label(list_id, place)), self.numbering.indent(list_id, place)

    def _cite(self, cited: list[tuple[str, str]]) -> None:
        for key in cited:
            if key in self.notes and key not in self._cited:
                self._cited.add(key)
                if key[0] == "endnote":
                    self._endnotes.append(key)
                else:
                    self._note(key)

    def _note(self, key: tuple[str, str]) -> None:
        kind = key[0]
        self._counted[kind] += 1
        number = self._counted[kind]
        mark = raised(str(number)) if kind == "footnote" else roman(number).lower()
        for place, line in enumerate(self.apart(self.notes[key])):
            text = f"{line.label} {line.text}".strip()
            self.lines.append(Line(text, label="" if place else mark, cells=line.cells, note=True))

    def apart(self, container: Element) -> list[Line]:
        """Return the lines of a cell or a note, which are no lines of the body."""
        kept, self.lines = self.lines, []
        carried, self._carried = self._carried, None
        self.blocks(container)
        self._let_go()
        read, self.lines, self._carried = self.lines, kept, carried
        return read

    def _table(self, element: Element) -> None:
        rows = [self._cells(row) for row in self._rows(element)]
        if is_frame(rows):
            self.lines += [line for row in rows for cell in row for line in cell]
            return
        table = as_table(
            [[cell_text([line for line in cell if not line.note]) for cell in row] for row in rows]
        )
        self.lines.append(Line("", cells=table))
        self.lines += [line for row in rows for cell in row for line in cell if line.note]

    def _rows(self, element: Element) -> list[Element]:
        rows: list[Element] = []
        for each in element:
            name = name_of(each)
            if name == "tr":
                if child(each, "trPr", "del") is not None:
                    self.notices.add(Notice.TRACKED_CHANGES)
                else:
                    rows.append(self._unwrapped(each))
            elif name in {"sdt", "sdtContent", "customXml", "ins"}:
                rows += self._rows(each)
        return rows

    def _unwrapped(self, row: Element) -> Element:
        """Return a row whose cells are its own children, not those of a content control."""
        for wrapper in [each for each in row if name_of(each) in {"sdt", "customXml"}]:
            for cell in list(wrapper.iter()):
                if name_of(cell) == "tc":
                    wrapper.addprevious(cell)
            row.remove(wrapper)
        return row

    def _cells(self, row: Element) -> list[list[Line]]:
        """Return the lines of each cell; a cell over several columns is followed by empty ones."""
        before = whole(attribute(child(row, "trPr", "gridBefore"), "val"))
        cells: list[list[Line]] = [[] for _each in range(min(max(before, 0), WIDEST_SPAN))]
        for cell in children(row, "tc"):
            span = whole(attribute(child(cell, "tcPr", "gridSpan"), "val"), 1)
            cells.append(self.apart(cell))
            cells += [[] for _each in range(min(max(span, 1), WIDEST_SPAN) - 1)]
        return cells
