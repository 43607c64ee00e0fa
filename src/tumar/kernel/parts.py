"""Parts of a record: rows that live and die with it, and whose changes its journal tells.

A part has no version of its own. What somebody saw of it is told by a number made from its columns, so that
two people may work on two parts of one record at the same time, and only whoever would write over another's
words is stopped.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Max, ProtectedError
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.models import Record
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

P = TypeVar("P", bound=models.Model)
GONE = 0


def version_of(part: models.Model, *more: Any) -> int:
    """Return a number that differs as soon as any column of the part does, or any of what else is given."""
    values = [journal.plain(getattr(part, one.attname)) for one in part._meta.concrete_fields]
    values += map(journal.plain, more)
    return int.from_bytes(sha256(json.dumps(values).encode()).digest()[:6], "big")


def next_number(rows: Any) -> int:
    """Return the number after the last one of a record's numbered parts."""
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _check_row(part: Any, _by: Scope) -> None:
    checked_row(part)


@dataclass(frozen=True)
class Parts:
    """How the parts of one kind of record are added, amended and removed.

    `owner` is the column that names the record, `room` and `nouns` make the verbs of the journal, `require`
    refuses whoever may not change the record, `check` refuses a part that breaks a rule, `told` words one
    value for the journal, `after` does what follows for the record from a change and returns what the
    journal tells of it, given what `watch` saw before. Numbered parts get the next number of their record;
    where `counts` is set, a change of a part counts the record's version as well.
    """

    owner: str
    room: str
    require: Callable[[Any, Scope], None]
    check: Callable[[Any, Scope], None] = _check_row
    told: Callable[[Any], Any] = told
    nouns: Mapping[type[models.Model], str] = field(default_factory=dict)
    is_numbered: bool = False
    counts: bool = False
    watch: Callable[[Any], Any] = lambda record: None
    after: Callable[[Any, Any], Mapping[str, Any]] = lambda part, watched: {}

    def facts(self, part: models.Model) -> dict[str, Any]:
        """Return what the journal tells of a part: its own columns, without those that are empty."""
        passed_over = {"id", self.owner, "number"} if self.is_numbered else {"id", self.owner}
        values = {
            one.name: getattr(part, one.name)
            for one in part._meta.concrete_fields
            if one.name not in passed_over
        }
        return {name: self.told(value) for name, value in values.items() if value not in (None, "", [], {})}

    @retrying
    def add(self, kind: type[P], record: Record, facts: Mapping[str, Any], *, by: Scope) -> P:
        """Add a part to a record."""
        self.require(record, by)
        with transaction.atomic():
            locked = _locked(record)
            watched = self.watch(locked)
            part = kind(**{self.owner: locked}, **facts)
            if self.is_numbered:
                rows = kind._base_manager.filter(**{self.owner: locked})
                part.number = next_number(rows)  # type: ignore[attr-defined]
            self.check(part, by)
            part.save(force_insert=True)
            self._write(part, "added", self.facts(part), watched, by=by)
        return part

    @retrying
    def amend(
        self,
        part: P,
        changes: Mapping[str, Any],
        *,
        version: int,
        by: Scope,
        reason: str = "",
        verb: str = "amended",
    ) -> P:
        """Change a part that nobody changed since it looked like `version`; only what differs is told."""
        record = getattr(part, self.owner)
        self.require(record, by)
        with transaction.atomic():
            current = self._seen(part, record, version)
            watched = self.watch(getattr(current, self.owner))
            named, before = str(current), self.facts(current)
            for name, value in changes.items():
                setattr(current, name, value)
            self.check(current, by)
            after = self.facts(current)
            differences = {
                name: [before.get(name), after.get(name)]
                for name in sorted(before.keys() | after.keys())
                if before.get(name) != after.get(name)
            }
            if differences:
                current.save()
                told_of = {"part": named, **differences}
                self._write(current, verb, told_of, watched, by=by, reason=reason)
        return current

    @retrying
    def remove(self, part: models.Model, *, version: int, by: Scope, reason: str = "") -> Any:
        """Remove a part entered by mistake, unless others point to it; the journal keeps what it was."""
        record = getattr(part, self.owner)
        self.require(record, by)
        with transaction.atomic():
            current = self._seen(part, record, version)
            facts, watched = self.facts(current), self.watch(getattr(current, self.owner))
            try:
                with transaction.atomic():
                    type(current)._base_manager.get(pk=current.pk).delete()
            except ProtectedError as error:
                sentence = _("It cannot be removed: other records point to it.")
                raise Invalid([Fault("", sentence)]) from error
            self._write(current, "removed", facts, watched, by=by, reason=reason)
        return getattr(current, self.owner)

    def _seen(self, part: P, record: Record, version: int) -> P:
        """Lock the record and its part, and refuse a part that looks different by now, or is gone."""
        locked = _locked(record)
        current = type(part)._base_manager.filter(pk=part.pk).first()
        now = version_of(current) if current else GONE
        if current is None or now != version:
            raise Stale(record.label, version, now)
        setattr(current, self.owner, locked)
        return current

    def _write(
        self,
        part: models.Model,
        verb: str,
        changes: Mapping[str, Any],
        watched: Any,
        *,
        by: Scope,
        reason: str = "",
    ) -> None:
        record = getattr(part, self.owner)
        if self.counts:
            type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1)
        noun = self.nouns.get(type(part), part._meta.model_name)
        # A part may have a column `verb` or `by`, which no name of an argument may hide.
        told_of = {**changes, **self.after(part, watched)}
        journal.write_many([journal.Act(f"{self.room}.{noun}.{verb}", record.label, told_of, reason)], by=by)


def _locked(record: Any) -> Any:
    return type(record)._base_manager.select_for_update().get(pk=record.pk)
