"""The body of an OpenDocument text to lines."""

from dataclasses import dataclass, field

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.cells import as_table, cell_text, is_frame
from tumar.law.rules.reading.letters import lines_of, lowered, raised
from tumar.law.rules.reading.markup import Archive, Element, attribute, child, name_of, whole
from tumar.law.rules.reading.odt.styles import LEVELS, Style, Styles
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable

PASSED_OVER = frozenset(
    [
        *("tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "user-field-decls"),
        *("note-citation", "script", "ruby-text", "image", "object"),
    ]
)
CONTENTS = frozenset(["table-of-content", "alphabetical-index", "illustration-index", "table-index"])


@dataclass
class _Item:
    """An item of a list that has not yet begun its first paragraph."""

    label: str = ""


@dataclass
class OdtReader:
    """Goes through the body once, in order, counting lists as they come."""

    styles: Styles
    notices: set[Notice] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._pieces: list[str] = []
        self._letters = self._bold = 0
        self._notes: list[Element] = []
        self._boxes: list[Element] = []
        self._counters: dict[str, list[int]] = {}
        self._outline = [0] * LEVELS
        self._item = _Item()

    def blocks(self, container: Element) -> None:
        """Read paragraphs, lists and tables, however deep they are wrapped."""
        for each in container:
            self._block(each)

    def _block(self, element: Element) -> None:
        match name_of(element):
            case "p":
                self._paragraph(element, None)
            case "h":
                self._paragraph(element, max(whole(attribute(element, "outline-level"), 1), 1))
            case "list":
                self._list(element, "", 0, [0] * LEVELS)
            case "table":
                self._table(element)
            case name if name in CONTENTS:
                self.notices.add(Notice.CONTENTS_LEFT_OUT)
            case "tracked-changes":
                self.notices.add(Notice.TRACKED_CHANGES)
            case name if name and name not in PASSED_OVER:
                self.blocks(element)

    def _list(self, element: Element, style: str, place: int, counters: list[int]) -> None:
        style = attribute(element, "style-name") or style
        if place == 0:
            earlier = attribute(element, "continue-list") or style
            goes_on = attribute(element, "continue-numbering") == "true" or attribute(
                element, "continue-list"
            )
            counters = self._counters.get(earlier, counters) if goes_on else counters
            for name in filter(None, [style, attribute(element, "id")]):
                self._counters[name] = counters
        place = min(place, LEVELS - 1)
        for item in element:
            kind = name_of(item)
            if kind not in {"list-item", "list-header"}:
                continue
            is_counted = kind == "list-item" and any(name_of(each) in {"p", "h"} for each in item)
            if is_counted:
                self._count(item, self._style_of(item, style), place, counters)
            for each in item:
                if name_of(each) == "list":
                    self._list(each, style, place + 1, counters)
                else:
                    self._block(each)
            self._item = _Item()

    def _style_of(self, item: Element, style: str) -> str:
        if style:
            return style
        first = next((each for each in item if name_of(each) in {"p", "h"}), None)
        return self.styles.style(attribute(first, "style-name")).list_style or ""

    def _count(self, item: Element, style: str, place: int, counters: list[int]) -> None:
        levels = self.styles.lists.get(style, {})
        stated = attribute(item, "start-value")
        start = levels[place].start if place in levels else 1
        counters[place] = whole(stated) if stated else counters[place] + 1 if counters[place] else start
        for below in range(place + 1, LEVELS):
            counters[below] = 0
        self._item = _Item(self.styles.label(levels, counters, place))

    def _paragraph(self, element: Element, level: int | None) -> None:
        style = self.styles.style(attribute(element, "style-name"))
        label, self._item = self._item.label, _Item()
        if level is not None and not label and attribute(element, "is-list-header") != "true":
            label = self._heading_label(level)
        self._inline(element, style)
        pieces, self._pieces = "".join(self._pieces), []
        is_bold = bool(self._letters) and self._bold >= 0.9 * self._letters
        self._letters = self._bold = 0
        texts = lines_of(pieces) or ([""] if label[:1].isalnum() else [])
        for place, text in enumerate(texts):
            self.lines.append(
                Line(
                    text,
                    label="" if place else label,
                    level=level,
                    centred=bool(style.centred),
                    bold=is_bold,
                    indent=style.indent or 0.0,
                )
            )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)
        notes, self._notes = self._notes, []
        for note in notes:
            self._note(note)

    def _heading_label(self, level: int) -> str:
        place = min(level - 1, LEVELS - 1)
        if place not in self.styles.outline:
            return ""
        start = self.styles.outline[place].start
        self._outline[place] = self._outline[place] + 1 if self._outline[place] else start
        for below in range(place + 1, LEVELS):
            self._outline[below] = 0
        return self.styles.label(self.styles.outline, self._outline, place)

    def _note(self, note: Element) -> None:
        mark = raised("".join(map(str, child_text(note, "note-citation"))))
        body = child(note, "note-body")
        for place, line in enumerate(self.apart(body) if body is not None else []):
            text = f"{line.label} {line.text}".strip()
            self.lines.append(Line(text, label="" if place else mark, note=True))

    def apart(self, element: Element) -> list[Line]:
        """Return the lines of a cell or a note, which are no lines of the body."""
        inner = OdtReader(self.styles, self.notices)
        inner._counters = self._counters
        inner.blocks(element)
        return inner.lines

    def _inline(self, element: Element, style: Style) -> None:
        self._add(element.text, style)
        for each in element:
            name = name_of(each)
            if name == "span":
                own = self.styles.style(attribute(each, "style-name"))
                self._inline(each, own.over(style))
            elif name == "s":
                self._add(" ", style)
            elif name in {"tab", "line-break"}:
                self._pieces.append("\n" if name == "line-break" else " ")
            elif name == "note":
                self._notes.append(each)
            elif name == "frame":
                self._boxes += [box for box in each if name_of(box) == "text-box"]
            elif name and name not in PASSED_OVER:
                self._inline(each, style)
            self._add(each.tail, style)

    def _add(self, text: str | None, style: Style) -> None:
        if not text:
            return
        if style.is_hidden:
            self.notices.add(Notice.HIDDEN_TEXT)
            return
        text = " ".join(text.split("\n")).replace("\t", " ")
        if style.height == "superscript":
            text = raised(text)
        elif style.height == "subscript":
            text = lowered(text)
        self._pieces.append(text)
        length = len(text) - text.count(" ")
        self._letters += length
        self._bold += length if style.bold else 0

    def _table(self, element: Element) -> None:
        rows = [
            each for each in element.iter() if name_of(each) == "table-row" and _table_of(each) is element
        ]
        cells = [
            [self.apart(each) for each in row if name_of(each) in {"table-cell", "covered-table-cell"}]
            for row in rows
        ]
        if is_frame(cells):
            self.lines += [line for row in cells for cell in row for line in cell]
            return
        table = as_table(
            [[cell_text([line for line in cell if not line.note]) for cell in row] for row in cells]
        )
        self.lines.append(Line("", cells=table))
        self.lines += [line for row in cells for cell in row for line in cell if line.note]


