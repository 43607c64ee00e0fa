"""The public pages as values: what stands on each of them, ready for the templates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tumar.kernel import lists
from tumar.kernel.lists import ListPage, Shown
from tumar.kernel.scope import NOBODY, Scope
from tumar.places import names
from tumar.portal import queries
from tumar.portal.addresses import Address
from tumar.results import brochure
from tumar.results import queries as results
from tumar.results.brochure import Card, Drawn, Moved, Split
from tumar.results.figures import Factsheet, Figure
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.labels import written
from tumar.results.lists import public_list
from tumar.results.models import Edition
from tumar.results.rules import By

AMOUNT = re.compile(r"(?:EUR\s)?\d(?:[\d.,\u00a0\u202f]*\d)?(?:\s(?:million|thousand|млн|тыс\.))?(?:\sевро)?")
HEADLINES = ("experts_reached", "trainers_trained", "equipment_value")
NARROWING = (By.COUNTRY, By.YEAR, By.CATEGORY)
# The languages in which figures are said; on pages in another language they stand in English.
SAID = ("en", "ru")
OF_A_RESPONSE = tuple(each.code for each in DEFINITIONS if each.is_of_a_response)


@dataclass(frozen=True)
class Sentence:
    """A sentence about a figure, cut around its number so that the number can be set large."""

    before: str
    number: str
    after: str


def cut(text: str) -> Sentence:
    """Return a sentence cut around its first amount."""
    found = AMOUNT.search(text)
    if found is None:
        return Sentence(text, "", "")
    # A dash that joins the amount to what it is for would dangle once the amount stands alone.
    after = text[found.end() :].strip().removeprefix("—").strip()
    return Sentence(text[: found.start()].strip(), found[0], after)


@dataclass(frozen=True)
class Told:
    """One figure as a card: its words and where it opens."""

    card: Card
    sentence: Sentence
    url: str

    @property
    def kicker(self) -> str:
        """The title, where the sentence does not say to which response it belongs."""
        figure = self.card.figure
        return figure.title if figure.indicator.startswith(OF_A_RESPONSE) else ""


@dataclass(frozen=True)
class Chapter:
    """Figures that belong together, and their pictures."""

    title: str
    figures: tuple[Told, ...]
    pictures: tuple[Drawn, ...]


@dataclass(frozen=True)
class Region:
    """The partner countries of one CoE region, by name."""

    name: str
    countries: tuple[str, ...]


@dataclass(frozen=True)
class FactsheetPage:
    """A published edition as a page."""

    sheet: Factsheet
    edition: Edition
    address: Address
    chapters: tuple[Chapter, ...]
    facts: tuple[tuple[str, str], ...]
    regions: tuple[Region, ...]
    editions: Sequence[Edition]
    said_in: str

    @property
    def is_newest(self) -> bool:
        return self.editions[0] == self.edition

    @property
    def maps(self) -> list[Drawn]:
        return [drawn for chapter in self.chapters for drawn in chapter.pictures if drawn.is_map]

    @property
    def charts(self) -> list[Drawn]:
        return [drawn for chapter in self.chapters for drawn in chapter.pictures if not drawn.is_map]


@dataclass(frozen=True)
class Teaser:
    """One programme among several: its newest factsheet in a few sentences."""

    sheet: Factsheet
    figures: tuple[Told, ...]
    url: str
    said_in: str


@dataclass(frozen=True)
class Row:
    """One cell of a breakdown, and where its lines are."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class Breakdown:
    """One breakdown of a figure: its picture, its rows, and how they add up."""

    split: Split
    rows: tuple[Row, ...]
    reconciled: str


@dataclass(frozen=True)
class FigurePage:
    """One published figure with its breakdowns, what moved, and the lines behind it."""

    sheet: Factsheet
    edition: Edition
    address: Address
    told: Told
    meaning: str
    breakdowns: tuple[Breakdown, ...]
    earlier: Edition | None
    moved: Moved | None
    lines: Shown
    is_narrowed: bool
    files: list[tuple[str, str]]
    said_in: str


def language() -> str:
    """Return the language of the page."""
    return get_language() or "en"


def _said_in() -> str:
    spoken = language().split("-")[0]
    return spoken if spoken in SAID else SAID[0]


