"""RTF to lines. The numbers of lists stand in the file as text, so that nothing has to be counted."""

import codecs
from dataclasses import dataclass, field, replace

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.cells import as_table, cell_text
from tumar.law.rules.reading.letters import lines_of, lowered, raised, tidy
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable
from tumar.law.rules.reading.rtf.tokens import CODE_PAGES, LETTERS, Token, tokens

START = b"{\\rtf"
DEEPEST = 2000
TWIPS = 20
NO_TEXT = frozenset(
    [
        *("colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable", "revtbl", "rsidtbl"),
        *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "fldinst"),
        *("annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "xe", "tc", "nonshppict", "sn", "sv"),
        *("objdata", "themedata", "datastore", "generator", "xmlnstbl", "ftnsep", "ftnsepc", "aftnsep"),
        *("template", "filetbl", "mmathPr", "latentstyles", "userprops", "objclass", "objname", "panose"),
    ]
)
# Extensions that hold text all the same.
READ_EXTENSIONS = frozenset(["shpinst", "shptxt", "shppict", "flddirty"])


@dataclass(frozen=True, slots=True)
class Group:
    """What holds within a group and is forgotten at its end."""

    codec: str
    is_passed_over: bool = False
    in_fonts: bool = False
    in_label: bool = False
    note: bool = False
    skipped_after: int = 1
    height: str = ""
    bold: bool = False
    hidden: bool = False
    deleted: bool = False


