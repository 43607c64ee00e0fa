"""What States do towards treaties, and what was looked for in a country's law: dated facts with a source."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Coverage, TreatyAct

R = TypeVar("R", TreatyAct, Coverage)


def _about(row: TreatyAct | Coverage) -> str:
    if isinstance(row, TreatyAct):
        return row.instrument.label
    return f"places.country:{row.country_id}"


def _facts(row: models.Model) -> dict[str, Any]:
    names = [one.name for one in row._meta.concrete_fields if one.name not in {"id", "by", "by_label"}]
    return {name: told(getattr(row, name)) for name in names if getattr(row, name) not in (None, "")}


def _check(row: TreatyAct | Coverage) -> None:
    checked_row(row)
    if isinstance(row, TreatyAct) and not row.instrument.is_international:
        raise Invalid([Fault("instrument", _("States accept treaties and other international instruments."))])
    if row.day and str(row.day)[:10] > clock.today().isoformat():
        raise Invalid([Fault("day", _("This day is still to come."))])


def _add(row: R, verb: str, by: Scope) -> R:
    by.require(EDIT, row.country_id)
    with transaction.atomic():
        _check(row)
        row.save(force_insert=True)
        journal.write(f"{verb}.added", by=by, about=_about(row), **_facts(row))
    return row


def _amend(row: R, changes: Mapping[str, Any], verb: str, by: Scope, reason: str) -> R:
    with transaction.atomic():
        current = type(row)._base_manager.select_for_update().get(pk=row.pk)
        before = _facts(current)
        for name, value in changes.items():
            setattr(current, name, value)
        by.require(EDIT, row.country_id, current.country_id)
        _check(current)
        after = _facts(current)
        differences = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if differences:
            current.save()
            journal.write(f"{verb}.amended", by=by, about=_about(current), reason=reason, **differences)
    return current


def _remove(row: TreatyAct | Coverage, verb: str, by: Scope, reason: str) -> None:
    by.require(EDIT, row.country_id)
    with transaction.atomic():
        journal.write(f"{verb}.removed", by=by, about=_about(row), reason=reason, **_facts(row))
        row.delete()


@retrying
def record_treaty_act(facts: Mapping[str, Any], *, by: Scope) -> TreatyAct:
    """Record an act of a State towards a treaty, with its day or year and its source."""
    return _add(TreatyAct(**facts), "law.treatyact", by)


@retrying
def amend_treaty_act(one: TreatyAct, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> TreatyAct:
    """Correct an act of a State towards a treaty."""
    return _amend(one, changes, "law.treatyact", by, reason)


@retrying
def remove_treaty_act(one: TreatyAct, *, by: Scope, reason: str = "") -> None:
    """Remove an act that was recorded by mistake; the journal keeps what it was."""
    _remove(one, "law.treatyact", by, reason)


@retrying
def record_coverage(facts: Mapping[str, Any], *, by: Scope) -> Coverage:
    """Record what was looked for in a country's law, where and when, and whether it was found."""
    return _add(Coverage(**facts, by_id=by.account_id, by_label=by.label), "law.coverage", by)


@retrying
def amend_coverage(one: Coverage, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> Coverage:
    """Change what is on file about one search; whoever changed it last stands for it."""
    given = {**changes, "by_id": by.account_id, "by_label": by.label}
    return _amend(one, given, "law.coverage", by, reason)


@retrying
def remove_coverage(one: Coverage, *, by: Scope, reason: str = "") -> None:
    """Remove a search that was recorded by mistake."""
    _remove(one, "law.coverage", by, reason)
