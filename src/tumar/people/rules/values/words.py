"""The words of `words.toml`: sex, attendance, currency, totals; folded once and looked up."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tumar.kernel.folding import fold
from tumar.people.rules.occupations import Sex

SIGNS = re.compile(r"[.:;,*()\[\]\"«»“”„]+")


@cache
def listed(name: str) -> Mapping[str, Any]:
    """Return the facts of one of the files beside this module."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a cell's words as they are looked up: folded, without full stops and brackets."""
    return " ".join(fold(SIGNS.sub(" ", text.replace(".", ""))).split()) or fold(text)


@cache
def _meanings(section: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for meaning, words in listed("words.toml")[section].items():
        if meaning != "beside":
            for word in words:
                found.setdefault(plain(word), meaning)
    return found


@cache
def _settled_by() -> Mapping[str, tuple[tuple[frozenset[str], str], ...]]:
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for letter, beside, sex in listed("words.toml")["sex"]["beside"]:
        found.setdefault(plain(letter), []).append((frozenset(map(plain, beside)), sex))
    return {letter: tuple(ways) for letter, ways in found.items()}


class SexWords:
    """Reads one column's words for sex; initials are settled by what else stands in the column."""

    def __init__(self, column: Iterable[str]) -> None:
        self.seen = Counter(plain(word) for word in column)
        self.known: dict[str, Sex | None] = {}

    def read(self, text: str) -> Sex | None:
        """Return the sex that a cell states, or None where it states none that is known."""
        if text not in self.known:
            self.known[text] = self._read(plain(text))
        return self.known[text]

    def _read(self, word: str) -> Sex | None:
        for beside, sex in _settled_by().get(word, ()):
            if any(other in self.seen for other in beside if other != word):
                return Sex(sex)
        found = _meanings("sex").get(word) or _meanings("sex").get(word.split(" ")[0])
        return Sex(found) if found else None


def is_sex(text: str) -> bool:
    """Tell whether a cell holds a word for sex."""
    word = plain(text)
    return word in _meanings("sex") or word in _settled_by()


ABSENCE_BESIDE = frozenset({"+", "✓", "✔", "√", "да", "yes", "1", "v"})
CROSSES = frozenset({"x", "х", "×"})
HOURS = re.compile(r"^\d{1,2}(?:[.,]\d)?\s*(?:ч|час\w*|h|hours?|соат|сағ\w*|саат)?$")


class Marks:
    """Reads one column's attendance marks; an empty cell and a cross mean what the column makes them mean."""

    def __init__(self, column: Iterable[str]) -> None:
        counted = Counter(map(_mark, column))
        counted.pop("", None)
        known = {mark: _read_mark(mark) for mark in counted}
        self.has_yes = any(known[mark] for mark in counted)
        self.has_no = any(known[mark] is False for mark in counted)
        # Beside ticks a cross is an absence; alone it is what a hand marks presence with.
        self.cross = not (self.has_yes or ABSENCE_BESIDE & counted.keys())
        has_cross = bool(CROSSES & counted.keys())
        self.empty = (
            False if (self.has_yes or has_cross) and not self.has_no and self.has_only_yes() else None
        )
        if has_cross and not self.cross:
            self.empty = None

    def has_only_yes(self) -> bool:
        """Tell whether the column marks nothing but presence."""
        return not self.has_no

    def read(self, text: str) -> bool | None:
        """Return whether a cell says that the person was there, or None where it does not tell."""
        mark = _mark(text)
        if not mark:
            return self.empty
        return self.cross if mark in CROSSES else _read_mark(mark)


def _mark(text: str) -> str:
    bare = text.strip()
    return "".join(bare.split()) if set(bare) <= set("+-—–− ") else plain(bare)


@lru_cache(maxsize=2048)
def _read_mark(mark: str) -> bool | None:
    found = _meanings("attendance").get(mark)
    if found:
        return found == "yes"
    if HOURS.match(mark):
        return float(re.sub(r"[^\d.]", "", mark.replace(",", ".")).rstrip(".")) > 0
    return None


def is_mark(text: str) -> bool:
    """Tell whether a cell holds an attendance mark."""
    mark = _mark(text)
    return mark in _meanings("attendance") or mark in CROSSES


def currency(text: str, country: str = "") -> str | None:
    """Return the three letters of the currency that a text names, or None."""
    word = plain(text)
    if word == "som" and country == "UZ":
        return "UZS"
    if word in {"манат", "manat"} and country == "TM":
        return "TMT"
    found = _meanings("currency").get(word) or _meanings("currency").get(text.strip())
    if found:
        return found
    upper = text.strip().upper()
    return upper if upper in listed("words.toml")["currency"] else None


@cache
def _starts(kind: str) -> tuple[str, ...]:
    """Return the beginnings, each with a blank: a row begins with a whole word."""
    return tuple(f"{plain(word)} " for word in listed("words.toml")["total"][kind] if plain(word))


@cache
def _first_letters(kind: str) -> frozenset[str]:
    """Return with which two letters the words begin: nearly every name is done with by these."""
    raw = list(listed("words.toml")["total"][kind])
    return frozenset(word[:2].lower() for word in [*raw, *_starts(kind)])


def begins_total(text: str) -> bool:
    """Tell whether a cell begins a row of totals."""
    if text[:2].lower() not in _first_letters("all"):
        return False
    return f"{plain(text)} ".startswith(_starts("all"))


def begins_footer(text: str) -> bool:
    """Tell whether a cell begins what stands below a table: who made it, who signs it."""
    if text[:2].lower() not in _first_letters("footer"):
        return False
    return f"{plain(text)} ".startswith(_starts("footer"))
