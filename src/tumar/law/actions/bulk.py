"""Many instruments, acts towards treaties, searches and reforms at once, from checked rows of a workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import bulk
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.law.actions import bills, recommendations
from tumar.law.actions.instruments import EDIT, address_for, rank_for, words_of
from tumar.law.models import Bill, Coverage, Instrument, Recommendation, TreatyAct
from tumar.law.rules import reforms as rules
from tumar.network.actions import numbered
from tumar.people.models import Organisation, Person

REFORM = recommendations.EDIT
TO_INSTRUMENT, TO_ORGANISATION = bulk.Link(Instrument), bulk.Link(Organisation)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


INSTRUMENTS = bulk.Table(
    model=Instrument,
    verbs=("law.instrument.added", "law.instrument.amended"),
    key=("code",),
    paths={
        **_same("code", "title", "short_title", "body", "kind", "number", "day", "areas", "address"),
        **_same("in_force_from", "in_force_until", "official_page", "source", "note", "is_invented"),
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
TREATY_ACTS = bulk.Table(
    model=TreatyAct,
    verbs=("law.treatyact.added", "law.treatyact.amended"),
    key=("instrument", "country", "act", "day"),
    paths={
        "instrument": "instrument__code",
        "country": "country_id",
        **_same("act", "day", "source", "note"),
    },
    defaults={"source": "", "note": ""},
    links={"instrument": TO_INSTRUMENT},
    whole=lambda facts: f"{Instrument.LABEL}:{facts['instrument']}",
)
SEARCHES = bulk.Table(
    model=Coverage,
    verbs=("law.coverage.added", "law.coverage.amended"),
    key=("country", "area", "kind"),
    paths={
        "country": "country_id",
        **_same("area", "kind", "outcome", "where", "day", "by_laws_included", "note"),
    },
    defaults={"where": "", "note": "", "by_laws_included": False},
    derived=("by", "by_label"),
    whole=lambda facts: f"places.country:{facts['country']}",
)
RECOMMENDATIONS = bulk.Table(
    model=Recommendation,
    verbs=("law.recommendation.added", "law.recommendation.amended"),
    key=("code",),
    paths={
        **_same("code", "title", "text", "wording", "priority", "priority_reason", "currency", "cost_minor"),
        **_same("cost_includes", "due", "state"),
        "country": "country_id",
        "owner_organisation": "owner_organisation__code",
        # No columns of the sheet: an owner of another kind stays, and keeps an organisation from being named.
        "owner_person": "owner_person__code",
        "owner_member": "owner_member_id",
    },
    defaults={
        "title": {},
        "text": {},
        "wording": {},
        "priority": Recommendation.Priority.MEDIUM.value,
        "currency": "EUR",
        "state": rules.State.PROPOSED.value,
        **dict.fromkeys(("priority_reason", "cost_includes", "due"), ""),
    },
    links={"owner_organisation": TO_ORGANISATION, "owner_person": bulk.Link(Person)},
    derived=("search_text",),
)
BILLS = bulk.Table(
    model=Bill,
    verbs=("law.bill.added", "law.bill.amended"),
    key=("code",),
    paths={
        **_same("code", "title", "kind", "note", "stage"),
        "country": "country_id",
        "parent": "parent__code",
        "organisation": "organisation__code",
    },
    defaults={"title": {}, "note": "", "stage": "", "recommendations": ()},
    links={"parent": bulk.Link(Bill), "organisation": TO_ORGANISATION},
    sets={
        "recommendations": bulk.SetOf(
            Bill.recommendations.through,
            "bill_id",
            "recommendation__code",
            "recommendation_id",
            bulk.Link(Recommendation),
        )
    },
    derived=("search_text",),
)


def _countries(table: bulk.Table, rows: Sequence[bulk.Row]) -> set[str | None]:
    place = table.names.index("country")
    now = {row.values[place] for row in rows}
    return now | {row.before["country"] for row in rows if row.before and "country" in row.before}


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
        by.require(EDIT, *_countries(INSTRUMENTS, rows))
    yield from bulk.bring(INSTRUMENTS, rows, by=by, derive=partial(_instrument, taken=set()))


def bring_treaty_acts(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Record and correct acts of States towards treaties; yields how many were written."""
    if rows:
        by.require(EDIT, *_countries(TREATY_ACTS, rows))
    yield from bulk.bring(TREATY_ACTS, rows, by=by)


def _signed(one: Any, *, by: Scope) -> None:
    """Whoever changed a search last stands for it."""
    one.by_id, one.by_label = by.account_id, by.label


def bring_searches(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Record and change what was looked for; yields how many were written."""
    if rows:
        by.require(EDIT, *_countries(SEARCHES, rows))
    yield from bulk.bring(SEARCHES, rows, by=by, derive=partial(_signed, by=by))


def _findable(words: Any) -> Any:
    def derive(one: Any) -> None:
        one.search_text = numbered.findable(words(one))

    return derive


def bring_recommendations(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend recommendations; their states are moved on their own pages."""
    if rows:
        by.require(REFORM, *_countries(RECOMMENDATIONS, rows))
    yield from bulk.bring(RECOMMENDATIONS, rows, by=by, derive=_findable(recommendations.words_of))


def _acts_first(rows: Sequence[bulk.Row]) -> Iterator[list[bulk.Row]]:
    """Yield acts before the by-laws that they call for, as far as they stand in the book."""
    code, parent = BILLS.names.index("code"), BILLS.names.index("parent")
    waiting = list(rows)
    while waiting:
        to_come = {row.values[code] for row in waiting}
        ready = [row for row in waiting if row.values[parent] not in to_come]
        # A circle was refused by the check; should one come through, the database has the last word.
        yield ready or waiting
        waiting = [row for row in waiting if row.values[parent] in to_come] if ready else []


def bring_bills(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Take up and amend acts on their way; what they answer may be done with that."""
    if rows:
        by.require(REFORM, *_countries(BILLS, rows))
    answered: set[int] = set()
    for part in _acts_first(rows):
        yield from bulk.bring(
            BILLS, part, by=by, derive=_findable(bills.words_of), after=partial(_note, answered)
        )
    codes = [row.values[BILLS.names.index("code")] for row in rows]
    if Bill.objects.filter(code__in=codes, parent__parent__isnull=False).exists():
        raise Invalid([Fault("parent", _("A by-law has no by-laws of its own here; name the act above."))])
    if answered:
        recommendations.settle(Recommendation.objects.filter(pk__in=answered), by=by)


def _note(answered: set[int], batch: Iterable[tuple[Any, Mapping[str, Any], Any]]) -> None:
    for bill, _facts, _before in batch:
        answered.update(bill.recommendations.values_list("pk", flat=True))