@dataclass
class Paragraph:
    """A paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    label: str = ""
    letters: int = 0
    bold: int = 0


@dataclass
class RtfReader:
    """Reads tokens one by one; the look of a paragraph holds until it is reset."""

    codec: str = "cp1252"
    lines: list[Line] = field(default_factory=list)
    notices: set[Notice] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._groups = [Group("")]
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._paragraph = Paragraph()
        self._outer: list[tuple[Paragraph, dict[str, bool], float]] = []
        self._notes: list[Line] = []
        self._cell: list[Line] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []
        self._shape = {"centred": False, "table": False}
        self._indent = 0.0
        self._level: int | None = None
        self._to_skip = 0
        self._opened = self._extension = False
        self._pending = bytearray()
        self._notes_counted = 0

    def read(self, content: bytes) -> list[Line]:
        """Return the lines of a file."""
        for token in tokens(content):
            if self._pending and not token.letters:
                self._decode()
            if token.letters:
                self._bytes(token.letters)
            elif token.group:
                self._change_group(token.group)
            elif token.word:
                self._word(token)
            else:
                self._text(token.text)
        self._decode()
        self._end_paragraph()
        self._end_table()
        return self.lines

    def _change_group(self, sign: str) -> None:
        self._to_skip = 0
        if sign == "{":
            if len(self._groups) > DEEPEST:
                raise Unreadable(Code.BOMB)
            self._groups.append(self._groups[-1])
            self._opened = True
            return
        if len(self._groups) > 1:
            ended = self._groups.pop()
            if ended.note and not self._groups[-1].note and self._outer:
                self._end_note()

    def _word(self, token: Token) -> None:
        group, word, number = self._groups[-1], token.word, token.number
        was_opened, self._opened = self._opened, word == "*"
        if word in LETTERS:
            self._text(LETTERS[word])
        elif word == "u" and number is not None:
            self._to_skip = 0
            self._unicode(number)
            self._to_skip = group.skipped_after
        elif word in NO_TEXT or (was_opened and self._is_extension(word)):
            self._change(is_passed_over=True)
        elif word == "*":
            self._extension = True
        elif not self._destination(word, number):
            self._look(word, number)
        if word != "*":
            self._extension = False

    def _is_extension(self, word: str) -> bool:
        return self._extension and word not in READ_EXTENSIONS and word != "listtext"

    def _destination(self, word: str, number: int | None) -> bool:
        match word:
            case "fonttbl":
                self._change(in_fonts=True)
            case "listtext" | "pntext":
                self._change(in_label=True)
            case "footnote":
                self._change(note=True)
                self._outer.append((self._paragraph, dict(self._shape), self._indent))
                self._paragraph = Paragraph()
            case "ansicpg" if number is not None:
                self.codec = _known(f"cp{number}", self.codec)
            case "f" if number is not None:
                self._font = number
                if not self._groups[-1].in_fonts:
                    self._change(codec=self._fonts.get(number, ""))
            case "fcharset" if self._groups[-1].in_fonts:
                self._fonts[self._font] = CODE_PAGES.get(number or 0, "")
            case "uc":
                self._change(skipped_after=number if number is not None else 1)
            case _:
                return False
        return True

    def _look(self, word: str, number: int | None) -> None:
        is_on = number != 0
        match word:
            case "par" | "sect" | "page":
                self._end_paragraph()
            case "cell" | "nestcell":
                self._end_cell()
            case "row" | "nestrow":
                if self._row:
                    self._rows.append(self._row)
                self._row = []
            case "pard":
                self._shape = {"centred": False, "table": False}
                self._indent, self._level = 0.0, None
            case "intbl":
                self._shape["table"] = True
            case "qc":
                self._shape["centred"] = True
            case "ql" | "qj" | "qr":
                self._shape["centred"] = False
            case "li":
                self._indent = (number or 0) / TWIPS
            case "outlinelevel":
                self._level = number + 1 if number is not None and 0 <= number < 9 else None
            case "super" | "up":
                self._change(height="superscript" if is_on else "")
            case "sub" | "dn":
                self._change(height="subscript" if is_on else "")
            case "nosupersub":
                self._change(height="")
            case "plain":
                self._change(height="", bold=False, hidden=False, deleted=False)
            case "b":
                self._change(bold=is_on)
            case "v":
                self._change(hidden=is_on)
            case "deleted":
                self._change(deleted=is_on)

    def _change(self, **what: object) -> None:
        self._groups[-1] = replace(self._groups[-1], **what)  # type: ignore[arg-type]

    def _bytes(self, letters: bytes) -> None:
        self._opened = False
        if self._to_skip:
            taken = min(self._to_skip, len(letters))
            self._to_skip -= taken
            letters = letters[taken:]
        self._pending += letters

    def _decode(self) -> None:
        letters, self._pending = bytes(self._pending), bytearray()
        if letters:
            self._text(letters.decode(self._groups[-1].codec or self.codec, errors="replace"))

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        pieces = self._paragraph.pieces
        if 0xDC00 <= code < 0xE000 and pieces and 0xD800 <= ord(pieces[-1][-1:] or " ") < 0xDC00:
            pair = chr(ord(pieces.pop())) + chr(code)
            self._text(pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
            return
        self._text(chr(code))

    def _text(self, text: str) -> None:
        group = self._groups[-1]
        if group.is_passed_over or group.in_fonts or not text:
            return
        if group.deleted:
            self.notices.add(Notice.TRACKED_CHANGES)
            return
        if group.hidden:
            if text.strip():
                self.notices.add(Notice.HIDDEN_TEXT)
            return
        if group.in_label:
            self._paragraph.label += text
            return
        if group.height:
            text = raised(text) if group.height == "superscript" else lowered(text)
        self._paragraph.pieces.append(text)
        length = len(text) - text.count(" ")
        self._paragraph.letters += length
        self._paragraph.bold += length if group.bold else 0

    def _made(self) -> list[Line]:
        paragraph, self._paragraph = self._paragraph, Paragraph()
        text = "".join(paragraph.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        label = tidy(paragraph.label)
        return [
            Line(
                piece,
                label="" if place else label,
                level=self._level,
                centred=self._shape["centred"],
                bold=bool(paragraph.letters) and paragraph.bold >= 0.9 * paragraph.letters,
                indent=self._indent,
            )
            for place, piece in enumerate(lines_of(text) or ([""] if label[:1].isalnum() else []))
        ]

    def _end_paragraph(self) -> None:
        if self._groups[-1].is_passed_over:
            return
        if self._groups[-1].note:
            self._paragraph.pieces.append("\n")
        elif self._shape["table"]:
            self._cell += self._made()
        else:
            lines = self._made()
            if lines:
                self._end_table()
            self.lines += lines
            self._let_notes_go()

    def _end_cell(self) -> None:
        self._cell += self._made()
        self._row.append(cell_text(self._cell))
        self._cell = []

    def _end_table(self) -> None:
        rows, self._rows = [*self._rows, *([self._row] if self._row else [])], []
        self._row = []
        if not rows and not self._cell:
            return
        if max(map(len, rows), default=0) <= 1:
            self.lines += [Line(text) for row in rows for cell in row for text in lines_of(cell)]
        elif table := as_table(rows):
            self.lines.append(Line("", cells=table))
        lines, self._cell = self._cell, []
        self.lines += lines
        self._let_notes_go()

    def _end_note(self) -> None:
        text = "".join(self._paragraph.pieces)
        self._paragraph, self._shape, self._indent = self._outer.pop()
        self._notes_counted += 1
        for place, piece in enumerate(lines_of(text)):
            mark = "" if place else raised(str(self._notes_counted))
            self._notes.append(Line(piece, label=mark, note=True))

    def _let_notes_go(self) -> None:
        self.lines += self._notes
        self._notes = []


def _known(codec: str, otherwise: str) -> str:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return otherwise


def read_rtf(content: bytes) -> Document:
    """Return the lines of an RTF."""
    reader = RtfReader()
    lines = reader.read(content)
    return Document(tuple(lines), "rtf", warnings=tuple(sorted(reader.notices)))
