"""Reads about consignments and their lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum

from tumar.kernel import money
from tumar.kernel.scope import Scope
from tumar.places import queries as places
from tumar.supplies import rules
from tumar.supplies.models import Consignment, ConsignmentLine

BATCH = 2000
Choices = list[tuple[str, str]]


def consignments(scope: Scope) -> QuerySet[Consignment]:
    """Return the consignments that the scope may see, with recipient, country, programme and response."""
    rows = Consignment.objects.visible_to(scope)
    return rows.select_related("recipient", "country", "programme", "response")


def with_values(rows: QuerySet[Consignment]) -> QuerySet[Consignment]:
    """Say beside each consignment what its lines are worth in euro cents; nothing where it has none."""
    lines = ConsignmentLine.objects.filter(consignment=OuterRef("pk")).order_by()
    worth = lines.values("consignment").annotate(cents=Sum("euro_cents")).values("cents")
    return rows.annotate(euro_cents=Subquery(worth, output_field=BigIntegerField()))


def holding(rows: QuerySet[Consignment], category: str) -> QuerySet[Consignment]:
    """Keep the consignments that hold something of the category."""
    return rows.filter(pk__in=ConsignmentLine.objects.filter(category=category).values("consignment"))


def lines_of(consignment: Consignment) -> list[ConsignmentLine]:
    """Return the lines of one consignment in their order."""
    return list(consignment.lines.order_by("number"))


@dataclass(frozen=True)
class CategorySum:
    """What a consignment holds of one category, in euro cents."""

    label: str
    euro_cents: int


def sums_of(lines: list[ConsignmentLine]) -> list[CategorySum]:
    """Return the value of each category, the largest first."""
    labels = dict(ConsignmentLine.Category.choices)
    return [CategorySum(str(labels[key]), cents) for key, cents in rules.sums_by_category(lines).items()]


def rate_for(currency: str, month: str) -> money.Rate | None:
    """Return the rate of a currency in a month; the euro is one euro in every month."""
    if currency == rules.EURO:
        return money.Rate(rules.EURO, Decimal(1), month, "")
    return places.rate_of(currency, month)


def value_faults() -> Iterator[str]:
    """Yield one sentence per line whose value in euro is not what its own columns give."""
    rows = ConsignmentLine.objects.select_related("consignment").order_by("pk")
    for line in rows.iterator(chunk_size=BATCH):
        due = money.euro_cents(line.unit_value_minor, line.quantity, line.currency, line.rate_per_euro)
        if due != line.euro_cents:
            yield (
                f"Consignment {line.consignment.code}, line {line.number}: "
                f"the value is {line.euro_cents} euro cents and should be {due}."
            )
