"""Reads about rows of lists in the queue of possible duplicates."""

from tumar.people.models import Candidate, Kind

SAME, WAITING = Candidate.State.SAME, Candidate.State.WAITING


def said_of_rows(rows: str) -> dict[str, str]:
    """Return who rows whose names begin so are, as was said in the queue: a code, or nothing for nobody.

    A row is nobody of those proposed once each of them was said to be somebody else.
    """
    found: dict[str, str] = {}
    open_rows = set()
    pairs = Candidate.objects.filter(kind=Kind.PERSON, row__startswith=rows)
    for row, code, state in pairs.values_list("row", "first", "state"):
        if state == SAME:
            found[row] = code
        elif state == WAITING:
            open_rows.add(row)
        else:
            found.setdefault(row, "")
    return {row: code for row, code in found.items() if code or row not in open_rows}
