"""The invented persons of the reference programme."""

import json
from collections import Counter
from dataclasses import dataclass

from tumar.reference import lots, names, stock
from tumar.reference.book import Book

# Out of a hundred.
SEX_UNKNOWN, GROUP_UNKNOWN, POSITION_UNKNOWN, EMPLOYER_UNKNOWN, WITH_E_MAIL = 3, 2, 12, 10, 45
# Occupations as the country has them: how many of a hundred are women.
WOMEN = {
    "border-guard": 18,
    "customs": 25,
    "police-security": 15,
    "first-response": 15,
    "military-medical": 20,
}
WOMEN_OTHERWISE = 56
WOMEN_BY_COUNTRY = {"AF": 22, "PK": 38}

GROUPS: dict[str, dict] = json.loads((stock.FOLDER / "groups.json").read_text(encoding="utf-8"))
# Experts from elsewhere have names of their own stock.
ELSEWHERE = ("GB", "NL")
FATHER_FIRST = {"MN"}


@dataclass(frozen=True)
class Person:
    """One invented person; an unknown sex or group is an empty cell."""

    code: str
    country: str
    sex: str
    group: str
    named: names.Named
    employer: str = ""
    position: str = ""
    e_mail: str = ""

    @property
    def in_latin(self) -> str:
        """The name as a Latin list of the country has it, if it is known in Latin letters."""
        name = self.named.latin
        if self.country in FATHER_FIRST and name.patronymic:
            return f"{name.patronymic} {name.given}"
        return " ".join(name.words) or "(on file in its own script)"


class People:
    """Invents persons one after another and tells them to the book."""

    def __init__(self, book: Book, seed: str) -> None:
        self._book = book
        self._chance = lots.stream(seed, "people")
        self._seed = seed
        self._namers: dict[str, names.Namer] = {}
        self._addresses: Counter[str] = Counter()

    def new(self, country: str, group: str) -> Person:
        """Invent a person of an occupation group who works in the country."""
        chance = self._chance
        women = min(WOMEN.get(group, WOMEN_OTHERWISE), WOMEN_BY_COUNTRY.get(country, 100))
        sex = "F" if chance.randrange(100) < women else "M"
        named = self._namer(country).name(sex)
        employer, position = self._work(country, group)
        person = Person(
            code=f"PER-{len(self._book.rows['Persons']) + 1:05d}",
            country=country,
            sex="" if chance.randrange(100) < SEX_UNKNOWN else sex,
            group="" if chance.randrange(100) < GROUP_UNKNOWN else group,
            named=named,
            employer=employer,
            position=position,
            e_mail=self._e_mail(named),
        )
        self._tell(person)
        return person

    def _namer(self, country: str) -> names.Namer:
        if country not in self._namers:
            chance = lots.stream(self._seed, "names", country)
            source = "INT" if country in ELSEWHERE else country
            self._namers[country] = names.Namer(country, chance, source)
        return self._namers[country]

    def _work(self, country: str, group: str) -> tuple[str, str]:
        chance = self._chance
        position = chance.choice(GROUPS[group]["as"])
        if chance.randrange(100) < POSITION_UNKNOWN:
            position = ""
        if country in ELSEWHERE or chance.randrange(100) < EMPLOYER_UNKNOWN:
            return "", position
        there = {one.suffix for one in stock.of(country).organisations}
        suitable = [suffix for suffix in GROUPS[group]["at"].split() if suffix in there]
        return (f"{country}-{chance.choice(suitable)}" if suitable else ""), position

    def _e_mail(self, named: names.Named) -> str:
        words = [named.latin.given or named.latin.single, named.latin.family]
        address = ".".join(word.lower().replace(" ", "-") for word in words if word)
        if not address or self._chance.randrange(100) >= WITH_E_MAIL:
            return ""
        self._addresses[address] += 1
        again = self._addresses[address]
        return f"{address}{again if again > 1 else ''}@example.org"

    def _tell(self, person: Person) -> None:
        own, latin = person.named.own, person.named.latin
        self._book.add(
            "Persons",
            *(person.code, own.family, own.given, own.patronymic, own.single),
            *(latin.family, latin.given, latin.patronymic, latin.single),
            *(person.sex, person.group, person.country, person.employer, person.position, person.e_mail),
        )
