"""Doubtful rows in the common queue of possible duplicates, and what was said of them there."""

from collections.abc import Iterable, Iterator

from tumar.desk.lists_in.planned import Decision
from tumar.kernel.incoming import rows
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.scope import Scope
from tumar.people.actions import list_rows
from tumar.people.queries.list_rows import said_of_rows
from tumar.people.rules.pairs import Found

PERSON = "people.person:"


def name_of(one: ListImport, number: int | str) -> str:
    """Return the name by which the queue knows a row of a list."""
    return f"{one.key}:{number}"


def _found(one: ListImport) -> Iterator[Found]:
    waiting = rows.of(one, Decision.REVIEW, outcome=ListRow.Outcome.WAITING)
    for row in waiting.iterator(chunk_size=500):
        for each in row.candidates:
            yield Found(
                each["code"],
                score=each["score"],
                explanation=each["explanation"].split("; "),
                row=name_of(one, row.number),
                facts=row.facts,
            )


def queue(one: ListImport) -> int:
    """Put the rows that wait for a decision into the queue; return how many pairs are new there."""
    return list_rows.queue_rows(_found(one))


def settle(one: ListImport, settled: Iterable[ListRow]) -> None:
    """Say in the queue what was said beside the list."""
    for row in settled:
        list_rows.settle_row(name_of(one, row.number), row.record.removeprefix(PERSON))


def said(one: ListImport) -> list[tuple[int, str]]:
    """Return the rows of which somebody said in the queue who they are: by number a code, or `new`."""
    prefix = name_of(one, "")
    waiting = rows.of(one, Decision.REVIEW, outcome=ListRow.Outcome.WAITING)
    open_numbers = set(waiting.values_list("number", flat=True))
    found = ((int(row.removeprefix(prefix)), code or "new") for row, code in said_of_rows(prefix).items())
    return [(number, choice) for number, choice in found if number in open_numbers]


def remember_new(written: Iterable[ListRow], by: Scope) -> None:
    """Remember of rows that were said to be somebody new that they are none of those proposed."""
    for row in written:
        if row.decision == Decision.NEW and row.candidates:
            others = [each["code"] for each in row.candidates]
            list_rows.remember_new(row.record.removeprefix(PERSON), others, by=by)


def take_out(one: ListImport) -> None:
    """Take the rows of a list that was undone out of the queue."""
    list_rows.take_out(name_of(one, ""))
