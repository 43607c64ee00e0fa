"""Akoma Ntoso to units: the act carries its structure, so nothing has to be recognised."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.cells import as_table
from tumar.law.rules.reading.letters import lowered, raised, tidy
from tumar.law.rules.reading.markup import Element, attribute, child, name_of, parsed, whole
from tumar.law.rules.reading.refusals import Code, Unreadable
from tumar.law.rules.units import Kind, Structure, Unit

ROOT = "akomaNtoso"
KINDS = {
    **dict.fromkeys(["part", "subpart", "book", "tome", "title", "subtitle"], Kind.PART),
    **dict.fromkeys(["chapter", "subchapter", "transitional"], Kind.CHAPTER),
    **dict.fromkeys(["section", "subsection", "division", "subdivision"], Kind.SECTION),
    **dict.fromkeys(["article", "rule", "subrule", "proviso"], Kind.ARTICLE),
    **dict.fromkeys(["paragraph", "subparagraph", "clause", "subclause"], Kind.PARAGRAPH),
    **dict.fromkeys(["point", "item", "list", "sublist", "blockList", "level"], Kind.POINT),
    "indent": Kind.LETTER,
    "alinea": Kind.UNNUMBERED,
    "crossHeading": Kind.HEADING,
    "hcontainer": Kind.UNNUMBERED,
    "container": Kind.UNNUMBERED,
}
DOCUMENTS = frozenset(["attachment", "component", "doc", "act", "bill", "statement", "documentCollection"])
DOCUMENTS_PARTS = {"preface": Kind.PREFACE, "preamble": Kind.PREAMBLE, "conclusions": Kind.CLOSING}
# Elements that hold others and are nothing themselves.
WRAPPERS = frozenset(
    ["body", "mainBody", "attachments", "components", "annexes", "collectionBody", "componentRef"]
)
NO_TEXT = frozenset(["meta", "coverPage"])
NUMBERLESS = frozenset([Kind.PARAGRAPH, Kind.POINT, Kind.LETTER])
ABBREVIATIONS = {Kind.ARTICLE: "art", Kind.CHAPTER: "chp", Kind.SECTION: "sec", Kind.PARAGRAPH: "para"}
LETTER = re.compile(r"\W*[^\W\d_]{1,2}\W*$")
ROMAN = re.compile(r"\W*[ivxl]{1,2}\W*$", re.IGNORECASE)
ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.~-]*$")
# Codes of languages in three letters, by those in two.
LANGUAGES = {
    "en": "eng",
    "ru": "rus",
    "kk": "kaz",
    "ky": "kir",
    "uz": "uzb",
    "tg": "tgk",
    "tk": "tuk",
    "mn": "mon khk",
    "az": "aze",
    "ka": "kat geo",
    "hy": "hye arm",
    "ro": "ron rum mol",
    "uk": "ukr",
    "sr": "srp",
    "bs": "bos",
    "cnr": "cnr",
    "mk": "mkd mac",
    "sq": "sqi alb",
    "hr": "hrv",
    "prs": "prs",
    "fa": "fas per",
    "tr": "tur",
    "ps": "pus",
    "ur": "urd",
    "fr": "fra fre",
    "de": "deu ger",
    "be": "bel",
}
ISO = {three: two for two, codes in LANGUAGES.items() for three in codes.split()}
# What our own files hold where the schema wants something and the act has nothing.
EMPTY = "empty"
KIND_VALUES = frozenset(each.value for each in Kind)


@dataclass
class _Reader:
    """Goes through the act once; every letter goes to one unit."""

    units: list[Unit] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)

    def walk(self, elements: Iterable[Element], parent: str) -> None:
        for each in elements:
            name = name_of(each)
            if name in WRAPPERS:
                self.walk(each, parent)
            elif name in DOCUMENTS:
                self._document(each, name, parent)
            elif name == "table":
                self._table(each, parent)
            elif name in DOCUMENTS_PARTS:
                self._part(each, DOCUMENTS_PARTS[name], parent)
            elif name in KINDS:
                self._unit(each, name, parent)
            elif name and name not in NO_TEXT:
                self._block(each, Kind.UNNUMBERED, parent)

    def _part(self, element: Element, kind: Kind, parent: str) -> None:
        """Read a preface, preamble or conclusion: a note or an address of its own parts it in several."""
        place = None
        for each in element:
            note = child(each, "remark") if name_of(each) == "p" and not (each.text or "").strip() else None
            if note is not None and len(each) == 1:
                self._remark(note, parent)
                place = None
            elif name_of(each) == "table":
                self._table(each, parent)
                place = None
            else:
                if place is None or attribute(each, "eId"):
                    place = len(self.units)
                    self._add(kind, each if attribute(each, "eId") else element, parent, "")
                self._content([each], self.units[place].eid, place)

    def _remark(self, note: Element, parent: str) -> None:
        last = self.units[-1] if self.units else None
        if last and last.kind == Kind.NOTE and last.parent == parent and not attribute(note, "eId"):
            self.units[-1] = replace(last, text=f"{last.text}\n{_text(note)}")
        else:
            self._add(Kind.NOTE, note, parent, _text(note))

    def _document(self, element: Element, name: str, parent: str) -> None:
        if name not in {"attachment", "component"}:
            self.walk(element, parent)
            return
        eid = self._address(element, Kind.ANNEX, parent)
        label, heading = _text(child(element, "num")), _headings(element)
        self.units.append(Unit(Kind.ANNEX, eid, label, heading, parent=parent, line=len(self.units)))
        self.walk((each for each in element if name_of(each) not in _NAMED), eid)

    def _unit(self, element: Element, name: str, parent: str) -> None:
        """Read a numbered thing: its own text first, then what is below it, then what follows that."""
        label, heading = _text(child(element, "num")), _headings(element)
        kind = _kind(element, name, label, heading)
        if name == "hcontainer" and attribute(element, "name") == EMPTY:
            return
        if name == "hcontainer" and kind == Kind.TABLE:
            content = child(element, "content")
            self.walk([] if content is None else content, parent)
            return
        if name == "crossHeading":
            heading = heading or _text(element)
        eid = self._address(element, kind, parent)
        place = len(self.units)
        is_repealed = attribute(element, "status") in {"removed", "repealed"}
        self.units.append(Unit(kind, eid, label, heading, "", parent, place, repealed=is_repealed))
        if name != "crossHeading":
            self._within(element, eid, first=place)

    def _within(self, element: Element, eid: str, first: int | None) -> None:
        """Read what is in a unit. Text before anything below it is its own; later text stands by itself."""
        for each in element:
            name = name_of(each)
            if name in _NAMED or not name:
                continue
            if (
                name in {"list", "blockList"}
                and child(each, "num") is None
                and child(each, "heading") is None
            ):
                self._within(each, eid, first)
                continue
            if name in {"content", "intro", "wrapUp", "wrap", "listIntroduction", "listWrapUp"}:
                self._content(each, eid, first)
            elif name in KINDS or name in WRAPPERS or name in DOCUMENTS:
                self.walk([each], eid)
            else:
                self._content([each], eid, first)

    def _content(self, blocks: Element | list[Element], eid: str, first: int | None) -> None:
        if not isinstance(blocks, list) and not any(name_of(each) in _BLOCKS for each in blocks):
            blocks = [blocks]
        for each in blocks:
            name = name_of(each)
            if name == "table":
                self._table(each, eid)
            elif name == "blockList" and child(each, "num") is None:
                self._within(each, eid, first)
            elif name in KINDS:
                self._unit(each, name, eid)
            else:
                self._own(each, eid, first)

    def _own(self, element: Element, eid: str, first: int | None) -> None:
        notes: list[Element] = []
        text = _text(element, notes)
        if text and first is not None and len(self.units) == first + 1:
            unit = self.units[first]
            joined = f"{unit.text}\n{text}" if unit.text else text
            self.units[first] = replace(unit, text=joined)
        elif text:
            self._add(Kind.UNNUMBERED, element, eid, text)
        for note in notes:
            marker = attribute(note, "marker")
            self._add(Kind.NOTE, note, eid, _text(note), label=marker)

    def _block(self, element: Element, kind: Kind, parent: str) -> None:
        place = len(self.units)
        self._add(kind, element, parent, "")
        self._content(element, self.units[place].eid, place)
        if not self.units[place].text and len(self.units) == place + 1:
            self.units.pop()

    def _table(self, element: Element, eid: str) -> None:
        notes: list[Element] = []
        rows = [
            [
                text
                for cell in row
                if name_of(cell) in {"td", "th"}
                for text in [_text(cell, notes), *[""] * (min(whole(attribute(cell, "colspan"), 1), 64) - 1)]
            ]
            for row in element.iter()
            if name_of(row) == "tr"
        ]
        self._add(
            Kind.TABLE, element, eid, "", heading=_text(child(element, "caption")), cells=as_table(rows)
        )
        for note in notes:
            self._add(Kind.NOTE, note, eid, _text(note), label=attribute(note, "marker"))

    def _add(
        self,
        kind: Kind,
        element: Element,
        parent: str,
        text: str,
        *,
        label: str = "",
        heading: str = "",
        cells: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        eid = self._address(element, kind, parent)
        self.units.append(Unit(kind, eid, label, heading, text, parent, len(self.units), cells=cells))

    def _address(self, element: Element, kind: Kind, parent: str) -> str:
        """Return the address that the element has; where that cannot be used, one by its place."""
        stated = attribute(element, "eId") or attribute(element, "id")
        stated = stated.removesuffix("__grid") if kind == Kind.TABLE else stated
        if not ADDRESS.match(stated) or stated in self.taken:
            begin = f"{parent}__" if parent else ""
            begin += ABBREVIATIONS.get(kind, kind.value)
            while (stated := f"{begin}_{self.counted[begin] + 1}") in self.taken:
                self.counted[begin] += 1
        self.taken.add(stated)
        return stated


_NAMED = frozenset(["num", "heading", "subheading", "meta"])
_BLOCKS = frozenset(
    ["p", "table", "blockList", "block", "tblock", "ul", "ol", "foreign", "longTitle", "formula"]
)


def _kind(element: Element, name: str, label: str, heading: str) -> Kind:
    stated = attribute(element, "name")
    if name in {"hcontainer", "container", "level"} and stated in KIND_VALUES:
        return Kind(stated)
    kind = KINDS[name]
    is_point = ROMAN.match(label) and attribute(element, "eId").rpartition("__")[2].startswith("point_")
    if kind == Kind.POINT and LETTER.match(label) and not is_point:
        return Kind.LETTER
    if kind in NUMBERLESS and not label:
        return Kind.UNNUMBERED
    if kind == Kind.UNNUMBERED and any(sign.isalnum() for sign in label):
        return Kind.PARAGRAPH
    if name == "hcontainer" and heading and not label and len(element) == 1:
        return Kind.HEADING
    return kind


def _headings(element: Element) -> str:
    parts = (_text(child(element, name)) for name in ("heading", "subheading"))
    return " ".join(filter(None, parts))


def _pieces(element: Element, notes: list[Element] | None) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        name = name_of(each)
        if name == "authorialNote" and notes is not None:
            notes.append(each)
        elif name in {"sup", "sub"}:
            inner = "".join(_pieces(each, notes))
            yield raised(inner) if name == "sup" else lowered(inner)
        elif name in {"br", "eol"}:
            yield "\n"
        elif name in _BLOCKS or name in KINDS or name in {"li", "tr", "content", "intro", "quotedStructure"}:
            yield "\n"
            yield from _pieces(each, notes)
            yield "\n"
        elif name:
            # Numbers and headings within quoted provisions are parted from what follows them.
            yield from _pieces(each, notes)
            yield " " if name in _NAMED or name in {"td", "th"} else ""
        yield each.tail or ""


def _text(element: Element | None, notes: list[Element] | None = None) -> str:
    """Return the text within an element; notes are gathered apart where there is a list for them."""
    if element is None:
        return ""
    # Ends of lines in the file are laid out by whoever wrote it; ours are those of blocks.
    text = "".join("\n" if piece == "\n" else piece.replace("\n", " ") for piece in _pieces(element, notes))
    return "\n".join(filter(None, map(tidy, text.split("\n"))))


def is_akn(root: Element) -> bool:
    """Tell whether an XML document is Akoma Ntoso."""
    return name_of(root) == ROOT


def structure_of(root: Element) -> Structure:
    """Return the units of an act in Akoma Ntoso, with the addresses that it gives where they can be used."""
    reader = _Reader()
    reader.walk(root, "")
    language = next(
        (attribute(each, "language") for each in root.iter() if name_of(each) == "FRBRlanguage"), ""
    )
    base, _hyphen, script = language.partition("-")
    told = ISO.get(base[:3].lower(), base[:2].lower())
    return Structure("akn", f"{told}-{script}" if len(script) == 4 else told, tuple(reader.units))


def read_akn(data: bytes) -> Structure:
    """Return the units of an act in Akoma Ntoso; raise Unreadable where it is none."""
    root = parsed(data)
    if not is_akn(root):
        raise Unreadable(Code.STRANGE_XML)
    try:
        return structure_of(root)
    except RecursionError as error:
        raise Unreadable(Code.BROKEN) from error


LEVELS = {Kind.PART: 1, Kind.CHAPTER: 2, Kind.SECTION: 3, Kind.ARTICLE: 4, Kind.HEADING: 4, Kind.ANNEX: 1}


def lines_of_akn(root: Element) -> Document:
    """Return the act as lines, for whoever wants to recognise its structure anew."""
    structure = structure_of(root)
    lines: list[Line] = []
    for unit in structure.units:
        texts = [*filter(None, [unit.heading]), *filter(None, unit.text.split("\n"))]
        if unit.label and not texts and not unit.cells:
            texts = [""]
        for place, text in enumerate(texts):
            is_heading = place == 0 and bool(unit.heading)
            lines.append(
                Line(
                    text,
                    label="" if place else unit.label,
                    level=LEVELS.get(unit.kind) if is_heading else None,
                    note=unit.kind == Kind.NOTE,
                )
            )
        if unit.cells:
            lines.append(Line("", cells=unit.cells))
    return Document(tuple(lines), "akn", structure.language)
