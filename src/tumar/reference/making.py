"""The making of the whole reference programme from one seed."""

from dataclasses import dataclass
from functools import lru_cache

from tumar.reference import (
    cascade,
    happenings,
    meetings,
    programme,
    response,
    supplies,
    trainers,
)
from tumar.reference.book import Book
from tumar.reference.happenings import Happening
from tumar.reference.people import People
from tumar.reference.rates import Rates
from tumar.reference.supplies import Consignment

SEED = 53


@dataclass(frozen=True)
class Reference:
    """The rows of the book, and what evidence is to be made of."""

    book: Book
    events: tuple[Happening, ...]
    consignments: tuple[Consignment, ...]


@lru_cache(maxsize=2)
def make(seed: int = SEED) -> Reference:
    """Return the reference programme; the same seed gives the same, whatever the day."""
    book, key = Book(), str(seed)
    programme.tell(book)
    people = People(book, key)
    ours, courses = trainers.all_of_them(book, people, key)
    first = meetings.all_of_them(people, key)
    given = cascade.all_of_them(people, ours, key)
    under = response.all_of_them(people, ours, given, key)
    alike = cascade.look_alikes(people, ours, given, key) + response.look_alikes(people, ours, key)
    events = sorted([*first, *courses, *given, *under, *alike], key=lambda event: (event.first, event.code))
    for event in events:
        happenings.tell(book, event)
    rates = Rates(key)
    consignments = supplies.all_of_them(rates, key)
    supplies.tell(book, consignments)
    rates.tell(book)
    return Reference(book, tuple(events), tuple(consignments))
