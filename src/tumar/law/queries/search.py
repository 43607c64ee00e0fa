"""Full-text search in the provisions that hold on a day, over one country or all that the scope may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tumar.kernel.scope import Scope
from tumar.law.models import ProvisionText, TextIndex, Version
from tumar.law.queries.indexes import bounds_of, headed, likes_of
from tumar.law.queries.versions import holding, in_force, versions
from tumar.law.queries.ways import stands_of
from tumar.law.rules import searching
from tumar.law.rules.marking import Run, excerpt, has_hit, marked
from tumar.law.rules.searching import OLDEST, Answers, Clause, Likes, Places, Row, Searched

A_PAGE = 20
INTERNATIONAL = "INT"


@dataclass(frozen=True)
class Filters:
    """In which texts to search: as they hold on a day, of a country, a language, a kind of instrument."""

    day: date
    # "INT" means those that are no country's.
    country: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Hit:
    """One provision found: where it stands, and its words around what was looked for."""

    version: Version
    eid: str
    way: str  # where it stands, from its article down
    path: str  # labels and headings of what holds it, from the top
    heading: Sequence[Run]
    excerpt: Sequence[Run]


@dataclass(frozen=True)
class Found:
    """What a search found: how many provisions in all, and those from `first` on."""

    rows: Sequence[Row]
    hits: Sequence[Hit]
    count: int
    first: int
    # Nothing has exactly these words; these provisions have words that are spelt alike.
    is_similar: bool
    searched: int  # texts that were searched
    unindexed: int  # texts that could not be

    @property
    def similar_words(self) -> list[str]:
        """The words of the provisions shown that were taken for what was asked, as they stand there."""
        runs = (run for hit in self.hits for run in (*hit.heading, *hit.excerpt) if run.is_hit)
        return list(dict.fromkeys(run.text.casefold() for run in runs))[:6]

    @property
    def previous(self) -> int | None:
        """Where the page before begins."""
        return max(0, self.first - A_PAGE) if self.first else None

    @property
    def next(self) -> int | None:
        """Where the page after begins."""
        return self.first + A_PAGE if self.first + A_PAGE < self.count else None


@dataclass
class _Library:
    """The texts that are searched, by language, and what is known of each."""

    versions: Mapping[int, Version]  # by the key of their index
    searched: Searched
    unindexed: int
    by_language: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Places:
    """Provisions: how well each answers, the key of the index that it is in, its number there.

    An article that has everything only together with what is in it is `spread`.
    """

    scores: NDArray[np.float64]
    keys: NDArray[np.int64]
    units: NDArray[np.int64]
    spread: NDArray[np.bool_]


# Where a provision stands that was found: the key of its index, its number there, whether it is spread.
Place = tuple[int, int, bool]


@dataclass(frozen=True)
class _Answered:
    """What texts have: their provisions with scores, and how many have each thing that was asked."""

    places: "_Places"
    holding: Sequence[int]
    clauses: Mapping[str, Sequence[Clause]]  # by language


def search(asked: str, scope: Scope, filters: Filters, *, first: int = 0, most: int = A_PAGE) -> Found:
    """Return the provisions that have all the words on the day, the best first.

    Where only an article as a whole has them, in its heading and its points, it is the article.
    """
    rows = searching.told_apart(asked)
    library = _library(scope, filters)
    if not rows:
        return Found(rows, (), 0, 0, False, len(library.versions), library.unindexed)
    answered, is_similar = _answered(rows, library, {}), False
    if not len(answered.places.units):
        wider, likes = _wider(rows, answered, library)
        if wider != rows or likes:
            answered, is_similar = _answered(wider, library, likes), True
    ordered = _ordered(answered.places, library)
    hits = _told(ordered[first : first + most], answered.clauses, library)
    is_similar = is_similar and bool(hits)
    return Found(rows, hits, len(ordered), first, is_similar, len(library.versions), library.unindexed)


def _library(scope: Scope, filters: Filters) -> _Library:
    named: dict[str, object] = {"expression__instrument__withdrawn_on": None}
    if filters.country:
        is_international = filters.country == INTERNATIONAL
        named["expression__instrument__country"] = None if is_international else filters.country
    if filters.language:
        named["expression__language"] = filters.language
    if filters.kind:
        named["expression__instrument__kind"] = filters.kind
    texts = {
        one.pk: one for one in holding(versions(scope).filter(in_force(filters.day), **named), filters.day)
    }
    indexed = TextIndex.objects.filter(format__gte=OLDEST, version__in=list(texts)).order_by()
    rows = list(indexed.values_list("pk", "version", "units", "tokens_count"))
    found = _Library(
        versions={key: texts[version] for key, version, _units, _tokens in rows},
        searched=Searched(sum(row[2] for row in rows), sum(row[3] for row in rows)),
        unindexed=len(texts) - len(rows),
    )
    for key, version in found.versions.items():
        found.by_language.setdefault(version.expression.language, []).append(key)
    return found


def _answered(rows: Sequence[Row], library: _Library, likes: Likes) -> _Answered:
    clauses = {language: searching.asked_in(rows, language, likes) for language in library.by_language}
    of_key = {key: clauses[language] for language, keys in library.by_language.items() for key in keys}
    heads = {head for each in clauses.values() for head in searching.heads_of(each)}
    known = headed(list(library.versions), heads)
    bounds = bounds_of(known)
    answers = {key: searching.matched(of_key[key], Places(*bounds[key], known[key])) for key in known}
    holding = [sum(counts) for counts in zip(*(one.holding for one in answers.values()), strict=True)]
    return _Answered(_scored(answers, library.searched, holding), holding or [0] * len(rows), clauses)


def _scored(answers: Mapping[int, Answers], searched: Searched, holding: Sequence[int]) -> _Places:
    having = {key: one for key, one in answers.items() if len(one.units)}
    if not having:
        nothing = np.empty(0, dtype=np.int64)
        return _Places(np.empty(0), nothing, nothing, np.empty(0, dtype=np.bool_))
    return _Places(
        scores=np.concatenate(searching.best(list(having.values()), searched, holding=holding)),
        keys=np.repeat(list(having), [len(one.units) for one in having.values()]).astype(np.int64),
        units=np.concatenate([one.units for one in having.values()]),
        spread=np.concatenate([one.spread for one in having.values()]),
    )


def _wider(rows: Sequence[Row], answered: _Answered, library: _Library) -> tuple[list[Row], Likes]:
    """Return what to look for when nothing has exactly what was asked: single words, also spelt otherwise."""
    wider: list[Row] = []
    for row, count in zip(rows, answered.holding, strict=True):
        wider += [row] if count or len(row) == 1 else searching.in_single_words(row)
    wider = list(dict.fromkeys(wider))
    holding = answered.holding if wider == list(rows) else _answered(wider, library, {}).holding
    likes: dict[tuple[str, str], Sequence[str]] = {}
    for row, count in zip(wider, holding, strict=True):
        if not count:
            likes |= _nearest(row[0], library)
    return wider, likes


def _nearest(token: str, library: _Library) -> Likes:
    """Return the terms spelt most like a word in each language, of those languages that have the nearest."""
    spoken: dict[str, list[int]] = {}
    for language, keys in library.by_language.items():
        spoken.setdefault(searching.spoken_in(language), []).extend(keys)
    found = {language: likes_of(token, language, keys) for language, keys in spoken.items()}
    least = min((slips for slips, terms in found.values() if terms), default=0)
    return {
        (token, language): terms for language, (slips, terms) in found.items() if terms and slips == least
    }


def _ordered(places: _Places, library: _Library) -> list[Place]:
    """Return where the provisions stand, the best first; among equals those of the higher rank."""
    rank_of = {key: one.expression.instrument.rank for key, one in library.versions.items()}
    known, which = np.unique(places.keys, return_inverse=True)
    ranks = np.array([rank_of[key] for key in known.tolist()], dtype=np.int64)[which]
    order = np.lexsort((places.units, places.keys, ranks, -places.scores.round(9)))
    columns = (places.keys, places.units, places.spread)
    return list(zip(*(column[order].tolist() for column in columns), strict=True))


def _told(places: Sequence[Place], clauses: Mapping[str, Sequence[Clause]], library: _Library) -> list[Hit]:
    within = _within(places)
    wanted: dict[int, set[int]] = {}
    for key, unit, _is_spread in places:
        wanted.setdefault(library.versions[key].pk, set()).update((unit, *within.get((key, unit), ())))
    rows = {
        (row.version_id, row.order): row
        for version, orders in wanted.items()
        for row in ProvisionText.objects.filter(version=version, order__in=orders).select_related("provision")
    }
    stands = stands_of([rows[library.versions[key].pk, unit] for key, unit, _is_spread in places])
    told = []
    for key, unit, _is_spread in places:
        version = library.versions[key]
        asked, language = clauses[version.expression.language], version.expression.language
        row, is_hit = rows[version.pk, unit], searching.holds(asked, language)
        inside = [rows[version.pk, order] for order in within.get((key, unit), ())]
        here = _here_and_there(row, inside, asked, language) if inside else excerpt(said_in(row), is_hit)
        told.append(
            Hit(
                version=version,
                eid=row.provision.eid,
                way=stands[row.pk].way,
                path=stands[row.pk].above,
                heading=marked(row.heading, is_hit),
                excerpt=here,
            )
        )
    return told


def _within(places: Sequence[Place]) -> dict[tuple[int, int], list[int]]:
    """Return the numbers of the provisions of which a spread article consists, by its place."""
    spread = [(key, unit) for key, unit, is_spread in places if is_spread]
    holders = {key: numbers for key, (_bounds, numbers) in bounds_of({key for key, _unit in spread}).items()}
    return {(key, unit): np.flatnonzero(holders[key] == unit).tolist() for key, unit in spread}


def said_in(row: ProvisionText) -> str:
    """Return the words of a provision, those of its cells where it is a table."""
    return row.text or " · ".join(cell for cells in row.cells for cell in cells)


def _here_and_there(
    article: ProvisionText, rows: Sequence[ProvisionText], clauses: Sequence[Clause], language: str
) -> list[Run]:
    """Return what stands around the words in those provisions of an article that together have them all."""
    is_said = [searching.holds([clause], language) for clause in clauses]
    says = {
        row.pk: {number for number, is_hit in enumerate(is_said) if has_hit(_whole(row, article), is_hit)}
        for row in rows
    }
    missing = set(range(len(clauses))) - {
        number for number, is_hit in enumerate(is_said) if has_hit(article.heading, is_hit)
    }
    chosen: set[int] = set()
    while missing and (best := max(says, key=lambda key: len(says[key] & missing))) not in chosen:
        chosen.add(best)
        missing -= says[best]
    is_hit = searching.holds(clauses, language)
    parts = [excerpt(_whole(row, article), is_hit) for row in rows if row.pk in chosen]
    return [run for part in parts for run in (*part, Run(" · ", is_hit=False))][:-1]


def _whole(row: ProvisionText, article: ProvisionText) -> str:
    """Return label, heading and words of a provision; of the article itself its words, which stand alone."""
    parts = (said_in(row),) if row.pk == article.pk else (row.label, row.heading, said_in(row))
    return " ".join(filter(None, parts))
