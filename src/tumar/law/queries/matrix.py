"""The matrix: countries by requirements on a day, out of one query; texts only for the rows shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from tumar.kernel.languages import said
from tumar.kernel.scope import Scope
from tumar.law.models import Finding, Requirement, Round, RoundSet, SetVersion
from tumar.law.queries.requirements import newest_versions
from tumar.law.rules.findings import Change, Confidence, Mark, Marks, change, rendered
from tumar.law.rules.requirements import Scale
from tumar.places import names

_REQUIREMENT = "version__requirements"
_COLUMNS = (
    *("pk", f"{_REQUIREMENT}__pk", f"{_REQUIREMENT}__code", f"{_REQUIREMENT}__area"),
    *(f"{_REQUIREMENT}__scale", f"{_REQUIREMENT}__position"),
    *("held__on_paper", "held__in_force", "held__applied", "held__level", "held__confidence"),
    "held__confirmed_at",
)

# A requirement by its set's code and its own, whatever the version.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds in one country about one requirement, and where it is read."""

    round_code: str
    requirement: int
    marks: Marks | None
    is_confirmed: bool = False
    changed: Change | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement with the cells of every country that has a round about its set."""

    set_code: str
    code: str
    requirement: int
    area: str
    scale: str
    cells: Mapping[str, Cell]

    def word(self, country: str) -> str:
        """Return what the row's scale says for a country; empty where nothing was assessed."""
        cell = self.cells.get(country)
        return rendered(cell.marks, Scale(self.scale)) if cell and cell.marks else ""


@dataclass(frozen=True)
class Source:
    """The round that a country's cells of one set come from."""

    country: str
    set_code: str
    round: Round
    version: SetVersion
    row: int


@dataclass(frozen=True)
class Matrix:
    """Countries by requirements as of a day."""

    as_of: date
    countries: Sequence[str]
    rows: Sequence[Row]
    sources: Sequence[Source]
    titles: Mapping[Key, str] = field(default_factory=dict)

    def country_names(self) -> dict[str, str]:
        """Return the countries by name, in their order."""
        return {code: names.marked_name(code) for code in self.countries}


def sources_of(
    scope: Scope, *, countries: Iterable[str], set_codes: Iterable[str], as_of: date
) -> list[Source]:
    """Return, for each country and set, the newest round of a day up to `as_of` that the scope may see."""
    rows = (
        RoundSet.objects.filter(
            round__in=Round.objects.visible_to(scope),
            round__country__in=list(countries),
            round__as_of__lte=as_of,
            version__set__code__in=list(set_codes),
        )
        .select_related("round", "version__set")
        .order_by("round__country", "version__set__code", "-round__as_of", "-round__pk")
    )
    found: dict[tuple[str, str], Source] = {}
    for each in rows:
        key = (each.round.country_id, each.version.set.code)
        found.setdefault(key, Source(*key, each.round, each.version, each.pk))
    return list(found.values())


def matrix(
    scope: Scope, *, countries: Sequence[str], set_codes: Sequence[str], as_of: date, compared: bool = False
) -> Matrix:
    """Return the matrix of a day; `compared` says what changed since the round before of each country."""
    sources = sources_of(scope, countries=countries, set_codes=set_codes, as_of=as_of)
    before = _marks_before(scope, sources) if compared else {}
    found = _rows(sources, before)
    bare = set(set_codes) - {each.set_code for each in sources}
    found |= _bare_rows(scope, bare)
    order = {code: place for place, code in enumerate(set_codes)}
    rows = sorted(found.items(), key=lambda item: (order[item[0][0]], item[1][0]))
    return Matrix(as_of, countries, [_row(key, *facts) for key, (_position, *facts) in rows], sources)


def _row(key: Key, requirement: int, area: str, scale: str, cells: Mapping[str, Cell]) -> Row:
    return Row(key[0], key[1], requirement, area, scale, cells)


