"""The merge itself: rows moved, folded and removed, each step written down so that it can be undone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F

from tumar.kernel.bulk import batches
from tumar.kernel.merging.declared import Column, Moves, Rebuilt, Settle, rules_of
from tumar.kernel.models import Record
from tumar.kernel.refusals import Fault, Invalid

Step = dict[str, Any]

MOVED, CHANGED, FOLDED, REMOVED = "moved", "changed", "folded", "removed"


def stored(value: Any) -> Any:
    """Return a column's value as a step holds it: nothing of a time or an amount is lost."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def image_of(row: models.Model) -> dict[str, Any]:
    """Return all columns of a row as a step holds them."""
    return {field.attname: stored(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def bumped(model: type[models.Model]) -> dict[str, Any]:
    """Return the change that makes whoever has the record open look again."""
    return {"version": F("version") + 1} if issubclass(model, Record) else {}


class Merging:
    """One merge under way, inside the action's transaction; `steps` tells what was done, in order."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.moved: Counter[str] = Counter()
        self.folded: Counter[str] = Counter()
        self._touched: dict[Settle, list[Any]] = defaultdict(list)

    def change(self, row: Any, *, is_whole: bool = False, **changes: Any) -> None:
        """Change columns of one row; `is_whole`: they are undone together or not at all."""
        old = {name: getattr(row, name) for name, value in changes.items() if getattr(row, name) != value}
        if not old:
            return
        new = {name: changes[name] for name in old}
        for name, value in new.items():
            setattr(row, name, value)
        type(row)._base_manager.filter(pk=row.pk).update(**new)
        self.steps.append(
            {
                "did": CHANGED,
                "model": row._meta.label,
                "pk": stored(row.pk),
                "old": {name: stored(value) for name, value in old.items()},
                "new": {name: stored(value) for name, value in new.items()},
                "is_whole": is_whole,
            }
        )

    def remove(self, row: Any) -> None:
        """Remove one row to which nothing points any more."""
        self.steps.append({"did": REMOVED, "model": row._meta.label, "row": image_of(row)})
        row.delete()

    def absorb(self, kept: Any, gone: Any) -> None:
        """Move all that points to one row over to another, and remove it."""
        self.move_all(kept, gone)
        self.remove(gone)

    def move_all(self, kept: Any, gone: Any) -> None:
        """Move all that points to one row over to another, column by column, as the rooms declared it."""
        for column, rule in rules_of(type(kept)):
            if isinstance(rule, Moves):
                self._move(column, rule, kept, gone)

    def _move(self, column: Column, rule: Moves, kept: Any, gone: Any) -> None:
        of_gone = column.model._base_manager.filter(**{column.name: column.value_for(gone)})
        folded = dict(alike(column, rule, kept, gone))
        for row, kept_row in folded.items():
            if objection := rule.object_to(kept_row, row):
                raise Invalid([Fault("", objection)])
            rule.fold(kept_row, row, self)
            self.steps.append({"did": FOLDED, "model": column.model._meta.label, "pk": stored(kept_row.pk)})
            self.folded[column.path] += 1
            self._touch(rule, [kept_row.pk])
        handled = {row.pk for row in folded}
        # A row never comes to point to itself: what a record says of the other is settled by its fields.
        if column.model is type(kept):
            handled.add(kept.pk)
        pks = [pk for pk in of_gone.order_by("pk").values_list("pk", flat=True) if pk not in handled]
        self._move_rows(column, rule, pks, column.value_for(gone), column.value_for(kept))

    def _move_rows(self, column: Column, rule: Moves, pks: list[Any], old: Any, new: Any) -> None:
        if not pks:
            return
        for batch in batches(pks):
            rows = column.model._base_manager.filter(pk__in=batch)
            rows.update(**{column.attribute: new}, **bumped(column.model))
        self.steps.append(
            {
                "did": MOVED,
                "model": column.model._meta.label,
                "column": column.name,
                "pks": [stored(pk) for pk in pks],
                "old": old,
                "new": new,
            }
        )
        self.moved[column.path] += len(pks)
        self._touch(rule, pks)

    def _touch(self, rule: Moves, pks: Iterable[Any]) -> None:
        if rule.settle:
            self._touched[rule.settle].extend(pks)

    def settle(self, kept: Any, gone: Any) -> None:
        """Bring in step what follows from the rows that were touched; called last."""
        for bring_in_step, pks in self._touched.items():
            bring_in_step(pks)
        rebuild(kept, gone)


def rebuild(*records: Any) -> None:
    """Make anew the rows that follow from these records themselves."""
    for _column, rule in rules_of(type(records[0])):
        if isinstance(rule, Rebuilt):
            for record in records:
                rule.rebuild(record)


def alike(column: Column, rule: Moves, kept: Any, gone: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each row that points to the gone record with the row, alike but for that, of the kept one."""
    if rule.alike is None:
        return
    names = [Column(column.model, name).attribute for name in rule.alike]

    def key(row: models.Model) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in names)

    rows = column.model._base_manager.order_by("pk")
    of_kept = {key(row): row for row in rows.filter(**{column.name: column.value_for(kept)})}
    for row in rows.filter(**{column.name: column.value_for(gone)}):
        if (kept_row := of_kept.get(key(row))) is not None:
            yield row, kept_row


def told_counts(counted: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows of each table moved, as the journal keeps it."""
    found: Counter[str] = Counter()
    for path, number in counted.items():
        found[path.rpartition(".")[0]] += number
    return dict(sorted(found.items()))
