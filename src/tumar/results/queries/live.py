"""The factsheet as the records have it today, or had it on an earlier day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tumar.kernel.languages import said
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import designations, names
from tumar.programmes.models import Programme
from tumar.results import indicators
from tumar.results.figures import Factsheet, Figure
from tumar.results.indicators import Indicator
from tumar.results.labels import day
from tumar.results.rules import By, Line
from tumar.results.telling import claim_for, latest_claims, tell


def our_programmes(scope: Scope) -> QuerySet[Programme]:
    """Return the programmes that are run from here; whoever may see factsheets sees all of them."""
    programmes = Programme.objects.filter(is_ours=True)
    return programmes if scope.allows_somewhere(Permission.RESULTS_FACTSHEET_VIEW) else programmes.none()


def programme_by_code(code: str) -> Programme | None:
    """Return a programme by its code in any case, whoever runs it."""
    return Programme.objects.filter(code__iexact=code).first()


def factsheet(programme: Programme, as_of: date, language: str, scope: Scope) -> Factsheet:
    """Return the programme's figures as its records have them for the day, in one language."""
    scope.require(Permission.RESULTS_FACTSHEET_VIEW)
    with override(language):
        return sheet_from(programme, as_of, language, live_figures(programme, as_of, [language])[language])


def live_figures(
    programme: Programme, as_of: date, languages: Sequence[str], wanted: Sequence[Indicator] | None = None
) -> dict[str, list[Figure]]:
    """Return the figures in several languages from one reading of the records."""
    wanted = indicators.indicators_of(programme) if wanted is None else wanted
    claims = latest_claims(programme.claims.all())
    tallies = indicators.read(wanted, as_of)
    told = {}
    for language in languages:
        with override(language):
            told[language] = [
                tell(one, tally, claim_for(one, claims), language)
                for one, tally in zip(wanted, tallies, strict=True)
            ]
    return told


def figure(programme: Programme, code: str, as_of: date, language: str, scope: Scope) -> Figure:
    """Return one figure as the records have it for the day."""
    scope.require(Permission.RESULTS_FACTSHEET_VIEW)
    one = indicators.find(programme, code)
    return live_figures(programme, as_of, [language], [one])[language][0]


def lines(programme: Programme, code: str, as_of: date, scope: Scope) -> Iterator[Line]:
    """Yield every line behind a figure; for those who may see the evidence of every country."""
    scope.require(Permission.RESULTS_EVIDENCE_VIEW)
    return indicators.find(programme, code).lines(as_of)


def sheet_from(programme: Programme, as_of: date, language: str, figures: Iterable[Figure]) -> Factsheet:
    """Return a factsheet around figures: its titles, facts and notes, in the language that is active."""
    figures = tuple(figures)
    return Factsheet(
        programme=programme.code,
        title=programme.full_title,
        as_of=as_of,
        language=language,
        is_demonstration=programme.is_demonstration,
        figures=figures,
        notes=tuple(_notes(programme, figures)),
        facts=tuple(_facts(programme)),
        objectives=tuple(
            (str(one.number), said(one.title)) for one in programme.objectives.order_by("number")
        ),
        context=said(programme.context),
    )


def _notes(programme: Programme, figures: Sequence[Figure]) -> Iterator[str]:
    yield from (line.strip() for line in said(programme.notes).splitlines() if line.strip())
    named = {country for one in figures for country in one.by.get(By.COUNTRY, {})}
    named |= set(programme.participations.values_list("country_id", flat=True))
    found = designations.of_countries(named)
    yield from designations.note_lines(found, get_language() or "en")


def _facts(programme: Programme) -> Iterator[tuple[str, str]]:
    if programme.funder:
        yield _("Funder"), str(programme.funder)
    if programme.implementer:
        yield _("Implementer"), str(programme.implementer)
    if programme.contract_reference:
        yield _("Contract"), programme.contract_reference
    if programme.starts:
        ends = day(programme.ends) if programme.ends else _("today")
        yield _("Period"), f"{day(programme.starts)} – {ends}"
    countries = sorted(
        names.marked_name(code) for code in set(programme.participations.values_list("country_id", flat=True))
    )
    if countries:
        yield _("Partner countries"), ", ".join(countries)
