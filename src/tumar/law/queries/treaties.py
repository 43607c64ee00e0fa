"""The matrix of States and treaties: every act with its day, as far as is on file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Instrument, TreatyAct
from tumar.law.models.words import Body, Kind
from tumar.law.queries.instruments import instruments, treaty_acts
from tumar.places import names
from tumar.places.models import Country
from tumar.places.queries import known_countries


@dataclass(frozen=True)
class Line:
    """One State: what it did towards each treaty, in the order of the treaties."""

    country: Country
    may_edit: bool
    treaties: Sequence[Instrument]
    cells: Sequence[Sequence[TreatyAct]]

    def __iter__(self) -> Iterator[tuple[Instrument, Sequence[TreatyAct]]]:
        """Yield each treaty with what the State did towards it."""
        return zip(self.treaties, self.cells, strict=True)


@dataclass(frozen=True)
class Matrix:
    """States by treaties."""

    treaties: Sequence[Instrument]
    lines: Sequence[Line]


def matrix(scope: Scope) -> Matrix:
    """Return the States in which work is done, and those with an act on file, by the treaties."""
    found: dict[tuple[str, int], list[TreatyAct]] = defaultdict(list)
    acts = list(treaty_acts(scope))
    for act in acts:
        found[act.country_id, act.instrument_id].append(act)
    # What States become parties to: treaties, and regulations that they may reject; law of the EU is neither.
    international = instruments(scope).filter(country=None, kind__in=(Kind.TREATY, Kind.REGULATIONS))
    international = international.exclude(body=Body.EU)
    columns = {one.pk: one for one in international.order_by("day", "code")}
    columns |= {act.instrument_id: act.instrument for act in acts}
    countries = {one.pk: one for one in known_countries(scope)} | {
        act.country_id: act.country for act in acts
    }
    lines = [
        Line(
            country,
            scope.allows(Permission.LAW_INSTRUMENT_EDIT, country.pk),
            list(columns.values()),
            [found.get((country.pk, treaty), ()) for treaty in columns],
        )
        for country in sorted(countries.values(), key=lambda one: names.name(one.pk))
    ]
    return Matrix(list(columns.values()), lines)
