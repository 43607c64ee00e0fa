"""The synthetic regional set: persons of the region as several lists describe them, the truth known.

The same seed gives the same set. Each person stands in one to three lists, written as clerks write: another
script or spelling system, a typing error, swapped names, no patronymic, a new employer, a married name. Some
share the whole name with another person (namesakes), who has another birth year and e-mail.
"""

import random
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import regional_names as names

SEED = 53
PERSONS = 50_000
NAMESAKES = 0.01
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Human:
    """One person as they are; names in the script of their country."""

    country: str
    group: str
    is_woman: bool
    family: str
    given: str
    father: str
    born: int
    employer: str
    email: str
    telephone: str


@dataclass(frozen=True)
class Row:
    """What one list says of a person; `person` is the truth."""

    person: int
    family: str
    given: str
    patronymic: str
    sex: str
    birth: str
    employer: str
    country: str
    email: str
    telephone: str


@lru_cache(maxsize=50)
def _table(told: str) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(each.split("=")) for each in told.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))  # type: ignore[arg-type]


@lru_cache(maxsize=400_000)
def written(text: str, told: str) -> str:
    """Return the text letter by letter as a table has it, every word with a capital."""
    table, small, found, at = _table(told), text.lower(), [], 0
    while at < len(small):
        for letters, becomes in table:
            if small.startswith(letters, at):
                found.append(becomes)
                at += len(letters)
                break
        else:
            found.append(small[at])
            at += 1
    return " ".join(word[:1].upper() + word[1:] for word in "".join(found).split(" "))


def _dari(text: str) -> str:
    """Return a Dari name as a clerk reads it aloud: whole, or taken apart into names and an ending."""
    if not text or text in names.DARI:
        return names.DARI.get(text, "")
    for first, latin in names.DARI.items():
        if text.startswith(first):
            rest = text[len(first) :]
            return latin + (names.DARI_ENDINGS.get(rest) or _dari(rest).lower())
    return text


def spellings(group: str) -> list[str]:
    """Return the ways in which names of a group are written in lists, the own script first."""
    latin = [f"{system}/{habit}" for system in names.CYRILLIC for habit in names.MORE]
    return {
        "cyrillic": ["own", "own", "own", *latin],
        "uzbek": ["own", "own", "uzbek-cyrillic", "uzbek-cyrillic", "uzbek-passport", "uzbek-russian"],
        "serbian": ["own", "serbian-latin", "serbian-latin", "serbian-bare"],
        "latin": ["own", "own", "azeri-plain", "azeri-russian"],
        "georgian": ["own", "georgian-latin"],
        "armenian": ["own", "armenian-latin", "armenian-russian"],
        "arabic": ["own", "dari", "dari"],
    }[names.GROUPS[group]["script"]]


PLAIN = {
    "uzbek-cyrillic": names.UZBEK_CYRILLIC,
    "uzbek-passport": names.UZBEK_PASSPORT,
    "uzbek-russian": names.UZBEK_RUSSIAN,
    "serbian-latin": names.SERBIAN_LATIN,
    "azeri-plain": names.AZERI_PLAIN,
    "azeri-russian": names.AZERI_RUSSIAN,
    "georgian-latin": names.GEORGIAN,
    "armenian-latin": names.ARMENIAN,
    "armenian-russian": names.ARMENIAN_RUSSIAN,
}
BARE = str.maketrans("đžćčš", "dzccs")


def spelt(text: str, way: str) -> str:
    """Return a name as a list writes it."""
    if way == "own" or not text:
        return text
    if way == "dari":
        return _dari(text)
    if way == "serbian-bare":
        return (
            written(text, names.SERBIAN_LATIN)
            .translate(BARE)
            .replace("Đ", "Dj")
            .replace("Ž", "Z")
            .replace("Ć", "C")
            .replace("Č", "C")
            .replace("Š", "S")
        )
    if way in PLAIN:
        return written(text, PLAIN[way])
    system, _slash, habit = way.partition("/")
    return written(text, f"{names._BASE} {names.CYRILLIC[system]} {names.MORE[habit]}")


