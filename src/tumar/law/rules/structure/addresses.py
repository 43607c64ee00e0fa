"""Addresses of units: ASCII, unique, the same however often an act is read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tumar.law.rules.structure.drafts import PREFIXES, Draft
from tumar.law.rules.structure.marks import DASH
from tumar.law.rules.units import Doubt, Kind, Unit

_PARAGRAPHS = frozenset({Kind.PARAGRAPH, Kind.POINT, Kind.LETTER, Kind.ARTICLE})


def addressed(drafts: Sequence[Draft], doubts: Sequence[Doubt]) -> tuple[list[Unit], list[Doubt]]:
    """Return the units with their addresses, and the doubts with those of the units they are about."""
    units: list[Unit] = []
    told: list[Doubt] = []
    counted: Counter[tuple[int | None, str]] = Counter()
    taken: set[str] = set()
    for one in drafts:
        above = units[one.parent].eid if one.parent is not None else ""
        segment = one.segment or _counted(one, drafts, counted)
        wanted = f"{above}__{segment}" if above else segment
        eid = _free(wanted, taken)
        if eid != wanted and one.segment:
            told.append(Doubt("address_repeated", eid, one.line, (one.label, wanted)))
        taken.add(eid)
        units.append(_unit(one, eid, above))
    said = [_about(doubt, units) for doubt in doubts]
    return units, sorted([*said, *told], key=lambda doubt: doubt.line)


def _about(doubt: Doubt, units: Sequence[Unit]) -> Doubt:
    """Return a doubt whose "@7" is made the address of the eighth unit."""
    return replace(doubt, eid=units[int(doubt.eid[1:])].eid) if doubt.eid.startswith("@") else doubt


def _counted(one: Draft, drafts: Sequence[Draft], counted: Counter[tuple[int | None, str]]) -> str:
    """Return the segment of a unit that has no number of its own."""
    prefix = _prefix(one)
    counted[one.parent, prefix] += 1
    count = counted[one.parent, prefix]
    if prefix == "al" and one.parent is not None:
        holder = drafts[one.parent]
        # The text of the unit itself is its first paragraph.
        count += 1 if holder.text and holder.kind in _PARAGRAPHS else 0
    if one.kind in {Kind.PREFACE, Kind.PREAMBLE, Kind.CLOSING} and count == 1:
        return prefix
    return f"{prefix}_{count}"


def _prefix(one: Draft) -> str:
    if one.form == DASH:
        return "indent"
    if one.form == "appr":
        return "appr"
    if one.kind is Kind.ANNEX or (one.kind in {Kind.PART, Kind.CHAPTER, Kind.SECTION} and not one.number):
        return f"{PREFIXES[one.kind]}_x"
    return PREFIXES[one.kind]


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


def _unit(one: Draft, eid: str, above: str) -> Unit:
    return Unit(
        kind=one.kind,
        eid=eid,
        label=one.label,
        heading=one.heading,
        text="\n".join(one.text),
        parent=above,
        line=one.line,
        page=one.page,
        repealed=one.repealed,
        cells=one.cells,
    )
