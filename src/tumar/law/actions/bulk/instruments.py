"""Many instruments at once, from checked rows of a workbook."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from tumar.kernel import bulk
from tumar.kernel.scope import Scope
from tumar.law.actions.bulk.shapes import TO_ORGANISATION
from tumar.law.actions.instruments import EDIT, address_for, rank_for, words_of
from tumar.law.models import Instrument
from tumar.network.actions import numbered

INSTRUMENTS = bulk.Table(
    model=Instrument,
    verbs=("law.instrument.added", "law.instrument.amended"),
    key=("code",),
    paths={
        **bulk.as_named("code", "title", "short_title", "body", "kind", "number", "day", "areas", "address"),
        **bulk.as_named("in_force_from", "in_force_until", "official_page", "source", "note", "is_invented"),
        "country": "country_id",
        "organisation": "organisation__code",
    },
    defaults={
        "title": {},
        "short_title": {},
        "areas": (),
        "is_invented": False,
        **dict.fromkeys(("body", "number", "day", "address", "official_page", "source", "note"), ""),
    },
    links={"organisation": TO_ORGANISATION},
    derived=("search_text", "rank", "address"),
)


def _instrument(one: Any, *, taken: set[str]) -> None:
    """Keep in step what follows from an instrument's facts; a new one gets an address of its own."""
    one.rank = rank_for(one.kind).value
    proposed = one.address or address_for(one)
    one.address, number = proposed, 1
    while one.address in taken:
        number += 1
        one.address = f"{proposed}-{number}"
    taken.add(one.address)
    one.search_text = numbered.findable(words_of(one))


def bring_instruments(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend instruments; yields how many were written, batch by batch."""
    if rows:
        by.require(EDIT, *INSTRUMENTS.said("country", rows))
    yield from bulk.bring(INSTRUMENTS, rows, by=by, derive=partial(_instrument, taken=set()))
