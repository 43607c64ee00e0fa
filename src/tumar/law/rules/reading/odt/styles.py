"""Styles and lists of an OpenDocument text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tumar.law.rules.reading.markup import Element, attribute, children, name_of, whole
from tumar.law.rules.reading.numbers import RUSSIAN, WORD, positional, repeated

LEVELS = 10
FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
LENGTH = re.compile(r"(-?[\d.]{1,9})(pt|cm|mm|in)")
POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
PLACE = re.compile(r"%(\d{1,2})%")
PRIVATE = re.compile(r"[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, or those that it takes after; None is what is not said."""

    parent: str = ""
    bold: bool | None = None
    height: str | None = None
    centred: bool | None = None
    indent: float | None = None
    is_hidden: bool | None = None
    list_style: str | None = None

    def over(self, below: "Style") -> "Style":
        """Return this style where it says something, else the one below it."""
        return Style(
            self.parent,
            below.bold if self.bold is None else self.bold,
            below.height if self.height is None else self.height,
            below.centred if self.centred is None else self.centred,
            below.indent if self.indent is None else self.indent,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.list_style if self.list_style is None else self.list_style,
        )


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    # «%1%.%2%.», which newer files write besides.
    pattern: str = ""
    bullet: str = ""

    def written(self, number: int) -> str:
        """Return a number of this level."""
        lowered = self.format.lower()
        if lowered[:1] in RUSSIAN and lowered:
            letters = repeated(number, RUSSIAN) if "бб" in lowered else positional(number, RUSSIAN)
            return letters if self.format[0].islower() else letters.upper()
        return WORD[FORMATS.get(self.format, "decimal")](number)


@dataclass
class Styles:
    """All styles and lists of a document."""

    styles: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)

    def style(self, name: str) -> Style:
        """Return a style with what it takes from the one that it takes after."""
        if name not in self._resolved:
            style, seen, here = PLAIN, set[str](), name
            while here in self.styles and here not in seen:
                seen.add(here)
                style = style.over(self.styles[here])
                here = self.styles[here].parent
            self._resolved[name] = style
        return self._resolved[name]

    def add(self, roots: Iterable[Element]) -> None:
        """Add the styles that a part of the file defines."""
        for root in roots:
            for each in root.iter():
                match name_of(each):
                    case "style":
                        self.styles[attribute(each, "name")] = _style(each)
                    case "list-style":
                        self.lists[attribute(each, "name")] = dict(map(_level, _levels(each)))
                    case "outline-style":
                        self.outline = dict(map(_level, _levels(each)))

    def label(self, levels: dict[int, Level], counters: list[int], place: int) -> str:
        """Return what is printed before an item of a list at a level (from 0)."""
        level = levels.get(place, Level())
        if level.bullet:
            return PRIVATE.sub("•", level.bullet)
        if level.pattern:
            return PLACE.sub(
                lambda found: _number(levels, counters, int(found[1]) - 1), level.pattern
            ).strip()
        if not level.format:
            return f"{level.prefix}{level.suffix}".strip()
        first = max(place - level.shown + 1, 0)
        numbers = [_number(levels, counters, each) for each in range(first, place + 1)]
        return f"{level.prefix}{'.'.join(filter(None, numbers))}{level.suffix}".strip()


def _number(levels: dict[int, Level], counters: list[int], place: int) -> str:
    level = levels.get(place, Level())
    if not 0 <= place < LEVELS or level.bullet:
        return ""
    return level.written(counters[place] or level.start)


def _levels(element: Element) -> list[Element]:
    return [each for each in element if name_of(each).startswith(("list-level-style", "outline-level-style"))]


def _level(element: Element) -> tuple[int, Level]:
    place = min(max(whole(attribute(element, "level"), 1) - 1, 0), LEVELS - 1)
    bullet = attribute(element, "bullet-char")
    if name_of(element).endswith("image"):
        bullet = "•"
    return place, Level(
        attribute(element, "num-format"),
        attribute(element, "num-prefix"),
        attribute(element, "num-suffix"),
        whole(attribute(element, "start-value"), 1),
        whole(attribute(element, "display-levels"), 1),
        attribute(element, "num-list-format"),
        bullet,
    )


def _style(element: Element) -> Style:
    bold = height = centred = indent = hidden = None
    for text in children(element, "text-properties"):
        weight = attribute(text, "font-weight")
        bold = weight == "bold" or whole(weight) >= 600 if weight else None
        position = attribute(text, "text-position").split()
        if position:
            raised_by = whole(position[0])
            is_up, is_down = position[0] == "super" or raised_by > 0, position[0] == "sub" or raised_by < 0
            height = "superscript" if is_up else "subscript" if is_down else ""
        hidden = True if attribute(text, "display") == "none" else None
    for paragraph in children(element, "paragraph-properties"):
        align = attribute(paragraph, "text-align")
        centred = align == "center" if align else None
        if found := LENGTH.match(attribute(paragraph, "margin-left")):
            indent = _float(found[1]) * POINTS[found[2]]
    return Style(
        attribute(element, "parent-style-name"),
        bold,
        height,
        centred,
        indent,
        hidden,
        attribute(element, "list-style-name") or None,
    )


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
