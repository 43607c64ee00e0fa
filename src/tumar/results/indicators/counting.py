"""Measures that add up: events counted once each, and the value of what was handed over."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet, Sum

from tumar.events.models import Event
from tumar.results.indicators.base import Reading, Tally
from tumar.results.indicators.events import EventSet
from tumar.results.indicators.evidence import first_files, in_chunks
from tumar.results.rules import SEVERAL, UNKNOWN, By, Fold, Line, Strength, in_order
from tumar.supplies.models import Consignment, ConsignmentLine


def sorted_cells(cells: Mapping[str, int]) -> dict[str, int]:
    """Return cells by key with the unknown one last, as the rules order them."""
    return dict(sorted(cells.items(), key=lambda cell: (cell[0] == UNKNOWN, cell[0])))


@dataclass(frozen=True)
class EventCount:
    """Events of a set, each counted once."""

    events: EventSet
    fold: Fold = Fold.SUM

    def lines(self, reading: Reading) -> Iterator[Line]:
        """Yield one line per event."""
        for chunk in in_chunks(reading.events(self.events)):
            files = first_files(fact.label for fact in chunk)
            for fact in chunk:
                yield Line(
                    record=fact.label,
                    country=fact.country,
                    on=fact.on,
                    adds=1,
                    counts_as=fact.label,
                    strength=Strength.COUNTED,
                    sex="",
                    group="",
                    region=fact.region,
                    category="",
                    evidence=files.get(fact.label, ""),
                )

    def tally(self, reading: Reading) -> Tally:
        """Count the events of the set."""
        facts = reading.events(self.events)
        cells = {
            By.COUNTRY: Counter(fact.country or SEVERAL for fact in facts),
            By.REGION: Counter(fact.region or UNKNOWN for fact in facts),
            By.YEAR: Counter(f"{fact.on.year:04d}" for fact in facts),
        }
        by = {name: sorted_cells(found) for name, found in cells.items()}
        return Tally(value=len(facts), lines=len(facts), by=by)

    def rows(self, as_of: date) -> QuerySet[Event]:
        """Return the events themselves, for a list."""
        return self.events.queryset(as_of).select_related("country")


@dataclass(frozen=True)
class ConsignmentValue:
    """The value in euro cents of what one programme handed over, under one response or under none."""

    programme_id: int
    response_id: int | None
    fold: Fold = Fold.SUM

    def rows(self, as_of: date) -> QuerySet[ConsignmentLine]:
        """Return the consignment lines themselves, for a list."""
        return ConsignmentLine.objects.filter(consignment__in=self._consignments(as_of)).select_related(
            "consignment__country"
        )

    def _consignments(self, as_of: date) -> QuerySet[Consignment]:
        found = Consignment.objects.filter(programme_id=self.programme_id, handed_over__lte=as_of).order_by()
        if self.response_id is None:
            return found.filter(response__isnull=True)
        return found.filter(response_id=self.response_id)

    def lines(self, reading: Reading) -> Iterator[Line]:
        """Yield one line per item of a consignment."""
        facts = [
            (one.code, one.pk, one.country_id, one.handed_over)
            for one in self._consignments(reading.as_of)
            if one.handed_over
        ]
        for chunk in in_chunks(sorted(facts)):
            files = first_files(_label(code) for code, *_rest in chunk)
            items = self._items([pk for _code, pk, *_rest in chunk])
            for code, pk, country, day in chunk:
                region = reading.regions.of(country, day)
                evidence = files.get(_label(code), "")
                yield from in_order(
                    _line(code, number, country, day, region, category, cents, evidence)
                    for number, category, cents in items.get(pk, ())
                )

    def _items(self, consignments: list[int]) -> dict[int, list[tuple[int, str, int]]]:
        found: dict[int, list[tuple[int, str, int]]] = {}
        rows = ConsignmentLine.objects.filter(consignment_id__in=consignments).order_by()
        columns = ("consignment_id", "number", "category", "euro_cents")
        for pk, number, category, cents in rows.values_list(*columns):
            found.setdefault(pk, []).append((number, category, cents))
        return found

    def tally(self, reading: Reading) -> Tally:
        """Add up the values; the database folds them by country, day and category."""
        rows = (
            self.rows(reading.as_of)
            .order_by()
            .values_list("consignment__country_id", "consignment__handed_over", "category")
            .annotate(cents=Sum("euro_cents"), items=Count("pk"))
        )
        cells: dict[By, Counter[str]] = {
            by: Counter() for by in (By.COUNTRY, By.REGION, By.YEAR, By.CATEGORY)
        }
        lines = 0
        for country, day, category, cents, items in rows:
            lines += items
            cells[By.COUNTRY][country] += cents
            cells[By.REGION][reading.regions.of(country, day) or UNKNOWN] += cents
            cells[By.YEAR][f"{day.year:04d}"] += cents
            cells[By.CATEGORY][category] += cents
        by = {name: sorted_cells(found) for name, found in cells.items()}
        return Tally(value=cells[By.COUNTRY].total(), lines=lines, by=by)


def _label(code: str) -> str:
    return f"{Consignment.LABEL}:{code}"


def _line(
    code: str, number: int, country: str, day: date, region: str, category: str, cents: int, evidence: str
) -> Line:
    return Line(
        record=_label(code),
        country=country,
        on=day,
        adds=cents,
        counts_as=f"{_label(code)}/{number}",
        strength=Strength.COUNTED,
        sex="",
        group="",
        region=region,
        category=category,
        evidence=evidence,
    )
