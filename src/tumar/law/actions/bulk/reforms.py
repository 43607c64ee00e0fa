"""Many recommendations, and acts on their way, at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import bulk
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.law.actions import bills, recommendations
from tumar.law.actions.bulk.shapes import TO_BILL, TO_INSTRUMENT, TO_ORGANISATION
from tumar.law.models import Bill, Recommendation
from tumar.law.rules import reforms as rules
from tumar.network.actions import numbered
from tumar.people.models import Person

REFORM = recommendations.EDIT
RECOMMENDATIONS = bulk.Table(
    model=Recommendation,
    verbs=("law.recommendation.added", "law.recommendation.amended"),
    key=("code",),
    paths={
        **bulk.as_named(
            "code", "title", "text", "wording", "priority", "priority_reason", "currency", "cost_minor"
        ),
        **bulk.as_named("cost_includes", "due", "state"),
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
        **bulk.as_named("code", "title", "kind", "note", "stage"),
        "country": "country_id",
        "parent": "parent__code",
        "organisation": "organisation__code",
        # No column of the sheet: stages ask whether the adopted text is on file.
        "instrument": "instrument__code",
    },
    defaults={"title": {}, "note": "", "stage": "", "recommendations": ()},
    links={"parent": TO_BILL, "organisation": TO_ORGANISATION, "instrument": TO_INSTRUMENT},
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


def _findable(words: Any) -> Any:
    def derive(one: Any) -> None:
        one.search_text = numbered.findable(words(one))

    return derive


def bring_recommendations(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend recommendations; their states are moved on their own pages."""
    if rows:
        by.require(REFORM, *RECOMMENDATIONS.said("country", rows))
    yield from bulk.bring(RECOMMENDATIONS, rows, by=by, derive=_findable(recommendations.words_of))


def bring_bills(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Take up and amend acts on their way; what they answer may be done with that."""
    if rows:
        by.require(REFORM, *BILLS.said("country", rows))
    answered: set[int] = set()
    for part in bulk.named_first(BILLS, rows, "parent"):
        yield from bulk.bring(
            BILLS, part, by=by, derive=_findable(bills.words_of), after=partial(_note, answered)
        )
    codes = BILLS.said("code", rows)
    if Bill.objects.filter(code__in=codes, parent__parent__isnull=False).exists():
        raise Invalid([Fault("parent", _("A by-law has no by-laws of its own here; name the act above."))])
    if answered:
        recommendations.settle(Recommendation.objects.filter(pk__in=answered), by=by)


def _note(answered: set[int], batch: Iterable[tuple[Any, Mapping[str, Any], Any]]) -> None:
    for bill, _facts, _before in batch:
        answered.update(bill.recommendations.values_list("pk", flat=True))
