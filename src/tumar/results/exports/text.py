"""A factsheet for the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tumar.results.brochure import card
from tumar.results.figures import Factsheet, Figure
from tumar.results.labels import HEADINGS, Labels, day, written


def factsheet_text(sheet: Factsheet) -> str:
    """Return the factsheet as plain text; its language must be active."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Factsheet) -> Iterator[str]:
    labels = Labels.load()
    yield f"{sheet.programme}  {sheet.title}"
    yield _("As of %(date)s") % {"date": day(sheet.as_of)}
    if sheet.edition:
        yield _("Edition %(code)s") % {"code": sheet.edition.code}
    if sheet.is_demonstration:
        yield _("Demonstration data: persons and records are invented.")
    for one in sheet.figures:
        yield ""
        yield from _figure(one, sheet.language, labels)
    if sheet.notes:
        yield ""
        yield from sheet.notes


def _figure(one: Figure, language: str, labels: Labels) -> Iterator[str]:
    told = card(one, language)
    yield f"{one.title}  [{one.indicator}]"
    yield f"  {one.sentence}"
    yield "  " + " · ".join([_("recorded: %(value)s") % {"value": told.recorded}, told.lines, *told.notes])
    if told.published:
        published = _("published: %(sentence)s") % {"sentence": told.published}
        yield f"  {published} ({told.source})"
        yield f"  {told.verdict}"
    for by in one.by:
        cells = [
            f"{labels.cell(by, key)} {written(value, is_money=one.is_money, language=language)}"
            for key, value in labels.cells(one, by)
        ]
        if cells:
            yield f"  {HEADINGS[by]}: {', '.join(cells)}"
