"""Lists of participants: who comes for the first time, who comes again, who stays away."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tumar.reference import stock
from tumar.reference.happenings import Happening
from tumar.reference.people import Person

TOPICS: dict[str, list[dict]] = json.loads((stock.FOLDER / "topics.json").read_text(encoding="utf-8"))
MOST_AGAIN = 6
FROM_ABROAD = 0.1


@dataclass(frozen=True)
class Topic:
    """What a workshop is about, and the occupation groups it is for."""

    en: str
    ru: str
    weight: int
    groups: tuple[str, ...]


def topics(name: str) -> list[Topic]:
    """Return the topics of one series of workshops."""
    return [
        Topic(told["en"], told["ru"], told["weight"], tuple(told["groups"].split())) for told in TOPICS[name]
    ]


@dataclass
class Planned:
    """A workshop before its list is filled: how many shall attend, and how many of them once more."""

    event: Happening
    size: int
    groups: tuple[str, ...]
    is_closed: bool = False
    again: int = 0
    absent: int = 0


def share_out_returns(plans: Sequence[Planned], total: int, chance: Random) -> None:
    """Say of each workshop how many come again; a country's first and the closed ones have none."""
    countries: set[str] = set()
    open_ones = []
    for plan in plans:
        if plan.event.country in countries and not plan.is_closed:
            open_ones.append(plan)
        countries.add(plan.event.country)
    for _ in range(total):
        wanting = [plan for plan in open_ones if plan.again < min(MOST_AGAIN, plan.size // 3)]
        chance.choice(wanting).again += 1


def fill(
    plans: Sequence[Planned],
    invent: Callable[[str, str], Person],
    chance: Random,
) -> None:
    """Fill the lists in the order of days; `invent` gives somebody who has not attended this series."""
    before: dict[str, list[Person]] = {}
    seen: set[str] = set()
    for plan in plans:
        event = plan.event
        taken = {part.person.code for part in event.parts}
        coming = [_somebody_again(before, event.country, taken, chance) for _ in range(plan.again)]
        coming += [invent(event.country, chance.choice(plan.groups)) for _ in range(plan.size - plan.again)]
        chance.shuffle(coming)
        for person in coming:
            event.add_attended(person, chance)
            if person.code not in seen:
                seen.add(person.code)
                before.setdefault(person.country, []).append(person)
        for _ in range(plan.absent):
            event.add_absent(invent(event.country, chance.choice(plan.groups)), chance)


def _somebody_again(before: dict[str, list[Person]], country: str, taken: set[str], chance: Random) -> Person:
    """Return somebody who attended before, mostly in the same country, and is not on this list yet."""
    own = [person for person in before.get(country, ()) if person.code not in taken]
    foreign = [
        person for each in before if each != country for person in before[each] if person.code not in taken
    ]
    choose_abroad = bool(foreign) and (not own or chance.random() < FROM_ABROAD)
    person = chance.choice(foreign if choose_abroad else own)
    taken.add(person.code)
    return person
