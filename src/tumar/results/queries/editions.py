"""Frozen editions: what they say, the lines that they were made of, and whether they still bear a seal."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import override

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.programmes.models import Programme
from tumar.results import seals
from tumar.results.figures import EditionMark, Factsheet, Figure, from_json
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.models import Edition, EditionFigure, EditionLine
from tumar.results.queries.live import sheet_from
from tumar.results.rules import COLUMNS, Line, Strength

_SHOWN = {each.code: tuple(by.value for by in each.shown) for each in DEFINITIONS}
FALLBACK = "en"


def editions(programme: Programme, scope: Scope) -> QuerySet[Edition]:
    """Return the programme's editions; those not yet published for who freezes and publishes alone."""
    return editions_seen(scope).filter(programme=programme)


def editions_seen(scope: Scope) -> QuerySet[Edition]:
    """Return the editions of every programme that the scope may see."""
    rows = Edition.objects.select_related("programme", "frozen_by", "published_by")
    if not scope.allows_somewhere(Permission.RESULTS_FACTSHEET_VIEW):
        return rows.none()
    may_see_drafts = scope.allows_somewhere(Permission.RESULTS_EDITION_FREEZE) or scope.allows_somewhere(
        Permission.RESULTS_EDITION_PUBLISH
    )
    return rows if may_see_drafts else rows.filter(published_at__isnull=False)


def published_editions(programme_code: str) -> QuerySet[Edition]:
    """Return a programme's published editions, the newest day first; anybody may read them."""
    return (
        Edition.objects.filter(programme__code=programme_code, published_at__isnull=False)
        .select_related("programme__funder", "programme__implementer")
        .order_by("-as_of", "-published_at", "-pk")
    )


def published_edition(programme_code: str, edition_code: str = "") -> Edition | None:
    """Return one published edition, or the newest one."""
    rows = published_editions(programme_code)
    return (rows.filter(code=edition_code) if edition_code else rows).first()


def published_programmes() -> QuerySet[Programme]:
    """Return the programmes that have published an edition; anybody may read them."""
    published = Q(editions__published_at__isnull=False)
    return Programme.objects.filter(published, is_ours=True).distinct().order_by("code")


def figure_of(row: EditionFigure, language: str) -> Figure:
    """Return a frozen figure in the language, or in English where it was not frozen in it."""
    told = row.told.get(language) or row.told[FALLBACK]
    base = row.indicator.partition(".")[0]
    return from_json(told, shown=_SHOWN.get(base, ()), definition=row.definition_hash)


def sheet_of(edition: Edition, language: str) -> Factsheet:
    """Return a frozen edition as a factsheet in one language."""
    with override(language):
        figures = [figure_of(row, language) for row in edition.figures.order_by("position")]
        sheet = sheet_from(edition.programme, edition.as_of, language, figures)
    published = edition.published_at.date() if edition.published_at else None
    mark = EditionMark(edition.code, edition.sha256, published)
    return _with_edition(sheet, mark)


def _with_edition(sheet: Factsheet, mark: EditionMark) -> Factsheet:
    told: dict[str, Any] = {name: getattr(sheet, name) for name in sheet.__dataclass_fields__}
    return Factsheet(**(told | {"edition": mark}))


def frozen_lines(edition: Edition, indicator: str) -> Iterator[Line]:
    """Yield the lines of a figure as they were frozen, in canonical order."""
    # Lines were stored in their order, and keys only grow: the order of keys is theirs on every database.
    rows = EditionLine.objects.filter(edition=edition, indicator=indicator).order_by("pk")
    for row in rows.values_list(*COLUMNS).iterator(chunk_size=5000):
        told: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
        yield Line(**(told | {"strength": Strength(told["strength"])}))


def sealed_texts(edition: Edition) -> Iterator[str]:
    """Yield the text whose SHA-256 is the edition's seal, line by line, without line ends."""
    yield seals.head_text(edition.programme.code, edition.as_of)
    for row in edition.figures.order_by("position"):
        yield seals.figure_text(row.indicator, row.definition_hash, row.value, row.told)
        for line in frozen_lines(edition, row.indicator):
            yield seals.line_text(row.indicator, line)


def recomputed(edition: Edition) -> str:
    """Return the seal computed again from what is stored."""
    seal = seals.Seal(edition.programme.code, edition.as_of)
    for row in edition.figures.order_by("position"):
        seal.figure(row.indicator, row.definition_hash, row.value, row.told)
        for line in frozen_lines(edition, row.indicator):
            seal.line(row.indicator, line)
    return seal.sha256


def bears_its_seal(edition: Edition) -> bool:
    """Tell whether what is stored still gives the edition's seal."""
    try:
        return recomputed(edition) == edition.sha256
    except ValueError:  # a stored line that is none, or out of its order
        return False


def edition_faults() -> Iterator[str]:
    """Yield one sentence per edition that no longer bears its seal, for `tumar check`."""
    for edition in Edition.objects.select_related("programme").order_by("pk"):
        if not bears_its_seal(edition):
            yield f"Edition {edition.code} no longer bears its seal {edition.sha256[:12]}."


def frozen_figure(edition: Edition, indicator: str, language: str) -> Figure | None:
    """Return one figure of an edition."""
    row = edition.figures.filter(indicator=indicator).first()
    return figure_of(row, language) if row else None


def cites(record: str) -> bool:
    """Tell whether a frozen edition has a line about the record."""
    return EditionLine.objects.filter(record=record).exists()


def latest_edition(programme: Programme, *, before: date | None = None) -> Edition | None:
    """Return the programme's newest published edition, of an earlier day where one is asked for."""
    rows = published_editions(programme.code)
    return (rows.filter(as_of__lt=before) if before else rows).first()
