"""A list's steps, each of which can be done again after it was broken off: read, planned, written, undone."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.desk.lists_in import planning, reading
from tumar.desk.lists_in.committing import Tell, silent
from tumar.desk.lists_in.context import ListRefused, context_of
from tumar.desk.lists_in.kinds import KINDS
from tumar.kernel import files
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.many import collecting_rarely
from tumar.kernel.models import ListImport
from tumar.kernel.refusals import Denied
from tumar.kernel.scope import Scope

State = ListImport.State


def receive(
    content: bytes, *, name: str, kind: str, options: Mapping[str, Any], key: UUID, by: Scope
) -> ListImport:
    """Keep a list as received, once per key; the sender needs the right to write what its kind becomes."""
    if not by.allows_somewhere(KINDS[kind].permission):
        raise Denied(KINDS[kind].permission)
    chosen = {name: str(value) for name, value in options.items() if value}
    context_of(chosen, by)
    return receiving.receive(content, name=name, kind=kind, options=chosen, key=key, by=by)


def recognise(key: UUID, *, by: Scope) -> ListImport:
    """Find out which columns a list has, for confirmation; a file that cannot be read is refused for good."""
    one = receiving.visible_to(by).get(key=key)
    if one.kind not in KINDS:
        raise receiving.NotNow(_("A workbook has no columns to be confirmed."))
    try:
        with collecting_rarely():
            tables = reading.tables_of(files.content_of(one.file), one.name, one.kind)
    except ListRefused as refusal:
        return receiving.refuse(key, str(refusal))
    known = receiving.remembered(one.kind, receiving.source_of(by, one.options), tables)
    mapping = {
        column["key"]: known.get(column["key"], column["field"]) for t in tables for column in t["columns"]
    }
    with transaction.atomic():
        one = receiving.locked(key, State.RECEIVED, State.COLUMNS, State.PREVIEWED, State.REFUSED)
        return receiving.move(one, State.COLUMNS, columns=tables, mapping=mapping)


def confirm(key: UUID, *, mapping: Mapping[str, str], options: Mapping[str, Any], by: Scope) -> ListImport:
    """Say what the columns mean and what holds for the whole list; remembered for the source's next one."""
    with transaction.atomic():
        one = receiving.locked(key, State.COLUMNS, State.PREVIEWED)
        chosen = {name: str(value) for name, value in {**one.options, **options}.items() if value}
        context_of(chosen, by)
        columns = {column["key"] for table in one.columns for column in table["columns"]}
        said = {name: field for name, field in mapping.items() if name in columns}
        receiving.remember(one.kind, receiving.source_of(by, chosen), one.columns, said)
        return receiving.move(one, State.COLUMNS, mapping=said, options=chosen)


def preview(key: UUID, *, by: Scope, tell: Tell = silent) -> ListImport:
    """Plan what is to become of every row, and keep that for everybody to look at."""
    one = receiving.visible_to(by).get(key=key)
    if one.state not in (State.COLUMNS, State.PREVIEWED):
        return one
    context, kind = context_of(one.options, by), KINDS[one.kind]
    passed = reading.PassedOver()
    listed = reading.rows_of(files.content_of(one.file), one.name, one.kind, one.mapping, passed)
    planned = planning.plan(listed, kind, context, planning.done_before(one))
    with collecting_rarely():
        for done in rows.store(one, (each.as_row(one.pk) for each in planned)):
            tell(str(kind.title), done, 0)
    with transaction.atomic():
        one = receiving.locked(key, State.COLUMNS, State.PREVIEWED)
        counts = rows.counted(one)
        needs = sorted(context.needs)
        if not counts:
            return receiving.move(one, State.COLUMNS, message=_("No row of data was found in this list."))
        told = asdict(passed)
        return receiving.move(one, State.PREVIEWED, counts=counts, needs=needs, passed_over=told)
