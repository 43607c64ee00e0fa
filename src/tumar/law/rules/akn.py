"""Akoma Ntoso 3.0: a recognised act as XML that the schema takes, labels and words as they are printed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from tumar.law.rules.units import Kind, Structure, Unit

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# What is not known yet is said as such: these hold until a person enters the act's own date and country.
NO_DATE = datetime.date(1, 1, 1)
NO_COUNTRY = "xx"
SOURCE = "#tumar"
_ELEMENTS = {
    Kind.PART: "part",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.POINT: "point",
    Kind.LETTER: "indent",
    Kind.UNNUMBERED: "alinea",
}
# Several units of these kinds may stand in one element; each begins with a paragraph that has its address.
_PARTS = frozenset({Kind.PREFACE, Kind.PREAMBLE, Kind.CLOSING})
_THREE_LETTERS = {
    "az": "aze",
    "be": "bel",
    "bg": "bul",
    "bs": "bos",
    "cnr": "cnr",
    "de": "deu",
    "en": "eng",
    "fa": "fas",
    "fr": "fra",
    "hr": "hrv",
    "hy": "hye",
    "ka": "kat",
    "kk": "kaz",
    "ky": "kir",
    "mk": "mkd",
    "mn": "mon",
    "prs": "prs",
    "ps": "pus",
    "ro": "ron",
    "ru": "rus",
    "sq": "sqi",
    "sr": "srp",
    "tg": "tgk",
    "tk": "tuk",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "uz": "uzb",
}


@dataclass(frozen=True, slots=True)
class About:
    """What is known about an act apart from its text."""

    country: str = NO_COUNTRY
    date: datetime.date = NO_DATE
    # As in an address, such as "12-iii"; "nn" when it has none.
    number: str = "nn"
    title: str = ""
    # Of this text; the day of the act itself when none is given.
    version: datetime.date | None = None


@dataclass(slots=True)
class _Tree:
    """The units below each unit, in order."""

    below: dict[str, list[Unit]] = field(default_factory=dict)

    def children(self, eid: str) -> list[Unit]:
        return self.below.get(eid, [])


def akn(structure: Structure, about: About | None = None) -> bytes:
    """Return the act as Akoma Ntoso."""
    about = about or About()
    tree = _Tree()
    for unit in structure.units:
        tree.below.setdefault(unit.parent, []).append(unit)
    root = etree.Element(_name("akomaNtoso"), nsmap=cast("dict[str, str]", {None: NAMESPACE}))
    act = _sub(root, "act", name="act")
    act.append(_meta(about, structure.language, ""))
    _content(act, "body", tree, "", about, structure.language)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False)
    return written


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _sub(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _name(tag), attributes)
    element.text = text or None
    return element


def _language(code: str) -> str:
    base = code.split("-")[0]
    return "prs" if code == "fa-AF" else _THREE_LETTERS.get(base, "und")


def _with_script(code: str) -> str:
    """Return the language as its attribute has it: with the script, where a language has two."""
    script = code.partition("-")[2]
    return f"{_language(code)}-{script}" if len(script) == 4 else _language(code)


def _meta(about: About, language: str, part: str) -> etree._Element:
    meta = etree.Element(_name("meta"))
    identification = _sub(meta, "identification", source=SOURCE)
    work = f"/akn/{about.country}/act/{about.date.isoformat()}/{about.number}"
    version = (about.version or about.date).isoformat()
    expression = f"{work}/{_language(language)}@{version}"
    component = f"/!{part}" if part else "/!main"
    for level, address in (
        ("Work", work),
        ("Expression", expression),
        ("Manifestation", f"{expression}.xml"),
    ):
        one = _sub(identification, f"FRBR{level}")
        tail = "" if level != "Manifestation" else ".xml"
        _sub(one, "FRBRthis", value=f"{address.removesuffix('.xml')}{component}{tail}")
        _sub(one, "FRBRuri", value=address)
        if level == "Work" and about.title:
            _sub(one, "FRBRalias", value=about.title, name="title")
        day = about.date.isoformat() if level == "Work" else version
        _sub(one, "FRBRdate", date=day, name=level.lower())
        _sub(one, "FRBRauthor", href=SOURCE)
        if level == "Work":
            _sub(one, "FRBRcountry", value=about.country)
        if level == "Expression":
            _sub(one, "FRBRlanguage", language=_with_script(language))
    if part:
        return meta
    references = _sub(meta, "references", source=SOURCE)
    _sub(references, "TLCOrganization", eId="tumar", href="/ontology/organization/tumar", showAs="Tumar")
    return meta


@dataclass(slots=True)
class _Zones:
    """The units at the top of an act or annex, by where Akoma Ntoso has them."""

    preface: list[Unit] = field(default_factory=list)
    preamble: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    conclusions: list[Unit] = field(default_factory=list)
    annexes: list[Unit] = field(default_factory=list)


def _zones(units: Iterable[Unit]) -> _Zones:
    """Return the units by zone; a note or table stays with what stood before it."""
    zones = _Zones()
    current = zones.preface
    for unit in units:
        if unit.kind is Kind.ANNEX:
            zones.annexes.append(unit)
            continue
        if unit.kind is Kind.PREFACE:
            current = zones.preamble if zones.preamble else zones.preface
        elif unit.kind is Kind.PREAMBLE:
            current = zones.preamble
        elif unit.kind is Kind.CLOSING:
            current = zones.conclusions
        elif unit.kind not in {Kind.NOTE, Kind.TABLE}:
            current = zones.body
        current.append(unit)
    return zones


def _content(parent: etree._Element, body: str, tree: _Tree, eid: str, about: About, language: str) -> None:
    """Write what an act or an annex holds, in the order in which Akoma Ntoso has it."""
    zones = _zones(tree.children(eid))
    if eid:
        # Before the first provision of an annex there is nothing that is not its own.
        zones.body = [*zones.preface, *zones.body]
        zones.preface = []
    for tag in ("preface", "preamble"):
        if units := getattr(zones, tag):
            _blocks(_sub(parent, tag), units, tree)
    main = _sub(parent, body)
    _provisions(main, zones.body, tree)
    if not len(main):
        nothing = f"{eid}__empty" if eid else "empty"
        holder = _sub(main, "hcontainer", name="empty", eId=nothing)
        _sub(_sub(holder, "content", eId=f"{nothing}__content"), "p")
    if zones.conclusions:
        _blocks(_sub(parent, "conclusions"), zones.conclusions, tree)
    if zones.annexes:
        attachments = _sub(parent, "attachments")
        for annex in zones.annexes:
            _annex(attachments, annex, tree, about, language)


def _annex(parent: etree._Element, unit: Unit, tree: _Tree, about: About, language: str) -> None:
    attachment = _sub(parent, "attachment", eId=unit.eid)
    if unit.label:
        _sub(attachment, "num", unit.label)
    if unit.heading:
        _sub(attachment, "heading", unit.heading)
    doc = _sub(attachment, "doc", name="annex")
    doc.append(_meta(about, language, unit.eid))
    _content(doc, "mainBody", tree, unit.eid, about, language)


def _paragraphs(parent: etree._Element, text: str) -> None:
    for line in text.split("\n"):
        _sub(parent, "p", line)


def _blocks(parent: etree._Element, units: Sequence[Unit], tree: _Tree) -> None:
    """Write units that have no number as blocks."""
    for unit in units:
        if unit.kind is Kind.NOTE:
            _remarks(parent, unit)
        elif unit.kind is Kind.TABLE:
            _table(parent, unit)
        else:
            first = len(parent)
            _paragraphs(parent, unit.text)
            if unit.kind in _PARTS:
                parent[first].set("eId", unit.eid)
        _blocks(parent, tree.children(unit.eid), tree)


def _remarks(parent: etree._Element, unit: Unit) -> None:
    for place, line in enumerate(unit.text.split("\n")):
        remark = _sub(_sub(parent, "p"), "remark", line, status="editorial")
        if not place and not parent.tag.endswith("}content"):
            remark.set("eId", unit.eid)


def _table(parent: etree._Element, unit: Unit) -> None:
    table = _sub(parent, "table", eId=f"{unit.eid}__grid")
    width = max(1, *map(len, unit.cells)) if unit.cells else 1
    for cells in unit.cells:
        row = _sub(table, "tr")
        for cell in [*cells, *[""] * (width - len(cells))]:
            _paragraphs(_sub(row, "td"), cell)


def _provisions(parent: etree._Element, units: Sequence[Unit], tree: _Tree) -> None:
    for unit in units:
        if unit.kind is Kind.HEADING:
            _heading(parent, unit)
        elif unit.kind in _ELEMENTS:
            _provision(parent, unit, tree)
        else:
            _container(parent, unit, tree)


def _heading(parent: etree._Element, unit: Unit) -> None:
    """Write a heading between provisions; the body of an act, or of an annex, takes no cross-heading."""
    if not parent.tag.endswith(("}mainBody", "}body")):
        _sub(parent, "crossHeading", unit.heading, eId=unit.eid)
        return
    holder = _sub(parent, "hcontainer", name=Kind.HEADING.value, eId=unit.eid)
    _sub(holder, "heading", unit.heading)
    _sub(_sub(holder, "content", eId=f"{unit.eid}__content"), "p")


def _container(parent: etree._Element, unit: Unit, tree: _Tree) -> None:
    """Write a note, a table, or signatures in the middle of an act."""
    holder = _sub(parent, "hcontainer", name=unit.kind.value, eId=unit.eid)
    _blocks(_sub(holder, "content", eId=f"{unit.eid}__content"), [unit], tree)


def _provision(parent: etree._Element, unit: Unit, tree: _Tree) -> None:
    element = _sub(parent, _ELEMENTS[unit.kind], eId=unit.eid)
    if unit.repealed:
        element.set("status", "removed")
    if unit.label:
        _sub(element, "num", unit.label)
    if unit.heading:
        _sub(element, "heading", unit.heading)
    below = tree.children(unit.eid)
    if not below:
        _paragraphs(_sub(element, "content", eId=f"{unit.eid}__content"), unit.text)
        return
    if unit.text:
        _paragraphs(_sub(element, "intro", eId=f"{unit.eid}__intro"), unit.text)
    _provisions(element, below, tree)
