"""What is invented per country: names, organisations, cities; read from the files in `stock/`."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "stock"


@dataclass(frozen=True)
class City:
    """A city in English and Russian."""

    en: str
    ru: str


@dataclass(frozen=True)
class Form:
    """One name in its own script as a man and as a woman bear it; `latin` where no table gives it."""

    male: str
    female: str
    latin: str = ""


@dataclass(frozen=True)
class Patronymics:
    """One way of naming the father; `share` is how many of a hundred have it."""

    share: int
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Pool:
    """Names that go together in one language; families are empty where people bear a single name."""

    weight: int
    language: str
    male: tuple[Form, ...]
    female: tuple[Form, ...]
    family: tuple[Form, ...]
    is_single: bool
    patronymics: tuple[Patronymics, ...]


@dataclass(frozen=True)
class Organisation:
    """An invented organisation; its code is the country's and the suffix."""

    suffix: str
    kind: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Stock:
    """Everything invented for one country."""

    languages: tuple[str, ...]
    cities: tuple[City, ...]
    organisations: tuple[Organisation, ...]
    pools: tuple[Pool, ...]


@cache
def of(country: str) -> Stock:
    """Return what is invented for the country; INT is for experts from elsewhere."""
    told = json.loads((FOLDER / f"{country}.json").read_text(encoding="utf-8"))
    return Stock(
        languages=tuple(told["languages"]),
        cities=tuple(City(*city.split("|")) for city in told["cities"]),
        organisations=tuple(Organisation(*one) for one in told["organisations"]),
        pools=tuple(_pool(pool) for pool in told["pools"]),
    )


def _pool(told: dict) -> Pool:
    is_single = "male_single" in told
    ending = "_single" if is_single else ""
    return Pool(
        weight=told["weight"],
        language=told["language"],
        male=_forms(told[f"male{ending}"]),
        female=_forms(told[f"female{ending}"]),
        family=_forms(told.get("family", "")),
        is_single=is_single,
        patronymics=tuple(
            Patronymics(way["share"], _forms(way["of"], way.get("male", ""), way.get("female", "")))
            for way in told.get("patronymics", ())
        ),
    )


def _forms(words: str, male: str = "", female: str = "") -> tuple[Form, ...]:
    """Read `Stem|a`, `Stem|man's|woman's` or `own=Latin`, blanks between; `_` stands for a blank."""
    return tuple(_form(word, male, female) for word in words.split())


def _form(word: str, male: str, female: str) -> Form:
    own, _, latin = word.partition("=")
    stem, *endings = own.split("|")
    if len(endings) == 1:
        endings.insert(0, "")
    endings = endings or [male, female]
    his, hers = ((stem + ending).replace("_", " ") for ending in endings)
    return Form(his, hers, latin.replace("_", " "))
