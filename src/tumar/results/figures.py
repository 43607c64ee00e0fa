"""What a factsheet says, as values: live or frozen, it is the same to the page, the file and the terminal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tumar.results.rules import UNKNOWN

EUR = "EUR"
Cells = Mapping[str, int]


@dataclass(frozen=True)
class Published:
    """The figure that was published elsewhere, and how the record stands to it; money in euro cents."""

    figure: int
    qualifier: str
    as_of: date
    source: str
    sentence: str
    verdict: str


@dataclass(frozen=True)
class Figure:
    """One figure of a factsheet in one language; money in euro cents."""

    indicator: str
    title: str
    unit: str
    value: int
    qualifier: str
    sentence: str
    lines: int
    by: Mapping[str, Cells]
    attendances: int | None = None
    reported: int | None = None
    published: Published | None = None
    # By what the factsheet draws it; the figure's own page draws everything.
    shown: tuple[str, ...] = ()
    definition: str = ""

    @property
    def is_money(self) -> bool:
        return self.unit == EUR

    def cells(self, by: str) -> list[tuple[str, int]]:
        """Return the cells of one breakdown by key, years and codes in order, the unknown one last."""
        return sorted(self.by.get(by, {}).items(), key=lambda cell: (cell[0] == UNKNOWN, cell[0]))

    def is_additive(self, by: str) -> bool:
        """Tell whether the cells add up to the figure; persons may stand in several countries or years."""
        return sum(self.by.get(by, {}).values()) == self.value


@dataclass(frozen=True)
class EditionMark:
    """Which frozen edition a factsheet is read from."""

    code: str
    sha256: str
    published_at: date | None


@dataclass(frozen=True)
class Factsheet:
    """A programme's figures as of one day, in one language."""

    programme: str
    title: str
    as_of: date
    language: str
    is_demonstration: bool
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    edition: EditionMark | None = None
    facts: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    objectives: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    context: str = ""

    def figure(self, indicator: str) -> Figure | None:
        """Return one figure by its indicator's code."""
        return next((one for one in self.figures if one.indicator == indicator), None)


def amount(value: int, *, is_money: bool) -> int | float:
    """Return a value as JSON has it: money in euro, whose shortest decimal form is the cents exactly."""
    return value / 100 if is_money else value


def _published_json(one: Published | None, *, is_money: bool) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "figure": amount(one.figure, is_money=is_money),
        "qualifier": one.qualifier,
        "as_of": one.as_of.isoformat(),
        "source": one.source,
        "sentence": one.sentence,
        "verdict": one.verdict,
    }


def as_json(figure: Figure) -> dict[str, Any]:
    """Return the figure as the factsheet's JSON has it."""
    is_money = figure.is_money
    told: dict[str, Any] = {
        "indicator": figure.indicator,
        "title": figure.title,
        "value": amount(figure.value, is_money=is_money),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "sentence": figure.sentence,
        "lines": figure.lines,
        "published": _published_json(figure.published, is_money=is_money),
        "by": {
            by: {key: amount(value, is_money=is_money) for key, value in figure.cells(by)} for by in figure.by
        },
    }
    if is_money:
        told["value_cents"] = figure.value
    if figure.attendances is not None:
        told |= {"attendances": figure.attendances, "reported": figure.reported}
    return told


def _units(value: float, *, is_money: bool) -> int:
    return round(value * 100) if is_money else int(value)


def from_json(told: Mapping[str, Any], *, shown: tuple[str, ...] = (), definition: str = "") -> Figure:
    """Read a figure back from its JSON."""
    is_money = told["unit"] == EUR
    claim = told["published"]
    return Figure(
        indicator=told["indicator"],
        title=told["title"],
        unit=told["unit"],
        value=_units(told["value"], is_money=is_money),
        qualifier=told["qualifier"],
        sentence=told["sentence"],
        lines=told["lines"],
        by={
            by: {key: _units(value, is_money=is_money) for key, value in cells.items()}
            for by, cells in told["by"].items()
        },
        attendances=told.get("attendances"),
        reported=told.get("reported"),
        published=claim
        and Published(
            figure=_units(claim["figure"], is_money=is_money),
            qualifier=claim["qualifier"],
            as_of=date.fromisoformat(claim["as_of"]),
            source=claim["source"],
            sentence=claim["sentence"],
            verdict=claim["verdict"],
        ),
        shown=shown,
        definition=definition,
    )


def factsheet_as_json(sheet: Factsheet) -> dict[str, Any]:
    """Return the whole factsheet as its JSON has it."""
    return {
        "programme": sheet.programme,
        "title": sheet.title,
        "as_of": sheet.as_of.isoformat(),
        "language": sheet.language,
        "edition": sheet.edition.code if sheet.edition else None,
        "sha256": sheet.edition.sha256 if sheet.edition else None,
        "demonstration": sheet.is_demonstration,
        "figures": [as_json(figure) for figure in sheet.figures],
        "notes": list(sheet.notes),
    }
