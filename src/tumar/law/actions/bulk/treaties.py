"""Many acts of States towards treaties, and searches in their law, at once."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from tumar.kernel import bulk
from tumar.kernel.scope import Scope
from tumar.law.actions.bulk.shapes import TO_INSTRUMENT, of_instrument
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Coverage, TreatyAct

TREATY_ACTS = bulk.Table(
    model=TreatyAct,
    verbs=("law.treatyact.added", "law.treatyact.amended"),
    key=("instrument", "country", "act", "day"),
    paths={
        "instrument": "instrument__code",
        "country": "country_id",
        **bulk.as_named("act", "day", "source", "note"),
    },
    defaults={"source": "", "note": ""},
    links={"instrument": TO_INSTRUMENT},
    whole=of_instrument,
)
SEARCHES = bulk.Table(
    model=Coverage,
    verbs=("law.coverage.added", "law.coverage.amended"),
    key=("country", "area", "kind"),
    paths={
        "country": "country_id",
        **bulk.as_named("area", "kind", "outcome", "where", "day", "by_laws_included", "note"),
    },
    defaults={"where": "", "note": "", "by_laws_included": False},
    derived=("by", "by_label"),
    whole=lambda facts: f"places.country:{facts['country']}",
)


def bring_treaty_acts(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Record and correct acts of States towards treaties; yields how many were written."""
    if rows:
        by.require(EDIT, *TREATY_ACTS.said("country", rows))
    yield from bulk.bring(TREATY_ACTS, rows, by=by)


def _signed(one: Any, *, by: Scope) -> None:
    """Whoever changed a search last stands for it."""
    one.by_id, one.by_label = by.account_id, by.label


def bring_searches(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Record and change what was looked for; yields how many were written."""
    if rows:
        by.require(EDIT, *SEARCHES.said("country", rows))
    yield from bulk.bring(SEARCHES, rows, by=by, derive=partial(_signed, by=by))
