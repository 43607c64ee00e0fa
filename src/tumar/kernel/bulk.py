"""Many checked rows written at once: compared with what is on file, linked, stored in batches, journalled."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from tumar.kernel import journal
from tumar.kernel.many import update_many
from tumar.kernel.models import Record
from tumar.kernel.refusals import Stale
from tumar.kernel.scope import Scope
from tumar.kernel.standing import Mergeable

BATCH = 500

Key = tuple[Any, ...]
Facts = dict[str, Any]
T = TypeVar("T")


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield the items, so many at a time."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


@dataclass(frozen=True)
class Link:
    """How a fact names a record of another table: by these paths, after the facts named in `within`."""

    model: type[models.Model]
    paths: tuple[str, ...] = ("code",)
    within: tuple[str, ...] = ()

    def key(self, facts: Mapping[str, Any], value: Any) -> Key:
        """Return what names the linked record among those of its table."""
        return (*(facts[name] for name in self.within), value)

    def resolved(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Return the primary keys of the records that these keys name."""
        found: dict[Key, Any] = {}
        for batch in batches(dict.fromkeys(keys)):
            lookups = {f"{path}__in": {key[at] for key in batch} for at, path in enumerate(self.paths)}
            # A code of a merged record leads to the one that stands for it.
            key = Coalesce("merged_into", "pk") if issubclass(self.model, Mergeable) else F("pk")
            rows = self.model._base_manager.filter(**lookups).values_list(key, *self.paths)
            found |= {tuple(key): pk for pk, *key in rows}
        return found


def as_named(*names: str) -> dict[str, str]:
    """Return the paths of facts that are called as their columns are."""
    return {name: name for name in names}


@dataclass(frozen=True)
class SetOf:
    """A fact that is a set of values, kept as rows of another table, each with its owner."""

    model: type[models.Model]
    owner: str
    item: str
    attribute: str
    link: Link | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    is_read_only: bool = False

    def on_file(self, owners: Iterable[Any]) -> dict[Any, tuple[Any, ...]]:
        """Return the values that each owner has, sorted."""
        lookups = {f"{self.owner}__in": set(owners), **self.fixed}
        rows = self.model._base_manager.filter(**lookups).values_list(self.owner, self.item)
        found: dict[Any, list[Any]] = {}
        for owner, item in rows:
            found.setdefault(owner, []).append(item)
        return {owner: tuple(sorted(items)) for owner, items in found.items()}


@dataclass(frozen=True)
class Filed:
    """A record as it is on file now."""

    pk: Any
    version: int
    facts: Facts


