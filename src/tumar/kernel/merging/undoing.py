"""A merge undone from the steps that were written down: what was changed since is kept, and said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.kernel.bulk import batches
from tumar.kernel.merging.declared import Column, Moves, Settle, rule_of, table
from tumar.kernel.merging.making import CHANGED, FOLDED, MOVED, REMOVED, Step, bumped, rebuild, stored
from tumar.kernel.refusals import Refusal
from tumar.kernel.standing import Mergeable


class CannotUndo(Refusal):
    """A merge cannot be undone; `reasons` has one sentence for each thing in the way."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)


@dataclass
class Undone:
    """What undoing left alone since it was changed: how many rows of each kind, and which columns."""

    kept_columns: list[tuple[str, str]] = field(default_factory=list)
    kept_rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def obstacles(steps: Iterable[Step]) -> Iterator[str]:
    """Yield one sentence for each thing that was removed since and without which nothing can be restored."""
    steps = list(steps)
    # What the merge itself removed comes back first, so nothing that follows misses it.
    restored = {_name_of(step) for step in steps if step["did"] == REMOVED}
    for step in steps:
        model = table(step["model"])
        if step["did"] == REMOVED:
            yield from _lost_targets(model, step, restored)
        elif step["did"] in (MOVED, CHANGED):
            pks = step["pks"] if step["did"] == MOVED else [step["pk"]]
            wanted = [pk for pk in pks if (step["model"], pk) not in restored]
            there = sum(model._base_manager.filter(pk__in=batch).count() for batch in batches(wanted))
            if lost := len(wanted) - there:
                yield _lost(step, lost)


def _name_of(step: Step) -> tuple[str, Any]:
    return step["model"], step["row"][table(step["model"])._meta.pk.attname]


def _called(step: Step) -> str:
    """Return what the rows of a step are called: as the rule of their column says, or as their table does."""
    model = table(step["model"])
    rule = rule_or_none(Column(model, step["column"])) if "column" in step else None
    return capfirst(str(rule.called if isinstance(rule, Moves) else model._meta.verbose_name_plural))


def _lost(step: Step, number: int) -> str:
    sentence = ngettext(
        "%(kind)s: %(number)s entry that the merge moved has been removed since.",
        "%(kind)s: %(number)s entries that the merge moved have been removed since.",
        number,
    )
    return sentence % {"kind": _called(step), "number": number}


def _lost_targets(
    model: type[models.Model], step: Step, restored: Collection[tuple[str, Any]]
) -> Iterator[str]:
    """Tell which record is gone that a removed row pointed to, unless undoing restores it as well."""
    for column in model._meta.concrete_fields:
        value, target = step["row"].get(column.attname), column.related_model
        if target is None or isinstance(target, str) or value is None:
            continue
        if (target._meta.label, value) in restored or target._base_manager.filter(pk=value).exists():
            continue
        yield _("%(kind)s: the record it belongs to (%(target)s) has been removed since.") % {
            "kind": _called(step),
            "target": target._meta.verbose_name,
        }


def undo(steps: Sequence[Step], kept: Any, gone: Any) -> Undone:
    """Take the steps back, last first, inside the action's transaction; return what was left as it is now."""
    if reasons := list(dict.fromkeys(obstacles(steps))):
        raise CannotUndo(reasons)
    undone, touched = Undone(), _Touched()
    take_back = {
        MOVED: _take_back_move,
        CHANGED: _take_back_change,
        FOLDED: _take_back_fold,
        REMOVED: _put_back,
    }
    try:
        # A savepoint: a refusal by the database leaves the transaction usable.
        with transaction.atomic():
            for step in reversed(steps):
                take_back[step["did"]](table(step["model"]), step, undone, touched)
    except IntegrityError as error:
        raise CannotUndo([_("What was recorded since the merge stands in the way.")]) from error
    touched.settle()
    for record in (kept, gone):
        record.refresh_from_db()
    rebuild(kept, gone)
    return undone


class _Touched:
    """Rows whose derived columns are to be brought in step, by who can do that."""

    def __init__(self) -> None:
        self._rows: dict[Settle, list[Any]] = defaultdict(list)

    def add(self, model: type[models.Model], pks: Iterable[Any]) -> None:
        known = list(pks)
        for column in model._meta.concrete_fields:
            rule = rule_or_none(Column(model, column.name))
            if isinstance(rule, Moves) and rule.settle:
                self._rows[rule.settle].extend(known)

    def settle(self) -> None:
        for bring_in_step, pks in self._rows.items():
            bring_in_step(pks)


def rule_or_none(column: Column) -> Any:
    """Return the rule of a column that may point to anything, or nothing where it needs none."""
    try:
        return rule_of(column)
    except LookupError:
        return None


def _take_back_move(model: type[models.Model], step: Step, undone: Undone, touched: _Touched) -> None:
    column = Column(model, step["column"])
    name, old = column.attribute, _restored(model, column.attribute, step["old"])
    for batch in batches(step["pks"]):
        rows = model._base_manager.filter(pk__in=batch)
        still = rows.filter(**{name: step["new"]})
        changed = len(batch) - still.update(**{name: old}, **bumped(model))
        if changed:
            undone.kept_rows[_called(step)] += changed
    touched.add(model, step["pks"])


def _take_back_change(model: type[models.Model], step: Step, undone: Undone, touched: _Touched) -> None:
    row = model._base_manager.get(pk=step["pk"])
    changed = {name for name, new in step["new"].items() if stored(getattr(row, name)) != new}
    if changed and step["is_whole"]:
        changed = set(step["new"])
    old = {name: _restored(model, name, value) for name, value in step["old"].items() if name not in changed}
    if old:
        model._base_manager.filter(pk=row.pk).update(**old)
    undone.kept_columns += [(step["model"], name) for name in sorted(changed)]
    touched.add(model, [row.pk])


def _take_back_fold(model: type[models.Model], step: Step, _undone: Undone, touched: _Touched) -> None:
    touched.add(model, [step["pk"]])


def _put_back(model: type[models.Model], step: Step, _undone: Undone, touched: _Touched) -> None:
    known = {column.attname for column in model._meta.concrete_fields}
    values = {name: _restored(model, name, value) for name, value in step["row"].items() if name in known}
    row = model(**values)
    row.save(force_insert=True)
    touched.add(model, [row.pk])


def _restored(model: type[models.Model], name: str, value: Any) -> Any:
    """Return a column's value from a step; a record that was merged since is stood for by its survivor."""
    found: Any = next(one for one in model._meta.concrete_fields if name in {one.attname, one.name})
    target = found.related_model
    if value is not None and isinstance(target, type) and issubclass(target, Mergeable):
        rows = target._base_manager.filter(pk=value)
        return rows.values_list(Coalesce("merged_into_id", "pk"), flat=True).get()
    return found.to_python(value)
