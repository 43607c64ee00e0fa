"""One pass over the presences that counts persons for every indicator at once.

The database gives one row an event, with the keys of all who were there, from a covering index; what is left
is to unite sets of whole numbers. Measured on SQLite at 1,000,000 presences of 300,000 persons in 40,000
events: one row a presence folded in Python takes 1.3 times as long, one `MAX(CASE ...)` a cell 3 times, one
`COUNT(DISTINCT ...)` a breakdown 4 times (bench/bench_factsheet.py prints what it takes today).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Aggregate, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from tumar.events.models import Involvement
from tumar.people.models import Person
from tumar.results.indicators.base import Reading, Tally
from tumar.results.indicators.counting import sorted_cells
from tumar.results.indicators.events import EventFact, EventSet
from tumar.results.rules import SEVERAL, UNKNOWN, By

# Up to so many events their keys go into the query; beyond, reading past other events costs less.
NAMED_EVENTS = 500
CHUNK = 20_000

Keys = set[int]
Cell = tuple[str, str, str]  # country, region, year
PLACES = (By.COUNTRY, By.REGION, By.YEAR)


class Keyring(Aggregate):
    """The keys of a group of rows, joined by commas."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **context)


def presences() -> QuerySet[Involvement]:
    """Return the participants who were there."""
    # `attended=True` becomes a bare `attended`, for which SQLite looks into no index: a third of the speed.
    return Involvement.objects.filter(role=Involvement.Role.PARTICIPANT, attended__in=[True])


@dataclass
class _Attended:
    """Who attended a set of events: keyrings by cell, and what is known of events and presences."""

    facts: Sequence[EventFact]
    keyrings: defaultdict[Cell, list[str]] = field(default_factory=lambda: defaultdict(list))
    presences: int = 0
    listed: Keys = field(default_factory=set)  # events that have a list of persons


def tally_attendance(sets: Iterable[EventSet], reading: Reading) -> dict[EventSet, Tally]:
    """Count the persons who attended each set of events, in one pass for all of them."""
    found = {wanted: _Attended(reading.events(wanted)) for wanted in dict.fromkeys(sets)}
    places: defaultdict[int, list[tuple[_Attended, Cell]]] = defaultdict(list)
    for attended in found.values():
        for fact in attended.facts:
            places[fact.id].append((attended, _cell(fact)))
    for event, keyring in _keyrings(places):
        for attended, cell in places.get(event, ()):
            attended.keyrings[cell].append(keyring)
            attended.presences += keyring.count(",") + 1
            attended.listed.add(event)
    traits = _traits(places)
    return {wanted: _tally(attended, traits) for wanted, attended in found.items()}


def _cell(fact: EventFact) -> Cell:
    return fact.country or SEVERAL, fact.region or UNKNOWN, f"{fact.on.year:04d}"


def _keyrings(places: Mapping[int, Any]) -> Iterator[tuple[int, str]]:
    """Yield each event with the keys of the persons who were there; for many events, all that there are."""
    rows = presences() if len(places) <= NAMED_EVENTS else _presences_event_by_event()
    found = _within(rows, places).order_by().values_list("event_id")
    return found.annotate(keyring=Keyring("person_id")).iterator(chunk_size=CHUNK)


def _presences_event_by_event() -> QuerySet[Any]:
    """Return the presences in words that keep SQLite off its index by role, after which it would sort all."""
    rows = Involvement.objects.alias(part=Coalesce("role", Value("")))
    return rows.filter(part=Involvement.Role.PARTICIPANT, attended__in=[True])


def _within(rows: QuerySet[Any], places: Mapping[int, Any]) -> QuerySet[Any]:
    return rows.filter(event_id__in=list(places)) if len(places) <= NAMED_EVENTS else rows


def _traits(places: Mapping[int, Any]) -> dict[int, tuple[str, str]]:
    rows = Person.objects.order_by()
    if len(places) <= NAMED_EVENTS:
        rows = rows.filter(pk__in=_within(presences(), places).order_by().values("person_id"))
    return {pk: (sex, group) for pk, sex, group in rows.values_list("pk", "sex", "group").iterator(CHUNK)}


def _tally(attended: _Attended, traits: Mapping[int, tuple[str, str]]) -> Tally:
    cells = {cell: _keys(keyrings) for cell, keyrings in attended.keyrings.items()}
    persons = Keys().union(*cells.values())
    by = {name: _united(cells, at) for at, name in enumerate(PLACES)}
    by |= _by_trait(map(traits.__getitem__, persons))
    heads = [fact.head_count for fact in attended.facts if fact.head_count and fact.id not in attended.listed]
    return Tally(
        value=len(persons),
        lines=attended.presences + len(heads),
        by=by,
        attendances=attended.presences,
        reported=sum(heads),
    )


def _keys(keyrings: Sequence[str]) -> Keys:
    return set(map(int, ",".join(keyrings).split(",")))


def _united(cells: Mapping[Cell, Keys], at: int) -> dict[str, int]:
    """Return how many persons are in each country, region or year, wherever its cells overlap."""
    parts: defaultdict[str, list[Keys]] = defaultdict(list)
    for cell, keys in cells.items():
        parts[cell[at]].append(keys)
    return sorted_cells({key: len(Keys().union(*sets)) for key, sets in parts.items()})


def _by_trait(traits: Iterable[tuple[str, str]]) -> dict[By, dict[str, int]]:
    sexes: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for (sex, group), count in Counter(traits).items():
        sexes[UNKNOWN if sex in ("", "U") else sex] += count
        groups[group or UNKNOWN] += count
    return {By.SEX: sorted_cells(sexes), By.GROUP: sorted_cells(groups)}
