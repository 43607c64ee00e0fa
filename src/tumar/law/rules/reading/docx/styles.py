"""Styles of a DOCX: what a paragraph or a run is when it does not say so itself."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from tumar.law.rules.reading.markup import Element, attribute, child, children, name_of, whole

HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
CONTENTS = re.compile(r"(toc|contents)\s*\d$", re.IGNORECASE)
OFF = {"0", "false", "off", "none"}
BODY_TEXT = 9
TWIPS = 20


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None is what is not said."""

    bold: bool | None = None
    hidden: bool | None = None
    # "superscript", "subscript" or "baseline".
    height: str | None = None

    def over(self, below: "Look") -> "Look":
        """Return this look where it says something, else the one below it."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.height if self.height is None else self.height,
        )


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set and numbered; None is what is not said."""

    centred: bool | None = None
    indent: float | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, below: "Shape") -> "Shape":
        """Return this shape where it says something, else the one below it."""
        return Shape(
            below.centred if self.centred is None else self.centred,
            below.indent if self.indent is None else self.indent,
            below.outline if self.outline is None else self.outline,
            below.list_id if self.list_id is None else self.list_id,
            below.list_level if self.list_level is None else self.list_level,
        )


UNSHAPED = Shape()


@dataclass(frozen=True)
class Style:
    """One style with what it says itself."""

    name: str
    based_on: str
    shape: Shape
    look: Look


def _switch(element: Element | None) -> bool | None:
    return None if element is None else attribute(element, "val", "1").lower() not in OFF


def look_of(properties: Element | None) -> Look:
    """Return what run properties say of the look."""
    if properties is None or not len(properties):
        return PLAIN
    bold = hidden = height = None
    for each in properties:
        match name_of(each):
            case "b":
                bold = _switch(each)
            case "vanish":
                hidden = _switch(each)
            case "vertAlign":
                height = attribute(each, "val")
            case "position":
                # Half points; what is set higher by hand is read as a superscript, too.
                moved = whole(attribute(each, "val"))
                if moved and height is None:
                    height = "superscript" if moved > 0 else "subscript"
    return Look(bold, hidden, height)


def shape_of(properties: Element | None) -> Shape:
    """Return what paragraph properties say of the shape."""
    if properties is None or not len(properties):
        return UNSHAPED
    centred = indent = outline = list_id = level = None
    for each in properties:
        match name_of(each):
            case "jc":
                centred = attribute(each, "val") == "center"
            case "ind":
                left = attribute(each, "left") or attribute(each, "start")
                indent = whole(left) / TWIPS if left else None
            case "outlineLvl":
                outline = whole(attribute(each, "val"), BODY_TEXT)
            case "numPr":
                list_id = attribute(child(each, "numId"), "val") or None
                stated = attribute(child(each, "ilvl"), "val")
                level = whole(stated) if stated else None
    return Shape(centred, indent, outline, list_id, level)


@dataclass(frozen=True)
class Styles:
    """All styles of a document, each with what it takes from the style that it is based on."""

    styles: dict[str, Style] = field(default_factory=dict)
    usual: str = ""
    default_look: Look = PLAIN
    default_shape: Shape = UNSHAPED
    _shapes: dict[str, Shape] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)

    def chain(self, style_id: str) -> list[str]:
        """Return the ids of a style and of all that it is based on, nearest first."""
        seen: list[str] = []
        while style_id in self.styles and style_id not in seen:
            seen.append(style_id)
            style_id = self.styles[style_id].based_on
        return seen

    def shape(self, style_id: str) -> Shape:
        """Return the shape of paragraphs in this style."""
        if style_id not in self._shapes:
            shape = UNSHAPED
            for each in self.chain(style_id):
                shape = shape.over(self.styles[each].shape)
            self._shapes[style_id] = shape.over(self.default_shape)
        return self._shapes[style_id]

    def look(self, style_id: str) -> Look:
        """Return the look of letters in this style, without the defaults of the document."""
        if style_id not in self._looks:
            look = PLAIN
            for each in self.chain(style_id):
                look = look.over(self.styles[each].look)
            self._looks[style_id] = look
        return self._looks[style_id]

    def heading_level(self, style_id: str, outline: int | None) -> int | None:
        """Return the level of the heading that a paragraph claims to be, 1 being the highest."""
        if outline is not None:
            return outline + 1 if 0 <= outline < BODY_TEXT else None
        for each in self.chain(style_id):
            if found := HEADING.match(self.styles[each].name):
                return int(found[1])
        return None

    @cached_property
    def of_contents(self) -> frozenset[str]:
        """Return the styles of entries in a table of contents."""
        return frozenset(key for key, style in self.styles.items() if CONTENTS.match(style.name))


def read_styles(root: Element | None) -> Styles:
    """Return the styles of `styles.xml`."""
    styles: dict[str, Style] = {}
    usual = ""
    for each in children(root, "style"):
        key, kind = attribute(each, "styleId"), attribute(each, "type", "paragraph")
        styles[key] = Style(
            attribute(child(each, "name"), "val").strip(),
            attribute(child(each, "basedOn"), "val"),
            shape_of(child(each, "pPr")),
            look_of(child(each, "rPr")),
        )
        if kind == "paragraph" and attribute(each, "default", "0").lower() not in OFF:
            usual = key
    return Styles(
        styles,
        usual,
        look_of(child(root, "docDefaults", "rPrDefault", "rPr")),
        shape_of(child(root, "docDefaults", "pPrDefault", "pPr")),
    )
