"""Lists of a page: what browsers print before their items."""

from dataclasses import dataclass

from tumar.law.rules.reading.markup import Element, whole
from tumar.law.rules.reading.numbers import WEB
from tumar.law.rules.reading.web.looks import declarations

BULLETS = {"disc": "•", "circle": "◦", "square": "▪", "none": ""}


def _kind(element: Element, inherited: str) -> str:
    said = declarations(element)
    style = said.get("list-style-type") or said.get("list-style", "")
    for word in style.split():
        if word.strip("'\"") != word:
            return word
        if word in WEB or word in BULLETS:
            return word
    stated = element.get("type", "")
    if stated in WEB:
        return stated
    return stated.lower() if stated.lower() in BULLETS else inherited


@dataclass
class WebList:
    """One list, and the number that its next item has."""

    kind: str
    following: int
    step: int = 1

    def next_label(self, item: Element) -> str:
        """Count an item and return what is printed before it."""
        kind = _kind(item, self.kind)
        if declarations(item).get("display", "list-item") not in {"list-item", "block"}:
            return ""
        if "value" in item.attrib:
            self.following = whole(item.get("value", ""), self.following)
        number, self.following = self.following, self.following + self.step
        if kind[:1] in {"'", '"'}:
            return kind.strip("'\"")
        if kind in BULLETS:
            return BULLETS[kind]
        return f"{WEB[kind](number)}."


def list_of(element: Element, tag: str) -> WebList:
    """Return a list that has not counted yet."""
    if tag != "ol":
        return WebList(_kind(element, "disc"), 1)
    is_reversed = "reversed" in element.attrib
    items = sum(1 for each in element if each.tag == "li")
    start = whole(element.get("start", ""), items if is_reversed else 1)
    return WebList(_kind(element, "decimal"), start, -1 if is_reversed else 1)