def child_text(element: Element, name: str) -> list[str]:
    """Return the pieces of text within the first child of a name."""
    found = child(element, name)
    return [] if found is None else [str(piece) for piece in found.itertext()]


def _table_of(row: Element) -> Element | None:
    return next((each for each in row.iterancestors() if name_of(each) == "table"), None)


def is_odt(archive: Archive) -> bool:
    """Tell whether an archive is an OpenDocument text."""
    return archive.has("content.xml") and b"opendocument.text" in archive.part("mimetype")


def read_odt(archive: Archive) -> Document:
    """Return the lines of an OpenDocument text."""
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable(Code.ENCRYPTED)
    content = archive.tree("content.xml")
    named = [each for each in (archive.tree("styles.xml"), content) if each is not None]
    has_macros = any(name.startswith("basic/") for name in archive.names)
    return _document(content, named, {Notice.MACROS} if has_macros else set())


def read_flat_odt(root: Element) -> Document:
    """Return the lines of an OpenDocument text that is one XML file."""
    return _document(root, [root], set())


def _document(content: Element | None, named: list[Element], notices: set[Notice]) -> Document:
    body = child(content, "body", "text")
    if body is None:
        raise Unreadable(Code.BROKEN)
    styles = Styles()
    styles.add(named)
    reader = OdtReader(styles, notices)
    reader.blocks(body)
    return Document(tuple(reader.lines), "odt", warnings=tuple(sorted(reader.notices)))
