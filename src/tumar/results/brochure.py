"""A factsheet laid out for readers: its figures in chapters, each with its words, pictures and tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tumar.kernel.drawing import Picture
from tumar.results.figures import Factsheet, Figure, Published
from tumar.results.labels import REASONS, VERDICTS, Labels, day, recorded, written
from tumar.results.pictures import NARROW, WIDE, Painter
from tumar.results.queries.comparing import Compared
from tumar.results.rules import By, number

CHAPTERS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Awareness and collaboration"),
        ("country_awareness_events", "regional_events", "inter_regional_conferences"),
    ),
    (gettext_lazy("Trainers"), ("trainers_trained", "tot_workshops")),
    (gettext_lazy("What these trainers passed on"), ("cascade_workshops", "experts_reached")),
    (gettext_lazy("Equipment and supplies"), ("equipment_value",)),
    (
        gettext_lazy("Response to a crisis"),
        ("response_supplies_value", "response_specialists", "response_workshops"),
    ),
)
# Countries are drawn as a map where the spread over countries is what the figure tells.
MAPPED = frozenset({"experts_reached", "response_specialists"})
SMALL = 360.0


@dataclass(frozen=True)
class Drawn:
    """One picture; a map is drawn a second time for narrow screens."""

    wide: Picture
    narrow: Picture | None
    by: str

    @property
    def is_map(self) -> bool:
        return self.narrow is not None


@dataclass(frozen=True)
class Card:
    """One figure in words, with what stands beside it."""

    figure: Figure
    recorded: str
    notes: tuple[str, ...]
    published: str
    source: str
    verdict: str
    lines: str
    url: str = ""

    @property
    def agrees(self) -> bool:
        return bool(self.figure.published and self.figure.published.verdict == "agrees")


@dataclass(frozen=True)
class Chapter:
    """Figures that belong together."""

    title: str
    cards: tuple[Card, ...]
    pictures: tuple[Drawn, ...]


Link = Callable[[Figure], str]


def card(figure: Figure, language: str, link: Link | None = None) -> Card:
    """Return a figure in words; `link` gives the address at which its lines are."""
    claim = figure.published
    return Card(
        figure=figure,
        recorded=recorded(figure, language),
        notes=tuple(_notes(figure, language)),
        published=claim.sentence if claim else "",
        source=_source(claim) if claim else "",
        verdict=str(VERDICTS[claim.verdict]) if claim else "",
        lines=ngettext("%(number)s line of evidence", "%(number)s lines of evidence", figure.lines)
        % {"number": number(figure.lines, language)},
        url=link(figure) if link and figure.lines else "",
    )


def _source(claim: Published) -> str:
    # Most sources name their own date.
    is_dated = str(claim.as_of.year) in claim.source
    return claim.source if is_dated else f"{claim.source}, {day(claim.as_of)}"


def _notes(figure: Figure, language: str) -> Iterator[str]:
    if figure.attendances:
        yield ngettext("%(number)s attendance", "%(number)s attendances", figure.attendances) % {
            "number": number(figure.attendances, language)
        }
    if figure.reported:
        yield ngettext(
            "%(number)s more person reported by head count alone, not counted here",
            "%(number)s more persons reported by head count alone, not counted here",
            figure.reported,
        ) % {"number": number(figure.reported, language)}


def chapters(sheet: Factsheet, *, prefix: str = "f", link: Link | None = None) -> list[Chapter]:
    """Return the factsheet's chapters; a response beyond the first has a chapter of its own."""
    painter = Painter(Labels.load(), sheet.language)
    found = []
    for title, codes in CHAPTERS:
        figures = [one for one in sheet.figures if one.indicator.partition(".")[0] in codes]
        of_responses: dict[str, list[Figure]] = {}
        for one in figures:
            of_responses.setdefault(one.indicator.partition(".")[2], []).append(one)
        for response, theirs in of_responses.items():
            drawn = [picture for one in theirs for picture in pictures(one, painter, prefix)]
            named = f"{title}: {response}" if response else str(title)
            found.append(
                Chapter(named, tuple(card(one, sheet.language, link) for one in theirs), tuple(drawn))
            )
    return found


def is_mapped(figure: Figure) -> bool:
    """Tell whether the factsheet draws the figure's countries as a map."""
    return figure.indicator.partition(".")[0] in MAPPED


def pictures(figure: Figure, painter: Painter, prefix: str) -> Iterator[Drawn]:
    """Yield the pictures of a figure that its factsheet shows; none for a figure of nothing."""
    for by in figure.shown if figure.value else ():
        if by == By.COUNTRY and is_mapped(figure) and painter.fits_a_map(figure):
            narrow = painter.picture(figure, by, width=NARROW, prefix=f"{prefix}n")
            yield Drawn(painter.picture(figure, by, width=WIDE, prefix=prefix), narrow, by)
        else:
            yield Drawn(painter.picture(figure, by, width=SMALL, prefix=prefix, as_map=False), None, by)


@dataclass(frozen=True)
class Row:
    """One cell of a breakdown in words."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class Split:
    """One breakdown of a figure as picture and table, with its total and how the cells relate to it."""

    by: str
    title: str
    drawn: Drawn
    rows: tuple[Row, ...]
    total: str
    note: str


def splits(figure: Figure, language: str, *, prefix: str = "s") -> list[Split]:
    """Return every breakdown of one figure, for its own page."""
    painter = Painter(Labels.load(), language)
    return [_split(figure, by, painter, prefix) for by in figure.by if figure.value]


def _split(figure: Figure, by: str, painter: Painter, prefix: str) -> Split:
    is_map = by == By.COUNTRY and painter.fits_a_map(figure)
    narrow = painter.picture(figure, by, width=NARROW, prefix=f"{prefix}n") if is_map else None
    width = WIDE if is_map else SMALL
    rows = tuple(
        Row(
            key,
            painter.labels.cell(by, key),
            written(value, is_money=figure.is_money, language=painter.language),
        )
        for key, value in painter.labels.cells(figure, by)
    )
    overlap = (
        "" if figure.is_additive(by) else _("One person may stand in several rows and once in the total.")
    )
    drawn = Drawn(painter.picture(figure, by, width=width, prefix=prefix), narrow, by)
    return Split(by, painter.title(figure, by), drawn, rows, recorded(figure, painter.language), overlap)


@dataclass(frozen=True)
class Moved:
    """One figure then and now, in words, with what each reason did to it."""

    indicator: str
    title: str
    old: str
    new: str
    change: str
    reasons: tuple[tuple[str, str, str], ...]


def moved(one: Compared, language: str) -> Moved:
    """Return a comparison in words."""
    difference = one.difference
    reasons = difference.reasons if difference else ()
    return Moved(
        one.indicator,
        one.title,
        recorded(one.old, language) if one.old else "",
        recorded(one.new, language) if one.new else "",
        _signed(difference.new - difference.old, one, language) if difference else "",
        tuple(
            (str(REASONS[each.reason]), number(each.lines, language), _signed(each.effect, one, language))
            for each in reasons
        ),
    )


def _signed(value: int, one: Compared, language: str) -> str:
    text = written(value, is_money=one.is_money, language=language)
    return f"+{text}" if value > 0 else text