_Facts = tuple[Any, ...]


def _rows(sources: Sequence[Source], before: Mapping[tuple[int, Key], Marks]) -> dict[Key, _Facts]:
    by_row = {each.row: each for each in sources}
    # The newest version that any round has says what a row is about.
    newest: dict[Key, int] = {}
    found: dict[Key, _Facts] = {}
    marks_of = _Marks()
    for pk, requirement, code, area, scale, position, *told in _asked(by_row):
        source = by_row[pk]
        key = (source.set_code, code)
        marks = marks_of(*told[:5]) if told[0] is not None else None
        old = before.get((source.round.pk, key))
        cell = Cell(
            source.round.code, requirement, marks, told[5] is not None, change(old, marks) if before else None
        )
        known = found.get(key)
        cells = known[4] if known else {}
        cells[source.country] = cell
        if known is None or newest[key] < source.version.number:
            newest[key] = source.version.number
            found[key] = (position, requirement, area, scale, cells)
    return found


class _Marks:
    """Marks from columns; a matrix has few different ones, so each is made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Marks] = {}

    def __call__(self, *told: Any) -> Marks:
        made = self._made.get(told)
        if made is None:
            paper, force, applied, level, confidence = told
            made = Marks(Mark(paper), Mark(force), Mark(applied), level, Confidence(confidence))
            self._made[told] = made
        return made


def _asked(keys: Iterable[int]) -> Iterable[tuple[Any, ...]]:
    """Ask for every requirement of the rounds' sets with what holds about it: one query."""
    held = FilteredRelation(
        f"{_REQUIREMENT}__findings",
        condition=Q(
            **{f"{_REQUIREMENT}__findings__seat": Finding.Seat.FINAL},
            **{f"{_REQUIREMENT}__findings__round": F("round")},
        ),
    )
    rows = RoundSet.objects.filter(pk__in=list(keys)).annotate(held=held)
    return rows.order_by().values_list(*_COLUMNS)


def _bare_rows(scope: Scope, set_codes: Iterable[str]) -> dict[Key, _Facts]:
    """Return the rows of sets about which no country has a round: nothing was assessed."""
    codes = list(set_codes)
    if not codes:
        return {}
    versions = newest_versions(scope).filter(set__code__in=codes)
    columns = ("version__set__code", "code", "position", "pk", "area", "scale")
    rows = Requirement.objects.filter(version__in=versions).values_list(*columns)
    return {
        (set_code, code): (position, pk, area, scale, {})
        for set_code, code, position, pk, area, scale in rows
    }


def _marks_before(scope: Scope, sources: Sequence[Source]) -> dict[tuple[int, Key], Marks]:
    """Return the marks of the rounds before, by the later round and requirement."""
    followed: dict[int, list[int]] = {}
    for each in sources:
        if each.round.previous_id:
            followed.setdefault(each.round.previous_id, []).append(each.round.pk)
    earlier = Round.objects.visible_to(scope).filter(pk__in=followed).values_list("pk", flat=True)
    marks_of = _Marks()
    rows = Finding.objects.filter(round__in=list(earlier), seat=Finding.Seat.FINAL).values_list(
        *("round", "requirement__version__set__code", "requirement__code"),
        *("on_paper", "in_force", "applied", "level", "confidence"),
    )
    return {
        (later, (set_code, code)): marks_of(*told)
        for earlier_round, set_code, code, *told in rows
        for later in set(followed[earlier_round])
    }


def titles_of(rows: Iterable[Row], language: str | None = None) -> dict[int, str]:
    """Return the titles of the rows that are shown, by requirement."""
    keys = [row.requirement for row in rows]
    found: dict[int, str] = {}
    for start in range(0, len(keys), 500):
        part = Requirement.objects.filter(pk__in=keys[start : start + 500])
        found |= {pk: said(title, language) for pk, title in part.values_list("pk", "title")}
    return found
