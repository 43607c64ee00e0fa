"""Judges structure recognition by acts whose outlines were written before it ever read them.

`python -m tests.law.judging` prints the table; test_judged.py holds the least shares. Beside each act
in judged/ stands what a reader of law says of it:

    chp 1                       a division; what is deeper stands in it
     art 4 h: 1 2(а б)r 3       an article with a heading, with paragraph 2 (letters а, б) repealed
    annex 1: 1 2                an annex, its points; `annex -` has no number
    doc: 1 2                    the points of an act without articles

Kinds of items are not judged here, only that each stands where it should, once, in order. The lines
of `.beside` (buttons and feet of sites, publishers' notes, signatures) must not stand in a provision.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tests.law.laid_out import paper, word
from tumar.law.rules.lines import Document
from tumar.law.rules.reading import read
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind, Structure, Unit

# Fresh acts may be judged from another folder before they are added to ours.
JUDGED = Path(os.environ.get("JUDGED") or Path(__file__).parent / "judged")
NAMES = sorted(one.stem for one in JUDGED.glob("*.expected"))
# How the file of an act is made from what stands in judged/, by its ending, and what it is then called.
_MADE = {"word": (word, "docx"), "paper": (paper, "pdf")}
_TOLD = {".expected", ".beside"}
_DIVISIONS = {Kind.PART: "div", Kind.CHAPTER: "div", Kind.SECTION: "div", Kind.ANNEX: "annex"}
_BESIDE = frozenset({Kind.PREFACE, Kind.PREAMBLE, Kind.NOTE, Kind.CLOSING, Kind.TABLE, Kind.ANNEX})
_ITEMS = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.LETTER})


@dataclass(frozen=True)
class Place:
    """One unit as it is judged: the numbers of all above it, its own, and what was said of it."""

    path: tuple[str, ...]
    repealed: bool = False
    headed: bool = False

    @property
    def kind(self) -> str:
        """What is judged: "art", "item", "div" or "annex"."""
        return self.path[-1].split(" ")[0]


@dataclass(frozen=True)
class Verdict:
    """How many places of one kind there are, and how many were found."""

    expected: int
    right: int
    missed: tuple[Place, ...]
    invented: tuple[Place, ...]

    @property
    def share(self) -> float:
        """The share found; what was invented counts against it."""
        whole = max(self.expected, self.right + len(self.invented))
        return self.right / whole if whole else 1.0


def expected(name: str) -> list[Place]:
    """Return what a reader says of an act."""
    above: list[tuple[int, str]] = []
    found: list[Place] = []
    for row in (JUDGED / f"{name}.expected").read_text(encoding="utf-8").splitlines():
        depth = len(row) - len(row.lstrip())
        while above and above[-1][0] >= depth:
            above.pop()
        head, _, items = row.strip().partition(":")
        word, _, rest = head.partition(" ")
        told = rest.split()
        flags = {one for one in told if one in {"h", "r"}} if word == "art" else set()
        number = " ".join(one for one in told if one not in flags)
        path = tuple(one for _, one in above)
        if word != "doc":
            kind = word if word in {"art", "annex"} else "div"
            path = (*path, f"{kind} {plain(number)}")
            found.append(Place(path, "r" in flags, "h" in flags))
            above.append((depth, path[-1]))
        found += _items(items, path)
    return found


def beside(name: str) -> list[str]:
    """Return the lines of a file that are no provisions of the act; none where nobody told them."""
    path = JUDGED / f"{name}.beside"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def in_provisions(name: str, structure: Structure | None = None) -> list[str]:
    """Return the lines beside an act that recognition took for provisions."""
    told = structure or recognise(document_of(name))
    lines = {
        " ".join(line.split())
        for unit in told.units
        if unit.kind not in _BESIDE
        for line in (unit.label, unit.heading, *unit.text.split("\n"))
    }
    return [line for line in beside(name) if " ".join(line.split()) in lines]


def document_of(name: str) -> Document:
    """Return the lines of a judged act, read from a file of its own format."""
    data, called = file_of(name)
    return read(data, name=called)


def file_of(name: str) -> tuple[bytes, str]:
    """Return the file of a judged act, and how it is called."""
    path = next(one for one in sorted(JUDGED.glob(f"{name}.*")) if one.suffix not in _TOLD)
    make, ending = _MADE.get(path.suffix[1:], (None, path.suffix[1:]))
    data = make(path.read_text(encoding="utf-8")) if make else path.read_bytes()
    return data, f"{name}.{ending}"


def _items(text: str, path: tuple[str, ...]) -> Iterator[Place]:
    stack = [path]
    last = path
    for token in re.findall(r"[()]|[^\s()]+", text):
        if token == "(":
            stack.append(last)
        elif token == ")":
            stack.pop()
        else:
            is_stub = token.endswith("r")
            last = (*stack[-1], f"item {plain(token.removesuffix('r') if is_stub else token)}")
            yield Place(last, is_stub)


def plain(number: str) -> str:
    """Return a number without the signs around it, raised digits as they are."""
    if number == "-":
        return number
    digits = "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in number.lower())
    bare = re.sub(r"[\s.)(\-–—ـ/۔]+$|^[\s(\u0654]+", "", digits.replace(" ", ""))
    return f"{bare})" if "(" in bare else bare


def found(structure: Structure) -> list[Place]:
    """Return what recognition says of an act, in the same words."""
    paths: dict[str, tuple[str, ...]] = {"": ()}
    places: list[Place] = []
    for unit in structure.units:
        above = paths[unit.parent]
        kind = "item" if unit.kind in _ITEMS else _DIVISIONS.get(unit.kind, "art")
        paths[unit.eid] = above
        if unit.kind not in _ITEMS and unit.kind not in _DIVISIONS and unit.kind is not Kind.ARTICLE:
            continue
        # Where an annex of an annex hangs is not judged.
        paths[unit.eid] = (*(() if kind == "annex" else above), f"{kind} {_number(unit)}")
        places.append(Place(paths[unit.eid], unit.repealed, bool(unit.heading)))
    return places


def _number(unit: Unit) -> str:
    if unit.kind in _ITEMS:
        return plain(unit.label)
    if unit.kind is Kind.ARTICLE:
        words = re.sub(r"(?!bis|ter|الف)[^\W\d_⁰¹²³⁴-⁹]{3,}\.?|^[^\W\d_]{2}\.|՝|^\[|\*", "", unit.label)
        inner = re.sub(r"-?(?:дугаар|дүгээр|nji|njy)", "", words)
        if re.search(r"\d", inner):
            return plain(inner.strip(" -–—.:۔"))
    if unit.kind is Kind.SECTION and len(plain(unit.label)) == 1:
        return plain(unit.label)
    word, _, number = unit.eid.rpartition("__")[2].partition("_")
    return "-" if word == "appr" or number.startswith("x_") else re.sub(r"_\d+$", "", number.lower())


def compare(wanted: Iterable[Place], got: Iterable[Place], kinds: set[str]) -> Verdict:
    """Return how many of these kinds were found in order, stubs and headings of articles right too."""

    def key(place: Place) -> tuple[object, ...]:
        path = tuple(_loose(one) for one in place.path)
        is_headed = place.headed and place.kind == "art" and not place.repealed
        return path, place.kind in {"art", "item"} and place.repealed, is_headed

    left = [one for one in wanted if one.kind in kinds]
    right = [one for one in got if one.kind in kinds]
    matcher = SequenceMatcher(None, [key(one) for one in left], [key(one) for one in right], autojunk=False)
    missed, invented, matched = [], [], 0
    for code, start, end, other, until in matcher.get_opcodes():
        if code == "equal":
            matched += end - start
        else:
            missed += left[start:end]
            invented += right[other:until]
    return Verdict(len(left), matched, tuple(missed), tuple(invented))


def _loose(step: str) -> str:
    """Return a step of a path as it is compared: divisions and annexes by their addresses."""
    return step.replace("¹", "sup1") if step.startswith(("div", "annex")) else step


def judge(name: str) -> dict[str, Verdict]:
    """Return the verdicts on the articles, the items and the divisions of an act."""
    wanted, got = expected(name), found(recognise(document_of(name)))
    return {
        "articles": compare(wanted, got, {"art"}),
        "items": compare(wanted, got, {"item"}),
        "divisions": compare(wanted, got, {"div", "annex"}),
    }


def total(title: str, names: Sequence[str] = NAMES) -> float:
    """Return the share of what is right in all acts together."""
    verdicts = [judge(name)[title] for name in names]
    whole = sum(max(one.expected, one.right + len(one.invented)) for one in verdicts)
    return sum(one.right for one in verdicts) / whole if whole else 1.0


def main(names: Sequence[str]) -> None:
    """Print the table, and below each act what was missed or invented."""
    for name in names:
        verdicts = judge(name)
        print(f"{name:12}", " ".join(f"{title} {one.share:6.1%}" for title, one in verdicts.items()))
        for one in verdicts.values():
            for place in one.missed:
                print("    missed  ", _shown(place))
            for place in one.invented:
                print("    invented", _shown(place))
    titles = ("articles", "items", "divisions")
    print("all         ", " ".join(f"{title} {total(title, names):6.1%}" for title in titles))


def _shown(place: Place) -> str:
    flags = ("r" if place.repealed else "") + ("h" if place.headed else "")
    return f"{' > '.join(place.path)} {flags}"


if __name__ == "__main__":
    main(sys.argv[1:] or NAMES)
