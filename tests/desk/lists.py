"""Lists for tests: rows as the reader gives them, planned and written by the desk's own steps."""

import itertools
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from tests.people import OFFICE
from tumar.desk.lists_in import committing, planning, reading
from tumar.desk.lists_in.context import context_of
from tumar.desk.lists_in.kinds import KINDS
from tumar.desk.lists_in.planned import Listed, Planned
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.models import ListImport
from tumar.kernel.scope import Scope

_numbers = itertools.count(1)
AIZHAN = {"family": "Ахметова", "given": "Айжан", "patronymic": "Сериковна", "country": "KZ"}
DILSHOD = {"family": "Karimov", "given": "Dilshod", "country": "UZ", "birth_year": 1980}
BEK = {"family": "Асанов", "given": "Бек", "country": "KG", "employer": "Республиканская лаборатория"}


def listed(*facts: dict[str, Any], sheet: str = "Лист1") -> list[Listed]:
    """Rows of one sheet, under a heading in its first row."""
    return [Listed(sheet, row, dict(one)) for row, one in enumerate(facts, 2)]


def planned(
    kind: str, lines: Sequence[Listed], by: Scope = OFFICE, **options: str
) -> tuple[list[Planned], set[str]]:
    """What is to become of rows, and what must be chosen for the list."""
    context = context_of(options, by)
    found = list(planning.plan(lines, KINDS[kind], context))
    return found, set(context.needs)


def looked_at(content: bytes, *, kind: str, by: Scope = OFFICE) -> list[Planned]:
    """What is to become of the rows of a file, its columns taken for what they are recognised as."""
    tables = reading.tables_of(content, "list.csv", kind)
    mapping = {column["key"]: column["field"] for table in tables for column in table["columns"]}
    return planned(kind, list(reading.rows_of(content, "list.csv", kind, mapping)), by)[0]


def previewed(kind: str, lines: Sequence[Listed], by: Scope = OFFICE, **options: str) -> ListImport:
    """A list whose rows were planned and stored."""
    number = next(_numbers)
    one = receiving.receive(
        repr(lines).encode(), name="list.xlsx", kind=kind, options=options, key=UUID(int=number), by=by
    )
    context = context_of(options, by)
    found = planning.plan(lines, KINDS[kind], context, planning.done_before(one))
    for _done in rows.store(one, (each.as_row(one.pk) for each in found)):
        pass
    with transaction.atomic():
        return receiving.move(
            one, ListImport.State.PREVIEWED, counts=rows.counted(one), needs=sorted(context.needs)
        )


def imported(kind: str, lines: Sequence[Listed], by: Scope = OFFICE, **options: str) -> ListImport:
    """A list that was written."""
    return committing.commit(previewed(kind, lines, by, **options).key, by=by)
