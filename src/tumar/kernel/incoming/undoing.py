"""What an import did to records, kept so that it can be undone; and what stands in the way of that.

An effect names a table, the key of one of its rows, the facts that were replaced (none for a new row), and
the facts as they were written. It may say the version that the record had after that; else that is the first.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from tumar.kernel import bulk, journal
from tumar.kernel.bulk import Facts, Filed, Key, Row, Table
from tumar.kernel.labels import field_name
from tumar.kernel.scope import Scope
from tumar.kernel.standing import successors

Effect = dict[str, Any]
Bring = Callable[[Sequence[Row], Scope], Iterator[int]]
Made = Mapping[str, frozenset[Any]]
# Told new rows, those that the import made and those that it touched, by table: what else stands in the way.
Hinder = Callable[[Collection[Any], Made, Made], Mapping[Any, str]]
Around = Callable[[Sequence[Facts], Scope], AbstractContextManager[None]]
USES_SHOWN = 3
# Under this name stands, beside a row's facts, how often the import amended it after it was there.
TIMES = "*times"


def _nothing_more(_pks: Collection[Any], _made: Made, _touched: Made) -> Mapping[Any, str]:
    """Know of nothing else in the way."""
    return {}


def _nothing_follows(_rows: Sequence[Facts], _by: Scope) -> AbstractContextManager[None]:
    """Let nothing follow from the removal of rows."""
    return nullcontext()


@dataclass(frozen=True)
class Target:
    """A table that lists are written to: how its rows are brought, which permission that takes and where.

    `hinder` says what keeps new rows from being removed besides later changes and uses; within `around` they
    are removed, so that what follows from them for other records is put in step.
    """

    name: str
    table: Table
    bring: Bring
    removed: str
    require: Callable[[Iterable[Facts], Scope], None]
    hinder: Hinder = _nothing_more
    around: Around = _nothing_follows


def effects_of(target: Target, rows: Iterable[Row]) -> list[Effect]:
    """Return the effects that these rows have once they are brought."""
    effects = []
    for row in rows:
        facts = target.table.facts_of(row)
        names = target.table.names if row.before is None else tuple(row.before)
        effects.append(
            {
                "table": target.name,
                "key": plain(list(target.table.key_of(facts))),
                "before": None if row.before is None else plain(row.before),
                "after": plain({name: facts[name] for name in names}),
            }
        )
    return effects


def effects_on_file(target: Target, rows: Sequence[Row]) -> list[Effect]:
    """Return the effects that rows had once they were brought, with all that followed from them."""
    effects = effects_of(target, rows)
    filed = _filed(target, effects)
    for effect in effects:
        now = filed[key_of(target.table, effect)]
        effect["after"] = plain({name: now.facts[name] for name in effect["after"]})
        if target.table.is_versioned:
            effect["version"] = now.version
    return effects


def plain(value: Any) -> Any:
    """Return facts as JSON can hold them; 1 and 1.000 are one number, whichever database kept it."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return journal.plain(value)


def typed(table: Table, name: str, value: Any) -> Any:
    """Return a fact as the table has it, from what JSON kept of it."""
    if isinstance(value, list) or name in table.sets:
        return tuple(value or ())
    if value is None or name in table.links or isinstance(value, dict):
        return value
    path = table.paths[name]
    field = table.model._meta.get_field(path.partition("__")[0])
    return value if "__" in path or field.is_relation else field.to_python(value)  # type: ignore[union-attr]


def key_of(table: Table, effect: Effect) -> Key:
    """Return the key that an effect names."""
    return tuple(typed(table, name, value) for name, value in zip(table.key, effect["key"], strict=True))


def _filed(target: Target, effects: Sequence[Effect]) -> dict[Key, Filed]:
    return target.table.filed(key_of(target.table, effect) for effect in effects)


def _mark_of(effect: Effect) -> tuple[Any, ...]:
    return (effect["table"], *effect["key"])


def last_facts(effects: Iterable[Effect]) -> dict[tuple[Any, ...], Facts]:
    """Return by row what amendments after the first one have left there, and how many those were."""
    found: dict[tuple[Any, ...], Facts] = {}
    for effect in effects:
        if effect["before"] is not None:
            facts = found.setdefault(_mark_of(effect), {TIMES: 0})
            facts |= {**effect["after"], TIMES: facts[TIMES] + 1}
    return found


