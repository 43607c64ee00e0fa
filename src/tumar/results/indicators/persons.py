"""Measures that count persons once: who attended a set of events, and who qualified as trainers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tumar.events.models import Event, Involvement
from tumar.results.indicators.base import Reading, Tally
from tumar.results.indicators.events import EventFact, EventSet
from tumar.results.indicators.evidence import first_files, in_chunks
from tumar.results.indicators.passes import presences, tally_attendance
from tumar.results.rules import By, Fold, Line, Strength, breakdown, in_order, value
from tumar.training.models import Qualification

FEW_EVENTS = 2000
BY = (By.COUNTRY, By.REGION, By.YEAR, By.SEX, By.GROUP)


@dataclass(frozen=True)
class Attendance:
    """Persons who attended the events of a set, counted once; head counts alone stand beside them."""

    events: EventSet
    fold: Fold = Fold.DISTINCT

    def lines(self, reading: Reading) -> Iterator[Line]:
        """Yield one line per person and event, and one per head count that no list of persons replaces."""
        for chunk in in_chunks(reading.events(self.events)):
            files = first_files(fact.label for fact in chunk)
            persons = _persons_at(chunk)
            for fact in chunk:
                evidence = files.get(fact.label, "")
                if fact.id in persons:
                    yield from in_order(_presence(fact, *person, evidence) for person in persons[fact.id])
                elif fact.head_count:
                    yield _head_count(fact, evidence)

    def tally(self, reading: Reading) -> Tally:
        """Count the persons in one pass over the presences; several measures are better counted together."""
        return tally_attendance([self.events], reading)[self.events]

    def rows(self, as_of: date) -> QuerySet[Involvement]:
        """Return the presences themselves, for a list."""
        events = self.events.queryset(as_of).order_by()
        rows = presences().select_related("event__country", "person__country")
        if Event.objects.filter(programme_id=self.events.programme_id).count() > FEW_EVENTS:
            # A page is full before many presences are looked at; the keys of all the events come later.
            return rows.filter(Exists(events.filter(pk=OuterRef("event_id"))))
        return rows.filter(event__in=events.values("pk"))

    def of_country(self, rows: QuerySet[Any], as_of: date, country: str | None) -> QuerySet[Any]:
        """Keep the presences at events of one country, or of none in particular.

        Its events are found first and each is asked once who gave it; joined, it is asked for each presence.
        """
        events = self.events.queryset(as_of).order_by()
        events = events.filter(country=country) if country else events.filter(country__isnull=True)
        return rows.filter(event__in=events.values("pk"))


def _persons_at(facts: Sequence[EventFact]) -> dict[int, list[tuple[str, str, str]]]:
    found: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = presences().filter(event_id__in=[fact.id for fact in facts]).order_by()
    for pk, *person in rows.values_list("event_id", "person__code", "person__sex", "person__group"):
        found[pk].append((person[0], person[1], person[2]))
    return dict(found)


def _presence(fact: EventFact, code: str, sex: str, group: str, evidence: str) -> Line:
    return Line(
        record=fact.label,
        country=fact.country,
        on=fact.on,
        adds=1,
        counts_as=f"person:{code}",
        strength=Strength.COUNTED,
        sex=sex,
        group=group,
        region=fact.region,
        category="",
        evidence=evidence,
    )


def _head_count(fact: EventFact, evidence: str) -> Line:
    return Line(
        record=fact.label,
        country=fact.country,
        on=fact.on,
        adds=fact.head_count or 0,
        counts_as="",
        strength=Strength.REPORTED,
        sex="",
        group="",
        region=fact.region,
        category="",
        evidence=evidence,
    )


@dataclass(frozen=True)
class Qualified:
    """Persons whom the programme qualified as trainers at a train-the-trainers event, counted once."""

    programme_id: int
    fold: Fold = Fold.DISTINCT

    def rows(self, as_of: date) -> QuerySet[Qualification]:
        """Return the qualifications themselves, for a list."""
        return Qualification.objects.filter(
            programme_id=self.programme_id,
            event__kind=Event.Kind.TRAIN_THE_TRAINERS,
            since__lte=as_of,
        ).select_related("person__country", "event__country")

    def lines(self, reading: Reading) -> Iterator[Line]:
        """Yield one line per qualification, with its own file or that of the workshop."""
        for chunk in in_chunks(sorted(self.rows(reading.as_of), key=attrgetter("code"))):
            files = first_files([*(one.label for one in chunk), *(_event_of(one) for one in chunk)])
            for one in chunk:
                evidence = files.get(one.label) or files.get(_event_of(one), "")
                yield _qualification(one, reading, evidence)

    def tally(self, reading: Reading) -> Tally:
        """Count the persons; a programme qualifies hundreds, so their lines are folded as they are."""
        found = tally_of([_qualification(one, reading, "") for one in self.rows(reading.as_of)])
        return Tally(value=found.value, lines=found.lines, by=found.by)


def _event_of(qualification: Qualification) -> str:
    return qualification.event.label if qualification.event else ""


def _qualification(one: Qualification, reading: Reading, evidence: str) -> Line:
    country = (one.event and one.event.country_id) or one.person.country_id
    return Line(
        record=one.label,
        country=country,
        on=one.since,
        adds=1,
        counts_as=f"person:{one.person.code}",
        strength=Strength.COUNTED,
        sex=one.person.sex,
        group=one.person.group,
        region=reading.regions.of(country, one.since),
        category="",
        evidence=evidence,
    )


def tally_of(lines: Sequence[Line]) -> Tally:
    """Fold lines that count persons, one by one, after the rules."""
    by = {name: {cell.key: cell.value for cell in breakdown(lines, Fold.DISTINCT, name).cells} for name in BY}
    return Tally(
        value=value(lines, Fold.DISTINCT),
        lines=len(lines),
        by=by,
        attendances=sum(bool(line.counts_as) for line in lines),
        reported=sum(line.adds for line in lines if not line.counts_as),
    )
