"""Train-the-trainers workshops, those whom they qualified, and trainers whom others had qualified."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tumar.reference import lots, stock
from tumar.reference.book import CODE, Book
from tumar.reference.countries import CENTRAL_ASIA, EASTERN_EUROPE, ENGLISH, RUSSIAN_FOR
from tumar.reference.happenings import Happening
from tumar.reference.people import ELSEWHERE, People, Person
from tumar.reference.programme import TRAINING

DAYS = 5
TRAINER_GROUPS = (
    *("human-lab", "human-lab", "vet-lab", "public-health"),
    *("academia-teacher", "biosafety-officer", "vet-clinical"),
)

# First day, city, how many were qualified, how many more attended without being qualified.
COURSES: dict[str, tuple[date, str, int, int]] = {
    "KZ": (date(2017, 10, 2), "Almaty", 14, 0),
    "TJ": (date(2017, 10, 16), "Dushanbe", 12, 0),
    "AF": (date(2017, 10, 26), "Dushanbe", 12, 2),
    "KG": (date(2017, 11, 13), "Bishkek", 13, 0),
    "UZ": (date(2017, 11, 27), "Tashkent", 12, 3),
    "MN": (date(2018, 3, 12), "Ulaanbaatar", 12, 0),
    "PK": (date(2018, 4, 9), "Islamabad", 13, 0),
}
# Who qualified trainers before the response began, and how many in each country.
NEIGHBOURS_BY_COUNTRY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(CENTRAL_ASIA, ("ISTC-596", "GIBACHT")),
    **dict.fromkeys(EASTERN_EUROPE, ("ISTC-596", "WHO-RTP", "GIBACHT")),
    **dict.fromkeys(("AM", "AZ", "GE", "UA"), ("BTRP", "BTRP", "WHO-RTP", "ISTC-596")),
    **dict.fromkeys(("KZ", "UZ"), ("BTRP", "GIBACHT")),
}
SINCE_NEIGHBOUR = {
    "ISTC-596": date(2020, 4, 24),
    "BTRP": date(2016, 6, 17),
    "GIBACHT": date(2018, 11, 9),
    "WHO-RTP": date(2019, 4, 12),
}


@dataclass
class Trainers:
    """Trainers by country and by who qualified them, and experts from elsewhere."""

    ours: dict[str, list[Person]] = field(default_factory=dict)
    others: dict[str, list[tuple[Person, date]]] = field(default_factory=dict)
    experts: list[Person] = field(default_factory=list)
    # Qualified once, but no longer when they gave a workshop.
    lapsed: list[Person] = field(default_factory=list)
    qualified_on: dict[str, date] = field(default_factory=dict)


class Qualifications:
    """Tells qualifications to the book, with running codes."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def tell(
        self, person: Person, programme: str, since: date, *, event: str = "", until: date | None = None
    ) -> None:
        """Tell that a programme qualified the person from a day on."""
        code = f"QUA-{len(self._book.rows['Qualifications']) + 1:04d}"
        self._book.add("Qualifications", code, person.code, programme, event, since, until)


def all_of_them(book: Book, people: People, seed: str) -> tuple[Trainers, list[Happening]]:
    """Return the trainers and the workshops that made them trainers."""
    chance = lots.stream(seed, "trainers")
    told = Qualifications(book)
    trainers = Trainers()
    for number in range(5):
        expert = people.new(ELSEWHERE[number % 2], "academia-teacher")
        trainers.experts.append(expert)
        told.tell(expert, "WHO-RTP", date(2015, 9, 18))
    courses = [_course(country, trainers, people, told, chance) for country in COURSES]
    for country, programmes in NEIGHBOURS_BY_COUNTRY.items():
        _neighbours(country, programmes, trainers, people, told, chance)
    for country in CENTRAL_ASIA[:5]:
        # Some of ours were qualified by another programme, too; they count once all the same.
        told.tell(trainers.ours[country][0], "ISTC-596", SINCE_NEIGHBOUR["ISTC-596"])
    lapsed = people.new("RS", "human-lab")
    told.tell(lapsed, "WHO-RTP", date(2016, 3, 4), until=date(2019, 12, 31))
    trainers.lapsed.append(lapsed)
    return trainers, courses


def _course(
    country: str, trainers: Trainers, people: People, told: Qualifications, chance: Random
) -> Happening:
    first, city, qualified, others = COURSES[country]
    course = Happening(
        code=f"{CODE}-{country}-TOT",
        kind="train-the-trainers",
        title=f"Biosafety and biosecurity train-the-trainers workshop for {ENGLISH[country]}",
        title_ru=(
            "Семинар подготовки тренеров по биологической безопасности и биологической защите для "
            + RUSSIAN_FOR[country]
        ),
        first=first,
        days=DAYS,
        place=city,
        activity=TRAINING,
        country=country,
        languages=("en", stock.of(country).languages[-1]) if country != "PK" else ("en",),
        hosts=("TJ-MOH",) if country == "AF" else (f"{country}-MOH",),
        co_organisers=("ISTC",),
    )
    course.add_trainers(*chance.sample(trainers.experts, 2))
    trainers.ours[country] = []
    for _ in range(qualified):
        person = people.new(country, chance.choice(TRAINER_GROUPS))
        course.add_attended(person, chance, faithful=1.0)
        told.tell(person, CODE, course.last, event=course.code)
        trainers.ours[country].append(person)
    for _ in range(others):
        course.add_attended(people.new(country, chance.choice(TRAINER_GROUPS)), chance, faithful=0.0)
    trainers.qualified_on[country] = course.last
    return course


def _neighbours(
    country: str,
    programmes: tuple[str, ...],
    trainers: Trainers,
    people: People,
    told: Qualifications,
    chance: Random,
) -> None:
    trainers.others[country] = []
    for programme in programmes:
        person = people.new(country, chance.choice(TRAINER_GROUPS))
        since = SINCE_NEIGHBOUR[programme] + timedelta(days=7 * chance.randrange(3))
        told.tell(person, programme, since)
        trainers.others[country].append((person, since))
