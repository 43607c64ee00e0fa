"""What an indicator is: a code, a title, a unit, and one measure that gives both lines and number."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.db.models import QuerySet

from tumar.results.indicators.events import EventFact, EventSet, load_facts
from tumar.results.indicators.regions import Regions
from tumar.results.rules import By, Fold, Line, Noun, Qualifier


class Unit(StrEnum):
    """What a figure is stated in."""

    EVENTS = "events"
    PERSONS = "persons"
    EUR = "EUR"


@dataclass(frozen=True)
class Tally:
    """A folded figure: its value (money in cents), how many lines, what stands beside it, its cells."""

    value: int
    lines: int
    by: Mapping[By, Mapping[str, int]]
    attendances: int | None = None
    reported: int | None = None


@dataclass
class Reading:
    """One reading of the records as of one day; sets of events are read once and shared by indicators."""

    as_of: date
    regions: Regions = field(default_factory=Regions.load)
    _events: dict[EventSet, list[EventFact]] = field(default_factory=dict)

    def events(self, wanted: EventSet) -> list[EventFact]:
        """Return the facts of the events in the set, in the order of their codes."""
        if wanted not in self._events:
            self._events[wanted] = load_facts(wanted, self.as_of, self.regions)
        return self._events[wanted]


class Measure(Protocol):
    """One way of reading records: their lines in canonical order, and the same folded fast."""

    @property
    def fold(self) -> Fold: ...

    def lines(self, reading: Reading) -> Iterator[Line]: ...

    def tally(self, reading: Reading) -> Tally: ...

    def rows(self, as_of: date) -> QuerySet[Any]: ...


@dataclass(frozen=True)
class Definition:
    """What an indicator's code means, whatever the programme; `meaning` is what its hash is made of."""

    code: str
    title: Any
    unit: Unit
    fold: Fold
    qualifier: Qualifier
    # Said to the public, in the language of the page.
    counts: Any
    meaning: str
    breakdowns: tuple[By, ...]
    shown: tuple[By, ...]
    noun: Noun | None = None
    # What an amount of money is for, after the amount.
    of: Mapping[str, str] = field(default_factory=dict)
    is_of_a_response: bool = False

    @property
    def hash(self) -> str:
        """The SHA-256 of what the indicator means; wording and titles may change without touching it."""
        told = [
            self.code,
            self.unit,
            self.fold,
            self.qualifier,
            self.meaning,
            [str(by) for by in self.breakdowns],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Indicator:
    """One indicator of one programme, of one response where its definition asks for one."""

    code: str
    definition: Definition
    measure: Measure
    response: Any = None

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        named = {"response": str(self.response)} if self.response else {}
        return str(self.definition.title) % named

    def lines(self, as_of: date) -> Iterator[Line]:
        """Yield the evidence lines of what had happened by the day, in canonical order."""
        return self.measure.lines(Reading(as_of))
