"""Rows of lists in the queue of possible duplicates: put there, settled from the list's side, taken out."""

from collections.abc import Iterable

from tumar.kernel.scope import Scope
from tumar.people.actions.decisions import MERGE, decide_not_same, queue_candidates
from tumar.people.models import Candidate, Kind, Person
from tumar.people.rules.pairs import Found


def queue_rows(found: Iterable[Found]) -> int:
    """Let rows of a list wait beside the persons whom they may mean; return how many pairs are new."""
    return queue_candidates(found)


def settle_row(row: str, chosen: str) -> None:
    """Say in the queue who a row is, as was said beside its list: the person with a code, or nobody."""
    pairs = Candidate.objects.filter(kind=Kind.PERSON, row=row)
    pairs.exclude(first=chosen).update(state=Candidate.State.DIFFERENT)
    pairs.filter(first=chosen).update(state=Candidate.State.SAME)


def take_out(rows: str) -> None:
    """Take the rows whose names begin so out of the queue: their list was undone."""
    Candidate.objects.filter(kind=Kind.PERSON, row__startswith=rows).delete()


def remember_new(code: str, others: Iterable[str], *, by: Scope) -> None:
    """Remember that somebody new is none of those proposed, as far as the scope may say so."""
    new = Person.objects.filter(code=code).first()
    for other in Person.objects.filter(code__in=set(others) - {code}):
        countries = (new.country_id, other.country_id) if new else ()
        if new and all(by.allows(MERGE[Kind.PERSON], country) for country in countries):
            decide_not_same(new, other, by=by)
