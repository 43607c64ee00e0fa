"""How elements of a page look, and which of them are no text of the act."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from tumar.law.rules.reading.markup import Element, whole

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    ]
)
NO_TEXT = frozenset(
    [
        *("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "canvas", "audio"),
        *("video", "map", "select", "option", "datalist", "button", "input", "textarea", "rt", "rp", "math"),
    ]
)
FURNITURE = frozenset(["nav", "aside", "menu"])
FURNITURE_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar", "dialog"]
)
FURNITURE_CLASSES = frozenset(
    ["nav", "navbar", "menu", "topmenu", "breadcrumb", "breadcrumbs", "pagination", "sidebar", "footer-links"]
)
# What is called so is not of the act: a footnote, or a publisher's word on its changes.
NOTE_CLASSES = frozenset(
    [
        "oj-note",
        "footnote",
        "footnotes",
        "changes_origins",
        "comment",
        "commentary",
        "f-note",
        "editorial-note",
        "s_nta",
    ]
)
# Romania's portal makes its blocks of spans, and leaves it to a sheet of styles to show them as blocks; the
# number of a paragraph and its words stand on one line, what is folded away is shown as dots.
PARTS = re.compile(r"S_(?:(?:ALN|LIT|LIN|PCT)|(?!REF|ALN|LIT|LIN|PCT)[A-Z]+(?:_(?!SHORT)[A-Z]+)?)")
NUMBERS = re.compile(r"S_(?:ALN|LIT|LIN|PCT)_TTL")
FOLDED = re.compile(r"S_[A-Z]+_SHORT")
QUOTED = "S_CIT"
# Parts of names («document-toolbar») that a site gives to what is its own; what is in it is kept as notes.
NOTE_PARTS = frozenset(
    ["footer", "toolbar", "breadcrumb", "breadcrumbs", "copyright", "modal", "popup", "cookie", "cookies"]
)
SHARE_OF_LINKS = 0.8
# In letters; what is longer is no menu, whatever it is called.
LONGEST_MENU = 20_000
POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
LENGTH = re.compile(r"(-?\d{1,4}(?:\.\d{1,4})?)\s*(pt|px|em|rem|cm|mm|in)")
LIST_INDENT = 30.0


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to those within it."""

    bold: bool = False
    centred: bool = False
    level: int | None = None
    height: str = ""
    indent: float = 0.0
    is_preformatted: bool = False
    is_note: bool = False
    is_quoted: bool = False


def is_called(element: Element, names: re.Pattern[str]) -> bool:
    """Tell whether a class of the element is one of these names."""
    said = element.get("class", "")
    return "S_" in said and any(names.fullmatch(one) for one in said.split())


def is_block(element: Element, tag: str) -> bool:
    """Tell whether the element stands on lines of its own."""
    return tag in BLOCKS or (tag == "span" and is_called(element, PARTS))


def declarations(element: Element) -> dict[str, str]:
    """Return what the element's own style says, in small letters."""
    style = element.get("style")
    if not style:
        return {}
    parted = (each.partition(":") for each in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _colon, value in parted}


def look_within(element: Element, tag: str, look: Look) -> Look:
    """Return how what stands in the element looks."""
    changes: dict[str, object] = {}
    match tag:
        case "b" | "strong" | "th":
            changes["bold"] = True
        case "center":
            changes["centred"] = True
        case "sup":
            changes["height"] = "superscript"
        case "sub":
            changes["height"] = "subscript"
        case "pre":
            changes["is_preformatted"] = True
        case "blockquote" | "ol" | "ul" | "dd":
            changes["indent"] = look.indent + LIST_INDENT
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            changes |= {"level": int(tag[1]), "bold": False}
    if element.attrib:
        _by_attributes(element, look, changes)
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def _by_attributes(element: Element, look: Look, changes: dict[str, object]) -> None:
    align = element.get("align", "").lower()
    if align:
        changes["centred"] = align in {"center", "middle"}
    if note_of(element.get("id", "")) or _is_called_note(element.get("class", "").lower().split()):
        changes["is_note"] = True
    if QUOTED in element.get("class", "").split():
        changes["is_quoted"] = True
    said = declarations(element)
    if not said:
        return
    if "text-align" in said:
        changes["centred"] = said["text-align"] == "center"
    weight = said.get("font-weight", "")
    if weight:
        changes["bold"] = weight.startswith("bold") or whole(weight) >= 600
    height = said.get("vertical-align", "")
    if height in {"super", "sub"}:
        changes["height"] = "superscript" if height == "super" else "subscript"
    for name in ("margin-left", "padding-left"):
        if found := LENGTH.match(said.get(name, "")):
            changes["indent"] = look.indent + float(found[1]) * POINTS[found[2]]


def _is_called_note(names: list[str]) -> bool:
    parts = {part for name in names for part in re.split(r"[-_]+", name)}
    return not (NOTE_CLASSES.isdisjoint(names) and NOTE_PARTS.isdisjoint(parts))


NOTE = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote|footnote|fn)[-_]?\d+\w*$", re.IGNORECASE)


def note_of(name: str) -> bool:
    """Tell whether a name is one that word processors give to a note at the end of a page."""
    return bool(name) and bool(NOTE.match(name))


def is_hidden(element: Element) -> bool:
    """Tell whether a reader of the page does not see the element."""
    if "hidden" in element.attrib:
        return True
    if is_called(element, FOLDED) and not "".join(map(str, element.itertext())).strip(" .…"):
        return True
    said = declarations(element)
    return said.get("display") == "none" or said.get("visibility") == "hidden"


def is_furniture(element: Element, tag: str) -> bool:
    """Tell whether the element is of the site and not of the act."""
    if tag in FURNITURE or element.get("role", "").lower() in FURNITURE_ROLES:
        return True
    if tag in {"header", "footer"}:
        return not any(each.tag in {"main", "article"} for each in element.iterancestors())
    return False


def is_called_menu(element: Element) -> bool:
    """Tell whether the element is named as menus are; what it holds says whether it is one."""
    names = {*element.get("class", "").lower().split(), element.get("id", "").lower()}
    return not names.isdisjoint(FURNITURE_CLASSES)


def holds_links(element: Element) -> bool:
    """Tell whether nearly all letters within the element are links."""
    within = all_letters = 0
    for each in element.iter():
        own = len("".join((each.text or "").split()))
        within += own if _is_in_link(each) else 0
        all_letters += own + (len("".join((each.tail or "").split())) if each is not element else 0)
        if all_letters > LONGEST_MENU:
            return False
    return within >= SHARE_OF_LINKS * max(all_letters, 1)


def _is_in_link(element: Element) -> bool:
    return element.tag == "a" or any(each.tag == "a" for each in islice(element.iterancestors(), 4))
