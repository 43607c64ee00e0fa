"""The correction page: the lines of the source beside the units that were recognised in them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumar.law.models import Correction, SourceLines, Version
from tumar.law.queries.versions import Draft, draft_of
from tumar.law.queries.wording import doubt_sentence, reader_notices
from tumar.law.rules import leaves
from tumar.law.rules.leaves import LEAF, Page
from tumar.law.rules.units import Unit

PAGE = 60
# Doubts and corrections on one page; of a long unit and of a long line only the beginning is shown.
LISTED, SHOWN = 25, 400
# The marks of one pair, and its buttons.
PAIR = 180
# What is longer is split first and worded then.
EDITED_AT_MOST = LEAF // 2


@dataclass(frozen=True)
class Worked:
    """One unit with the source that it was made of and the doubts about it."""

    name: str
    unit: Unit
    depth: int
    source: Sequence[Mapping[str, Any]]
    doubts: Sequence[str]
    is_chosen: bool

    @property
    def is_long(self) -> bool:
        """Tell whether its words are too many to be edited on a page."""
        return len(self.unit.text) > EDITED_AT_MOST


@dataclass(frozen=True)
class Doubted:
    """One doubt, and the unit to look at."""

    sentence: str
    name: str


@dataclass(frozen=True)
class Made:
    """One correction that stands; one that no longer fits says so."""

    correction: Correction
    fits: bool


@dataclass(frozen=True)
class Sheet:
    """One stretch of a draft."""

    rows: Sequence[Worked]
    chosen: Worked | None
    doubts: Page[Doubted]
    doubts_in_all: int
    notices: Sequence[str]
    corrections: Page[Made]
    corrections_in_all: int
    place: Page[Unit]
    units: int

    @property
    def page(self) -> int:
        """The number of the stretch."""
        return self.place.page

    @property
    def pages(self) -> int:
        """How many stretches there are."""
        return self.place.pages

    @property
    def previous(self) -> int:
        """The number of the stretch before."""
        return self.place.previous

    @property
    def next(self) -> int:
        """The number of the stretch after."""
        return self.place.next


@dataclass(frozen=True)
class Asked:
    """Which stretch of a draft, or that of a unit; which page of the doubts and of the corrections."""

    page: int = 1
    unit: str = ""
    doubts: int = 1
    corrections: int = 1


def sheet(version: Version, asked: Asked) -> Sheet:
    """Return one stretch of a draft; where a unit is named, the stretch in which it stands."""
    draft = draft_of(version)
    source = SourceLines.objects.filter(version=version).values_list("lines", flat=True).first() or []
    sources = _sources(draft.units, source)
    weights = [_letters(unit, lines) for unit, lines in zip(draft.units, sources, strict=True)]
    holding = draft.names.index(asked.unit) if asked.unit in draft.names else None
    found = leaves.stretches(weights, rows=PAGE)
    place = leaves.page_of(draft.units, found, asked.page, holding=holding)
    doubts = _doubts(version, draft)
    made = [Made(one, one.number not in draft.left_out) for one in draft.corrections]
    rows = _rows(draft, place, sources, doubts, asked.unit)
    return Sheet(
        rows=rows,
        chosen=next((row for row in rows if row.is_chosen), None),
        doubts=_listed(doubts, asked.doubts),
        doubts_in_all=len(doubts),
        notices=reader_notices(version.findings),
        corrections=_listed(made[::-1], asked.corrections),
        corrections_in_all=len(made),
        place=place,
        units=len(draft.units),
    )


def _listed(items: Sequence[Any], page: int) -> Page[Any]:
    return leaves.page_of(items, leaves.stretches([1] * len(items), rows=LISTED), page)


def _sources(units: Sequence[Unit], source: Sequence[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    """Return the lines that each unit was made of; none for one that shares its lines with the one before."""
    after = len(source)
    found: list[Sequence[Mapping[str, Any]]] = []
    for place in range(len(units) - 1, -1, -1):
        line = units[place].line
        is_first = place == 0 or units[place - 1].line < line
        found.append([_short(one) for one in source[line:after]] if is_first else ())
        after = line if is_first else after
    return found[::-1]


def _short(line: Mapping[str, Any]) -> Mapping[str, Any]:
    text = line.get("text", "")
    return {**line, "text": f"{text[: 4 * SHOWN]} …"} if len(text) > 4 * SHOWN else line


def _letters(unit: Unit, source: Sequence[Mapping[str, Any]]) -> int:
    # What is told of the unit repeats the lines beside it, and so weighs next to nothing compressed.
    said = 0 if source else min(len(unit.text), SHOWN)
    return PAIR + said + sum(len(line.get("text", "")) + len(line.get("label", "")) for line in source)


def _doubts(version: Version, draft: Draft) -> list[Doubted]:
    """Return the doubts in the order of the text, each beside the unit in whose lines it arose."""
    lines = [unit.line for unit in draft.units]
    found = []
    for facts in sorted(version.doubts, key=lambda one: one.get("line", 0)):
        place = max(0, bisect_right(lines, facts.get("line", 0)) - 1)
        name = draft.names[place] if draft.names else ""
        found.append(Doubted(doubt_sentence(facts["code"], facts.get("values", ())), name))
    return found


def _rows(
    draft: Draft,
    place: Page[Unit],
    sources: Sequence[Sequence[Mapping[str, Any]]],
    doubts: Sequence[Doubted],
    chosen: str,
) -> list[Worked]:
    depths = _depths(draft.units)
    rows = []
    for at, unit in enumerate(place.rows, place.first):
        name = draft.names[at]
        rows.append(
            Worked(
                name=name,
                unit=unit,
                depth=min(depths[at], 6),
                source=sources[at],
                doubts=[one.sentence for one in doubts if one.name == name],
                is_chosen=name == chosen,
            )
        )
    return rows


def _depths(units: Sequence[Unit]) -> list[int]:
    known = {"": -1}
    found = []
    for unit in units:
        known[unit.eid] = known.get(unit.parent, -1) + 1
        found.append(known[unit.eid])
    return found
