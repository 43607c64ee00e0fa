"""An edition beside an earlier one, or beside today's records, with the reason for each difference."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tumar.results import indicators
from tumar.results.figures import Figure
from tumar.results.indicators import NoSuchIndicator, Reading
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.models import Edition
from tumar.results.queries.editions import figure_of, frozen_lines
from tumar.results.queries.live import live_figures
from tumar.results.rules import Difference, Fold, Line, compare_editions
from tumar.results.rules import Edition as Frozen

_FOLDS = {each.code: each.fold for each in DEFINITIONS}


@dataclass(frozen=True)
class Compared:
    """One figure then and now; `difference` explains it where both are there."""

    indicator: str
    title: str
    is_money: bool
    old: Figure | None
    new: Figure | None
    difference: Difference | None


def _fold(indicator: str) -> Fold:
    return _FOLDS.get(indicator.partition(".")[0], Fold.SUM)


def _frozen(edition: Edition, figure: Figure) -> Frozen:
    lines = frozen_lines(edition, figure.indicator)
    return Frozen(edition.as_of, figure.definition, _fold(figure.indicator), lines)


def _compared(old: Figure | None, new: Figure | None, explain: Callable[[], Difference]) -> Compared:
    shown = new or old
    if shown is None:
        raise ValueError("nothing to compare")
    difference = explain() if old and new else None
    return Compared(shown.indicator, shown.title, shown.is_money, old, new, difference)


def _beside(old: list[Figure], new: list[Figure]) -> Iterator[tuple[Figure | None, Figure | None]]:
    before = {one.indicator: one for one in old}
    after = {one.indicator: one for one in new}
    for code in dict.fromkeys([*after, *before]):
        yield before.get(code), after.get(code)


def figures_of(edition: Edition, language: str) -> list[Figure]:
    """Return the figures of an edition in the order of its factsheet."""
    return [figure_of(row, language) for row in edition.figures.order_by("position")]


def compare_with_edition(new: Edition, old: Edition, language: str) -> list[Compared]:
    """Return every figure of two editions beside each other, and why it moved."""

    def explain(before: Figure, after: Figure) -> Difference:
        return compare_editions(_frozen(old, before), _frozen(new, after))

    return [
        _compared(before, after, lambda before=before, after=after: explain(before, after))  # type: ignore[misc]
        for before, after in _beside(figures_of(old, language), figures_of(new, language))
    ]


def compare_with_records(edition: Edition, as_of: date, language: str) -> list[Compared]:
    """Return what an edition says beside what the records say now for the day, and why it moved."""
    programme, reading = edition.programme, Reading(as_of)

    def lines_now(code: str) -> Iterator[Line]:
        try:
            return indicators.find(programme, code).measure.lines(reading)
        except NoSuchIndicator:
            return iter(())

    def explain(before: Figure, after: Figure) -> Difference:
        now = Frozen(as_of, after.definition, _fold(after.indicator), lines_now(after.indicator))
        return compare_editions(_frozen(edition, before), now)

    live = live_figures(programme, as_of, [language])[language]
    return [
        _compared(before, after, lambda before=before, after=after: explain(before, after))  # type: ignore[misc]
        for before, after in _beside(figures_of(edition, language), live)
    ]