class Region:
    """Makes persons and the rows that lists have of them."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)

    def human(self) -> Human:
        """Make one person."""
        chance = self.chance
        country = chance.choices(list(names.SHARES), list(names.SHARES.values()))[0]
        group = country
        other, share = names.MINORITIES.get(country, ("", 0))
        if chance.randrange(100) < share:
            group = other
        is_woman = chance.random() < 0.55
        given = self._given(group, is_woman)
        family = self._family(group, is_woman)
        father = self._given(group, False)
        number = chance.randrange(10**7)
        return Human(
            country,
            group,
            is_woman,
            family,
            given,
            self._father(group, father, is_woman),
            chance.randrange(1950, 2003),
            self._employer(),
            f"{''.join(chance.choices(LETTERS, k=3))}{number % 100000}@example.org",
            f"+{chance.randrange(100, 999)} {chance.randrange(10, 99)} {number:07d}",
        )

    def _given(self, group: str, is_woman: bool) -> str:
        told = names.GROUPS[group]
        if group in names.COMPOUNDS and self.chance.random() < 0.7:
            firsts, women, men = names.COMPOUNDS[group]
            return self.chance.choice(firsts.split()) + self.chance.choice(
                (women if is_woman else men).split()
            )
        return self.chance.choice(told["women" if is_woman else "men"].split())

    def _family(self, group: str, is_woman: bool) -> str:
        told = names.GROUPS[group]
        ending = self.chance.choice(told["families"])[1 if is_woman else 0]
        kind = self.chance.random()
        if group in names.COMPOUNDS and kind < 0.75:
            return self._given(group, False) + ending
        if group in names.SURNAMES and kind < 0.75:
            first, root = (self.chance.choice(half.split()) for half in names.SURNAMES[group])
            return first + root + ending
        return self.chance.choice(told["stems"].split()) + ending

    def _father(self, group: str, father: str, is_woman: bool) -> str:
        told = names.GROUPS[group]
        ending = told["father"][1 if is_woman else 0]
        if group in {"GE", "RS", "MN", "AF"}:
            return ""
        if ending in {"ович", "овна", "івна"}:
            stem = father.rstrip("ьй")
            return stem + (ending if stem == father else ending.replace("о", "е").replace("ів", "їв"))
        return father + ending

    def _employer(self) -> str:
        town = self.chance.choice(names.TOWNS)
        return f"{self.chance.choice(names.EMPLOYERS)}#{town}"

    def namesake(self, of: Human) -> Human:
        """Make somebody else with the very same name."""
        twin = self.human()
        years = [year for year in range(1950, 2003) if abs(year - of.born) > 2]
        return replace(
            twin,
            country=of.country,
            group=of.group,
            is_woman=of.is_woman,
            family=of.family,
            given=of.given,
            father=of.father,
            born=self.chance.choice(years),
        )

    def row(self, number: int, human: Human) -> Row:
        """Write one person into a list, with what goes wrong there."""
        chance = self.chance
        way = chance.choice(spellings(human.group))
        family = human.family
        if human.is_woman and chance.random() < 0.025:
            family = self._family(human.group, True)
        parts = [spelt(family, way), spelt(human.given, way), spelt(human.father, way)]
        if chance.random() < 0.25:
            parts[2] = ""
        for at, share in ((0, 0.05), (1, 0.03), (2, 0.03)):
            if chance.random() < share:
                parts[at] = self._mistyped(parts[at])
        if chance.random() < 0.05:
            parts[0], parts[1] = parts[1], parts[0]
        employer = self._employer() if chance.random() < 0.2 else human.employer
        return Row(
            number,
            *parts,
            sex=("F" if human.is_woman else "M") if chance.random() < 0.7 else "",
            birth=self._birth(human.born),
            employer=self._employer_written(employer, way) if chance.random() < 0.7 else "",
            country=human.country if chance.random() < 0.8 else "",
            email=human.email if chance.random() < 0.55 else "",
            telephone=human.telephone if chance.random() < 0.45 else "",
        )

    def _birth(self, born: int) -> str:
        if self.chance.random() < 0.12:
            return ""
        return str(born + self.chance.choice((-1, 1))) if self.chance.random() < 0.02 else str(born)

    def _employer_written(self, employer: str, way: str) -> str:
        both, _hash, town = employer.partition("#")
        russian, english = both.split("|")
        is_russian = way in {"own", "uzbek-cyrillic", "azeri-russian", "armenian-russian"}
        latin = written(town, f"{names._BASE} {names.CYRILLIC['bgn']} {names.MORE['formal']}")
        return f"{town} {russian}" if is_russian else f"{latin} {english}"

    def _mistyped(self, text: str) -> str:
        if len(text) < 4:
            return text
        at, kind = self.chance.randrange(1, len(text) - 1), self.chance.randrange(4)
        if kind == 0:
            return text[:at] + text[at + 1 :]
        if kind == 1:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == 2:
            return text[:at] + text[at] + text[at:]
        return text[:at] + text[self.chance.randrange(len(text))].lower() + text[at + 1 :]


def humans(count: int = PERSONS, seed: int = SEED) -> list[Human]:
    """Return so many different persons."""
    region = Region(seed)
    found: list[Human] = []
    while len(found) < count:
        one = region.human()
        found.append(one)
        if len(found) < count and region.chance.random() < NAMESAKES:
            found.append(region.namesake(one))
    return found


def rows(count: int = PERSONS, seed: int = SEED) -> list[Row]:
    """Return the rows of several lists about so many persons; each person stands in one to three."""
    region = Region(seed + 1)
    found = []
    for number, human in enumerate(humans(count, seed)):
        for _time in range(region.chance.choices((1, 2, 3), (60, 30, 10))[0]):
            found.append(region.row(number, human))
    region.chance.shuffle(found)
    return found


def truth(found: list[Row]) -> set[tuple[int, int]]:
    """Return the places of the pairs that are one person, the lower first."""
    by_person: dict[int, list[int]] = {}
    for at, row in enumerate(found):
        by_person.setdefault(row.person, []).append(at)
    return {(a, b) for places in by_person.values() for a in places for b in places if a < b}
