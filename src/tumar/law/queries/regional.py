"""What the regional report rests on: the law of several countries on a day, once as values for every form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Coverage, Instrument, TreatyAct
from tumar.law.queries import instruments, rechecks, reforms
from tumar.law.queries.matrix import Cell, Matrix, Row, matrix, titles_of
from tumar.law.queries.places import About, areas_in, places, told_most
from tumar.law.queries.requirements import sets
from tumar.law.queries.treaties import matrix as treaty_matrix
from tumar.law.rules.findings import Axis, Change, Mark

# A queue that is longer is a matter for its own page; the report says how many more there are.
MOST_RECHECKS = 200


@dataclass(frozen=True)
class Asked:
    """Of which countries, sets and day a report tells, and what its map shows."""

    countries: tuple[str, ...]
    set_codes: tuple[str, ...]
    as_of: date
    about: About | None = None


@dataclass(frozen=True)
class Covered:
    """How far the law of one country was looked at: rounds, findings, searches."""

    country: str
    requirements: int
    assessed: int
    confirmed: int
    searches: Mapping[str, int]
    is_seen: bool


@dataclass(frozen=True)
class Changed:
    """One requirement about which a country's round says something else than the round before."""

    country: str
    row: Row
    cell: Cell
    change: Change


@dataclass(frozen=True)
class Regional:
    """Everything that the report says, as far as the scope may see it."""

    asked: Asked
    on: date
    matrix: Matrix
    titles: Mapping[int, str]
    set_titles: Mapping[str, str]
    about: About
    coverage: Sequence[Covered]
    not_found: Sequence[Coverage]
    areas: Mapping[str, Mapping[str, Mapping[Mark, int]]]
    changes: Sequence[Changed]
    treaties: Sequence[Instrument]
    acts: Mapping[tuple[str, int], Sequence[TreatyAct]]
    reforms: Sequence[reforms.CountryReform]
    rechecks: Sequence[rechecks.Recheck]
    rechecks_left: int
    unseen: Sequence[str]


def regional(asked: Asked, scope: Scope) -> Regional:
    """Return what the law of the countries is on a day; reform and re-checks are told as they stand today."""
    found = matrix(
        scope, countries=asked.countries, set_codes=asked.set_codes, as_of=asked.as_of, compared=True
    )
    inside = [code for code in asked.countries if scope.allows(Permission.LAW_ROUND_VIEW, code)]
    searches = _searches(asked, scope)
    treaties, acts = _treaties(asked, scope)
    waiting, left = _waiting(asked, scope)
    changes = _changes(found)
    return Regional(
        asked=asked,
        on=clock.today(),
        matrix=found,
        titles=titles_of(found.rows),
        set_titles={one.code: str(one) for one in sets(scope).filter(code__in=asked.set_codes)},
        about=_about(asked, found),
        coverage=[_covered(found, code, searches, code in inside) for code in asked.countries],
        not_found=[one for one in searches if one.outcome == Coverage.Outcome.NOT_FOUND],
        areas=_areas(found),
        changes=changes,
        treaties=treaties,
        acts=acts,
        reforms=[one for one in reforms.overview(scope) if one.country in asked.countries],
        rechecks=waiting,
        rechecks_left=left,
        unseen=[code for code in asked.countries if code not in inside],
    )


def _about(asked: Asked, found: Matrix) -> About:
    if asked.about and any(asked.about.covers(row) for row in found.rows):
        return asked.about
    return told_most(found) or About()


def _searches(asked: Asked, scope: Scope) -> list[Coverage]:
    rows = instruments.coverage(scope).filter(country__in=asked.countries)
    rows = rows.filter(Q(day=None) | Q(day__lte=asked.as_of))
    return list(rows.order_by("country", "area", "kind", "pk"))


def _covered(found: Matrix, country: str, searches: Sequence[Coverage], is_seen: bool) -> Covered:
    cells = [row.cells[country] for row in found.rows if country in row.cells]
    said = [cell for cell in cells if cell.marks and cell.marks.on_paper is not Mark.NOT_ASSESSED]
    own = [one.outcome for one in searches if one.country_id == country]
    return Covered(
        country,
        requirements=len(cells),
        assessed=len(said),
        confirmed=sum(cell.is_confirmed for cell in said),
        searches={outcome: own.count(outcome) for outcome in Coverage.Outcome.values},
        is_seen=is_seen,
    )


def _areas(found: Matrix) -> dict[str, dict[str, Mapping[Mark, int]]]:
    """Return by area and country how often each mark on paper was given."""
    return {
        area: {
            one.country: one.counts for one in places(found, About(area=area), Axis.ON_PAPER) if one.has_round
        }
        for area in areas_in(found)
    }


def _changes(found: Matrix) -> list[Changed]:
    """Return what is told anew; a country's first round changes nothing."""
    followed = {one.round.code for one in found.sources if one.round.previous_id}
    return [
        Changed(country, row, cell, cell.changed)
        for country in found.countries
        for row in found.rows
        if (cell := row.cells.get(country)) and cell.round_code in followed
        if cell.changed and cell.changed is not Change.SAME
    ]


def _treaties(
    asked: Asked, scope: Scope
) -> tuple[list[Instrument], dict[tuple[str, int], Sequence[TreatyAct]]]:
    """Return the treaties, and what each of the States had done by the day; a year alone counts whole."""
    found = treaty_matrix(scope)
    until = asked.as_of.isoformat()
    acts: dict[tuple[str, int], Sequence[TreatyAct]] = {
        (line.country.pk, treaty.pk): [act for act in cell if act.day <= until[: len(act.day)]]
        for line in found.lines
        if line.country.pk in asked.countries
        for treaty, cell in line
    }
    return list(found.treaties), acts


def _waiting(asked: Asked, scope: Scope) -> tuple[list[rechecks.Recheck], int]:
    """Return the head of the queue of these countries, and how many more wait behind it."""
    queue = rechecks.changed_citations(scope, clock.today()).filter(
        finding__round__country__in=asked.countries
    )
    shown = rechecks.told(list(queue[:MOST_RECHECKS]))
    return shown, queue.count() - len(shown)
