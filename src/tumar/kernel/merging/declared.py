"""What becomes of each column that points to a merged row: every room declares it for its own tables.

The columns are derived from the tables themselves, hidden relations and the tables between two sets
included; a column without a rule stops the merge, and a test.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from tumar.kernel.models import Attachment, JournalEntry, Record

if TYPE_CHECKING:
    from tumar.kernel.merging.making import Merging

Fold = Callable[[Any, Any, "Merging"], None]
Settle = Callable[[Collection[Any]], None]


@dataclass(frozen=True)
class Column:
    """A column that points to rows of a table: by key, or by label as evidence files and the journal do."""

    model: type[models.Model]
    name: str
    is_label: bool = False

    @property
    def path(self) -> str:
        """The column's name among all of the house: `events.Involvement.person`."""
        return f"{self.model._meta.label}.{self.name}"

    @property
    def attribute(self) -> str:
        """The name under which the column holds its plain value."""
        return str(self.model._meta.get_field(self.name).attname)  # type: ignore[union-attr]

    def value_for(self, row: models.Model) -> Any:
        """Return what the column holds where it points to the row."""
        if self.is_label:
            return row.label  # type: ignore[attr-defined]
        target: str = self.model._meta.get_field(self.name).target_field.attname  # type: ignore[union-attr]
        return getattr(row, target)


def absorb(kept: Any, gone: Any, merging: "Merging") -> None:
    """Let the kept row stay as it is, with all that pointed to the other one."""
    merging.absorb(kept, gone)


def _no_objection(_kept: Any, _gone: Any) -> str:
    return ""


@dataclass(frozen=True)
class Moves:
    """Rows that point to the merged row go over to the kept one.

    `alike` names the other columns of a unique constraint: where both have a row with the same values, `fold`
    makes one of the two. `object_to` returns a sentence where that cannot be done. `settle` is given the keys
    of rows that were touched, on merging and on undoing, and brings derived columns in step.
    """

    path: str
    called: Any
    alike: tuple[str, ...] | None = None
    fold: Fold = absorb
    object_to: Callable[[Any, Any], str] = _no_objection
    settle: Settle | None = None


@dataclass(frozen=True)
class Stays:
    """Rows that keep pointing to the merged row, for a reason."""

    path: str
    why: str


@dataclass(frozen=True)
class Rebuilt:
    """Rows that follow from the record itself: `rebuild` makes them anew for both, on merging and undoing."""

    path: str
    rebuild: Callable[[Any], None]


Rule = Moves | Stays | Rebuilt


class Forgotten(LookupError):
    """Nobody declared what becomes of a column when rows that it points to are merged."""


@dataclass
class _Registry:
    rules: dict[str, Rule] = field(default_factory=dict)


_REGISTRY = _Registry()

# Columns that point by label; the tables cannot tell them. Frozen lines of editions point by label as well,
# and their room says why they stay.
LABEL_COLUMNS = (Column(Attachment, "about", is_label=True), Column(JournalEntry, "about", is_label=True))


def declare(*rules: Rule) -> None:
    """Say what becomes of columns; called by each room when it is ready."""
    _REGISTRY.rules.update({rule.path: rule for rule in rules})


def declared() -> dict[str, Rule]:
    """Return every rule by the path of its column."""
    return dict(_REGISTRY.rules)


def columns_to(model: type[models.Model]) -> Iterator[Column]:
    """Yield every column of the house that points to rows of a table, hidden and many-to-many ones too."""
    for relation in model._meta.get_fields(include_hidden=True):
        is_backwards = relation.auto_created and not relation.concrete
        if is_backwards and (relation.one_to_many or relation.one_to_one):
            column = relation.field  # type: ignore[union-attr]
            yield Column(column.model, column.name)
    if issubclass(model, Record):
        yield from LABEL_COLUMNS


def rule_of(column: Column) -> Rule:
    """Return the column's rule; a column without one is never passed over in silence."""
    rule = _REGISTRY.rules.get(column.path)
    if rule is None:
        raise Forgotten(f"{column.path} has no rule for merging; declare one in its room")
    return rule


def rules_of(model: type[models.Model]) -> list[tuple[Column, Rule]]:
    """Return every column that points to the table, with its rule, in a fixed order."""
    return [(column, rule_of(column)) for column in sorted(columns_to(model), key=lambda one: one.path)]


def table(label: str) -> type[models.Model]:
    """Return the table that a step names."""
    return apps.get_model(label)
