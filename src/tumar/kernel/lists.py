"""The one list component: filter, search, sort, keyset pages and export, the same in every room."""

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.kernel.search import Spellings, with_words
from tumar.kernel.sensitive import country_of

PAGE_SIZE = 50
# Counting past this point costs more than the number tells anybody.
COUNTED_AT_MOST = 10_000


@dataclass(frozen=True)
class Column:
    """One column: a label, how a row's value is read, and by which field it can be sorted."""

    key: str
    label: Any
    value: Callable[[Any], Any]
    sort: str = ""
    is_number: bool = False
    # Amounts show their cents even where these are nought.
    is_money: bool = False
    # Columns with a lower importance leave first when the page is narrow: 1 stays, 2 leaves on a telephone.
    importance: int = 2
    # Whoever lacks this permission in the row's country sees no value, and nowhere at all no such column.
    needs: Permission | None = None
    # Left out of the page, where it would crowd; present in what is downloaded, to be edited and sent back.
    is_for_download: bool = False


@dataclass(frozen=True)
class Filter:
    """One filter: the choices that the scope may see, and how a choice narrows the rows."""

    key: str
    label: Any
    choices: Callable[[Scope], Iterable[tuple[str, Any]]]
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]]
    # Any day may be written, as 2022-05-21; there is nothing to choose from.
    is_day: bool = False

    def takes(self, chosen: str, scope: Scope) -> bool:
        """Tell whether this can be chosen: one of the choices, or a day that there is."""
        if self.is_day:
            return is_day(chosen)
        return bool(chosen) and chosen in {str(value) for value, _label in self.choices(scope)}


def is_day(text: str) -> bool:
    """Tell whether a text is a day as addresses have it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclass(frozen=True)
class ListPage:
    """What a list shows and how it can be narrowed; one per kind of record."""

    name: str
    title: Any
    columns: Sequence[Column]
    link: Callable[[Any], str]
    sort: str
    filters: Sequence[Filter] = ()
    search_field: str = ""
    spellings: Spellings | None = None
    empty: Any = ""

    def column(self, key: str) -> Column | None:
        """Return the column with this key, if there is one that can be sorted by."""
        return next((column for column in self.columns if column.key == key and column.sort), None)

    def open_to(self, scope: Scope, *, download: bool = False) -> "ListPage":
        """Return the list as the scope may see it: without sensitive columns, or with their values veiled."""
        kept = (one for one in self.columns if download or not one.is_for_download)
        seen = [_veiled(one, scope) for one in kept if one.needs is None or scope.allows_somewhere(one.needs)]
        return replace(self, columns=tuple(seen))


def _veiled(column: Column, scope: Scope) -> Column:
    needs, value = column.needs, column.value
    if needs is None or scope.countries(needs) is EVERYWHERE:
        return column
    return replace(column, value=lambda row: value(row) if scope.allows(needs, country_of(row)) else None)


@dataclass(frozen=True)
class Cell:
    """One value of one row, ready to be shown."""

    column: Column
    value: Any


@dataclass(frozen=True)
class Row:
    """One row, with the address of its record."""

    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class ShownFilter:
    """A filter with its choices and what was chosen."""

    key: str
    label: Any
    choices: Sequence[tuple[str, Any]]
    chosen: str
    is_day: bool = False


@dataclass(frozen=True)
class Heading:
    """A column's heading: its label and, where it can be sorted, the address that does it."""

    column: Column
    url: str
    direction: str  # "ascending", "descending" or ""


@dataclass(frozen=True)
class Shown:
    """One page of a list, ready for the template."""

    page: ListPage
    headings: Sequence[Heading]
    rows: Sequence[Row]
    filters: Sequence[ShownFilter]
    search: str
    count: int
    is_count_capped: bool
    previous_url: str
    next_url: str
    exports: Mapping[str, str]
    is_narrowed: bool
    sort: str = ""
    hidden: Sequence[tuple[str, str]] = field(default_factory=tuple)


def narrowed(page: ListPage, rows: QuerySet[Any], asked: QueryDict, scope: Scope) -> QuerySet[Any]:
    """Return the rows that the filters and the search words leave."""
    for one in page.filters:
        chosen = asked.get(one.key, "")
        if one.takes(chosen, scope):
            rows = one.narrow(rows, chosen)
    if page.search_field:
        rows = with_words(rows, page.search_field, asked.get("q", ""), page.spellings)
    return rows


def _order(page: ListPage, asked: QueryDict) -> tuple[str, bool, str]:
    """Return the field to sort by, whether downwards, and the sort as the address has it."""
    wanted = asked.get("sort", "") or page.sort
    column = page.column(wanted.lstrip("-"))
    if column is None:
        wanted, column = page.sort, page.column(page.sort.lstrip("-"))
    if column is None:
        raise LookupError(f"the default sort of {page.name} names no column")
    return column.sort, wanted.startswith("-"), wanted


def ordered(page: ListPage, rows: QuerySet[Any], asked: QueryDict) -> QuerySet[Any]:
    """Return the rows in the order asked for, with the id as the last word so that no two orders differ."""
    name, downwards, _wanted = _order(page, asked)
    return rows.order_by(*_ordering(rows, name, downwards))


def _is_nullable(rows: QuerySet[Any], name: str) -> bool:
    model: Any = rows.model
    for part in name.split("__"):
        found = model._meta.get_field(part) if part != "pk" else model._meta.pk
        if found.null:
            return True
        model = found.related_model or model
    return False


