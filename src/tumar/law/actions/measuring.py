"""How well suggestions do, measured and kept with what ranked; vectors for the optional engine made ahead."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal
from tumar.kernel.scope import Scope
from tumar.law.models import Round, SuggestionRecall
from tumar.law.queries.pools import law_of_the_day, read
from tumar.law.queries.recall import Measured, links, measure, measures
from tumar.law.queries.vectors import make_vectors
from tumar.law.rules.suggesting.recall import LEAST_LINKS


class TooFewLinks(Refusal):
    """A country has confirmed fewer links than a share can be told of."""


def measure_suggestions(country: str, *, by: Scope) -> SuggestionRecall:
    """Measure suggestions on what a country confirmed, and keep the figures with the engine's version."""
    by.require(Permission.LAW_FINDING_EDIT, country)
    found = measure(country, by)
    if found is None:
        raise TooFewLinks
    return _keep(country, found, by)


def _keep(country: str, found: Measured, by: Scope) -> SuggestionRecall:
    facts = asdict(found)
    with transaction.atomic():
        row = SuggestionRecall.objects.create(
            country_id=country, measured_at=clock.now(), by_id=by.account_id, **facts
        )
        journal.write("law.suggestions.measured", by=by, about=f"places.country:{country}", **facts)
    return row


def measure_changed(*, by: Scope) -> Mapping[str, Any]:
    """Measure anew every country whose figures are of another number of links or of another engine."""
    newest: dict[str, SuggestionRecall] = {}
    for row in measures(by):
        newest.setdefault(row.country_id, row)
    counted = 0
    countries = Round.objects.order_by().values_list("country", flat=True).distinct()
    for country, confirmed in links(countries).items():
        if len(confirmed) < LEAST_LINKS:
            continue
        found, known = measure(country, by), newest.get(country)
        if found and (known is None or (known.links, known.engine) != (found.links, found.engine)):
            _keep(country, found, by)
            counted += 1
    return {"measured": counted}


def make_ready(*, by: Scope) -> Mapping[str, Any]:
    """Make the vectors of the law that open rounds are about; nothing without the optional engine."""
    made = 0
    for one in Round.objects.filter(state=Round.State.OPEN).order_by("-as_of"):
        made += make_vectors(law_of_the_day(one.country_id, one.as_of, by), read)
    return {"vectors": made}
