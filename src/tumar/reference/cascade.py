"""The cascade: workshops that the programme's own trainers gave, and some that only look like it."""

from datetime import date, timedelta
from random import Random

from tumar.reference import happenings, lots, registers, stock
from tumar.reference.book import CODE
from tumar.reference.happenings import Happening
from tumar.reference.people import People, Person
from tumar.reference.programme import TRAINING
from tumar.reference.registers import Planned, Topic
from tumar.reference.trainers import Trainers

RETURNS = 168
LAST_DAY = date(2020, 2, 28)
# Two in each country have given no workshop since.
QUIET = 2
CO_TRAINER, EXCHANGED = 0.45, 0.08

# How many workshops besides the published ones, and how many attended those.
MORE: dict[str, tuple[int, int]] = {
    "KZ": (9, 153),
    "AF": (5, 85),
    "MN": (7, 200),
    "TJ": (9, 153),
    "UZ": (12, 216),
    "KG": (11, 176),
    "PK": (9, 171),
}
# First day, days, city, how many attended: as published.
PUBLISHED: dict[str, tuple[tuple[date, int, str, int], ...]] = {
    "KZ": (
        (date(2019, 1, 21), 5, "Almaty", 35),
        (date(2019, 1, 28), 5, "Karaganda", 40),
        (date(2019, 2, 11), 5, "Shymkent", 44),
    ),
    "AF": (
        (date(2019, 2, 16), 5, "Kabul", 34),
        (date(2019, 2, 23), 5, "Kabul", 33),
        (date(2019, 3, 2), 5, "Kabul", 33),
    ),
    "MN": ((date(2018, 11, 6), 2, "Ulaangom", 56),),
    "TJ": (
        (date(2018, 7, 3), 2, "Dushanbe", 6),
        (date(2018, 7, 9), 3, "Dushanbe", 5),
        (date(2018, 7, 17), 2, "Dushanbe", 6),
        (date(2018, 7, 24), 3, "Dushanbe", 5),
    ),
}
TOPICS = registers.topics("cascade")


def all_of_them(people: People, trainers: Trainers, seed: str) -> list[Happening]:
    """Return the workshops of the cascade in the order of their days."""
    chance = lots.stream(seed, "cascade")
    plans = [plan for country in MORE for plan in _planned(country, trainers, chance)]
    plans.sort(key=lambda plan: (plan.event.first, plan.event.country, plan.event.place))
    for country in MORE:
        given = [plan.event for plan in plans if plan.event.country == country]
        _assign(given, country, trainers, chance)
    registers.share_out_returns(plans, RETURNS, chance)
    registers.fill(plans, people.new, chance)
    return happenings.renumbered([plan.event for plan in plans], "W")


def _planned(country: str, trainers: Trainers, chance: Random) -> list[Planned]:
    """Return the country's workshops, the published ones first; nobody has been put on their lists."""
    plans: list[Planned] = []
    cities = {city.en: city for city in stock.of(country).cities}
    for first, days, place, size in PUBLISHED.get(country, ()):
        topic = TOPICS[len(plans) % 3]
        event = workshop(country, topic, cities[place], first, days)
        plans.append(Planned(event, size, topic.groups, is_closed=True))
    how_many, attendances = MORE[country]
    since = trainers.qualified_on[country] + timedelta(days=35)
    for size in happenings.shared_out(attendances, how_many, 9, 34, chance):
        topic = chance.choices(TOPICS, [each.weight for each in TOPICS])[0]
        first = happenings.some_week(country, since, LAST_DAY, chance)
        event = workshop(country, topic, chance.choice(list(cities.values())), first, chance.randint(2, 5))
        absent = chance.randint(1, 3) if chance.random() < 0.45 else 0
        plans.append(Planned(event, size, topic.groups, absent=absent))
    return plans


def workshop(country: str, topic: Topic, city: stock.City, first: date, days: int) -> Happening:
    """Return a training workshop in one country, without anybody yet."""
    there = {one.suffix for one in stock.of(country).organisations}
    is_about_animals = topic.groups[0].startswith("vet")
    host = "VET" if is_about_animals and "VET" in there else "UNI" if "UNI" in there else "PHI"
    return Happening(
        code="",
        kind="training",
        title=f"{topic.en}, {city.en}",
        title_ru=f"{topic.ru}, {city.ru}",
        first=first,
        days=days,
        place=city.en,
        activity=TRAINING,
        country=country,
        languages=stock.of(country).languages[:1],
        hosts=(f"{country}-{host}",),
    )


def _assign(given: list[Happening], country: str, trainers: Trainers, chance: Random) -> None:
    """Let every trainer but the quiet ones give at least one workshop, and some give several."""
    active = trainers.ours[country][:-QUIET]
    waiting: list[Person] = chance.sample(active, len(active))
    weights = [1 / (1 + number) for number in range(len(active))]
    for left, event in zip(range(len(given), 0, -1), given, strict=True):
        chosen = [waiting.pop() if waiting else chance.choices(active, weights)[0]]
        if len(waiting) >= left or chance.random() < CO_TRAINER:
            others = [person for person in waiting or active if person not in chosen]
            chosen.append(chance.choice(others))
            waiting = [person for person in waiting if person not in chosen]
        if chance.random() < EXCHANGED:
            chosen.append(_from_abroad(event, country, trainers, chance))
        event.add_trainers(*chosen)


def _from_abroad(event: Happening, country: str, trainers: Trainers, chance: Random) -> Person:
    """Return one of our trainers from another country who was qualified by then."""
    return chance.choice(
        [
            person
            for other, persons in trainers.ours.items()
            if other != country and trainers.qualified_on[other] < event.first
            for person in persons[:-QUIET]
        ]
    )


def look_alikes(people: People, trainers: Trainers, cascade: list[Happening], seed: str) -> list[Happening]:
    """Return workshops that do not count: by trainers of others, or by one not qualified yet."""
    chance = lots.stream(seed, "look-alikes")
    told = (
        ("KZ", date(2018, 6, 4), trainers.experts[0]),
        ("MN", date(2018, 9, 17), trainers.experts[2]),
        ("UZ", date(2019, 5, 20), trainers.others["UZ"][0][0]),
        ("KG", date(2017, 9, 11), trainers.ours["KG"][0]),
    )
    events = []
    for number, (country, first, trainer) in enumerate(told):
        topic = TOPICS[number % 3]
        event = workshop(country, topic, stock.of(country).cities[0], first, 3)
        event.code = f"{CODE}-{country}-X01"
        event.add_trainers(trainer)
        for _ in range(11 + number):
            event.add_attended(people.new(country, chance.choice(topic.groups)), chance)
        later = [person for each in cascade if each.country == country for person in each.attended]
        for person in chance.sample(sorted(set(later), key=lambda one: one.code), 3):
            event.add_attended(person, chance)
        events.append(event)
    return events
