"""Invented persons who register for an event of the reference programme: on no list of it yet."""

from dataclasses import dataclass

from tumar.reference import lots, names, stock
from tumar.reference.people import GROUPS, WOMEN, WOMEN_OTHERWISE

OCCUPATIONS = ("human-lab", "human-lab", "vet-lab", "public-health", "transport-courier", "biosafety-officer")


@dataclass(frozen=True)
class Registrant:
    """What one invented person fills in; names in the script that the person writes."""

    family: str
    given: str
    patronymic: str
    sex: str
    group: str
    position: str
    employer: str
    email: str


def registrants(country: str, how_many: int, *, seed: int) -> list[Registrant]:
    """Return so many invented persons who work in the country, each with an address that leads nowhere."""
    chance = lots.stream(seed, "registrants", country)
    namer = names.Namer(country, chance)
    found: list[Registrant] = []
    addresses: set[str] = set()
    while len(found) < how_many:
        group = chance.choice(OCCUPATIONS)
        sex = "F" if chance.randrange(100) < WOMEN.get(group, WOMEN_OTHERWISE) else "M"
        named = namer.name(sex)
        own, address = named.own, _address(named.latin)
        # Whoever is known in one script only does not show what the page is for.
        if not own.family or not address or address in addresses:
            continue
        addresses.add(address)
        found.append(
            Registrant(
                *(own.family, own.given, own.patronymic, sex, group),
                position=chance.choice(GROUPS[group]["as"]),
                employer=_employer(country, group, chance.random()),
                email=f"{address}@example.org",
            )
        )
    return found


def _address(latin: names.Name) -> str:
    return ".".join(word.lower().replace(" ", "-") for word in (latin.given, latin.family) if word)


def _employer(country: str, group: str, lot: float) -> str:
    there = {one.suffix: one.name for one in stock.of(country).organisations}
    suitable = [there[suffix] for suffix in GROUPS[group]["at"].split() if suffix in there]
    return suitable[int(lot * len(suitable))] if suitable else ""
