"""One leaf of an event's register: so many participants as a page shows, found by words or leaf by leaf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When

from tumar.events.models import Event, Involvement, Mark, Session
from tumar.events.queries import PARTICIPANT, Entry, entry_of
from tumar.kernel.folding import fold
from tumar.kernel.scope import Scope
from tumar.kernel.search import with_words
from tumar.people import queries as people
from tumar.people.rules import spellings

ON_A_LEAF = 60


@dataclass(frozen=True)
class Leaf:
    """The participants on one leaf, how many there are on all, and whoever else has a part in the event."""

    sessions: Sequence[Session]
    participants: Sequence[Entry]
    others: Sequence[Entry]
    listed: int
    present: int
    has_unmarked: bool
    page: Page[Involvement]
    words: str


def leaf(event: Event, scope: Scope, *, words: str = "", number: str = "") -> Leaf:
    """Return a leaf of the register, the first unless `number` names another; who is hidden comes last.

    Words find names that the scope may see, and no others.
    """
    rows = event.involvements.filter(role=PARTICIPANT)
    counts = rows.aggregate(listed=Count("pk"), present=Count("pk", filter=Q(attended=True)))
    found = _found(rows, scope, words) if fold(words) else rows
    page = Paginator(_in_order(found, scope), ON_A_LEAF).get_page(number)
    sessions = list(event.sessions.all())
    return Leaf(
        sessions=sessions,
        participants=_entries(page.object_list, sessions),
        others=_entries(_in_order(event.involvements.exclude(role=PARTICIPANT), scope), sessions),
        listed=counts["listed"],
        present=counts["present"],
        has_unmarked=rows.filter(~Exists(Mark.objects.filter(involvement=OuterRef("pk")))).exists(),
        page=page,
        words=words,
    )


def _found(rows: QuerySet[Involvement], scope: Scope, words: str) -> QuerySet[Involvement]:
    named = with_words(people.persons(scope), "search_text", words, spellings)
    return rows.filter(person__in=named.order_by().values("pk"))


def _in_order(rows: QuerySet[Involvement], scope: Scope) -> QuerySet[Involvement]:
    """Order by name; whoever is hidden by the key, since a place in the alphabet would tell of the name."""
    seen = Exists(people.persons(scope).filter(pk=OuterRef("person")))
    named = rows.annotate(is_seen=seen).annotate(
        name=Case(When(is_seen=True, then=F("person__sort_name")), default=Value(""))
    )
    return named.order_by("-is_seen", "name", "pk")


def _entries(rows: Iterable[Any], sessions: Sequence[Session]) -> list[Entry]:
    marks = Mark.objects.select_related("session")
    seen = {one.pk: bool(one.is_seen) for one in rows}
    named = Involvement.objects.select_related("person").prefetch_related(Prefetch("marks", marks))
    found = named.in_bulk(list(seen))
    return [entry_of(found[key], sessions, is_visible=seen[key]) for key in seen if key in found]
