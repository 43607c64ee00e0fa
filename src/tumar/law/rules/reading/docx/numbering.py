"""The numbers that Word counts by itself, rebuilt from `numbering.xml` by counting through the text."""

import re
from dataclasses import dataclass, field, replace

from tumar.law.rules.reading.docx.styles import OFF, Styles, shape_of
from tumar.law.rules.reading.markup import Element, attribute, child, children, whole
from tumar.law.rules.reading.numbers import WORD

LEVELS = 9
NO_LIST = "0"
PLACE = re.compile(r"%([1-9])")
# Bullets stand in symbol fonts at places that no other font knows.
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and how it is printed."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    # All numbers of the label are printed as decimals, whatever their own level says («1.1» under «I»).
    is_legal: bool = False
    # The level (from 1) whose use restarts this one; 0 is never, None is any above.
    restart: int | None = None
    style: str = ""
    is_hidden: bool = False
    indent: float | None = None

    def resets_after(self, used: int, own: int) -> bool:
        """Tell whether the use of a level above (from 0) makes this level (from 0) start again."""
        return used < (own if self.restart is None else self.restart)


@dataclass(frozen=True)
class Scheme:
    """An abstract list: its levels. Lists that share it share its counters."""

    levels: dict[int, Level]
    # The scheme stands in the list of this style.
    see_style: str = ""


@dataclass(frozen=True)
class WordList:
    """A list: a scheme, and where it differs from it."""

    scheme: str
    restarts: dict[int, int]
    levels: dict[int, Level]


@dataclass
class Numbering:
    """All lists of a document, and how far each has counted."""

    schemes: dict[str, Scheme] = field(default_factory=dict)
    lists: dict[str, WordList] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    unknown_formats: set[str] = field(default_factory=set)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)
    _resolved: dict[str, dict[int, Level]] = field(default_factory=dict)

    def level_of_style(self, list_id: str, style_ids: list[str]) -> int | None:
        """Return the level of a list that is linked to the first of these styles that has one."""
        levels = self._levels(list_id)
        for style_id in style_ids:
            for place, level in levels.items():
                if level.style == style_id:
                    return place
        return None

    def indent(self, list_id: str, place: int) -> float | None:
        """Return how far a level of a list stands from the margin, in points, where the list says it."""
        level = self._levels(list_id).get(place)
        return level.indent if level else None

    def next_label(self, list_id: str, place: int) -> str:
        """Count one paragraph of a list at a level (from 0) and return what is printed before it."""
        if list_id == NO_LIST or list_id not in self.lists:
            return ""
        levels, scheme = self._levels(list_id), self._scheme_key(list_id)
        place = min(max(place, 0), LEVELS - 1)
        counters = self._counters.setdefault(scheme, [None] * LEVELS)
        self._count(counters, levels, list_id, place)
        return self._printed(levels, counters, place)

    def _count(self, counters: list[int | None], levels: dict[int, Level], list_id: str, place: int) -> None:
        restarts = self.lists[list_id].restarts
        # A list that says where it starts does so when one of its levels is used for the first time.
        for each in range(place + 1):
            if each in restarts and (list_id, each) not in self._restarted:
                self._restarted.add((list_id, each))
                counters[each] = restarts[each] - (each == place)
        for above in range(place):
            if counters[above] is None:
                counters[above] = levels.get(above, Level()).start
        before = counters[place]
        counters[place] = levels.get(place, Level()).start if before is None else before + 1
        for below in range(place + 1, LEVELS):
            if levels.get(below, Level()).resets_after(place, below):
                counters[below] = None

    def _printed(self, levels: dict[int, Level], counters: list[int | None], place: int) -> str:
        level = levels.get(place)
        if level is None or level.is_hidden:
            return ""
        if level.format == "bullet":
            return PRIVATE.sub(BULLET, level.text).strip()

        def number(found: re.Match[str]) -> str:
            which = int(found[1]) - 1
            stated = levels.get(which, Level())
            value = counters[which]
            written = "decimal" if level.is_legal and stated.format != "none" else stated.format
            return self._written(stated.start if value is None else value, written)

        return PLACE.sub(number, level.text).strip()

    def _written(self, value: int, name: str) -> str:
        if name not in WORD:
            self.unknown_formats.add(name)
        return WORD.get(name, str)(value)

    def _levels(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._resolved:
            own = self.lists.get(list_id)
            scheme = self.schemes.get(self._scheme_key(list_id), Scheme({})) if own else Scheme({})
            self._resolved[list_id] = scheme.levels | (own.levels if own else {})
        return self._resolved[list_id]

    def _scheme_key(self, list_id: str) -> str:
        """Return the scheme of a list; one that refers to a style is looked up in the list of that style."""
        key = self.lists[list_id].scheme
        seen: set[str] = set()
        while key in self.schemes and key not in seen and (style := self.schemes[key].see_style):
            seen.add(key)
            linked = self.styles.shape(style).list_id
            if linked is None or linked not in self.lists:
                break
            key = self.lists[linked].scheme
        return key


def _level(element: Element) -> tuple[int, Level]:
    restart = attribute(child(element, "lvlRestart"), "val")
    legal, vanish = child(element, "isLgl"), child(element, "rPr", "vanish")
    # A format of its own («001») hides in an alternative; what stands beside it is decimal.
    form = child(element, "numFmt")
    if form is None:
        form = child(element, "AlternateContent", "Fallback", "numFmt")
    text = attribute(child(element, "lvlText"), "val")
    if child(element, "lvlPicBulletId") is not None:
        text = BULLET
    return whole(attribute(element, "ilvl")), Level(
        start=whole(attribute(child(element, "start"), "val"), 0),
        format=attribute(form, "val", "decimal"),
        text=text,
        is_legal=legal is not None and attribute(legal, "val", "1") not in OFF,
        restart=whole(restart) if restart else None,
        style=attribute(child(element, "pStyle"), "val"),
        is_hidden=vanish is not None and attribute(vanish, "val", "1") not in OFF,
        indent=shape_of(child(element, "pPr")).indent,
    )


def _list(element: Element) -> WordList:
    restarts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in children(element, "lvlOverride"):
        place = whole(attribute(override, "ilvl"))
        start = child(override, "startOverride")
        own = child(override, "lvl")
        if own is not None:
            levels[place] = _level(own)[1]
        if start is not None:
            restarts[place] = whole(attribute(start, "val"))
            if own is not None:
                levels[place] = replace(levels[place], start=restarts[place])
    return WordList(attribute(child(element, "abstractNumId"), "val"), restarts, levels)


def read_numbering(root: Element | None, styles: Styles) -> Numbering:
    """Return the lists of `numbering.xml`, none of which has counted yet."""
    schemes = {
        attribute(each, "abstractNumId"): Scheme(
            dict(map(_level, children(each, "lvl"))), attribute(child(each, "numStyleLink"), "val")
        )
        for each in children(root, "abstractNum")
    }
    lists = {attribute(each, "numId"): _list(each) for each in children(root, "num")}
    return Numbering(schemes, lists, styles)
