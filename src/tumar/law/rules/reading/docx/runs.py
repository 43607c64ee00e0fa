"""What stands in a paragraph of a DOCX: letters, raised digits, breaks, and what hangs on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tumar.law.rules.reading.docx.styles import Look, Styles, look_of
from tumar.law.rules.reading.letters import lowered, raised
from tumar.law.rules.reading.markup import Element, attribute, child, name_of
from tumar.law.rules.reading.refusals import Notice

# What is no text of the document: properties, deleted text, instructions of fields, remarks.
PASSED_OVER = frozenset(
    [
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "ctrlPr", "delText", "delInstrText", "rt", "fldData"),
        *("commentReference", "annotationRef", "footnoteRef", "endnoteRef", "separator"),
        *("continuationSeparator", "docPr", "nvPicPr", "posOffset", "positionH", "positionV"),
    ]
)
REMOVED = frozenset(["del", "moveFrom"])
ADDED = frozenset(["ins", "moveTo"])
LETTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# Places in the fonts Symbol and Wingdings that stand for letters which every font has.
SYMBOLS = {
    "symbol": {0x27: "∋", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×"}
    | {0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBE: "—", 0x2D: "−", 0xDE: "⇒", 0xAE: "→"}
    | {0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ"},
    "wingdings": {0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xA8: "☐", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xD8: "➢"},
}
SYMBOLS_START = 0xF000


@dataclass
class Text:
    """What was read in one paragraph; "\\n" is a break that was set by hand."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    has_hidden: bool = False
    # "footnote" or "endnote" with its id, in order.
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the letters."""
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        """Tell whether nearly all letters are bold."""
        return self.letters > 0 and self.bold_letters >= 0.9 * self.letters


class TextReader:
    """Reads paragraphs; what it notices on the way it adds to the notices of the document."""

    def __init__(self, styles: Styles, notices: set[Notice]) -> None:
        self.styles = styles
        self.notices = notices
        self.read = Text()
        # For each open field whether its instruction, and not yet its result, is being read.
        self.fields: list[bool] = []

    def paragraph(self, element: Element, look: Look, into: Text) -> None:
        """Read a paragraph, whose letters look like this where they do not say otherwise."""
        self.read, self.fields = into, []
        self._children(element, look)

    def _children(self, element: Element, look: Look) -> None:
        for each in element:
            self._element(each, look)

    def _element(self, element: Element, look: Look) -> None:
        name = name_of(element)
        if name == "r":
            self._run(element, look)
        elif name == "t":
            self._add(element.text or "", look)
        elif name in LETTERS:
            self._add(LETTERS[name], look)
        elif name in REMOVED:
            self.notices.add(Notice.TRACKED_CHANGES)
        elif name not in PASSED_OVER:
            self._seldom(name, element, look)

    def _seldom(self, name: str, element: Element, look: Look) -> None:
        match name:
            case "fldChar":
                self._field(attribute(element, "fldCharType"))
            case "instrText":
                self._instruction(element.text or "")
            case "sym":
                self._symbol(element, look)
            case "footnoteReference" | "endnoteReference":
                self.read.notes.append((name.removesuffix("Reference"), attribute(element, "id")))
            case "txbxContent":
                self.read.boxes.append(element)
            case "AlternateContent":
                for each in alternative(element):
                    self._element(each, look)
            case "sup" | "sub":
                self._children(element, Look(height=f"{name}erscript" if name == "sup" else "subscript"))
            case "den":
                self._add("/", look)
                self._children(element, look)
            case _:
                if name in ADDED:
                    self.notices.add(Notice.TRACKED_CHANGES)
                self._children(element, look)

    def _run(self, element: Element, look: Look) -> None:
        properties = child(element, "rPr")
        if properties is not None:
            style = attribute(child(properties, "rStyle"), "val")
            look = look_of(properties).over(self.styles.look(style) if style else look).over(look)
        if look.hidden:
            has_text = any(name_of(each) == "t" and (each.text or "").strip() for each in element)
            self.read.has_hidden |= has_text
            if has_text:
                self.notices.add(Notice.HIDDEN_TEXT)
            return
        self._children(element, look)

    def _add(self, text: str, look: Look) -> None:
        if any(self.fields):
            return
        if look.height == "superscript":
            text = raised(text)
        elif look.height == "subscript":
            text = lowered(text)
        self.read.pieces.append(text)
        length = len(text) - text.count(" ")
        self.read.letters += length
        if look.bold:
            self.read.bold_letters += length

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _instruction(self, text: str) -> None:
        if text.lstrip().upper().startswith(("AUTONUM", "LISTNUM")):
            self.notices.add(Notice.FIELD_NUMBERS)

    def _symbol(self, element: Element, look: Look) -> None:
        try:
            place = int(attribute(element, "char"), 16)
        except ValueError:
            return
        font = attribute(element, "font").lower()
        known = SYMBOLS.get("wingdings" if font.startswith("wingdings") else font, {})
        letter = known.get(place - SYMBOLS_START if place >= SYMBOLS_START else place, "")
        if not letter and not 0xD800 <= place <= 0xF8FF and place < 0x110000:
            letter = chr(place)
        if not letter:
            self.notices.add(Notice.SYMBOLS)
        self._add(letter or "\ufffd", look)


def alternative(element: Element) -> Iterator[Element]:
    """Yield the content of the first alternative, for all of them say the same."""
    for name in ("Choice", "Fallback"):
        for each in element:
            if name_of(each) == name and len(each):
                yield from each
                return
