"""Corrections of a recognised structure: the order of the text stays; kinds, levels and labels change.

A unit is named by its first line and its place among the units that begin there ("12.0"), not by its
address: addresses follow from the structure and change with every correction.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tumar.law.rules.structure.drafts import PREFIXES
from tumar.law.rules.units import Kind, Unit


class Operation(StrEnum):
    """What an editor can do to a unit."""

    RETYPE = "retype"
    RAISE = "raise"
    LOWER = "lower"
    SPLIT = "split"
    JOIN = "join"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of one unit."""

    operation: Operation
    unit: str
    values: Mapping[str, str | int]


class CannotCorrect(ValueError):
    """The correction does not fit the structure: there is no such unit, or nothing to do."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One unit with its depth; parents follow from depths, so that the order of the text always stays."""

    unit: Unit
    depth: int
    # Its own step of the address no longer says what it is.
    is_renamed: bool = False


NUMBER = re.compile(r"\d+(?:[-.]\d+)*")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def keys(units: Sequence[Unit]) -> list[str]:
    """Return the name of each unit for corrections: its line, and its place among those that begin there."""
    seen: Counter[int] = Counter()
    found = []
    for unit in units:
        found.append(f"{unit.line}.{seen[unit.line]}")
        seen[unit.line] += 1
    return found


def corrected(units: Sequence[Unit], corrections: Iterable[Correction]) -> tuple[list[Unit], list[int]]:
    """Return the units after all corrections, and the places of those corrections that no longer fit."""
    recognised = placed = _placed(units)
    left_out = []
    for number, one in enumerate(corrections):
        try:
            placed = _apply(placed, one)
        except CannotCorrect:
            left_out.append(number)
    if placed == recognised:
        return list(units), left_out
    return readdressed(placed), left_out


def check(units: Sequence[Unit], correction: Correction) -> None:
    """Refuse a correction that does not fit the structure, with CannotCorrect."""
    _apply(_placed(units), correction)


def _placed(units: Sequence[Unit]) -> list[Placed]:
    depths = {"": -1}
    found = []
    for unit in units:
        depth = depths.get(unit.parent, -1) + 1
        depths[unit.eid] = depth
        found.append(Placed(unit, depth))
    return found


def _apply(placed: list[Placed], one: Correction) -> list[Placed]:
    names = keys([each.unit for each in placed])
    if one.unit not in names:
        raise CannotCorrect(one.unit)
    return _OPERATIONS[one.operation](placed, names.index(one.unit), one.values)


def _end(placed: Sequence[Placed], at: int) -> int:
    """Return the place after the last unit below the one at `at`."""
    end = at + 1
    while end < len(placed) and placed[end].depth > placed[at].depth:
        end += 1
    return end


def _shifted(placed: list[Placed], at: int, step: int) -> list[Placed]:
    end = _end(placed, at)
    moved = [replace(one, depth=one.depth + step) for one in placed[at:end]]
    return [*placed[:at], *moved, *placed[end:]]


def _raise(placed: list[Placed], at: int, _values: Mapping[str, str | int]) -> list[Placed]:
    if placed[at].depth == 0:
        raise CannotCorrect("top")
    return _shifted(placed, at, -1)


def _lower(placed: list[Placed], at: int, _values: Mapping[str, str | int]) -> list[Placed]:
    if at == 0 or placed[at - 1].depth < placed[at].depth:
        raise CannotCorrect("first")
    return _shifted(placed, at, 1)


def _retype(placed: list[Placed], at: int, values: Mapping[str, str | int]) -> list[Placed]:
    try:
        kind = Kind(str(values["kind"]))
    except (KeyError, ValueError) as error:
        raise CannotCorrect("kind") from error
    return _changed(placed, at, kind=kind)


def _changed(placed: list[Placed], at: int, **facts: object) -> list[Placed]:
    unit = replace(placed[at].unit, **facts)  # type: ignore[arg-type]
    is_renamed = bool({"kind", "label"} & facts.keys()) or placed[at].is_renamed
    return [*placed[:at], Placed(unit, placed[at].depth, is_renamed), *placed[at + 1 :]]