def _told(figure: Figure, address: Address) -> Told:
    return Told(brochure.card(figure, language()), cut(figure.sentence), address.figure(figure.indicator))


def factsheet_page(one: Edition, address: Address) -> FactsheetPage:
    """Return a published edition as a page."""
    sheet = results.sheet_of(one, language())
    regions = tuple(
        Region(each.name, tuple(names.marked_name(code) for code in each.countries))
        for each in queries.partners(one)
    )
    chapters = tuple(
        Chapter(each.title, tuple(_told(card.figure, address) for card in each.cards), each.pictures)
        for each in brochure.chapters(sheet)
    )
    # The partner countries stand by region further down.
    told_apart = _("Partner countries") if regions else ""
    return FactsheetPage(
        sheet=sheet,
        edition=one,
        address=address,
        chapters=chapters,
        facts=tuple(fact for fact in sheet.facts if fact[0] != told_apart),
        regions=regions,
        editions=queries.editions(one),
        said_in=_said_in(),
    )


def teaser(one: Edition) -> Teaser:
    """Return a programme's newest edition in a few sentences."""
    sheet, address = results.sheet_of(one, language()), Address(one.programme.code)
    wanted = [sheet.figure(code) for code in HEADLINES]
    figures = [figure for figure in wanted if figure and figure.value] or sheet.figures[: len(HEADLINES)]
    return Teaser(sheet, tuple(_told(figure, address) for figure in figures), address.page, _said_in())


def figure_page(
    one: Edition, indicator: str, address: Address, asked: QueryDict, scope: Scope
) -> FigurePage | None:
    """Return one published figure as a page, or None when the edition has no such figure."""
    sheet = results.sheet_of(one, language())
    figure = sheet.figure(indicator)
    if figure is None:
        return None
    earlier = queries.before(one)
    compared = queries.compared(one, figure, earlier, language()) if earlier else None
    lines = _lines(one, figure, asked, scope)
    return FigurePage(
        sheet=sheet,
        edition=one,
        address=address,
        told=_told(figure, address),
        meaning=queries.meaning_of(figure),
        breakdowns=tuple(_breakdown(figure, each, address) for each in brochure.splits(figure, language())),
        earlier=earlier,
        moved=brochure.moved(compared, language()) if compared else None,
        lines=lines,
        is_narrowed=lines.is_narrowed,
        files=address.line_files(indicator),
        said_in=_said_in(),
    )


def _breakdown(figure: Figure, split: Split, address: Address) -> Breakdown:
    page = address.figure(figure.indicator)
    rows = tuple(
        Row(row.label, row.value, f"{page}?{split.by}={row.key}#lines" if split.by in NARROWING else "")
        for row in split.rows
    )
    together = sum(value for _key, value in figure.cells(split.by))
    if together == figure.value:
        return Breakdown(split, rows, _("The rows add up to the total."))
    overlap = _(
        "The rows add up to %(sum)s, since one person may stand in several; the total counts each once."
    )
    told = overlap % {"sum": written(together, is_money=figure.is_money, language=language())}
    return Breakdown(split, rows, told)


def lines_list(figure: Figure) -> ListPage:
    """Return the list of lines as anybody sees it: nobody named, one order, evidence as being on file."""
    page = public_list(figure)
    said = {
        "evidence": lambda row: _("on file") if row.evidence else _("none"),
        "adds": lambda row: written(row.adds, is_money=figure.is_money, language=language()),
    }
    # Only the first column has an index to sort by; no stranger shall make the database sort a million rows.
    columns = [
        replace(one, value=said.get(one.key, one.value), sort=one.sort if one.key == page.sort else "")
        for one in page.columns
    ]
    return replace(page, columns=columns, link=lambda row: str(row.pk))


def _lines(one: Edition, figure: Figure, asked: QueryDict, scope: Scope) -> Shown:
    rows = results.public_rows(one, figure.indicator)
    shown = lists.shown(lines_list(figure), rows, asked, NOBODY)
    links: dict[int, str] = {}
    if scope.account_id is not None:
        links = queries.records_open_to(one, figure, [int(row.url) for row in shown.rows], scope)
    return replace(shown, rows=[replace(row, url=links.get(int(row.url), "")) for row in shown.rows])