@dataclass(frozen=True)
class Table:
    """How facts lie in a table: which name a row, where each is read, what holds when nobody says."""

    model: type[models.Model]
    verbs: tuple[str, str]
    key: tuple[str, ...]
    paths: Mapping[str, str]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    sets: Mapping[str, SetOf] = field(default_factory=dict)
    derived: tuple[str, ...] = ()
    # Parts of the key that may be empty; they cannot narrow a search.
    open_key: frozenset[str] = frozenset()
    # A part is told in the journal of the record it is part of.
    whole: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all facts, in the order in which rows hold them."""
        return (*self.paths, *self.sets)

    @property
    def is_versioned(self) -> bool:
        return issubclass(self.model, Record)

    def said(self, name: str, rows: Iterable["Row"]) -> set[Any]:
        """Return what rows say of one fact, with what is on file of it wherever that is to change."""
        place = self.names.index(name)
        found = set()
        for row in rows:
            found.add(row.values[place])
            if row.before and name in row.before:
                found.add(row.before[name])
        return found

    def facts_of(self, row: "Row") -> Facts:
        """Return what a row says, by the names of the facts."""
        return dict(zip(self.names, row.values, strict=True))

    def key_of(self, facts: Mapping[str, Any]) -> Key:
        """Return what names a row."""
        return tuple(facts[name] for name in self.key)

    def filed(self, keys: Iterable[Key]) -> dict[Key, Filed]:
        """Return those of the named rows that are on file, with their facts."""
        wanted = set(keys)
        found: dict[Key, Filed] = {}
        for batch in batches(wanted):
            lookups = {
                f"{self.paths[name]}__in": {key[at] for key in batch}
                for at, name in enumerate(self.key)
                if name not in self.open_key
            }
            version = "version" if self.is_versioned else "pk"
            rows = self.model._base_manager.filter(**lookups).values_list("pk", version, *self.paths.values())
            for pk, number, *values in rows:
                facts = {
                    name: tuple(value) if isinstance(value, list) else value
                    for name, value in zip(self.paths, values, strict=True)
                }
                if (key := self.key_of(facts)) in wanted:
                    found[key] = Filed(pk, number, facts)
        for name, of in self.sets.items():
            by_pk = {filed.pk: filed.facts for filed in found.values()}
            for facts in by_pk.values():
                facts[name] = ()
            for pks in batches(by_pk):
                for pk, items in of.on_file(pks).items():
                    by_pk[pk][name] = items
        return found

    def holders(self, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> dict[Key, Key]:
        """Return which rows on file hold these facts, for facts that only one row may hold."""
        if not rows:
            return {}
        lookups = {f"{self.paths[name]}__in": {facts[name] for facts in rows} for name in names}
        asked = [*names, *self.key]
        found = self.model._base_manager.filter(**lookups).values_list(*(self.paths[name] for name in asked))
        return {tuple(row[: len(names)]): tuple(row[len(names) :]) for row in found}


@dataclass(frozen=True, slots=True)
class Row:
    """One checked row, ready to be written; `before` holds what is to change, None for a new row."""

    number: int
    values: tuple[Any, ...]
    before: Facts | None = None
    version: int = 0


def named_first(table: Table, rows: Iterable[Row], name: str) -> Iterator[list[Row]]:
    """Yield rows in groups, so that what a row names in its own table by `name` is stored before it."""
    link = table.links[name]
    waiting = [(row, table.facts_of(row)) for row in rows]
    while waiting:
        to_come = {table.key_of(facts) for _row, facts in waiting}
        ready: list[tuple[Row, Facts]] = []
        others: list[tuple[Row, Facts]] = []
        for row, facts in waiting:
            is_ready = facts[name] is None or link.key(facts, facts[name]) not in to_come
            (ready if is_ready else others).append((row, facts))
        # A circle was refused by the check; should one come through, the database has the last word.
        yield [row for row, _facts in ready or waiting]
        waiting = others if ready else []


@dataclass
class _Pair:
    """A row's facts and the model's instance that is to hold them."""

    facts: Facts
    before: Facts | None
    thing: Any


Derive = Callable[[Any], None]
After = Callable[[list[tuple[Any, Facts, Facts | None]]], None]


def _told(table: Table, name: str, value: Any) -> Any:
    link = table.links.get(name) or (table.sets[name].link if name in table.sets else None)
    label = getattr(link.model, "LABEL", "") if link else ""
    if isinstance(value, tuple):
        return [f"{label}:{item}" if label else item for item in value]
    return f"{label}:{value}" if label and value is not None else value


def _acts(table: Table, pairs: Sequence[_Pair]) -> Iterator[journal.Act]:
    added, amended = table.verbs
    if table.whole is None:
        for pair in pairs:
            names = table.names if pair.before is None else tuple(pair.before)
            said = {name: _told(table, name, pair.facts[name]) for name in names}
            if pair.before is None:
                changes = {name: value for name, value in said.items() if value not in (None, "", {}, [])}
                yield journal.Act(added, pair.thing.label, changes)
            else:
                old = {name: _told(table, name, value) for name, value in pair.before.items()}
                yield journal.Act(
                    amended, pair.thing.label, {name: [old[name], said[name]] for name in names}
                )
        return
    told: dict[tuple[str, str], Facts] = {}
    for pair in pairs:
        verb = added if pair.before is None else amended
        name, text = part_told(table, pair.facts)
        value = text if pair.before is None else [part_told(table, {**pair.facts, **pair.before})[1], text]
        told.setdefault((verb, table.whole(pair.facts)), {})[name] = value
    for (verb, about), changes in told.items():
        yield journal.Act(verb, about, changes)


def part_told(table: Table, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name of a part within its record, and what it says, each as one text."""
    name = " ".join(str(facts[each]) for each in table.key[1:] if facts[each] is not None) or str(
        facts[table.key[0]]
    )
    others = (journal.plain(facts[each]) for each in table.names if each not in table.key)
    return name, " · ".join(_flat(value) for value in others if value not in (None, "", {}, [])) or name


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(str(item) for item in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _links(table: Table, rows: Sequence[Facts]) -> dict[str, dict[Key, Any]]:
    return {
        name: link.resolved(link.key(facts, facts[name]) for facts in rows if facts[name] is not None)
        for name, link in table.links.items()
    }


def _columns(table: Table, facts: Facts, linked: Mapping[str, Mapping[Key, Any]]) -> Facts:
    """Return the facts as the model's own columns."""
    columns: Facts = {}
    for name, path in table.paths.items():
        value = facts[name]
        if link := table.links.get(name):
            columns[f"{name}_id"] = None if value is None else linked[name][link.key(facts, value)]
        else:
            columns[path] = list(value) if isinstance(value, tuple) else value
    return columns


def _refuse_overtaken(
    table: Table, rows: Sequence[Row], keys: Sequence[Key], filed: Mapping[Key, Filed]
) -> None:
    """Refuse when somebody added or changed one of these records after the workbook was checked."""
    for row, key in zip(rows, keys, strict=True):
        now = filed.get(key)
        is_same = (
            now is None
            if row.before is None
            else now is not None
            and (not table.is_versioned or now.version == row.version)
            and all(now.facts[name] == value for name, value in row.before.items())
        )
        if not is_same:
            raise Stale(" ".join(map(str, key)), row.version, now.version if now else 0)


def _write_sets(table: Table, pairs: Sequence[_Pair]) -> None:
    for name, of in table.sets.items():
        if of.is_read_only:
            continue
        touched = [pair for pair in pairs if pair.before is None or name in pair.before]
        items = {item for pair in touched for item in pair.facts[name]}
        linked = of.link.resolved((item,) for item in items) if of.link else {(item,): item for item in items}
        more, gone = [], models.Q(pk__in=[])
        for pair in touched:
            old = () if pair.before is None else pair.before[name]
            if lost := set(old) - set(pair.facts[name]):
                gone |= models.Q(**{of.owner: pair.thing.pk, f"{of.item}__in": lost})
            for item in pair.facts[name]:
                if item not in old:
                    facts = {of.owner: pair.thing.pk, of.attribute: linked[(item,)], **of.fixed}
                    more.append(of.model(**facts))
        if any(pair.before for pair in touched):
            of.model._base_manager.filter(gone, **of.fixed).delete()
        of.model._base_manager.bulk_create(more, batch_size=BATCH)


def _store(table: Table, pairs: Sequence[_Pair], columns: Sequence[Facts], derive: Derive | None) -> None:
    changed: set[str] = set()
    for pair, values in zip(pairs, columns, strict=True):
        for attribute, value in values.items():
            setattr(pair.thing, attribute, value)
        if pair.before is not None:
            changed |= set(pair.before)
            if table.is_versioned:
                pair.thing.version += 1
        if derive:
            derive(pair.thing)
    new = [pair.thing for pair in pairs if pair.before is None]
    table.model._base_manager.bulk_create(new, batch_size=BATCH)
    amended = [pair.thing for pair in pairs if pair.before is not None]
    names = {name if name in table.links else table.paths[name] for name in changed - set(table.sets)}
    names = {name.removesuffix("_id") for name in names} | set(table.derived)
    if table.is_versioned:
        names |= {"version"}
    if amended and names:
        update_many(table.model, amended, sorted(names))


def bring(
    table: Table,
    rows: Iterable[Row],
    *,
    by: Scope,
    derive: Derive | None = None,
    after: After | None = None,
) -> Iterator[int]:
    """Write checked rows batch by batch, inside the action's transaction; yields how many were written.

    `derive` keeps the columns that follow from others in step; `after` sees each batch once it is stored.
    """
    for batch in batches(rows):
        facts = [table.facts_of(row) for row in batch]
        keys = [table.key_of(each) for each in facts]
        filed = table.filed(keys)
        pks = [
            filed[key].pk
            for row, key in zip(batch, keys, strict=True)
            if row.before is not None and key in filed
        ]
        things = {
            thing.pk: thing for thing in table.model._base_manager.select_for_update().filter(pk__in=pks)
        }
        # Read again under the lock: what was compared is what is written over.
        _refuse_overtaken(table, batch, keys, table.filed(keys) if pks else filed)
        pairs = [
            _Pair(each, row.before, table.model() if row.before is None else things[filed[key].pk])
            for row, each, key in zip(batch, facts, keys, strict=True)
        ]
        linked = _links(table, facts)
        _store(table, pairs, [_columns(table, each, linked) for each in facts], derive)
        _write_sets(table, pairs)
        if after:
            after([(pair.thing, pair.facts, pair.before) for pair in pairs])
        journal.write_many(_acts(table, pairs), by=by)
        yield len(batch)
