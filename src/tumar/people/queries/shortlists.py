"""Who on file shares a key with a row: looked up for many rows at once, narrowed to those worth a look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from django.db import connection

from tumar.kernel.bulk import batches
from tumar.people.models import IdentityDocument, PersonKey
from tumar.people.queries.subjects import AT_ONCE
from tumar.people.rules.matching.filing import birth_year, keys_apart
from tumar.people.rules.matching.shortlisting import Hits, Numbers, shortlist, year_bits
from tumar.people.rules.matching.subjects import Subject

# So many persons under one key are looked up; a key that more share is narrowed by the year of birth.
LARGEST_BLOCK = 40
# Of those with the very same family and given name, more: they are what one looks for.
MOST_NAMESAKES = 200
# So many keys are asked for by one statement: few for one person, many for a list. Statements of any length
# would do as well, but each length is kept prepared, and that takes a hundred megabytes.
STATEMENT_SIZES = (64, 2_000)
# Wider than any two years of birth are apart.
_YEARS = 10_000
_TABLE = PersonKey._meta.db_table
Counts = Mapping[int, int]


@dataclass(frozen=True)
class Shortlist:
    """Pairs of a subject's place and a person on file; what was learned on the way.

    `counts`: how many are filed under each key sought; `documents`: which of those sought a person has.
    """

    at: Numbers
    pk: Numbers
    counts: Counts
    documents: Mapping[int, str]

    def part(self, first: int, last: int) -> "Shortlist":
        """Return the pairs of the subjects from the first to before the last, counted from the first."""
        is_in = slice(*np.searchsorted(self.at, (first, last)))
        return replace(self, at=self.at[is_in] - first, pk=self.pk[is_in])


@dataclass(frozen=True)
class _Sought:
    """Which subject asks for which key, one by one, and what is known of both; year 0 is an unknown one."""

    at: Numbers
    keys: Numbers
    years: Numbers
    counts: Numbers
    is_whole: np.ndarray

    def where(self, mask: np.ndarray) -> "_Sought":
        columns = (self.at, self.keys, self.years, self.counts, self.is_whole)
        return _Sought(*(column[mask] for column in columns))


def shortlisted(subjects: Sequence[Subject], total: int) -> Shortlist:
    """Return whom of some `total` persons on file each subject is to be compared with."""
    sought, counts = _sought(subjects)
    is_narrow = sought.counts <= np.where(sought.is_whole, MOST_NAMESAKES, LARGEST_BLOCK)
    documents = _documents(subjects)
    hits = [
        _hits(sought.where(is_narrow), total, is_wide=False),
        _hits(sought.where(~is_narrow & (sought.years > 0)), total, is_wide=True),
        _hits_by_document(subjects, documents),
    ]
    at, pk = shortlist(Hits.joined(hits))
    return Shortlist(at, pk, counts, {pk: digest for digest, pks in documents.items() for pk in pks})


def _documents(subjects: Sequence[Subject]) -> dict[str, list[int]]:
    """Return who on file has the documents that these subjects have, by the keyed digests of the numbers."""
    found: dict[str, list[int]] = {}
    for batch in batches({subject.document for subject in subjects if subject.document}, AT_ONCE):
        rows = IdentityDocument.objects.filter(digest__in=batch).values_list("digest", "person_id")
        for digest, pk in rows:
            found.setdefault(digest, []).append(pk)
    return found


def _hits_by_document(subjects: Sequence[Subject], documents: Mapping[str, list[int]]) -> Hits:
    pairs = [(at, pk) for at, one in enumerate(subjects) for pk in documents.get(one.document, ())]
    table = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    nothing = np.zeros(len(pairs))
    yes = np.ones(len(pairs), dtype=bool)
    return Hits(table[:, 0], table[:, 1], nothing, nothing, is_whole=yes, is_wide=~yes)


def _sought(subjects: Sequence[Subject]) -> tuple[_Sought, Counts]:
    """Return the keys of these subjects that somebody is filed under, and how many are under each."""
    both = [keys_apart(subject) for subject in subjects]
    parts = [[each.whole for each in both], [each.others for each in both]]
    lengths = np.array([[len(keys) for keys in part] for part in parts], dtype=np.int64).reshape(2, -1)
    places = np.arange(len(subjects))
    at = np.concatenate([np.repeat(places, own) for own in lengths])
    flat = chain.from_iterable(chain.from_iterable(parts))
    keys = np.fromiter(flat, dtype=np.int64, count=len(at))
    years = np.array([birth_year(subject) or 0 for subject in subjects], dtype=np.int64)
    is_whole = np.repeat([True, False], lengths.sum(axis=1))
    distinct, place = np.unique(keys, return_inverse=True)
    counts = _counts(distinct)
    found = _Sought(at, keys, years[at], counts[place], is_whole)
    is_filed = counts > 0
    known = dict(zip(distinct[is_filed].tolist(), counts[is_filed].tolist(), strict=True))
    return found.where(found.counts > 0), known


def _counts(keys: Numbers) -> Numbers:
    """Return how many persons are filed under each of these keys, which are in order."""
    found = np.zeros(len(keys), dtype=np.int64)
    for batch in batches(zip(keys.tolist(), strict=True), STATEMENT_SIZES[-1]):
        wanted, values = _values(batch)
        # Counted key by key: to group a join a million rows are sorted, which takes three times as long.
        query = (
            f"WITH sought (wanted) AS (VALUES {wanted}) "  # noqa: S608
            f"SELECT wanted, (SELECT COUNT(*) FROM {_TABLE} WHERE key = wanted) "
            "FROM sought WHERE wanted IS NOT NULL"
        )
        rows = _found(query, values, columns=2)
        found[np.searchsorted(keys, rows[:, 0])] = rows[:, 1]
    return found


def _hits(sought: _Sought, total: int, *, is_wide: bool) -> Hits:
    """Return who is filed under the keys that these subjects ask for; under wide ones those of the year.

    Somebody whose year as well as name is written otherwise could not be told from many others: only of
    namesakes those of a year apart are returned.
    """
    years = sought.years if is_wide else np.zeros_like(sought.years)
    _keys, numbered = np.unique(sought.keys, return_inverse=True)
    _distinct, first, place = np.unique(numbered * _YEARS + years, return_index=True, return_inverse=True)
    apart = sought.is_whole[first].astype(np.int64)
    spans = (years[first] - apart, years[first] + apart) if is_wide else ()
    found = _filed(sought.keys[first], *spans)
    # Those who ask for one key stand together, so that each hit is repeated for every one of them.
    order = np.argsort(place, kind="stable")
    asking = np.bincount(place, minlength=len(first))
    begins = np.cumsum(asking) - asking
    times = asking[found[:, 0]]
    hit = np.repeat(np.arange(len(found)), times)
    nth = np.arange(len(hit)) - np.repeat(np.cumsum(times) - times, times)
    asker = order[begins[found[hit, 0]] + nth]
    return Hits(
        at=sought.at[asker],
        pk=found[hit, 1],
        bits=np.log2(max(total, 2) / np.maximum(sought.counts[asker], 1)).clip(0.5),
        years=year_bits(sought.years[asker], found[hit, 2]),
        is_whole=sought.is_whole[asker],
        is_wide=np.full(len(hit), is_wide),
    )


def _filed(*sought: Numbers) -> Numbers:
    """Return who is filed under these keys, and in these years where their first and last are given too.

    A row is the place of the key among those sought, the person, and the year of birth or 0; (n, 3).
    """
    parts = [np.zeros((0, 3), dtype=np.int64)]
    rows = zip(range(len(sought[0])), *(column.tolist() for column in sought), strict=True)
    names = ("place", "wanted", "oldest", "youngest")[: len(sought) + 1]
    narrowed = "AND year BETWEEN oldest AND youngest" if len(sought) > 1 else ""
    for batch in batches(rows, STATEMENT_SIZES[-1]):
        wanted, values = _values(batch)
        query = (
            f"WITH sought ({', '.join(names)}) AS (VALUES {wanted}) "  # noqa: S608
            "SELECT place, person_id, COALESCE(year, 0) "
            f"FROM sought JOIN {_TABLE} ON key = wanted {narrowed}"
        )
        parts.append(_found(query, values, columns=3))
    return np.concatenate(parts)


def _values(rows: Sequence[tuple[int, ...]]) -> tuple[str, list[int | None]]:
    """Return places for these rows in a statement, and what fills them; the rest is NULL, which is no key."""
    size = next(size for size in STATEMENT_SIZES if len(rows) <= size)
    width = len(rows[0])
    row = f"({', '.join(['%s'] * width)})"
    spare = [None] * (width * (size - len(rows)))
    return ", ".join([row] * size), [*chain.from_iterable(rows), *spare]


def _found(query: str, values: Sequence[int | None], *, columns: int) -> Numbers:
    """Return the rows of numbers that a query finds: half a million for a long list; (n, columns)."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows = cursor.fetchall()
    flat = chain.from_iterable(rows)
    return np.fromiter(flat, dtype=np.int64, count=columns * len(rows)).reshape(len(rows), columns)
