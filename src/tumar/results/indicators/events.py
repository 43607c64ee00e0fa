"""Sets of events that indicators count, or whose participants they count."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet

from tumar.events.models import Event
from tumar.events.rules.states import OFF
from tumar.programmes.models import Programme
from tumar.results.indicators.regions import Regions
from tumar.training import queries as training


class GivenBy(StrEnum):
    """Whose trainers must have given an event for it to count."""

    ANYONE = "anyone"
    THIS_PROGRAMME = "this-programme"
    ANY_PROGRAMME = "any-programme"


class EventFact(NamedTuple):
    """What indicators need of one event; `region` is that of its country, or of all that took part."""

    id: int
    code: str
    country: str
    region: str
    on: date
    head_count: int | None

    @property
    def label(self) -> str:
        return f"{Event.LABEL}:{self.code}"


@dataclass(frozen=True)
class EventSet:
    """Events of one programme, by kind, reach, response and by who gave them."""

    programme_id: int
    kinds: tuple[str, ...]
    reach: str = ""
    response_id: int | None = None
    # Whether an event under some response counts when no response is named.
    with_responses: bool = True
    given_by: GivenBy = GivenBy.ANYONE

    def queryset(self, as_of: date) -> QuerySet[Event]:
        """Return the events that took place and whose last day has come by `as_of`."""
        events = self._given()
        events = events.filter(programme_id=self.programme_id, kind__in=self.kinds, ends__lte=as_of)
        events = events.exclude(state__in=OFF)
        if self.reach:
            events = events.filter(reach=self.reach)
        if self.response_id:
            return events.filter(response_id=self.response_id)
        return events if self.with_responses else events.filter(response__isnull=True)

    def _given(self) -> QuerySet[Event]:
        if self.given_by is GivenBy.ANYONE:
            return Event.objects.all()
        if self.given_by is GivenBy.ANY_PROGRAMME:
            return training.workshops_given_by(None)
        return training.workshops_given_by(Programme(pk=self.programme_id))


def load_facts(wanted: EventSet, as_of: date, regions: Regions) -> list[EventFact]:
    """Return the facts of the events in the set in the order of their codes, as their lines stand."""
    rows = wanted.queryset(as_of).order_by()
    taking_part = _taking_part(rows)
    facts = []
    for pk, code, country, on, head_count in _columns(rows):
        region = regions.of(country, on) if country else regions.of_all(taking_part[pk], on)
        facts.append(EventFact(pk, code, country or "", region, on, head_count))
    return sorted(facts, key=lambda fact: fact.code)


def _columns(rows: QuerySet[Event]) -> Iterator[tuple[int, str, str | None, date, int | None]]:
    return rows.values_list("pk", "code", "country_id", "ends", "head_count").iterator(chunk_size=5000)


def _taking_part(rows: QuerySet[Event]) -> defaultdict[int, set[str]]:
    """Return the countries that take part in each event that is for none in particular."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    linked = rows.filter(country__isnull=True, countries__isnull=False)
    for pk, country in linked.values_list("pk", "countries"):
        found[pk].add(country)
    return found
