"""Persons filed under keys, so that matching finds them; keys follow from facts: no journal tells them."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from django.db import connection, transaction

from tumar.kernel.bulk import batches
from tumar.people.models import Person, PersonKey
from tumar.people.queries.subjects import subject_of
from tumar.people.rules.matching.filing import birth_year, filing_keys

AT_ONCE = 5000


def file_person(person: Person) -> None:
    """Make the keys of one person anew, inside the caller's transaction; a merged person has none."""
    file_persons([person])


def file_persons(persons: Sequence[Person], *, are_new: bool = False) -> None:
    """Make the keys of these persons anew, inside the caller's transaction; new ones have none to remove."""
    if not are_new:
        for pks in batches(person.pk for person in persons):
            PersonKey.objects.filter(person_id__in=pks).delete()
    rows: list[tuple[int, int, int | None]] = []
    for person in persons:
        if person.merged_into_id is None:
            subject = subject_of(person)
            year = birth_year(subject)
            rows.extend((person.pk, key, year) for key in filing_keys(subject))
    _insert(rows)


def _insert(rows: Sequence[tuple[int, int, int | None]]) -> None:
    """Write keys by one prepared statement: as instances of the model they take five times as long."""
    quote = connection.ops.quote_name
    fields: list[Any] = [PersonKey._meta.get_field(name) for name in ("person", "key", "year")]
    columns = ", ".join(quote(field.column) for field in fields)
    table = quote(PersonKey._meta.db_table)
    # Neighbours in the index are written one after the other.
    in_order = sorted(rows, key=itemgetter(1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s)",  # noqa: S608
            in_order,
        )


def file_written(written: Iterable[tuple[Any, Any, Any]]) -> None:
    """File the persons of a written batch: `kernel.bulk.bring` calls this with row, facts and old facts."""
    pairs = [(person, before) for person, _facts, before in written]
    file_persons([person for person, before in pairs if before is None], are_new=True)
    file_persons([person for person, before in pairs if before is not None])


def file_everybody() -> int:
    """File every person anew, batch by batch, and return how many; for upgrades and after changed rules."""
    filed, last = 0, 0
    persons = Person._base_manager.order_by("pk")
    # Each batch is asked for anew: while one cursor stays open, SQLite's log of changes grows without end.
    while batch := list(persons.filter(pk__gt=last)[:AT_ONCE]):
        with transaction.atomic():
            file_persons(batch)
        last = batch[-1].pk
        filed += len(batch)
    return filed
