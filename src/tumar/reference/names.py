"""Invented persons' names, plausible for their country in script, order and patronymic."""

import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from tumar.reference import latin, stock

# How many of a hundred lists leave one of the two scripts out.
WITHOUT_OWN_SCRIPT, WITHOUT_LATIN = 3, 5
# Urdu is used less than English on lists in Pakistan.
OWN_SCRIPT_SHARE = {"PK": 55}
# True namesakes are rare, but there are some in every large list.
NAMESAKES_ALLOWED = 2
TRIES = 200
# What chance would make of the stock, and what somebody in public life is called.
AVOIDED = frozenset(json.loads((stock.FOLDER / "avoided.json").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Name:
    """A name in one script."""

    family: str = ""
    given: str = ""
    patronymic: str = ""
    single: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word in (self.single, self.family, self.given, self.patronymic) if word)


@dataclass(frozen=True)
class Named:
    """A person's name in its own script and in passport Latin, either of which may be missing."""

    own: Name
    latin: Name


@dataclass
class Namer:
    """Gives names in one country, hardly ever the same twice."""

    country: str
    chance: Random
    stock_of: str = ""
    _given: Counter[tuple[str, ...]] = field(default_factory=Counter)
    _namesakes: int = 0

    def name(self, sex: str) -> Named:
        """Return a name for a man or a woman."""
        for _ in range(TRIES):
            named = self._draw(sex)
            ours = named.latin
            # In Mongolia the father's name stands where others have a family name.
            words = (ours.single, ours.family or ours.patronymic, ours.given)
            if " ".join(filter(None, words)) in AVOIDED:
                continue
            again = self._given[words]
            if not again or (self._namesakes < NAMESAKES_ALLOWED and self.chance.random() < 0.1):
                self._given[words] += 1
                self._namesakes += bool(again)
                return self._as_listed(named)
        raise RuntimeError(f"the stock of names for {self.country} is used up")

    def _draw(self, sex: str) -> Named:
        pools = stock.of(self.stock_of or self.country).pools
        pool = self.chance.choices(pools, [each.weight for each in pools])[0]
        given = self.chance.choice(pool.female if sex == "F" else pool.male)
        if pool.is_single:
            return _named(pool, sex, single=given)
        parts = {"given": given}
        if pool.family:
            parts["family"] = self.chance.choice(pool.family)
        if father := self._father(pool):
            parts["patronymic"] = father
        return _named(pool, sex, **parts)

    def _father(self, pool: stock.Pool) -> stock.Form | None:
        rest = self.chance.randrange(100)
        for way in pool.patronymics:
            if rest < way.share:
                return self.chance.choice(way.forms)
            rest -= way.share
        return None

    def _as_listed(self, named: Named) -> Named:
        """Leave one script out where lists do."""
        lot = self.chance.randrange(100)
        if lot >= OWN_SCRIPT_SHARE.get(self.country, 100 - WITHOUT_OWN_SCRIPT):
            return Named(Name(), named.latin)
        return Named(named.own, Name()) if lot < WITHOUT_LATIN else named


def _named(pool: stock.Pool, sex: str, **parts: stock.Form) -> Named:
    own: dict[str, str] = {}
    passport: dict[str, str] = {}
    for part, form in parts.items():
        written = form.female if sex == "F" else form.male
        own[part] = _as_written(written, pool.language)
        passport[part] = form.latin or latin.plain(in_latin(written, pool.language))
    return Named(Name(**own), Name(**passport))


def _as_written(text: str, language: str) -> str:
    """Return the text in the script that the pool is for: Uzbek is kept in Cyrillic and written in both."""
    return latin.romanised(text, "uz") if language == "uz-Latn" else text


def in_latin(text: str, language: str) -> str:
    """Return a name of the stock in Latin letters, accents and all."""
    base = language.partition("-")[0]
    return latin.romanised(text, base) if base in latin.TABLES else text
