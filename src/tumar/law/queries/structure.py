"""The correction page: the lines of the source beside the units that were recognised in them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tumar.law.models import Correction, SourceLines, Version
from tumar.law.queries.versions import Draft, draft_of
from tumar.law.queries.wording import doubt_sentence, reader_notices
from tumar.law.rules.units import Unit

PAGE = 60


@dataclass(frozen=True)
class Worked:
    """One unit with the source that it was made of and the doubts about it."""

    name: str
    unit: Unit
    depth: int
    source: Sequence[Mapping[str, Any]]
    doubts: Sequence[str]
    is_chosen: bool


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
    doubts: Sequence[Doubted]
    notices: Sequence[str]
    corrections: Sequence[Made]
    page: int
    pages: int
    units: int


def sheet(version: Version, *, page: int, unit: str = "") -> Sheet:
    """Return one stretch of a draft; where a unit is named, the stretch in which it stands."""
    draft = draft_of(version)
    pages = max(1, -(-len(draft.units) // PAGE))
    if unit in draft.names:
        page = draft.names.index(unit) // PAGE + 1
    page = min(max(page, 1), pages)
    doubts = _doubts(version, draft)
    rows = _rows(version, draft, (page - 1) * PAGE, doubts, unit)
    return Sheet(
        rows=rows,
        chosen=next((row for row in rows if row.is_chosen), None),
        doubts=doubts,
        notices=reader_notices(version.findings),
        corrections=[Made(one, one.number not in draft.left_out) for one in draft.corrections],
        page=page,
        pages=pages,
        units=len(draft.units),
    )


def _doubts(version: Version, draft: Draft) -> list[Doubted]:
    """Return the doubts in the order of the text, each beside the unit in whose lines it arose."""
    lines = [unit.line for unit in draft.units]
    found = []
    for facts in sorted(version.doubts, key=lambda one: one.get("line", 0)):
        place = max(0, bisect_right(lines, facts.get("line", 0)) - 1)
        name = draft.names[place] if draft.names else ""
        found.append(Doubted(doubt_sentence(facts["code"], facts.get("values", ())), name))
    return found


def _rows(version: Version, draft: Draft, start: int, doubts: Sequence[Doubted], chosen: str) -> list[Worked]:
    source = SourceLines.objects.filter(version=version).values_list("lines", flat=True).first() or []
    depths = _depths(draft.units)
    rows = []
    for place in range(start, min(start + PAGE, len(draft.units))):
        unit, name = draft.units[place], draft.names[place]
        is_first = place == 0 or draft.units[place - 1].line < unit.line
        after = next((one.line for one in draft.units[place + 1 :] if one.line > unit.line), len(source))
        rows.append(
            Worked(
                name=name,
                unit=unit,
                depth=min(depths[place], 6),
                source=source[unit.line : after] if is_first else (),
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
