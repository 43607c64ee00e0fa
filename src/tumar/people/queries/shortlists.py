"""Who on file shares a key with a row: looked up for many rows at once, narrowed to those worth a look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from tumar.kernel.bulk import batches
from tumar.people.models import IdentityDocument, PersonKey
from tumar.people.queries.subjects import AT_ONCE
from tumar.people.rules.matching.filing import birth_year, filing_keys, number_of, whole_name_keys
from tumar.people.rules.matching.shortlisting import Hits, Numbers, shortlist, year_bits
from tumar.people.rules.matching.subjects import Subject

# So many persons under one key are looked up; a key that more share is narrowed by the year of birth.
LARGEST_BLOCK = 40
# Of those with the very same family and given name, more: they are what one looks for.
MOST_NAMESAKES = 200
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


@dataclass(frozen=True)
class _Sought:
    """Which subject asks for which key, one by one, and what is known of both."""

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
    keys_of = [filing_keys(subject) for subject in subjects]
    counts = _counts(keys_of)
    sought = _sought(subjects, keys_of, counts)
    most = np.where(sought.is_whole, MOST_NAMESAKES, LARGEST_BLOCK)
    is_narrow = sought.counts <= most
    hits = [_hits(sought.where(is_narrow), PersonKey.objects.all(), total, is_wide=False)]
    wide = sought.where(~is_narrow & (sought.years > 0))
    for year in np.unique(wide.years).tolist():
        of_year = wide.where(wide.years == year)
        near = PersonKey.objects.filter(year__range=(year - 1, year + 1))
        hits.append(_hits(of_year.where(of_year.is_whole), near, total, is_wide=True))
        # Somebody whose year as well as name is written otherwise could not be told from many others.
        same = PersonKey.objects.filter(year=year)
        hits.append(_hits(of_year.where(~of_year.is_whole), same, total, is_wide=True))
    documents = _documents(subjects)
    hits.append(_hits_by_document(subjects, documents))
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


def _counts(sought: Iterable[frozenset[int]]) -> Counts:
    """Return how many persons are filed under each key that somebody is."""
    found: dict[int, int] = {}
    for batch in batches(set(chain.from_iterable(sought)), AT_ONCE):
        rows = PersonKey.objects.filter(key__in=batch).values_list("key").annotate(Count("pk")).order_by()
        found.update((key, count) for key, count in _plainly(rows))
    return found


def _sought(subjects: Sequence[Subject], keys_of: Sequence[frozenset[int]], counts: Counts) -> _Sought:
    rows: list[tuple[int, ...]] = []
    for at, (subject, keys) in enumerate(zip(subjects, keys_of, strict=True)):
        known = [key for key in keys if key in counts]
        if known:
            whole = {number_of(text) for text in whole_name_keys(subject)}
            year = birth_year(subject) or 0
            rows.extend((at, key, year, counts[key], key in whole) for key in known)
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
    return _Sought(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4].astype(bool))


def _hits(sought: _Sought, filed: QuerySet[PersonKey], total: int, *, is_wide: bool) -> Hits:
    """Return who is filed under the keys that these subjects ask for."""
    keys, place = np.unique(sought.keys, return_inverse=True)
    found = _filed(filed, keys)
    # Those who ask for one key stand together, so that each hit is repeated for every one of them.
    order = np.argsort(place, kind="stable")
    asking = np.bincount(place, minlength=len(keys))
    begins = np.cumsum(asking) - asking
    which = np.searchsorted(keys, found[:, 0])
    times = asking[which]
    hit = np.repeat(np.arange(len(found)), times)
    nth = np.arange(len(hit)) - np.repeat(np.cumsum(times) - times, times)
    asker = order[begins[which[hit]] + nth]
    return Hits(
        at=sought.at[asker],
        pk=found[hit, 1],
        bits=np.log2(max(total, 2) / np.maximum(sought.counts[asker], 1)).clip(0.5),
        years=year_bits(sought.years[asker], found[hit, 2]),
        is_whole=sought.is_whole[asker],
        is_wide=np.full(len(hit), is_wide),
    )


def _filed(filed: QuerySet[PersonKey], keys: Numbers) -> Numbers:
    """Return key, person and year of birth of whoever is filed under these keys; (n, 3)."""
    parts = [np.zeros((0, 3), dtype=np.int64)]
    for batch in batches(keys.tolist(), AT_ONCE):
        found = filed.filter(key__in=batch).values_list("key", "person_id", Coalesce("year", 0))
        rows = _plainly(found.order_by())
        flat = chain.from_iterable(rows)
        parts.append(np.fromiter(flat, dtype=np.int64, count=3 * len(rows)).reshape(len(rows), 3))
    return np.concatenate(parts)


def _plainly(found: QuerySet[PersonKey, Any]) -> list[tuple[int, ...]]:
    """Return rows of numbers as they come: half a million for a long list, in a third of the time."""
    with connection.cursor() as cursor:
        cursor.execute(*found.query.sql_with_params())
        return list(cursor.fetchall())
