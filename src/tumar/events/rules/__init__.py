"""What the marks of an event say about one participant, and what an event is found by; values alone."""

from collections.abc import Collection, Iterable

from tumar.events.rules.attending import THERE
from tumar.kernel.folding import search_text

# An index entry of PostgreSQL holds 2,704 bytes, and Georgian letters take three each.
SEARCH_LENGTH = 800


def attended(states: Collection[str], listed: bool | None) -> bool | None:
    """Tell whether a person was there for at least one session; None where nobody knows.

    Marks outweigh the event's list (`listed`): present once is enough, and marked without being present
    once means absent, whatever the list says.
    """
    if not states:
        return listed
    return not THERE.isdisjoint(states)


def event_search_text(titles: Iterable[str], code: str, place: str) -> str:
    """Return what an event can be found by, folded; titles come first, so that lists sort by it."""
    return search_text(*titles, code, place)[:SEARCH_LENGTH]


def code_prefix(programme: str, country: str, year: int) -> str:
    """Return what an event's code begins with when nobody gives one: P53-KZ-2018, or P53-REG-2018."""
    return f"{programme[:25]}-{country or 'REG'}-{year}"


def attended_as_either(one: bool | None, other: bool | None) -> bool | None:
    """Tell whether somebody who stands on a list twice was there: if either was; None if nobody knows."""
    known = {one, other} - {None}
    return True in known if known else None
