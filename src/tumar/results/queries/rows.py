"""The rows behind a figure as lists show them, as far as the scope may see, and whom it may see by name."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, Max, Min, OuterRef, QuerySet, Value
from django.db.models.functions import Substr

from tumar.events.models import Event, Involvement
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.people.models import Person
from tumar.programmes.models import Programme
from tumar.results.indicators import Indicator
from tumar.results.models import Edition, EditionLine
from tumar.results.rules import SEVERAL, UNKNOWN, By
from tumar.supplies.models import Consignment, ConsignmentLine
from tumar.training.models import Qualification

PERSON = "person:"
# Where a row keeps its country, its day, its person and the record that it opens to.
COUNTRY: dict[type, str] = {
    Event: "country",
    Involvement: "event__country",
    Qualification: "person__country",
    ConsignmentLine: "consignment__country",
    EditionLine: "country",
}
DAY: dict[type, str] = {
    Event: "ends",
    Involvement: "event__ends",
    Qualification: "since",
    ConsignmentLine: "consignment__handed_over",
    EditionLine: "on",
}
RECORD: dict[type, tuple[Any, str]] = {
    Event: (Event, "pk"),
    Involvement: (Event, "event_id"),
    Qualification: (Qualification, "pk"),
    ConsignmentLine: (Consignment, "consignment_id"),
}
# Of which table the countries and days of a list's rows are, and where they are kept.
SPREAD: dict[type, tuple[Any, str, str]] = {
    Event: (Event, "country", "ends"),
    Involvement: (Event, "country", "ends"),
    Qualification: (Qualification, "person__country", "since"),
    ConsignmentLine: (Consignment, "country", "handed_over"),
}
CATEGORIES: list[str] = list(ConsignmentLine.Category.values)


def live_rows(indicator: Indicator, as_of: date, scope: Scope) -> QuerySet[Any]:
    """Return the rows behind a live figure in the countries whose evidence the scope may see."""
    rows: QuerySet[Any] = _within_reach(indicator.measure.rows(as_of), scope)
    model, path = RECORD[rows.model]
    visible = model.objects.visible_to(scope).filter(pk=OuterRef(path)).order_by()
    rows = rows.annotate(opens=Exists(visible))
    if rows.model in (Involvement, Qualification):
        seen = Person.objects.visible_to(scope).filter(pk=OuterRef("person_id")).order_by()
        rows = rows.annotate(is_named=Exists(seen))
    if rows.model is Involvement:
        rows = rows.select_related("event__country", "person__country")
    return rows


def keys_of(programme: Programme, indicator: Indicator, as_of: date) -> dict[str, list[str]]:
    """Return by which countries, years and traits a live list can be narrowed, without folding the figure."""
    model = indicator.measure.rows(as_of).model
    source, country, day = SPREAD[model]
    held = source.objects.filter(programme=programme, **{f"{day}__lte": as_of}).order_by()
    countries = {code or SEVERAL for code in held.values_list(country, flat=True).distinct()}
    ends = held.aggregate(first=Min(day), last=Max(day))
    years = range(ends["first"].year, ends["last"].year + 1) if ends["first"] else range(0)
    keys = {By.COUNTRY: sorted(countries), By.YEAR: [str(year) for year in years]}
    traits = {By.SEX: ["F", "M", UNKNOWN], By.GROUP: Person.Group.values, By.CATEGORY: CATEGORIES}
    return {by: keys.get(by) or traits.get(by, []) for by in indicator.definition.breakdowns}


def frozen_rows(edition: Edition, indicator: str, scope: Scope) -> QuerySet[EditionLine]:
    """Return the lines of a frozen figure in the countries whose evidence the scope may see."""
    rows: QuerySet[Any] = _within_reach(edition.lines.filter(indicator=indicator), scope)
    code = Substr(OuterRef("counts_as"), len(PERSON) + 1)
    seen = Person.objects.visible_to(scope).order_by()
    # A frozen line keeps the code of somebody who was merged since; the one who stands for it is named.
    merged = Person._base_manager.filter(code=code, merged_into__in=seen.values("pk"))
    rows = rows.annotate(is_named=Exists(seen.filter(code=code)) | Exists(merged))
    for model in (Event, Qualification, Consignment):
        code = Substr(OuterRef("record"), len(model.LABEL) + 2)
        visible = model.objects.visible_to(scope).filter(code=code).order_by()
        rows = rows.annotate(**{f"opens_{model.__name__.lower()}": Exists(visible)})
    return rows


def public_rows(edition: Edition, indicator: str) -> QuerySet[EditionLine]:
    """Return the lines of a published figure for anybody: nobody is named."""
    if edition.published_at is None:
        return EditionLine.objects.none()
    rows = edition.lines.filter(indicator=indicator)
    return rows.annotate(is_named=Value(False, BooleanField()))


def _within_reach(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    countries = scope.countries(Permission.RESULTS_EVIDENCE_VIEW)
    if countries is EVERYWHERE:
        return rows
    return rows.filter(**{f"{COUNTRY[rows.model]}__in": countries})
