"""Reads about merges: what one would do, what was done, and why it can or cannot be undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tumar.kernel import merging
from tumar.kernel.merging.making import MOVED, REMOVED, alike
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people.models import Kind, Merge, Organisation, Person
from tumar.people.rules import merging as rules

Merged = Person | Organisation
TABLES: tuple[tuple[str, type[Merged], Permission], ...] = (
    (Kind.PERSON, Person, Permission.PEOPLE_PERSON_MERGE),
    (Kind.ORGANISATION, Organisation, Permission.PEOPLE_ORGANISATION_MERGE),
)


def facts_to_choose(record: Merged) -> dict[str, Any]:
    """Return the plain values of a record's own columns, by name: what a merge chooses from."""
    return {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.editable and field.name not in ("id", "code")
    }


def choices(kept: Merged, gone: Merged) -> list[rules.Choice]:
    """Return what is to be chosen when one record is merged into another."""
    return rules.choices(facts_to_choose(kept), facts_to_choose(gone))


def field_label(record: Merged, name: str) -> str:
    """Return how people call a column."""
    field: Any = record._meta.get_field(name)
    return str(field.verbose_name)


def shown(record: Merged, fields: Sequence[str]) -> str:
    """Return what a record says in these columns, as people read it; empty where it says nothing."""
    said = []
    for name in fields:
        field: Any = record._meta.get_field(name)
        value = getattr(record, field.name)
        if not rules.is_known(name, value):
            continue
        said.append(str(getattr(record, f"get_{field.name}_display")() if field.choices else value))
    return " · ".join(said)


@dataclass(frozen=True)
class Counted:
    """How many rows of one kind a merge moves, and how many of them both records have."""

    called: Any
    number: int
    alike: int


def moving(kept: Merged, gone: Merged) -> list[Counted]:
    """Return, kind by kind, what would move from one record to the other."""
    found = []
    for column, rule in merging.rules_of(type(kept)):
        if isinstance(rule, merging.Moves):
            rows = column.model._base_manager.filter(**{column.name: column.value_for(gone)})
            if number := rows.count():
                on_both = len(list(alike(column, rule, kept, gone)))
                found.append(Counted(rule.called, number, on_both))
    return found


def objections(kept: Merged, gone: Merged) -> list[str]:
    """Return one sentence for each thing that stands in the way of a merge."""
    return [
        sentence
        for column, rule in merging.rules_of(type(kept))
        if isinstance(rule, merging.Moves)
        for gone_row, kept_row in alike(column, rule, kept, gone)
        if (sentence := rule.object_to(kept_row, gone_row))
    ]


def weight(record: Merged) -> int:
    """Return how many rows point to a record: the one with more is proposed as the one that stays."""
    counted = (
        column.model._base_manager.filter(**{column.name: column.value_for(record)}).count()
        for column, rule in merging.rules_of(type(record))
        if isinstance(rule, merging.Moves)
    )
    return sum(counted)


def merges(scope: Scope) -> QuerySet[Merge]:
    """Return the merges of records in whose countries the scope may merge; tombstones count as well."""
    condition = Q(pk__in=[])
    for kind, model, permission in TABLES:
        countries = scope.countries(permission)
        rows = model._base_manager.all()
        if countries is not EVERYWHERE:
            rows = rows.filter(country_id__in=countries)
        elif not scope.allows_somewhere(permission):
            continue
        both = Q(Exists(rows.filter(code=OuterRef("kept")))) & Q(Exists(rows.filter(code=OuterRef("gone"))))
        condition |= Q(kind=kind) & both
    return Merge.objects.filter(condition)


def merges_of(record: Merged) -> QuerySet[Merge]:
    """Return what was merged into a record and stands, latest first."""
    return Merge.objects.standing().filter(kind=record.LABEL, kept=record.code)


def _named(done: Merge) -> str:
    return _("%(gone)s into %(kept)s") % {"gone": done.gone, "kept": done.kept}


def why_not_undone(done: Merge) -> list[str]:
    """Return one sentence for each thing that stands in the way of undoing a merge."""
    if done.undone_at is not None:
        return [_("This merge was undone already.")]
    if done.is_sealed:
        return [_("What this merge changed was erased, so it cannot be restored.")]
    return [*_later(done), *dict.fromkeys(merging.obstacles(done.steps))]


def _later(done: Merge) -> Iterator[str]:
    """Yield later merges of the same records: they are undone first, the last one first."""
    later = Merge.objects.standing().of(done.kind, done.kept, done.gone).filter(pk__gt=done.pk)
    for one in later:
        yield _("There was a later merge, %(merge)s. Undo that one first.") % {"merge": _named(one)}


def undone_told(undone: merging.Undone) -> list[str]:
    """Return, as sentences, what undoing left as it is now because it was changed since the merge."""
    told = []
    for label, name in undone.kept_columns:
        model = merging.declared.table(label)
        field: Any = model._meta.get_field(name)
        names = {"field": field.verbose_name, "kind": model._meta.verbose_name}
        told.append(_("Changed since the merge, so left as it is: %(field)s (%(kind)s).") % names)
    for called, number in undone.kept_rows.items():
        sentence = _("%(kind)s: %(number)s went elsewhere since the merge, and stay there.")
        told.append(sentence % {"kind": called, "number": number})
    return told


def moved(done: Merge) -> list[tuple[str, int]]:
    """Return what a merge moved or made one of two, as people call it, and how many of each."""
    found: dict[str, int] = {}
    for step in done.steps:
        if step["did"] == MOVED:
            path = f"{step['model']}.{step['column']}"
            rule = merging.declared.declared().get(path)
            called = str(rule.called) if isinstance(rule, merging.Moves) else path
            found[called] = found.get(called, 0) + len(step["pks"])
        elif step["did"] == REMOVED:
            table = merging.declared.table(step["model"])
            called = _("made one of two: %(kind)s") % {"kind": table._meta.verbose_name_plural}
            found[called] = found.get(called, 0) + 1
    return list(found.items())
