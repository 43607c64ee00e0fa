"""What can be suggested: the articles of an act, or what stands in their place, each with its passages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tumar.law.rules.units import Kind, Structure, Unit

# What a reader would cite. Where there are no articles, the highest numbered unit takes their place.
CITED = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.LETTER, Kind.UNNUMBERED, Kind.TABLE})
ABOVE = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX, Kind.HEADING})
LEFT_OUT = frozenset({Kind.PREFACE, Kind.NOTE, Kind.CLOSING})


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit within a provision: where, and its own words."""

    eid: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provision that can be suggested."""

    # The file or the record that it stands in.
    source: str
    language: str
    eid: str
    label: str
    heading: str
    # Headings of what holds it, from the top.
    path: tuple[str, ...]
    passages: tuple[Passage, ...]


def candidates_of(structure: Structure, source: str = "", *, by_passage: bool = False) -> list[Candidate]:
    """Return the provisions of an act in order; repealed ones and notes of the publisher are left out.

    A provision is an article, or what stands in its place; with `by_passage` each unit with words of its own.
    """
    by_eid = {unit.eid: unit for unit in structure.units}
    over = headings_over(structure.units)
    holders: dict[str, list[Unit]] = {}
    for unit in structure.units:
        if unit.kind in LEFT_OUT or unit.repealed:
            continue
        holder = _holder(unit, by_eid)
        if by_passage and holder is not None and not holder.repealed:
            holder = unit if unit.text or unit.cells else None
        if holder is not None and not holder.repealed:
            holders.setdefault(holder.eid, []).append(unit)
    return [
        _candidate(by_eid[eid], units, above(by_eid[eid], by_eid, over), structure.language, source)
        for eid, units in holders.items()
        if any(unit.text or unit.heading or unit.cells for unit in units)
    ]


def holders_of(units: Sequence[Unit]) -> list[int]:
    """Return for each unit the place of the provision that it is read in: its article or what stands for it.

    What stands in none is its own; so is what a publisher wrote. A heading that stands alone belongs to the
    article under it.
    """
    by_eid = {unit.eid: unit for unit in units}
    places = {unit.eid: at for at, unit in enumerate(units)}
    heads = {heading: article for article, heading in headings_over(units).items()}
    found = []
    for at, unit in enumerate(units):
        holder = None if unit.kind in LEFT_OUT else _holder(unit, by_eid)
        found.append(places[heads[unit.eid]] if unit.eid in heads else places[holder.eid] if holder else at)
    return found


def _lineage(unit: Unit, by_eid: Mapping[str, Unit]) -> Iterator[Unit]:
    """Yield the unit and all that hold it, upwards."""
    seen: set[str] = set()
    while unit.eid not in seen:
        yield unit
        seen.add(unit.eid)
        if unit.parent not in by_eid:
            return
        unit = by_eid[unit.parent]


def _holder(unit: Unit, by_eid: Mapping[str, Unit]) -> Unit | None:
    """Return the provision that the unit belongs to."""
    line = list(_lineage(unit, by_eid))
    for one in line:
        if one.kind == Kind.ARTICLE:
            return one
    cited = [one for one in line if one.kind in CITED or one.kind == Kind.PREAMBLE]
    if cited:
        return cited[-1]
    # A chapter or an annex whose text was not divided further.
    return unit if unit.kind in ABOVE and (unit.text or unit.cells) else None


def headings_over(units: Iterable[Unit]) -> dict[str, str]:
    """Return for provisions without a heading the address of the one that stands alone right above them.

    So Serbian acts are written: «Предмет», and under it «Члан 1.».
    """
    found: dict[str, str] = {}
    last: Unit | None = None
    for unit in units:
        if last is not None and unit.kind == Kind.ARTICLE and not unit.heading and unit.parent == last.parent:
            found[unit.eid] = last.eid
        last = unit if unit.kind == Kind.HEADING else None
    return found


def above(unit: Unit, by_eid: Mapping[str, Unit], over: Mapping[str, str]) -> list[Unit]:
    """Return what heads the unit, from the top."""
    held_by = [one for one in _lineage(unit, by_eid) if one.eid != unit.eid]
    return [*reversed(held_by), *(by_eid[over[eid]] for eid in (unit.eid,) if eid in over)]


def _candidate(
    holder: Unit, units: Iterable[Unit], over: Sequence[Unit], language: str, source: str
) -> Candidate:
    return Candidate(
        source=source,
        language=language,
        eid=holder.eid,
        label=holder.label,
        heading=holder.heading,
        path=tuple(one.heading for one in over if one.heading),
        passages=tuple(_passages(holder, units)),
    )


def _passages(holder: Unit, units: Iterable[Unit]) -> Iterator[Passage]:
    for unit in units:
        heading = unit.heading if unit.eid != holder.eid else ""
        cells = " ".join(cell for row in unit.cells for cell in row)
        text = " ".join(part for part in (heading, unit.text, cells) if part)
        if text:
            yield Passage(unit.eid, unit.label, text)
