"""Drafting traditions: how the acts of one language are divided and numbered; each is one file of data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tumar.law.rules.units import Kind

# Where the number of a heading stands: «Статья 1», «1-бап», or now here, now there.
POSITIONS = frozenset({"after", "before", "either"})
NUMERALS = ("arabic", "roman", "ordinal")
HEADINGS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ANNEX})
# Paragraphs that begin with a dash are counted as unnumbered ones («абзац»), or are a list of their own.
DASHES = frozenset({"counted", "nested"})


class BadTradition(ValueError):
    """A file of a tradition says something that cannot be."""


@dataclass(frozen=True)
class Heading:
    """One level of division that a word announces."""

    kind: Kind
    words: tuple[str, ...]
    number: str
    numerals: tuple[str, ...] = NUMERALS
    # How several of them are called at once: «Чл. 5–7.», all repealed.
    many: tuple[str, ...] = ()
    # Whole lines that are such a heading without any number: «Общая часть».
    alone: tuple[str, ...] = ()
    # The word also ends a block that began above it: «… қаулысына 1-қосымша».
    ends: bool = False
    # This level takes the place of articles in an act that has none.
    article_if_none: bool = False


@dataclass(frozen=True)
class Ordinals:
    """Numbers written as words; every entry is a regular expression."""

    words: tuple[str, ...] = ()
    tens: tuple[str, ...] = ()
    # What the first of the tens stands for.
    tens_from: int = 20
    # The tens themselves, from the first whole ten after those in `words`.
    round: tuple[str, ...] = ()
    # What stands before smaller numbers from a hundred on: «یکصد و شصت و دوم».
    hundreds: tuple[str, ...] = ()
    # What may follow digits: «1-ші», «12 дугаар».
    suffixes: tuple[str, ...] = ()
    # What stands before digits that such an ending follows: «Secțiunea a 2-a».
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Language:
    """A language, or one script of it, that is drafted in this tradition."""

    code: str
    common: frozenset[str]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Tradition:
    """All that structure recognition knows about one way of drafting."""

    code: str
    name: str
    languages: tuple[Language, ...]
    headings: tuple[Heading, ...]
    alphabets: tuple[tuple[str, ...], ...]
    marks: Mapping[str, Kind]
    aliases: tuple[str, ...] = ()
    ordinals: Ordinals = field(default_factory=Ordinals)
    # Letters that are often passed over when points are lettered.
    skippable: frozenset[str] = frozenset()
    # Letters that tell the language from its neighbours, and letters that it does not have.
    own: str = ""
    foreign: str = ""
    # Letters that old fonts of the language print for others, by those that are meant: «љ» for «ҷ».
    typed: Mapping[int, int] = field(default_factory=dict)
    # Numbers in words that begin a chapter by themselves: «Нэг.Нийтлэг үндэслэл».
    cardinals: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    # What may stand below the words of an annex as a line of its own: «Форма».
    annex_forms: tuple[str, ...] = ()
    enacting: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    note_starts: tuple[str, ...] = ()
    # Notes whose words stand on the line below them.
    note_announces: tuple[str, ...] = ()
    note_words: tuple[str, ...] = ()
    # Expressions of how notes begin: «F12S. 2A inserted …».
    note_shapes: tuple[str, ...] = ()
    # Whole lines without brackets that are notes: «В статью 1 внесены изменения …».
    note_lines: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()
    # Lines below which an act is explained and no longer goes on: «EXPLANATORY NOTE».
    afterwords: tuple[str, ...] = ()
    dashes: str = "counted"
    # The numbers of paragraphs repeat that of the article: 2.1., 2.1.1.
    dotted: bool = False
    # Words for points after their number: «12) тармақша» at the beginning of a line is the name of a point.
    item_words: tuple[str, ...] = ()
    # «1.» begins an article where no word does.
    bare_articles: bool = False
    # Notes on changes stand between the number of an article and its title.
    titles_below_notes: bool = False


_TEXTS = (
    "cardinals",
    "contents",
    "closing",
    "annex_forms",
    "enacting",
    "approved",
    "note_starts",
    "note_announces",
    "note_words",
    "note_shapes",
    "note_lines",
    "item_words",
    "repealed",
    "afterwords",
    "aliases",
)
_PLAIN = ("own", "foreign", "dashes", "dotted", "bare_articles", "titles_below_notes")
_KNOWN = {
    "code",
    "name",
    "languages",
    "headings",
    "letters",
    "marks",
    "ordinals",
    "skippable",
    "typed",
    *_TEXTS,
    *_PLAIN,
}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _heading(told: Mapping[str, Any], file: str) -> Heading:
    kind = Kind(told["kind"])
    if kind not in HEADINGS or told["number"] not in POSITIONS:
        raise BadTradition(f"{file}: no heading can be {kind} with its number {told['number']}.")
    numerals = tuple(told.get("numerals", NUMERALS))
    if not set(numerals) <= set(NUMERALS):
        raise BadTradition(f"{file}: numerals are {', '.join(NUMERALS)}.")
    return Heading(
        kind,
        tuple(told["words"]),
        told["number"],
        numerals,
        tuple(told.get("many", ())),
        tuple(told.get("alone", ())),
        bool(told.get("ends", False)),
        bool(told.get("article_if_none", False)),
    )


def _ordinals(told: Mapping[str, Any]) -> Ordinals:
    return Ordinals(
        words=tuple(told.get("words", ())),
        tens=tuple(told.get("tens", ())),
        tens_from=int(told.get("tens_from", 20)),
        round=tuple(told.get("round", ())),
        hundreds=tuple(told.get("hundreds", ())),
        suffixes=tuple(told.get("suffixes", ())),
        prefixes=tuple(told.get("prefixes", ())),
    )


def _language(told: Mapping[str, Any]) -> Language:
    return Language(told["code"], frozenset(told["common"].split()), tuple(told.get("aliases", ())))


def read(told: Mapping[str, Any], file: str = "") -> Tradition:
    """Return a tradition from its data; BadTradition tells what in them cannot be."""
    if unknown := set(told) - _KNOWN:
        raise BadTradition(f"{file}: nobody knows {', '.join(sorted(unknown))}.")
    if missing := {"code", "name", "languages", "headings", "letters"} - set(told):
        raise BadTradition(f"{file}: there is no {', '.join(sorted(missing))}.")
    if told.get("dashes", "counted") not in DASHES:
        raise BadTradition(f"{file}: dashes are {' or '.join(sorted(DASHES))}.")
    common = _read("common")["marks"]
    if unknown := set(told.get("marks", {})) - set(common):
        raise BadTradition(f"{file}: no number is written as {', '.join(sorted(unknown))}.")
    texts: dict[str, Any] = {name: tuple(told.get(name, ())) for name in _TEXTS}
    plain: dict[str, Any] = {name: told[name] for name in _PLAIN if name in told}
    return Tradition(
        code=told["code"],
        name=told["name"],
        languages=tuple(_language(one) for one in told["languages"]),
        headings=tuple(_heading(one, file) for one in told["headings"]),
        alphabets=tuple(tuple(one.split()) for one in told["letters"]),
        marks={form: Kind(kind) for form, kind in {**common, **told.get("marks", {})}.items()},
        ordinals=_ordinals(told.get("ordinals", {})),
        typed=str.maketrans(*told.get("typed", ("", ""))),
        skippable=frozenset(told.get("skippable", "").split()),
        **texts,
        **plain,
    )


@cache
def traditions() -> dict[str, Tradition]:
    """Return every tradition by its code."""
    names = sorted(one.name for one in files(__package__).iterdir() if one.name.endswith(".toml"))
    told = [_read(name.removesuffix(".toml")) for name in names if name not in {"common.toml", "ascii.toml"}]
    found = [read(one, one["code"]) for one in told]
    return {one.code: one for one in found}


@cache
def by_language() -> dict[str, tuple[Tradition, str]]:
    """Return tradition and language for every code that a person may name, lower case: "uz-cyrl", "hr"."""
    found: dict[str, tuple[Tradition, str]] = {}
    for tradition in traditions().values():
        for language in tradition.languages:
            for code in (language.code, *language.aliases):
                found.setdefault(code.lower(), (tradition, language.code))
        for code in (tradition.code, *tradition.aliases):
            found.setdefault(code.lower(), (tradition, tradition.languages[0].code))
    return found


@cache
def ascii_letters() -> dict[str, str]:
    """Return how letters are written in addresses."""
    return {letter: spelt for table in _read("ascii").values() for letter, spelt in table.items()}
