"""Very many plain rows: added and changed by one prepared statement, made without looking for dead cycles."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

# Objects made before the young, the middle and the old are looked through for cycles.
COLLECTED_EVERY = (100_000, 50, 100)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for cycles of dead objects seldom while very many plain rows are made: there are hardly any."""
    before = gc.get_threshold()
    gc.set_threshold(*COLLECTED_EVERY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _values(fields: Sequence[Any], things: Sequence[models.Model]) -> list[tuple[Any, ...]]:
    """Return what each thing holds in these fields as the database takes it, prepared column by column."""
    # The common connection finds the thread's own at every touch, which is half the time for many rows.
    own = connections[DEFAULT_DB_ALIAS]
    columns = []
    for field in fields:
        prepared, name = field.get_db_prep_save, field.attname
        columns.append([prepared(getattr(thing, name), own) for thing in things])
    return list(zip(*columns, strict=True))


def insert_many(model: type[models.Model], things: Sequence[models.Model]) -> None:
    """Add many rows by one prepared statement, their keys left to the database and not read back.

    bulk_create takes twice as long, most of it to put one long statement together.
    """
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(insert, _values(fields, things))


def update_many(model: type[models.Model], things: Iterable[models.Model], names: Sequence[str]) -> None:
    """Write some columns of many rows by one prepared statement: bulk_update takes five times as long."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    update = f"UPDATE {quote(model._meta.db_table)} SET {columns} WHERE {quote(key.column)} = %s"  # noqa: S608
    changed = list(things)
    with connection.cursor() as cursor:
        cursor.executemany(update, _values([*fields, key], changed))
