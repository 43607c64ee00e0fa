"""Awareness events, the conference, and meetings that no indicator counts."""

from datetime import date
from random import Random

from tumar.reference import lots, stock
from tumar.reference.book import CODE
from tumar.reference.countries import CENTRAL_ASIA, ENGLISH, RUSSIAN_FOR
from tumar.reference.happenings import Happening
from tumar.reference.people import People
from tumar.reference.programme import AWARENESS, LEGAL, SUPPLY

ORGANISERS = "Organisers' count, kept with the minutes (demonstration)"
DELEGATES = (
    *("policy-maker", "policy-maker", "legal-drafter", "public-health", "human-lab", "vet-clinical"),
    *("environment", "border-guard", "customs", "academia-teacher", "emergency-management"),
)
FIRST_MEMBERS = ("AF", "KG", "MN", "TJ", "UZ")

# Day, city (the Afghan event was held abroad), and how many were listed or only counted.
COUNTRY_EVENTS: dict[str, tuple[date, str, int, bool]] = {
    "KG": (date(2017, 5, 16), "Bishkek", 22, True),
    "TJ": (date(2017, 5, 30), "Dushanbe", 18, True),
    "UZ": (date(2017, 6, 13), "Tashkent", 24, True),
    "MN": (date(2017, 9, 5), "Ulaanbaatar", 20, True),
    "KZ": (date(2017, 12, 5), "Almaty", 21, True),
    "AF": (date(2018, 1, 23), "Tashkent", 26, False),
    "PK": (date(2018, 2, 20), "Islamabad", 41, False),
}


def all_of_them(people: People, seed: str) -> list[Happening]:
    """Return the awareness events, the conference and the meetings."""
    chance = lots.stream(seed, "meetings")
    country_events = [_country_event(country, people, chance) for country in COUNTRY_EVENTS]
    return [*country_events, *_regional(), _conference(), *_uncounted(people, chance)]


def _country_event(country: str, people: People, chance: Random) -> Happening:
    day, city, how_many, is_listed = COUNTRY_EVENTS[country]
    event = Happening(
        code=f"{CODE}-{country}-AWR",
        kind="awareness",
        title=f"Awareness event on biosafety and biosecurity for {ENGLISH[country]}",
        title_ru=(
            "Информационное мероприятие по биологической безопасности и биологической защите для "
            + RUSSIAN_FOR[country]
        ),
        first=day,
        days=1,
        place=city,
        activity=AWARENESS,
        country=country,
        languages=(*stock.of(country).languages, "en")[:2],
        hosts=("ISTC",) if country == "AF" else (f"{country}-MOH",),
        co_organisers=("EU",),
    )
    if not is_listed:
        event.head_count, event.head_count_source = how_many, ORGANISERS
        return event
    for _ in range(how_many):
        event.add_attended(people.new(country, chance.choice(DELEGATES)), chance)
    for _ in range(2):
        event.add_absent(people.new(country, chance.choice(DELEGATES)), chance)
    return event


def _regional() -> list[Happening]:
    return [
        _region_event(
            "1",
            "Regional kick-off event on biosafety and biosecurity for Central Asia",
            "Региональное стартовое мероприятие по биологической безопасности для Центральной Азии",
            first=date(2017, 2, 2),
            place="Bishkek",
            countries=FIRST_MEMBERS,
            host="KG-MOH",
            head_count=48,
        ),
        _region_event(
            "2",
            "Second regional event on biosafety and biosecurity for Central Asia",
            "Второе региональное мероприятие по биологической безопасности для Центральной Азии",
            first=date(2017, 11, 2),
            place="Tashkent",
            countries=CENTRAL_ASIA,
            host="UZ-MOH",
            head_count=62,
        ),
    ]


def _region_event(
    number: str,
    title: str,
    title_ru: str,
    *,
    first: date,
    place: str,
    countries: tuple[str, ...],
    host: str,
    head_count: int,
) -> Happening:
    return Happening(
        code=f"{CODE}-REG-2017-{number}",
        kind="awareness",
        title=title,
        title_ru=title_ru,
        first=first,
        days=2,
        place=place,
        activity=AWARENESS,
        reach="regional",
        countries=countries,
        languages=("en", "ru"),
        hosts=(host,),
        co_organisers=("ISTC", "EU"),
        head_count=head_count,
        head_count_source=ORGANISERS,
    )


def _conference() -> Happening:
    return Happening(
        code=f"{CODE}-BACAC-2019",
        kind="conference",
        title="BACAC: Bridging the Gaps, inter-regional conference on biosafety and biosecurity",
        title_ru="«BACAC: преодолевая разрывы», межрегиональная конференция по биологической безопасности",
        first=date(2019, 3, 11),
        days=5,
        place="Tashkent",
        activity=AWARENESS,
        reach="inter-regional",
        countries=(*CENTRAL_ASIA, "AM", "AZ", "GE"),
        languages=("en", "ru"),
        hosts=("UZ-MOH",),
        co_organisers=("BACAC", "ISTC"),
        head_count=170,
        head_count_source="Programme's news item of March 2019: “more than 170 participants”",
    )


def _uncounted(people: People, chance: Random) -> list[Happening]:
    side_event = Happening(
        code=f"{CODE}-BWC-2019",
        kind="meeting",
        title="Side event at the Meeting of States Parties to the Biological Weapons Convention",
        title_ru="Параллельное мероприятие на Совещании участников Конвенции о биологическом оружии",
        first=date(2019, 12, 4),
        days=1,
        place="Geneva",
        activity=AWARENESS,
        reach="inter-regional",
        countries=(*CENTRAL_ASIA, "AM", "AZ", "GE"),
        languages=("en",),
        hosts=("BACAC",),
        co_organisers=("ISTC", "EU"),
        head_count=35,
        head_count_source=ORGANISERS,
    )
    handover = Happening(
        code=f"{CODE}-MN-HND",
        kind="meeting",
        title="Ceremony for the handover of the second package of laboratory equipment",
        title_ru="Церемония передачи второго пакета лабораторного оборудования",
        first=date(2019, 4, 30),
        days=1,
        place="Ulaanbaatar",
        activity=SUPPLY,
        country="MN",
        languages=("mn", "en"),
        hosts=("MN-MOH",),
        co_organisers=("EU",),
        head_count=40,
        head_count_source=ORGANISERS,
    )
    return [side_event, handover, *(_legal_meeting(country, people, chance) for country in ("KG", "TJ"))]


def _legal_meeting(country: str, people: People, chance: Random) -> Happening:
    meeting = Happening(
        code=f"{CODE}-{country}-LAW",
        kind="meeting",
        title=f"Working meeting on the law on biological safety for {ENGLISH[country]}",
        title_ru=f"Рабочая встреча по закону о биологической безопасности для {RUSSIAN_FOR[country]}",
        first=date(2018, 5, 22) if country == "KG" else date(2018, 10, 9),
        days=2,
        place=stock.of(country).cities[0].en,
        activity=LEGAL,
        country=country,
        languages=("ru",),
        hosts=(f"{country}-MOH",),
        co_organisers=("ISTC",),
    )
    for _ in range(10):
        group = chance.choice(("legal-drafter", "legal-drafter", "policy-maker"))
        meeting.add_attended(people.new(country, group), chance)
    return meeting
