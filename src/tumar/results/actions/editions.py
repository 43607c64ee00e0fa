"""Freezing the figures of a programme with their lines, and publishing what was frozen."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from django.conf import settings
from django.db import connection, transaction

from tumar.kernel import clock, journal
from tumar.kernel.codes import next_code
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal, SecondPersonNeeded
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.programmes.models import Programme
from tumar.results import indicators
from tumar.results.figures import Figure, as_json
from tumar.results.indicators import Indicator, Reading
from tumar.results.models import Edition, EditionFigure, EditionLine
from tumar.results.queries.live import live_figures
from tumar.results.rules import COLUMNS, Fold, Line, Strength, is_headline
from tumar.results.seals import Seal

BATCH = 2000

Progress = Callable[[str, int, int], None]


def _untold(_what: str, _done: int, _total: int) -> None:
    """Tell nobody how far the freezing is."""


class RecordsMoved(Refusal):
    """Somebody changed a record while its figure was being frozen; freezing again will do."""

    def __init__(self, indicator: str) -> None:
        super().__init__(f"the records behind {indicator} changed while they were read")
        self.indicator = indicator


class SomebodyMustFreeze(Refusal):
    """An edition is frozen by an account, since another one must publish it."""


class AlreadyPublished(Refusal):
    """The edition is published; it stays as it is."""


@retrying
def freeze_edition(
    programme: Programme, *, as_of: date, by: Scope, note: str = "", progress: Progress = _untold
) -> Edition:
    """Store the programme's figures for the day with every line behind them, sealed; all of it or nothing."""
    by.require(Permission.RESULTS_EDITION_FREEZE)
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        edition = _new_edition(programme, as_of, by, note)
        edition.sha256 = _store(edition, progress)
        edition.save(update_fields=["sha256"])
        journal.write(
            "results.edition.frozen",
            by=by,
            about=edition.label,
            reason=note,
            programme=programme,
            as_of=as_of,
            sha256=edition.sha256,
        )
    return edition


def _new_edition(programme: Programme, as_of: date, by: Scope, note: str) -> Edition:
    if by.account_id is None:
        raise SomebodyMustFreeze
    taken = Edition.objects.filter(programme=programme).values_list("code", flat=True)
    return Edition.objects.create(
        code=next_code(f"{programme.code}-ED", taken),
        programme=programme,
        as_of=as_of,
        frozen_at=clock.now(),
        frozen_by_id=by.account_id,
        code_version=settings.TUMAR_VERSION,
        note=note,
    )


def _store(edition: Edition, progress: Progress) -> str:
    """Store figures and lines as they go by, and return their seal."""
    wanted = indicators.indicators_of(edition.programme)
    languages = [code for code, _name in settings.LANGUAGES]
    told = live_figures(edition.programme, edition.as_of, languages, wanted)
    seal, reading = Seal(edition.programme.code, edition.as_of), Reading(edition.as_of)
    for position, one in enumerate(wanted):
        progress(one.code, position, len(wanted))
        figures = {language: told[language][position] for language in languages}
        _store_figure(edition, position, one, figures, seal)
        value = _store_lines(edition, one, reading, seal)
        if value != figures[languages[0]].value:
            raise RecordsMoved(one.code)
    return seal.sha256


def _store_figure(
    edition: Edition, position: int, one: Indicator, figures: dict[str, Figure], seal: Seal
) -> None:
    row = EditionFigure(
        edition=edition,
        position=position,
        indicator=one.code,
        definition_hash=one.definition.hash,
        value=next(iter(figures.values())).value,
        told={language: as_json(figure) for language, figure in figures.items()},
    )
    row.save(force_insert=True)
    seal.figure(row.indicator, row.definition_hash, row.value, row.told)


def _store_lines(edition: Edition, one: Indicator, reading: Reading, seal: Seal) -> int:
    """Store the lines of one figure batch by batch, and return their fold."""
    total = 0
    things: set[str] = set()

    def passing() -> Iterator[EditionLine]:
        nonlocal total
        for line in one.measure.lines(reading):
            seal.line(one.code, line)
            if is_headline(line):
                total += line.adds
                things.add(line.counts_as)
            yield _row(edition, one.code, line)

    rows = passing()
    while batch := list(islice(rows, BATCH)):
        EditionLine.objects.bulk_create(batch)
    return total if one.definition.fold is Fold.SUM else len(things - {""})


def _row(edition: Edition, indicator: str, line: Line) -> EditionLine:
    told = {name: getattr(line, name) for name in COLUMNS}
    return EditionLine(
        edition=edition, indicator=indicator, **(told | {"strength": Strength(line.strength).value})
    )


@retrying
def publish_edition(edition: Edition, *, by: Scope) -> Edition:
    """Let the world read an edition; whoever froze it cannot be the one who publishes it."""
    by.require(Permission.RESULTS_EDITION_PUBLISH)
    with transaction.atomic():
        current = Edition.objects.select_for_update().get(pk=edition.pk)
        if current.published_at is not None:
            raise AlreadyPublished
        if by.account_id is None or by.account_id == current.frozen_by_id:
            raise SecondPersonNeeded
        current.published_at = clock.now()
        current.published_by_id = by.account_id
        current.version += 1
        current.save(update_fields=["published_at", "published_by", "version"])
        journal.write("results.edition.published", by=by, about=current.label, sha256=current.sha256)
    return current
