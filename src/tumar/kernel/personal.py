"""Where the tables keep what belongs to one subject (a person), derived from the models of all rooms.

A room says in its module `personal` what becomes of each of its columns when a subject is erased, and by
which path the last day is found on which a subject was met. Which tables there are is asked of the models, so
that a column nobody thought of is found: by a test, and by the act of erasing, which refuses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models

OWN, KERNEL = "tumar.", "tumar.kernel"


class Rows(Enum):
    """What becomes of a table's rows about an erased subject."""

    KEPT = "kept"  # figures rest on them; the columns' rules say what stays
    DELETED = "deleted"
    OF_OTHERS = "of others"  # the table holds nothing about a subject


class Fate(Enum):
    """What becomes of one column of a row that is kept."""

    CLEARED = "cleared"
    KEPT = "kept"  # a fact that names nobody


@dataclass(frozen=True)
class Rule:
    """What becomes of one table when a subject is erased.

    `found` finds the rows of a table that names the subject by its code alone. `sets` are columns that take
    another value, as a mark that something was forgotten.
    """

    table: str  # "people.person", in small letters
    rows: Rows
    columns: Mapping[str, Fate] = field(default_factory=dict)
    found: Callable[[Any], models.Q] | None = None
    sets: Mapping[str, Any] = field(default_factory=dict)
    # Nobody types into the table, so nobody can be mentioned in it.
    is_computed: bool = False
    # Rows that mention the subject are about it as well: what lists said, as they were received.
    is_swept: bool = False
    # What people call the rows, where the table has no name for them.
    title: Any = ""


@dataclass(frozen=True)
class Holding:
    """One table that holds something about a subject, and how its rows are found."""

    model: type[models.Model]
    paths: tuple[str, ...] = ()
    found: Callable[[Any], models.Q] | None = None

    @property
    def table(self) -> str:
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        """What people call the rows."""
        rule = rules().get(self.table)
        return str((rule and rule.title) or self.model._meta.verbose_name_plural)

    @property
    def texts(self) -> list[str]:
        """The columns in which the subject can be mentioned."""
        return [one.name for one in self.model._meta.concrete_fields if needs_rule(one) and _is_text(one)]

    def rows(self, subject: Any) -> "models.QuerySet[Any]":
        """Return the rows about one subject, in the order in which they were written."""
        condition = self.found(subject) if self.found else models.Q(pk__in=[])
        for path in self.paths:
            condition |= models.Q(**{path: subject.pk})
        return self.model._base_manager.filter(condition).order_by("pk")


def _rooms() -> Iterator[Any]:
    for config in apps.get_app_configs():
        is_room = config.name.startswith(OWN) and config.name != KERNEL
        if is_room and find_spec(f"{config.name}.personal"):
            yield import_module(f"{config.name}.personal")


@cache
def rules() -> dict[str, Rule]:
    """Return the rules that the rooms give, by table."""
    return {rule.table: rule for room in _rooms() for rule in room.RULES}


@cache
def last_met() -> tuple[str, ...]:
    """Return the lookups from a subject to the days on which it was met: events, qualifications."""
    return tuple(path for room in _rooms() for path in getattr(room, "LAST_MET", ()))


def holdings(subject: type[models.Model]) -> list[Holding]:
    """Return every table with rows about the subject: by links, as parts of such rows, by its code."""
    found: dict[type[models.Model], list[str]] = {subject: ["pk"]}
    waiting = [subject]
    while waiting:
        of = waiting.pop(0)
        for model, name in _linked(of, is_subject=of is subject):
            if model is subject:
                continue
            if model not in found:
                waiting.append(model)
            paths = [name] if of is subject else [f"{name}__{path}" for path in found[of]]
            found.setdefault(model, []).extend(path for path in paths if path not in found.get(model, []))
    linked = [Holding(model, tuple(paths)) for model, paths in found.items()]
    named = [(_model(rule.table), rule.found) for rule in rules().values() if rule.found]
    return linked + [Holding(model, found=by) for model, by in named if model and model not in found]


def _model(table: str) -> type[models.Model] | None:
    return next((model for model in apps.get_models() if model._meta.label_lower == table), None)


def _linked(target: type[models.Model], *, is_subject: bool) -> Iterator[tuple[type[models.Model], str]]:
    """Yield tables that point to the target: to the subject by any link, to a row of it as its part."""
    for relation in target._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        is_part = relation.on_delete is models.CASCADE
        if is_subject or is_part:
            yield relation.related_model, relation.field.name


def needs_rule(column: models.Field[Any, Any]) -> bool:
    """Tell whether a column can hold something of its own about a subject: text, a day, a number, bytes.

    Keys, links to other records, choices from a list, yes and no hold none.
    """
    is_listed = bool(column.choices) or column.is_relation or column.primary_key
    return not is_listed and not isinstance(column, models.BooleanField)


def without_rule(subject: type[models.Model]) -> list[str]:
    """Return the columns that may tell of a subject and of which no room says what becomes of them.

    Asked are all tables that hold something about it, and all tables of its own room: these may name it by
    its code, which no link shows.
    """
    asked = {holding.model for holding in holdings(subject)}
    asked |= set(apps.get_app_config(subject._meta.app_label).get_models())
    found = []
    for model in sorted(asked, key=lambda one: one._meta.label_lower):
        rule = rules().get(model._meta.label_lower)
        if rule is None:
            found.append(model._meta.label_lower)
        elif rule.rows is Rows.KEPT:
            columns = [one.name for one in model._meta.concrete_fields if needs_rule(one)]
            found += [f"{rule.table}.{name}" for name in columns if name not in rule.columns]
    return found


def cleared(model: type[models.Model], names: Sequence[str]) -> dict[str, Any]:
    """Return the value that stands for nothing in each of the columns."""
    values: dict[str, Any] = {}
    for name in names:
        column = model._meta.get_field(name)
        if getattr(column, "null", False):
            values[name] = None
        elif isinstance(column, models.JSONField):
            values[name] = column.default() if callable(column.default) else {}
        else:
            values[name] = column.get_default() if column.has_default() else ""  # type: ignore[union-attr]
    return values


# What background work leaves behind when it fails can quote what it worked on.
ALSO_TYPED_INTO = frozenset({"django_tasks_db.dbtaskresult"})


def free_texts() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield of every table the columns that hold what people typed, where a name can be mentioned."""
    for model in apps.get_models():
        table = model._meta.label_lower
        rule = rules().get(table)
        is_looked_at = model.__module__.startswith(OWN) or table in ALSO_TYPED_INTO
        if not is_looked_at or (rule and rule.is_computed):
            continue
        names = [one.name for one in model._meta.concrete_fields if needs_rule(one) and _is_text(one)]
        if names:
            yield model, names


def _is_text(column: models.Field[Any, Any]) -> bool:
    return isinstance(column, models.CharField | models.TextField | models.JSONField)


def signatures(account_model: type[models.Model]) -> Iterator[tuple[type[models.Model], str, str]]:
    """Yield every table that keeps beside a link to whoever acted the name that he had: `by`, `by_label`."""
    for model in apps.get_models():
        columns = {one.name: one for one in model._meta.concrete_fields}
        for name, column in columns.items():
            if column.related_model is account_model and f"{name}_label" in columns:
                yield model, name, f"{name}_label"
