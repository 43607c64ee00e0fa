"""From a folded figure to what is said of it: its sentence, and the published claim beside it."""

from collections.abc import Iterable, Mapping

from tumar.programmes import models as programmes
from tumar.results.figures import Figure, Published
from tumar.results.indicators import Definition, Indicator, Tally, Unit
from tumar.results.rules import (
    Claim,
    Qualifier,
    Statement,
    compare_with_claim,
    money_sentence,
    qualify,
    qualify_money,
    sentence,
)


def worded(definition: Definition, statement: Statement, language: str) -> str:
    """Return the statement as a sentence about what the indicator counts."""
    if definition.noun is not None:
        return sentence(statement, definition.noun, language)
    of = definition.of.get(language.split("-")[0], definition.of.get("en", ""))
    return f"{money_sentence(statement, language)} {of}".rstrip()


def stated(definition: Definition, value: int) -> Statement:
    """Return the true statement of the value that the indicator's qualifier asks for."""
    state = qualify_money if definition.unit is Unit.EUR else qualify
    return state(value, definition.qualifier)


def tell(indicator: Indicator, tally: Tally, claim: Claim | None, language: str) -> Figure:
    """Return the figure in one language; the language must be active, for titles are translated."""
    definition = indicator.definition
    statement = stated(definition, tally.value)
    return Figure(
        indicator=indicator.code,
        title=indicator.title,
        unit=definition.unit.value,
        value=tally.value,
        qualifier=statement.qualifier.value,
        sentence=worded(definition, statement, language),
        lines=tally.lines,
        by={by.value: dict(tally.by[by]) for by in definition.breakdowns},
        attendances=tally.attendances,
        reported=tally.reported,
        published=_published(definition, claim, tally, language),
        shown=tuple(by.value for by in definition.shown),
        definition=definition.hash,
    )


def _published(definition: Definition, claim: Claim | None, tally: Tally, language: str) -> Published | None:
    if claim is None or claim.as_of is None:
        return None
    # With no line behind it nothing is recorded, which is not the same as nought.
    verdict = compare_with_claim(tally.value if tally.lines else None, claim)
    return Published(
        figure=claim.figure,
        qualifier=claim.qualifier.value,
        as_of=claim.as_of,
        source=claim.source,
        sentence=worded(definition, Statement(claim.qualifier, claim.figure), language),
        verdict=verdict.kind.value,
    )


def latest_claims(claims: Iterable[programmes.Claim]) -> dict[str, Claim]:
    """Return the newest published claim of each indicator."""
    ordered = sorted(claims, key=lambda claim: (claim.as_of, claim.pk))
    return {
        claim.indicator: Claim(claim.figure, Qualifier(claim.qualifier), claim.as_of, claim.source)
        for claim in ordered
    }


def claim_for(indicator: Indicator, claims: Mapping[str, Claim]) -> Claim | None:
    """Return the claim about the indicator, filed under its code with or without that of its response."""
    if indicator.response is None:
        return claims.get(indicator.code)
    full = f"{indicator.definition.code}.{indicator.response.code}"
    return claims.get(full) or claims.get(indicator.code)