def _ordering(rows: QuerySet[Any], name: str, downwards: bool, *, nulls_last: bool = True) -> list[Any]:
    if not _is_nullable(rows, name):
        return [f"-{name}", "-pk"] if downwards else [name, "pk"]
    nulls = {"nulls_last": True} if nulls_last else {"nulls_first": True}
    ordering = F(name).desc(**nulls) if downwards else F(name).asc(**nulls)
    return [ordering, "-pk" if downwards else "pk"]


def _after(rows: QuerySet[Any], name: str, downwards: bool, value: Any, pk: Any) -> QuerySet[Any]:
    """Keep the rows that come after one row; `gte` beside the `or` lets the database seek in its index."""
    step, reach = ("lt", "lte") if downwards else ("gt", "gte")
    if value is None:
        return rows.filter(Q(**{f"{name}__isnull": True}, **{f"pk__{step}": pk}))
    later = Q(**{f"{name}__{step}": value}) | Q(**{name: value, f"pk__{step}": pk})
    if _is_nullable(rows, name):
        return rows.filter(later | Q(**{f"{name}__isnull": True}))
    return rows.filter(Q(**{f"{name}__{reach}": value}) & later)


def _before(rows: QuerySet[Any], name: str, downwards: bool, value: Any, pk: Any) -> QuerySet[Any]:
    """Keep the rows that come before one row."""
    step, reach = ("gt", "gte") if downwards else ("lt", "lte")
    if value is None:
        return rows.filter(Q(**{f"{name}__isnull": False}) | Q(**{f"pk__{step}": pk}))
    earlier = Q(**{f"{name}__{step}": value}) | Q(**{name: value, f"pk__{step}": pk})
    return rows.filter(Q(**{f"{name}__{reach}": value}) & earlier)


def _cursor(row: Any, name: str) -> str:
    value = row
    for part in name.split("__"):
        value = getattr(value, part, None)
    told = [None if value is None else getattr(value, "isoformat", lambda: value)(), row.pk]
    return base64.urlsafe_b64encode(json.dumps(told, default=str).encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[Any, Any] | None:
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError):
        return None
    is_plain = isinstance(value, str | int | float | None) and isinstance(pk, str | int)
    return (value, pk) if is_plain else None


def _first(shown: QuerySet[Any], left: QuerySet[Any], order: Sequence[Any]) -> list[Any]:
    """Return the first rows of those left, one more than a page holds, with all that is shown of them.

    Their keys are found by a query inside the query: a database that must sort everything for a page would
    else carry every column of every row along.
    """
    keys = left.order_by(*order).values("pk")[: PAGE_SIZE + 1]
    return list(shown.filter(pk__in=keys).order_by(*order))


def _slice(
    shown: QuerySet[Any], rows: QuerySet[Any], name: str, downwards: bool, asked: QueryDict
) -> tuple[list[Any], bool, bool]:
    """Return one page of rows, and whether there are rows before and after it."""
    after, before = _read_cursor(asked.get("after", "")), _read_cursor(asked.get("before", ""))
    if before is not None:
        earlier = _before(rows, name, downwards, *before)
        found = _first(shown, earlier, _ordering(rows, name, not downwards, nulls_last=False))
        return list(reversed(found[:PAGE_SIZE])), len(found) > PAGE_SIZE, True
    if after is not None:
        rows = _after(rows, name, downwards, *after)
    found = _first(shown, rows, _ordering(rows, name, downwards))
    return found[:PAGE_SIZE], after is not None, len(found) > PAGE_SIZE


def _address(asked: QueryDict, **changes: str) -> str:
    kept = {key: asked[key] for key in asked if asked[key] and key not in {"after", "before", "format"}}
    kept.update(changes)
    return "?" + urlencode({key: value for key, value in kept.items() if value})


def _headings(page: ListPage, asked: QueryDict, wanted: str) -> list[Heading]:
    headings = []
    for column in page.columns:
        url, direction = "", ""
        if column.sort:
            if wanted.lstrip("-") == column.key:
                direction = "descending" if wanted.startswith("-") else "ascending"
            url = _address(asked, sort=f"-{column.key}" if direction == "ascending" else column.key)
        headings.append(Heading(column, url, direction))
    return headings


def shown(page: ListPage, rows: QuerySet[Any], asked: QueryDict, scope: Scope) -> Shown:
    """Return one page of the list as asked for in the address; an unreadable address gives the first page."""
    page = page.open_to(scope)
    left = narrowed(page, rows, asked, scope)
    name, downwards, wanted = _order(page, asked)
    found, has_previous, has_next = _slice(rows, left, name, downwards, asked)
    # Counted in the order of the page: its index keeps together what the conditions look up.
    counted = left.order_by(*_ordering(left, name, downwards))
    count = counted.values("pk")[: COUNTED_AT_MOST + 1].count()
    filters = [
        ShownFilter(
            one.key,
            one.label,
            [(str(v), label) for v, label in one.choices(scope)],
            asked.get(one.key, ""),
            one.is_day,
        )
        for one in page.filters
    ]
    return Shown(
        page=page,
        headings=_headings(page, asked, wanted),
        rows=[Row(page.link(row), [Cell(c, c.value(row)) for c in page.columns]) for row in found],
        filters=filters,
        search=asked.get("q", ""),
        count=min(count, COUNTED_AT_MOST),
        is_count_capped=count > COUNTED_AT_MOST,
        previous_url=_address(asked, before=_cursor(found[0], name)) if found and has_previous else "",
        next_url=_address(asked, after=_cursor(found[-1], name)) if found and has_next else "",
        exports={kind: _address(asked, format=kind) for kind in ("xlsx", "csv")},
        is_narrowed=bool(asked.get("q")) or any(one.chosen for one in filters),
        sort=asked.get("sort", ""),
    )
