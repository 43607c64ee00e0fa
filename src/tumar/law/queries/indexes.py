"""Reads about the index of texts: what is not in it, whether it is whole, and its rows for a search."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from django.db.models import Count, QuerySet, Sum, TextField
from django.db.models.functions import Cast, Length

from tumar.law.models import IndexedRun, IndexedTerms, ProvisionText, TextIndex, Version
from tumar.law.rules.searching import (
    FORMAT,
    OLDEST,
    Headed,
    digest_of,
    nearest,
    needle,
    runs_needed,
    runs_of,
    spoken_in,
    term_of,
)
from tumar.law.rules.searching.indexing import HEAD, Numbers
from tumar.law.rules.suggesting import KeptText
from tumar.law.rules.suggesting.keeping import THERE
from tumar.law.rules.units import Kind, Unit

# A statement takes so many keys on either database; beyond them rows are sorted out here.
NAMED_AT_MOST = 500
BYTES = 4
# "[]": no cells, as either database keeps it.
EMPTY_CELLS = 2
KINDS = {kind.value: kind for kind in Kind}


def unindexed() -> QuerySet[Version]:
    """Return the confirmed versions that search cannot find anything in until they are indexed."""
    rows = Version.objects.filter(state=Version.State.CONFIRMED).exclude(index__format=FORMAT)
    return rows.select_related("expression").order_by("pk")


def made_from(hashes: Iterable[str]) -> str:
    """Return the SHA-256 over the hashes of provisions in order: of which text an index was made."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def index_faults() -> Iterator[str]:
    """Yield what is not in step between texts and their index; `tumar law index` makes it anew."""
    for version in unindexed():
        yield f"Version {version.pk} is confirmed and not in the index. Run 'tumar law index'."
    left = TextIndex.objects.exclude(version__state=Version.State.CONFIRMED)
    for key in left.values_list("version", flat=True):
        yield f"Version {key} is not confirmed and still in the index. Run 'tumar law index'."
    sizes = _sizes()
    for index in TextIndex.objects.filter(format=FORMAT, version__state=Version.State.CONFIRMED).iterator():
        if not _is_whole(index, sizes.get(index.pk, {})):
            yield f"The index of version {index.version_id} is not of its text. Run 'tumar law index --all'."


def _sizes() -> Mapping[int, Mapping[str, int]]:
    """Return how much is kept of each index beside it."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    heads = IndexedTerms.objects.values("index").order_by()
    for row in heads.annotate(heads=Count("pk"), places=Sum(Length("places"))):
        found[row["index"]] |= {"heads": row["heads"], "places": row["places"]}
    for run in IndexedRun.objects.values("index").order_by().annotate(runs=Count("pk")):
        found[run["index"]]["runs"] = run["runs"]
    return found


def _is_whole(index: TextIndex, sizes: Mapping[str, int]) -> bool:
    terms = index.terms.split("\n") if index.terms else []
    wanted: dict[str, int] = {}
    if terms:
        wanted = {
            "heads": len({term[:HEAD] for term in terms}),
            "places": BYTES * (len(terms) + index.tokens_count),
            "runs": len({run for term in terms for run in runs_of(term)}),
        }
    rows = ProvisionText.objects.filter(version=index.version_id).order_by("order")
    return (
        index.made_from == made_from(rows.values_list("hash", flat=True))
        and index.digest == digest_of(index.words, _packed(index), index.terms)
        and len(index.tokens) == BYTES * index.tokens_count
        and dict(sizes) == wanted
    )


def _packed(index: TextIndex) -> Iterator[bytes]:
    return map(bytes, (index.tokens, index.bounds, index.holders))


def numbers_of(packed: Any) -> Numbers:
    """Return the numbers that a row keeps."""
    return np.frombuffer(packed, dtype=np.uint32)


def _named(keys: Sequence[int]) -> dict[str, Any]:
    return {"index__in": keys} if len(keys) <= NAMED_AT_MOST else {}


def headed(keys: Sequence[int], heads: Iterable[str]) -> dict[int, dict[str, Headed]]:
    """Return the terms under some heads with their places, by index and head."""
    known = set(keys)
    found: dict[int, dict[str, Headed]] = {}
    rows = IndexedTerms.objects.filter(head__in=set(heads), **_named(keys)).order_by()
    for key, head, terms, places in rows.values_list("index", "head", "terms", "places"):
        if key in known:
            found.setdefault(key, {})[head] = Headed(head, terms.split("\n"), numbers_of(places))
    return found


def bounds_of(keys: Iterable[int]) -> dict[int, tuple[Numbers, Numbers]]:
    """Return of each index where the parts of its provisions begin, and in which article each is."""
    rows = TextIndex.objects.filter(pk__in=list(keys)).order_by()
    return {
        key: (numbers_of(bounds), numbers_of(holders) if holders else np.arange(units, dtype=np.uint32))
        for key, units, bounds, holders in rows.values_list("pk", "units", "bounds", "holders")
    }


def likes_of(token: str, language: str, keys: Sequence[int]) -> tuple[int, list[str]]:
    """Return the terms in some indexes, all of one language, that are spelt most like a word.

    Before them stands how many slips they are from it.
    """
    spoken = spoken_in(language)
    word = term_of(token, spoken)
    shared: dict[int, list[Numbers]] = {}
    known = set(keys)
    rows = IndexedRun.objects.filter(letters__in=runs_of(word), **_named(keys)).order_by()
    for key, terms in rows.values_list("index", "terms"):
        if key in known:
            shared.setdefault(key, []).append(numbers_of(terms))
    needed = runs_needed(word)
    likely: set[str] = set()
    for key, told in TextIndex.objects.filter(pk__in=list(shared)).order_by().values_list("pk", "terms"):
        numbers, counts = np.unique(np.concatenate(shared[key]), return_counts=True)
        named = told.split("\n")
        likely.update(named[number] for number in numbers[counts >= needed])
    return nearest(word, likely, by_beginning=not needle(token, spoken).tells_apart)


def kept_texts(texts: Sequence[Version]) -> list[KeptText] | None:
    """Return the words of texts as they were indexed; None where one of them is not in the index."""
    named = {"format__gte": OLDEST, "version__in": [one.pk for one in texts]}
    rows = TextIndex.objects.filter(**named).order_by()
    columns = ("version", "words", "tokens", "bounds")
    kept = {version: row for version, *row in rows.values_list(*columns)}
    if len(kept) < len(texts):
        return None
    units = _units_without_texts(list(kept))
    found = []
    for one in texts:
        words, tokens, bounds = kept[one.pk]
        found.append(
            KeptText(
                source=str(one.pk),
                language=one.expression.language,
                units=units.get(one.pk, ()),
                words=words.split("\n") if words else (),
                tokens=numbers_of(tokens),
                bounds=numbers_of(bounds),
            )
        )
    return found


def _units_without_texts(versions: Sequence[int]) -> dict[int, list[Unit]]:
    kept = ProvisionText.objects.filter(version__in=versions).order_by("version", "order")
    told = kept.annotate(letters=Length("text"), table=Length(Cast("cells", TextField())))
    columns = ("version", "provision__eid", "kind", "label", "heading", "parent", "is_repealed")
    found: dict[int, list[Unit]] = {}
    rows = told.values_list(*columns, "letters", "table")
    for version, eid, kind, label, heading, parent, repealed, letters, table in rows.iterator(5000):
        text = THERE if letters or table > EMPTY_CELLS else ""
        unit = Unit(KINDS[kind], eid, label, heading, text, parent, repealed=repealed)
        found.setdefault(version, []).append(unit)
    return found
