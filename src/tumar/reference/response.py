"""Training under the COVID-19 response, in both regions, by trainers whom several programmes qualified."""

from datetime import date
from random import Random

from tumar.reference import happenings, lots, registers, stock
from tumar.reference.book import CODE
from tumar.reference.cascade import workshop
from tumar.reference.happenings import ONLINE, Happening
from tumar.reference.people import People, Person
from tumar.reference.programme import RESPONSE
from tumar.reference.registers import Planned
from tumar.reference.trainers import Trainers

FIRST_DAY, LAST_DAY = date(2020, 4, 20), date(2022, 3, 25)
# No workshop was held in Afghanistan after the summer of 2021.
LAST_DAYS = {"AF": date(2021, 7, 9)}
WORKSHOPS = {
    "KZ": 14,
    "KG": 14,
    "TJ": 12,
    "UZ": 16,
    "MN": 12,
    "PK": 10,
    "AF": 6,
    "AL": 6,
    "AM": 7,
    "AZ": 6,
    "BA": 6,
    "GE": 8,
    "MD": 7,
    "ME": 5,
    "MK": 6,
    "RS": 6,
    "UA": 7,
}
ATTENDANCES, RETURNS = 1806, 64
SMALLEST, LARGEST = 8, 20
ONLINE_SHARE, EXPERT_SHARE, FROM_OURS, ONLINE_BY_OURS = 0.12, 0.1, 0.75, 0.6
# Where trainers of Central Asia and their audience share Russian.
SHARES_RUSSIAN = {"AM", "AZ", "GE", "MD", "UA"}
# Some came from over the border to a workshop in Tirana.
GUESTS, GUESTS_FROM, GUESTS_AT = 4, "XK", "AL"
TOPICS = registers.topics("response")


def all_of_them(people: People, trainers: Trainers, cascade: list[Happening], seed: str) -> list[Happening]:
    """Return the workshops under the response in the order of their days."""
    chance = lots.stream(seed, "response")
    sizes = happenings.shared_out(ATTENDANCES, sum(WORKSHOPS.values()), SMALLEST, LARGEST, chance)
    plans = [
        _planned(country, sizes.pop(), chance)
        for country, how_many in WORKSHOPS.items()
        for _ in range(how_many)
    ]
    plans.sort(key=lambda plan: (plan.event.first, plan.event.country, plan.size))
    for plan in plans:
        plan.event.add_trainers(*_trainers_of(plan.event, trainers, chance))
    registers.share_out_returns(plans, RETURNS, chance)
    registers.fill(plans, _Audience(people, cascade, chance).new, chance)
    return happenings.renumbered([plan.event for plan in plans], "C")


def _planned(country: str, size: int, chance: Random) -> Planned:
    topic = chance.choices(TOPICS, [each.weight for each in TOPICS])[0]
    is_online = chance.random() < ONLINE_SHARE
    city = ONLINE if is_online else chance.choice(stock.of(country).cities)
    first = happenings.some_week(country, FIRST_DAY, LAST_DAYS.get(country, LAST_DAY), chance)
    event = workshop(country, topic, city, first, chance.choice((1, 2, 2)))
    event.response = RESPONSE
    absent = chance.randint(1, 2) if chance.random() < 0.2 else 0
    return Planned(event, size, topic.groups, absent=absent)


def _trainers_of(event: Happening, trainers: Trainers, chance: Random) -> list[Person]:
    """Return who gave the workshop: always somebody whose qualification held on its first day."""
    here = [person for person, since in trainers.others[event.country] if since < event.first]
    ours = trainers.ours.get(event.country, [])
    if ours and chance.random() < FROM_OURS:
        return [chance.choice(ours)]
    is_for_ours = event.place == ONLINE.en and event.country in SHARES_RUSSIAN
    if not here or (is_for_ours and chance.random() < ONLINE_BY_OURS):
        return [chance.choice([*trainers.ours["KZ"], *trainers.ours["KG"]])]
    return chance.sample(here, min(len(here), chance.choice((1, 1, 2))))


class _Audience:
    """Who comes to these workshops: mostly new persons, some experts known from the cascade."""

    def __init__(self, people: People, cascade: list[Happening], chance: Random) -> None:
        self._people = people
        self._chance = chance
        self._guests = GUESTS
        self._known: dict[tuple[str, str], list[Person]] = {}
        met: set[str] = set()
        for event in cascade:
            for person in event.attended:
                if person.code not in met:
                    met.add(person.code)
                    self._known.setdefault((person.country, person.group), []).append(person)

    def new(self, country: str, group: str) -> Person:
        """Return somebody who has not been to a workshop under the response."""
        known = self._known.get((country, group))
        if known and self._chance.random() < EXPERT_SHARE:
            return known.pop(self._chance.randrange(len(known)))
        if country == GUESTS_AT and self._guests:
            self._guests -= 1
            return self._people.new(GUESTS_FROM, group)
        return self._people.new(country, group)


def look_alikes(people: People, trainers: Trainers, seed: str) -> list[Happening]:
    """Return workshops that do not count: the trainer's qualification had lapsed, or there was none."""
    chance = lots.stream(seed, "response look-alikes")
    told = (
        ("RS", date(2021, 4, 12), trainers.lapsed[0]),
        ("BA", date(2021, 9, 20), people.new("BA", "human-lab")),
    )
    events = []
    for country, first, trainer in told:
        topic = TOPICS[1]
        event = workshop(country, topic, stock.of(country).cities[0], first, 2)
        event.code, event.response = f"{CODE}-{country}-X01", RESPONSE
        event.add_trainers(trainer)
        for _ in range(9):
            event.add_attended(people.new(country, chance.choice(topic.groups)), chance)
        events.append(event)
    return events