class Obstacles:
    """Says of each effect what stands in the way of undoing it, in one sentence; empty where nothing does."""

    def __init__(
        self,
        targets: Mapping[str, Target],
        created: Made,
        *,
        touched: Made | None = None,
        later: Mapping[tuple[Any, ...], Facts] | None = None,
    ) -> None:
        self._targets, self._created = targets, created
        self._touched, self._later = touched or created, later or {}

    def of(self, effects: Sequence[Effect]) -> list[str]:
        """Return the sentences, one for each effect."""
        told = [""] * len(effects)
        for name, target in self._targets.items():
            places = [at for at, effect in enumerate(effects) if effect["table"] == name]
            if not places:
                continue
            own = [effects[at] for at in places]
            filed = _filed(target, own)
            uses = self._uses(target, own, filed)
            merged = successors(target.table.model, (str(effect["key"][0]) for effect in own))
            for at, effect in zip(places, own, strict=True):
                if (code := effect["key"][0]) in merged:
                    told[at] = _("%(code)s was merged into %(other)s since.") % {
                        "code": code,
                        "other": merged[code],
                    }
                    continue
                now = filed.get(key_of(target.table, effect))
                told[at] = self._obstacle(target, effect, now) or (uses.get(now.pk, "") if now else "")
        return told

    def _obstacle(self, target: Target, effect: Effect, now: Filed | None) -> str:
        code = " ".join(str(part) for part in effect["key"])
        if now is None:
            return _("%(code)s is no longer on file.") % {"code": code}
        later = self._later.get(_mark_of(effect), {})
        after = {name: later.get(name, value) for name, value in effect["after"].items()}
        current = plain({name: now.facts.get(name) for name in after})
        changed = [name for name, value in after.items() if current[name] != value]
        if changed:
            label = getattr(target.table.model, "LABEL", target.name)
            fields = ", ".join(field_name(label, name) for name in changed)
            return _("%(code)s was changed since: %(fields)s.") % {"code": code, "fields": fields}
        written = effect.get("version", 1) + later.get(TIMES, 0)
        if effect["before"] is None and target.table.is_versioned and now.version != written:
            return _("%(code)s was changed since.") % {"code": code}
        return ""

    def _uses(self, target: Target, own: Sequence[Effect], filed: Mapping[Key, Filed]) -> dict[Any, str]:
        """Return for new records that something else points to by now what that is."""
        new = {
            now.pk
            for effect in own
            if effect["before"] is None and (now := filed.get(key_of(target.table, effect)))
        }
        found: dict[Any, list[str]] = {}
        own_tables = {each.table.model for each in self._targets.values()}
        for model, column in _pointing_to(target.table.model, own_tables):
            made = self._created.get(model._meta.label, frozenset())
            rows = model._base_manager.filter(**{f"{column}__in": new}).order_by("pk")
            for pk, pointed in rows.values_list("pk", column) if new else ():
                if pk not in made:
                    found.setdefault(pointed, []).append(str(model._meta.verbose_name))
        told = {
            pk: _("It is used elsewhere by now: %(uses)s.")
            % {"uses": ", ".join(sorted(set(uses))[:USES_SHOWN])}
            for pk, uses in found.items()
        }
        return {**(target.hinder(new, self._created, self._touched) if new else {}), **told}


def _pointing_to(
    model: type[models.Model], own_tables: Collection[type[models.Model]]
) -> Iterator[tuple[type[models.Model], str]]:
    """Yield the tables and columns that point to a table's rows.

    What is deleted with its owner is a part of it and no use of it, unless lists themselves write that table.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            is_part = getattr(relation, "on_delete", None) is models.CASCADE
            if not is_part or relation.related_model in own_tables:
                yield relation.related_model, relation.field.attname  # type: ignore[union-attr,misc]


def created_by(targets: Mapping[str, Target], effects: Iterable[Effect]) -> dict[str, frozenset[Any]]:
    """Return by table the primary keys of the rows that an import made and that are still there."""
    return touched_by(targets, (one for one in effects if one["before"] is None))


def touched_by(targets: Mapping[str, Target], effects: Iterable[Effect]) -> dict[str, frozenset[Any]]:
    """Return by table the primary keys of the rows that an import made or changed and that are there."""
    found: dict[str, set[Any]] = {}
    for batch in bulk.batches(effects, 2000):
        for name, target in targets.items():
            own = [effect for effect in batch if effect["table"] == name]
            pks = {filed.pk for filed in _filed(target, own).values()} if own else set()
            found.setdefault(target.table.model._meta.label, set()).update(pks)
    return {label: frozenset(pks) for label, pks in found.items()}


def undo(target: Target, effects: Sequence[Effect], *, by: Scope) -> int:
    """Undo effects on one table inside the action's transaction; return how many rows that changed.

    What was amended gets back the facts that were replaced; what was new is removed.
    """
    table, filed = target.table, _filed(target, effects)
    back, gone = [], []
    for key, given in _folded(table, effects).items():
        if (now := filed.get(key)) is None:
            continue
        if given is None:
            gone.append(now)
            continue
        restored = {name: typed(table, name, value) for name, value in given.items()}
        facts = {**now.facts, **restored}
        before = {name: now.facts[name] for name in restored if now.facts[name] != facts[name]}
        if before:
            back.append(Row(0, tuple(facts[name] for name in table.names), before, now.version))
    done = sum(target.bring(back, by)) if back else 0
    return done + (_remove(target, gone, by) if gone else 0)


def _folded(table: Table, effects: Iterable[Effect]) -> dict[Key, Facts | None]:
    """Return by row the facts that it had before all of these, which come last to first; None: no row."""
    found: dict[Key, Facts | None] = {}
    for effect in effects:
        key = key_of(table, effect)
        known = found.get(key, {})
        found[key] = None if effect["before"] is None or known is None else {**known, **effect["before"]}
    return found


def _remove(target: Target, gone: Sequence[Filed], by: Scope) -> int:
    target.require((one.facts for one in gone), by)
    table = target.table
    acts = []
    for one in gone:
        label = getattr(table.model, "LABEL", target.name)
        about = table.whole(one.facts) if table.whole else f"{label}:{one.facts[table.key[0]]}"
        told = {name: value for name, value in one.facts.items() if value not in (None, "", {}, ())}
        if table.whole:
            name, text = bulk.part_told(table, one.facts)
            told = {name: [text, None]}
        acts.append(journal.Act(target.removed, about, told))
    with target.around([one.facts for one in gone], by):
        table.model._base_manager.filter(pk__in=[one.pk for one in gone]).delete()
    journal.write_many(acts, by=by)
    return len(gone)
