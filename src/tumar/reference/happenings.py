"""What an event of the reference programme is made of, and how it stands in the book."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tumar.reference import stock
from tumar.reference.book import CODE, Book, semicolons
from tumar.reference.people import Person

EVIDENCE = "evidence"
# Where the working week begins on Saturday.
WEEK_BEGINS_ON_SATURDAY = {"AF"}
ONLINE = stock.City("Online", "онлайн")


@dataclass(frozen=True)
class Part:
    """One person's part in an event; `attended` is yes, no or empty where nobody knows."""

    person: Person
    role: str
    attended: str = ""
    present: tuple[int, ...] = ()


@dataclass
class Happening:
    """One event with its sessions (one a day) and the persons on its list."""

    code: str
    kind: str
    title: str
    title_ru: str
    first: date
    days: int
    place: str
    activity: str
    country: str = ""
    reach: str = "country"
    countries: tuple[str, ...] = ()
    response: str = ""
    languages: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    co_organisers: tuple[str, ...] = ()
    head_count: int | None = None
    head_count_source: str = ""
    parts: list[Part] = field(default_factory=list)

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    @property
    def evidence(self) -> str:
        """The name of the file that proves the event, as the book has it."""
        return f"{EVIDENCE}/{self.code}.pdf"

    @property
    def attended(self) -> list[Person]:
        """The participants who were there."""
        return [part.person for part in self.parts if part.role == "participant" and part.attended == "yes"]

    def add_trainers(self, *trainers: Person) -> None:
        """Put the trainers on the list."""
        self.parts += [Part(trainer, "trainer") for trainer in trainers]

    def add_attended(self, person: Person, chance: Random, *, faithful: float = 0.85) -> None:
        """Put a participant on the list who came, on every day or on most."""
        days = list(range(1, self.days + 1))
        if self.days > 1 and chance.random() > faithful:
            missed = chance.sample(days, chance.randint(1, max(1, self.days // 3)))
            days = [day for day in days if day not in missed]
        self.parts.append(Part(person, "participant", "yes", tuple(days)))

    def add_absent(self, person: Person, chance: Random) -> None:
        """Put a participant on the list who did not come, or of whom nobody knows whether he or she did."""
        self.parts.append(Part(person, "participant", chance.choice(("no", "no", ""))))


def tell(book: Book, event: Happening) -> None:
    """Tell an event, its sessions and its list to the book."""
    book.add(
        "Events",
        *(event.code, event.kind, event.reach, event.title, event.title_ru, CODE, event.activity),
        *(event.response, event.country, semicolons(*event.countries), event.place),
        *(event.first, event.last if event.days > 1 else None, semicolons(*event.languages)),
        *(semicolons(*event.hosts), semicolons(*event.co_organisers)),
        *(event.head_count, event.head_count_source, event.evidence),
    )
    if not event.parts:
        return
    for number in range(1, event.days + 1):
        day = event.first + timedelta(days=number - 1)
        book.add("Sessions", event.code, number, day, f"Day {number}")
    for part in event.parts:
        present = semicolons(*part.present)
        book.add("Event persons", event.code, part.person.code, part.role, part.attended, present)


def working_week(country: str, day: date) -> date:
    """Return the first day of the country's next working week, on or after the day."""
    first = 5 if country in WEEK_BEGINS_ON_SATURDAY else 0
    return day + timedelta(days=(first - day.weekday()) % 7)


def some_week(country: str, since: date, until: date, chance: Random) -> date:
    """Return the first day of some working week between two days, around new year none."""
    while True:
        day = working_week(country, since + timedelta(days=chance.randrange((until - since).days)))
        near_new_year = (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 8)
        if day <= until and not near_new_year:
            return day


def shared_out(total: int, parts: int, least: int, most: int, chance: Random) -> list[int]:
    """Return so many whole numbers within limits that together make the total."""
    if not parts * least <= total <= parts * most:
        raise ValueError(f"{total} cannot be shared out into {parts} of {least} to {most}")
    shares = [least] * parts
    for _ in range(total - parts * least):
        open_ones = [number for number, share in enumerate(shares) if share < most]
        shares[chance.choice(open_ones)] += 1
    return shares


def renumbered(events: list[Happening], letter: str) -> list[Happening]:
    """Return the events with codes numbered by country in the order of their days."""
    numbers: dict[str, int] = {}
    named = []
    for event in sorted(events, key=lambda each: (each.first, each.code)):
        numbers[event.country] = numbers.get(event.country, 0) + 1
        named.append(replace(event, code=f"{CODE}-{event.country}-{letter}{numbers[event.country]:02d}"))
    return named