def _edit(placed: list[Placed], at: int, values: Mapping[str, str | int]) -> list[Placed]:
    facts = {name: str(values[name]) for name in ("label", "heading", "text") if name in values}
    if not facts:
        raise CannotCorrect("nothing")
    return _changed(placed, at, **facts)


def _split(placed: list[Placed], at: int, values: Mapping[str, str | int]) -> list[Placed]:
    """Cut a unit's text in two; what follows, and the units below, go to the new one."""
    unit = placed[at].unit
    position = int(values.get("position", 0))
    first, second = unit.text[:position].rstrip(), unit.text[position:].lstrip()
    if position <= 0 or not second:
        raise CannotCorrect("position")
    label = str(values.get("label", ""))
    if label and not second.startswith(label):
        raise CannotCorrect("label")
    kind = Kind(str(values.get("kind", Kind.UNNUMBERED)))
    text = second[len(label) :].lstrip()
    new = replace(unit, kind=kind, eid="", label=label, heading="", text=text, repealed=False, cells=())
    depth = placed[at].depth
    parts = [replace(placed[at], unit=replace(unit, text=first)), Placed(new, depth, is_renamed=True)]
    return [*placed[:at], *parts, *placed[at + 1 :]]


def _join(placed: list[Placed], at: int, _values: Mapping[str, str | int]) -> list[Placed]:
    """Let the words of a unit continue those of the unit before it in the text."""
    if at == 0 or placed[at].unit.cells or placed[at - 1].unit.cells:
        raise CannotCorrect("first")
    before, unit = placed[at - 1], placed[at].unit
    text = " ".join(filter(None, (before.unit.text, unit.label, unit.heading, unit.text)))
    return [*placed[: at - 1], replace(before, unit=replace(before.unit, text=text)), *placed[at + 1 :]]


_Operate = Callable[[list[Placed], int, Mapping[str, str | int]], list[Placed]]
_OPERATIONS: dict[Operation, _Operate] = {
    Operation.RETYPE: _retype,
    Operation.RAISE: _raise,
    Operation.LOWER: _lower,
    Operation.SPLIT: _split,
    Operation.JOIN: _join,
    Operation.EDIT: _edit,
}


def readdressed(placed: Sequence[Placed]) -> list[Unit]:
    """Return the units with parents and addresses that follow from their depths, kinds and numbers."""
    above: list[str] = []
    taken: set[str] = set()
    counted: Counter[tuple[str, Kind]] = Counter()
    found = []
    for one in placed:
        depth = min(one.depth, len(above))
        parent = above[depth - 1] if depth else ""
        counted[parent, one.unit.kind] += 1
        step = _step(one, counted[parent, one.unit.kind])
        eid = _free(f"{parent}__{step}" if parent else step, taken)
        above = [*above[:depth], eid]
        found.append(replace(one.unit, eid=eid, parent=parent))
    return found


def _step(one: Placed, place: int) -> str:
    """Return the last step of a unit's address: as it was, unless its kind or its label was changed."""
    if not one.is_renamed:
        return one.unit.eid.rpartition("__")[2]
    prefix = PREFIXES[one.unit.kind]
    if one.unit.kind in {Kind.PREFACE, Kind.PREAMBLE, Kind.CLOSING}:
        return prefix if place == 1 else f"{prefix}_{place}"
    return f"{prefix}_{_number(one.unit) or place}"


def _number(unit: Unit) -> str:
    """Return the number of a labelled unit as its address has it, else as its label shows it."""
    if not unit.label:
        return ""
    kept = unit.eid.rpartition("__")[2].partition("_")[2]
    flat = re.sub(
        r"(?<=\w)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda digits: "-" + digits[1].translate(SUPERSCRIPTS), unit.label
    )
    shown = NUMBER.search(flat)
    # An edited label shows another number than the address; letters have none, so the address is kept.
    if shown and shown[0] != kept.partition("_")[0]:
        return shown[0]
    return kept


def _free(eid: str, taken: set[str]) -> str:
    free, number = eid, 1
    while free in taken:
        number += 1
        free = f"{eid}_{number}"
    taken.add(free)
    return free
