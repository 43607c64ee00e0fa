"""Search over several kinds of record at once; every kind brings its own rows, filtered by the scope."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from tumar.kernel.folding import fold
from tumar.kernel.scope import Scope

SHOWN_AT_MOST = 6
# A shorter word would find nearly everything and read whole tables for it.
SHORTEST_WORD = 2

Rows = QuerySet[Any] | Sequence[Any]
# Gives what to look for, folded, when a word is asked for.
Spellings = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Searchable:
    """One kind of record that can be found: its rows, what is searched, what is shown of a hit.

    `rows` gives a queryset with a folded `search_field`, or, where rows are few, a sequence that is
    searched by the beginnings of `words`.
    """

    key: str
    label: Any
    rows: Callable[[Scope], Rows]
    link: Callable[[Any], str]
    name: Callable[[Any], str]
    describe: Callable[[Any], str]
    search_field: str = "search_text"
    words: Callable[[Any], str] | None = None
    list_url: Callable[[str], str] | None = None
    spellings: Spellings | None = None


@dataclass(frozen=True)
class Hit:
    """One record found."""

    name: str
    url: str
    described: str


@dataclass(frozen=True)
class Found:
    """What was found of one kind; `more_url` leads to the list of all, where there are more."""

    label: Any
    hits: Sequence[Hit]
    has_more: bool
    more_url: str


def words_of(text: str) -> list[str]:
    """Return the folded words worth searching for."""
    return [word for word in fold(text).split() if len(word) >= SHORTEST_WORD]


def with_words(
    rows: QuerySet[Any], field: str, text: str, spellings: Spellings | None = None
) -> QuerySet[Any]:
    """Return the rows whose folded field has every word of the text, in one of its spellings.

    The words are looked for in a query of their own, which an index on the text alone answers: many times
    smaller than the table that would else be read.
    """
    *path, name = field.split("__")
    model: Any = rows.model
    for step in path:
        model = model._meta.get_field(step).related_model
    found = all_rows = model._base_manager.order_by()
    for typed in text.split():
        wanted = [word for word in (spellings(typed) if spellings else fold(typed).split()) if word]
        if spellings is None:
            for word in wanted:
                found = found.filter(**{f"{name}__contains": word})
        elif wanted:
            ways = [Q(**{f"{name}__contains": word}) for word in dict.fromkeys(wanted)]
            found = found.filter(reduce(or_, ways))
    if found is all_rows:
        return rows
    return rows.filter(**{"__".join([*path, "pk__in"]): found.values("pk")})


def _matching(kind: Searchable, scope: Scope, text: str, words: Sequence[str]) -> list[Any]:
    rows = kind.rows(scope)
    if isinstance(rows, QuerySet) and kind.words is None:
        typed = " ".join(word for word in text.split() if len(fold(word)) >= SHORTEST_WORD)
        rows = with_words(rows, kind.search_field, typed, kind.spellings)
        return list(rows.order_by("-pk")[: SHOWN_AT_MOST + 1])
    told = kind.words or kind.name
    fit = (row for row in rows if _begin_in(fold(told(row)).split(), words))
    return [row for row, _number in zip(fit, range(SHOWN_AT_MOST + 1), strict=False)]


def _begin_in(told: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(one.startswith(word) for one in told) for word in words)


def find(kinds: Sequence[Searchable], text: str, scope: Scope) -> list[Found]:
    """Return what was found, kind by kind; kinds without a hit are left out."""
    words = words_of(text)
    if not words:
        return []
    found = []
    for kind in kinds:
        rows = _matching(kind, scope, text, words)
        if not rows:
            continue
        hits = [Hit(kind.name(row), kind.link(row), kind.describe(row)) for row in rows[:SHOWN_AT_MOST]]
        has_more = len(rows) > SHOWN_AT_MOST
        more_url = kind.list_url(text) if has_more and kind.list_url else ""
        found.append(Found(kind.label, hits, has_more, more_url))
    return found
