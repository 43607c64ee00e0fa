"""What belongs to an instrument: its languages, where it was published, what others do to it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max, ProtectedError
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Denied, Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT, refresh_words
from tumar.law.models import Expression, Instrument, Publication, Relation
from tumar.law.queries.instruments import instruments

Part = Expression | Publication | Relation
P = TypeVar("P", Expression, Publication, Relation)
FULL_DAY = len("2022-05-21")
OF_THE_PART = frozenset({"id", "instrument", "number"})


def next_number(rows: Any) -> int:
    """Return the number after the last one of the rows."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _facts(part: Part) -> dict[str, Any]:
    columns = [one.name for one in part._meta.concrete_fields if one.name not in OF_THE_PART]
    return {name: _told(getattr(part, name)) for name in columns if getattr(part, name) not in (None, "", [])}


def _told(value: Any) -> Any:
    return f"{value.number}. {value}" if isinstance(value, Expression) else told(value)


def _check(part: Part, by: Scope) -> None:
    checked_row(part)
    faults = []
    if isinstance(part, Expression) and part.translation_of:
        if part.translation_of.instrument_id != part.instrument_id:
            faults.append(Fault("translation_of", _("This text belongs to another instrument.")))
        if part.translation_of_id == part.pk:
            faults.append(Fault("translation_of", _("A text is no translation of itself.")))
    if isinstance(part, Relation) and part.acting_id is not None:
        if part.acting_id == part.instrument_id:
            faults.append(Fault("acting", _("An instrument does nothing to itself.")))
        elif not instruments(by).filter(pk=part.acting_id).exists():
            raise Denied(EDIT, part.acting.country_id if part.acting else None)
    if faults:
        raise Invalid(faults)


def _write(part: Part, verb: str, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> None:
    Instrument.objects.filter(pk=part.instrument_id).update(version=F("version") + 1)
    noun = part._meta.model_name
    # A relation has a column `verb`, which no name of an argument may hide.
    journal.write_many([journal.Act(f"law.{noun}.{verb}", part.instrument.label, changes, reason)], by=by)
    if isinstance(part, Expression):
        refresh_words(part.instrument)


def last_day(instrument: Instrument) -> date | None:
    """Return the day before the first confirmed repeal of the whole instrument; None where there is none."""
    whole = instrument.relations.filter(verb=Relation.Verb.REPEALS, eids=[]).exclude(
        state=Relation.State.DETECTED
    )
    # Of «2022» or «2022-05» nobody knows which day was the last.
    days = [day for day in whole.values_list("day", flat=True) if len(day) == FULL_DAY]
    return min(map(date.fromisoformat, days)) - timedelta(days=1) if days else None


def _end_with_repeal(instrument: Instrument, before: date | None) -> dict[str, Any]:
    """Let an instrument end with its repeal, unless a person wrote another day; return what changed."""
    after = last_day(instrument)
    begins_later = after is not None and instrument.in_force_from and instrument.in_force_from > after
    if after == before or instrument.in_force_until != before or begins_later:
        return {}
    Instrument.objects.filter(pk=instrument.pk).update(in_force_until=after)
    return {"in_force_until": [told(before), told(after)]}


@retrying
def add_part(kind: type[P], instrument: Instrument, facts: Mapping[str, Any], *, by: Scope) -> P:
    """Add a language, a publication or a relation to an instrument."""
    by.require(EDIT, instrument.country_id)
    with transaction.atomic():
        locked = Instrument.objects.select_for_update().get(pk=instrument.pk)
        part = kind(instrument=locked, number=next_number(kind.objects.filter(instrument=locked)), **facts)
        _check(part, by)
        ended = last_day(locked)
        part.save(force_insert=True)
        _write(part, "added", {**_facts(part), **_end_with_repeal(locked, ended)}, by=by)
    return part


@retrying
def amend_part(part: P, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = "") -> P:
    """Change a part of an instrument that nobody changed since `version`; only what differs is told."""
    by.require(EDIT, part.instrument.country_id)
    with transaction.atomic():
        locked = _locked(part, version)
        ended = last_day(locked)
        current = type(part)._base_manager.get(pk=part.pk)
        before = _facts(current)
        for name, value in changes.items():
            setattr(current, name, value)
        _check(current, by)
        after = _facts(current)
        differences = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if differences:
            current.save()
            told_of = {"part": str(current), **differences, **_end_with_repeal(locked, ended)}
            _write(current, "amended", told_of, by=by, reason=reason)
    return current


@retrying
def remove_part(part: Part, *, version: int, by: Scope, reason: str = "") -> Instrument:
    """Remove a part that was entered by mistake; the journal keeps what it was."""
    by.require(EDIT, part.instrument.country_id)
    with transaction.atomic():
        locked = _locked(part, version)
        try:
            facts, ended = _facts(part), last_day(locked)
            part.delete()
            _write(part, "removed", {**facts, **_end_with_repeal(locked, ended)}, by=by, reason=reason)
        except ProtectedError as error:
            sentence = _("It cannot be removed: other records point to it.")
            raise Invalid([Fault("", sentence)]) from error
    return locked


def _locked(part: Part, version: int) -> Instrument:
    locked = Instrument.objects.select_for_update().get(pk=part.instrument_id)
    if locked.version != version:
        raise Stale(locked.label, version, locked.version)
    return locked
