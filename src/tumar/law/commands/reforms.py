"""`tumar law reforms --country KZ`: recommendations and acts on their way, as they stand today."""

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from tumar.kernel.languages import said
from tumar.kernel.money import major_units
from tumar.kernel.scope import of_the_machine
from tumar.law.models import Bill, Recommendation
from tumar.law.queries import reforms as queries
from tumar.law.rules.reforms import Standing, Step
from tumar.places.models import Country

FAILURE = 1
SCOPE = of_the_machine("tumar law reforms")
TITLE_WIDTH = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law reforms`."""
    parser.add_argument("--country", required=True, metavar="CODE", help="a country, such as KZ")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print what is recommended to a country and how far its acts are; 1 where there is no such country."""
    country = options.country.strip().upper()
    if not Country.objects.filter(pk=country).exists():
        print(f"tumar law reforms: There is no country '{options.country}'.", file=sys.stderr)
        return FAILURE
    found = reforms_of(country)
    if options.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for line in _text(found):
        print(line)
    return 0


def reforms_of(country: str) -> dict[str, Any]:
    """Return the recommendations and acts of a country, in codes and in words that need no other table."""
    due = {one.finding.pk for one in queries.due_checks(SCOPE) if one.bill.country_id == country}
    told = queries.recommendations(SCOPE).filter(country=country).order_by("priority", "code")
    acts = queries.bills(SCOPE).filter(country=country).order_by("code")
    return {
        "country": country,
        "findings_to_look_at_again": len(due),
        "recommendations": [_recommendation(one) for one in told.prefetch_related("findings", "bills")],
        "bills": [_bill(one) for one in acts.prefetch_related("recommendations", "plan")],
    }


def _recommendation(one: Recommendation) -> dict[str, Any]:
    cost = None if one.cost_minor is None else str(major_units(one.cost_minor, one.currency))
    return {
        "code": one.code,
        "title": said(one.title, "en"),
        "priority": Recommendation.Priority(one.priority).name.lower(),
        "state": one.state,
        "owner": str(one.owner) if one.owner else None,
        "due": one.due or None,
        "cost": cost,
        "currency": one.currency if cost else None,
        "findings": len(one.findings.all()),
        "bills": sorted(bill.code for bill in one.bills.all()),
    }


def _bill(one: Bill) -> dict[str, Any]:
    line = queries.timeline_of(one, queries.entries_of(one))
    return {
        "code": one.code,
        "title": said(one.title, "en"),
        "kind": one.kind,
        "by_law_of": one.parent.code if one.parent else None,
        "stage": one.stage or None,
        "since": one.since,  # type: ignore[attr-defined]
        "answers": sorted(each.code for each in one.recommendations.all()),
        "text": one.instrument.code if one.instrument else None,
        "stages": [_step(step) for step in line],
    }


def _step(step: Step) -> dict[str, Any]:
    told = {"stage": step.stage.value, "standing": step.standing.value}
    return told | {"planned": step.planned or None, "reached": step.actual or None}


def _text(found: dict[str, Any]) -> Iterable[str]:
    yield f"{found['country']}: {found['findings_to_look_at_again']} findings to look at again"
    yield ""
    yield "Recommendations"
    for one in found["recommendations"]:
        due = f", due {one['due']}" if one["due"] else ""
        yield _line(one, f"{one['priority']}, {one['state']}{due}")
    yield "Acts on their way"
    for one in found["bills"]:
        since = f" since {one['since']}" if one["since"] else ""
        late = [step for step in one["stages"] if step["standing"] == Standing.OVERDUE.value]
        overdue = "".join(f"; overdue: {step['stage']} ({step['planned']})" for step in late)
        yield _line(one, f"{one['stage'] or 'no entry yet'}{since}{overdue}")


def _line(one: dict[str, Any], told: str) -> str:
    return f"  {one['code']:<12} {one['title'][:TITLE_WIDTH]:<{TITLE_WIDTH}}  {told}"
