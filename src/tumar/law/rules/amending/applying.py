"""An act with one accepted change made in it; what cannot be made exactly as worded is refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tumar.law.rules.addresses import flat_number, last_step, number_in_eid
from tumar.law.rules.amending.building import Builder
from tumar.law.rules.amending.proposals import Part, Proposal, Step, Verb
from tumar.law.rules.amending.resolving import Act, find, numbers_of
from tumar.law.rules.amending.wordings import (
    CLOSING,
    closing,
    occurrences,
    with_appended,
    with_inserted,
    without,
)
from tumar.law.rules.units import Kind, Structure, Unit


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a change was not made.

    "target_not_found", "target_ambiguous", "words_not_found", "words_found_often" (a number in `found`),
    "address_taken", "no_text", "number_not_in_label", "whole_act".
    """

    order: int
    code: str
    eid: str = ""
    words: str = ""
    found: int = 0


class Refused(Exception):
    """A change that cannot be made as it is worded."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def apply(structure: Structure, change: Proposal) -> Structure:
    """Return the act with the change; raises Refused where words or places are not exactly as it says."""
    eid = _target(structure, change)
    if change.verb in {Verb.REPLACE_WORDS, Verb.DELETE_WORDS, Verb.INSERT_WORDS}:
        return _words_changed(structure, change, eid)
    if change.verb is Verb.ADD_PROVISION:
        return _added(structure, change, eid)
    if not eid:
        raise Refused(Refusal(change.order, "whole_act"))
    if change.verb is Verb.APPEND_WORDS:
        return _appended(structure, change, eid)
    if change.verb is Verb.REPLACE_PROVISION:
        return _set_out_anew(structure, change, eid)
    if change.verb is Verb.RENUMBER:
        return _renumbered(structure, change, eid)
    return _taken_out(structure, change, eid)


def consolidated(structure: Structure, changes: Sequence[Proposal]) -> tuple[Structure, tuple[Refusal, ...]]:
    """Return the act with all changes made in order, and those that were refused."""
    refusals: list[Refusal] = []
    for change in changes:
        try:
            structure = apply(structure, change)
        except Refused as refused:
            refusals.append(refused.refusal)
    return structure, tuple(refusals)


def _target(structure: Structure, change: Proposal) -> str:
    """Return the address that the change means in the act as it now is.

    A person may have settled a doubt by giving the address: then that one holds.
    """
    if change.eid and any(unit.eid == change.eid for unit in structure.units):
        return change.eid
    eid, doubts = find(structure, change.path)
    if "not_found" in doubts:
        raise Refused(Refusal(change.order, "target_not_found"))
    if "ambiguous" in doubts:
        raise Refused(Refusal(change.order, "target_ambiguous"))
    return eid


def _is_within(unit: Unit, eid: str) -> bool:
    return not eid or unit.eid == eid or unit.eid.startswith(f"{eid}__")


def _within(structure: Structure, eid: str) -> set[str]:
    """Return the addresses of a unit and of all that stands below it."""
    act = Act(structure)
    return {unit.eid for unit in act.within(act.at(eid))} | ({eid} if eid else set())


def _words_changed(structure: Structure, change: Proposal, eid: str) -> Structure:
    sought = change.anchor or change.old
    inside = _within(structure, eid)
    # A heading is meant where it is named; then that of the target alone.
    places = [
        (place, field, text)
        for place, unit in enumerate(structure.units)
        if unit.eid in inside
        for field, text in _texts(unit)
        if change.part is Part.ANYWHERE or (unit.eid == eid and _is_heading(unit, field))
    ]
    is_closing = sought in CLOSING and change.verb is Verb.REPLACE_WORDS
    if is_closing:
        places = [(place, field, text) for place, field, text in places if structure.units[place].eid == eid]
    spans_of = closing if is_closing else occurrences
    found = [
        (place, field, text, spans) for place, field, text in places if (spans := spans_of(text, sought))
    ]
    count = sum(len(spans) for *_rest, spans in found)
    if not count:
        raise Refused(Refusal(change.order, "words_not_found", eid, sought))
    if count > 1 and not change.is_everywhere:
        raise Refused(Refusal(change.order, "words_found_often", eid, sought, count))
    units = list(structure.units)
    for place, field, text, spans in found:
        for start, end in reversed(spans):
            text = _made(change, text, start, end)
        units[place] = _with_text(units[place], field, text)
    return replace(structure, units=tuple(units))


def _made(change: Proposal, text: str, start: int, end: int) -> str:
    if change.verb is Verb.REPLACE_WORDS:
        return text[:start] + change.new + text[end:]
    if change.verb is Verb.DELETE_WORDS:
        return without(text, start, end)
    return with_inserted(text, start if change.is_before else end, change.new, is_before=change.is_before)


# A field of a unit: its heading, its text, or a cell by row and column.
Field = str | tuple[int, int]


def _texts(unit: Unit) -> list[tuple[Field, str]]:
    cells: list[tuple[Field, str]] = [
        ((row, column), cell) for row, line in enumerate(unit.cells) for column, cell in enumerate(line)
    ]
    return [("heading", unit.heading), ("text", unit.text), *cells]


def _is_heading(unit: Unit, field: Field) -> bool:
    return field == "heading" or unit.kind is Kind.PREFACE


def _with_text(unit: Unit, field: Field, text: str) -> Unit:
    if field == "heading":
        return replace(unit, heading=text)
    if isinstance(field, str):
        return replace(unit, text=text)
    row, column = field
    rows = [list(line) for line in unit.cells]
    rows[row][column] = text
    return replace(unit, cells=tuple(map(tuple, rows)))


def _appended(structure: Structure, change: Proposal, eid: str) -> Structure:
    units = list(structure.units)
    place = next(number for number, unit in enumerate(units) if unit.eid == eid)
    unit = units[place]
    is_heading = change.part is Part.HEADING or not unit.text
    text = unit.heading if is_heading else unit.text
    if not text:
        raise Refused(Refusal(change.order, "no_text", eid, change.new))
    units[place] = _with_text(unit, "heading" if is_heading else "text", with_appended(text, change.new))
    return replace(structure, units=tuple(units))


def _added(structure: Structure, change: Proposal, eid: str) -> Structure:
    if not change.lines:
        raise Refused(Refusal(change.order, "no_text", eid))
    act = Act(structure)
    builder = Builder(structure)
    taken = set(act.units)
    after = find(structure, change.after)[0] if change.after else ""
    first = builder.built(act.at(eid), change.lines[:1], change.added, taken)[0]
    holder = _holder(act, eid, first, after)
    new = builder.built(holder, change.lines, change.added, taken)
    for unit in new:
        if unit.eid in taken or _is_article_twice(act, unit):
            raise Refused(Refusal(change.order, "address_taken", unit.eid))
    units = list(structure.units)
    place = _place(structure, holder.eid, new[0], after, change.added)
    line = units[place - 1].line if place else 0
    units[place:place] = [replace(unit, line=line) for unit in new]
    return replace(structure, units=tuple(units))


def _is_article_twice(act: Act, new: Unit) -> bool:
    """Tell whether the act itself, in whatever chapter, has an article of this number."""
    if new.kind is not Kind.ARTICLE or act.is_in_annex(new):
        return False
    articles = (unit for unit in act.units.values() if unit.kind is Kind.ARTICLE)
    return any(last_step(unit) == last_step(new) and not act.is_in_annex(unit) for unit in articles)


def _holder(act: Act, eid: str, new: Unit, after: str) -> Unit:
    """Return what a new provision goes into, where the words leave it to the order of the act."""
    if after and act.units[after].kind is new.kind:
        # «После статьи 5 дополнить статьей 5-1»: in the chapter of article 5.
        return act.at(act.units[after].parent)
    if not eid and new.kind is Kind.ARTICLE:
        return act.at(_chapter_for(act.structure, new))
    # 2.1.3 goes under 2.1, wherever its place was said to be.
    outer = number_in_eid(new).rpartition(".")[0]
    above = [unit for unit in act.within(act.at(eid)) if outer and number_in_eid(unit) == outer]
    if len(above) == 1 and above[0].kind is not new.kind:
        return above[0]
    # «Статью 2 дополнить подпунктом 3)», whose points stand under its first paragraph.
    holders = {unit.parent for unit in act.within(act.at(eid)) if unit.kind is new.kind}
    if len(holders) == 1 and new.kind in {Kind.POINT, Kind.LETTER}:
        holder = act.at(holders.pop())
        if holder.kind is Kind.UNNUMBERED and holder.parent == eid:
            return holder
    return act.at(eid)


def _order(number: str) -> tuple[tuple[int, str], ...]:
    """Return what numbers are sorted by: 5 before 5-1 before 6."""
    steps = re.findall(r"\d+|[^\W\d_]+", number)
    return tuple((int(step), "") if step.isdigit() else (0, step.lower()) for step in steps)


def _chapter_for(structure: Structure, article: Unit) -> str:
    """Return the parent of the article before the new one: articles are numbered through the act."""
    number = _order(number_in_eid(article))
    before = [
        unit for unit in structure.units if unit.kind is Kind.ARTICLE and _order(number_in_eid(unit)) < number
    ]
    return max(before, key=lambda unit: _order(number_in_eid(unit))).parent if before else ""


def _place(structure: Structure, eid: str, new: Unit, after: str, added: tuple[Step, ...]) -> int:
    """Return before which position of the act a new unit stands."""
    siblings = [unit for unit in structure.units if unit.parent == eid and unit.kind is new.kind]
    previous = after
    if not previous and new.kind is Kind.UNNUMBERED:
        place = int(added[0].number) if added and added[0].number.isdigit() else len(siblings) + 1
        direct = [unit.eid for unit in structure.units if unit.parent == eid]
        previous = siblings[min(place, len(siblings) + 1) - 2].eid if siblings and place > 1 else ""
        if place > len(siblings) and direct:
            previous = direct[-1]
    elif not previous:
        lower = [unit for unit in siblings if _order(number_in_eid(unit)) < _order(number_in_eid(new))]
        previous = lower[-1].eid if lower else ""
        if not siblings:
            direct = [unit.eid for unit in structure.units if unit.parent == eid]
            previous = direct[-1] if direct else ""
    return _end_of(structure, previous or eid, is_with_below=bool(previous))


def _end_of(structure: Structure, eid: str, *, is_with_below: bool) -> int:
    """Return the position after a unit, or after all that stands below it."""
    if not eid:
        first = [
            n for n, unit in enumerate(structure.units) if unit.kind not in {Kind.PREFACE, Kind.PREAMBLE}
        ]
        return first[0] if first else len(structure.units)
    inside = _within(structure, eid) if is_with_below else {eid}
    return max(place for place, unit in enumerate(structure.units) if unit.eid in inside) + 1


def _set_out_anew(structure: Structure, change: Proposal, eid: str) -> Structure:
    if not change.lines:
        raise Refused(Refusal(change.order, "no_text", eid))
    units = list(structure.units)
    place = next(number for number, unit in enumerate(units) if unit.eid == eid)
    old = units[place]
    if change.part is Part.HEADING:
        heading = " ".join(change.lines)
        field = "text" if old.kind is Kind.PREFACE else "heading"
        units[place] = _with_text(old, field, _without_label(heading, old))
        return replace(structure, units=tuple(units))
    if old.kind in {Kind.PREFACE, Kind.PREAMBLE}:
        units[place] = replace(old, text="\n".join(change.lines))
        return replace(structure, units=tuple(units))
    inside = _within(structure, eid)
    kept = {unit.eid for unit in units if unit.eid not in inside}
    new = _new_units(Builder(structure), old, Act(structure).at(old.parent), change, kept)
    rest = [unit for unit in units if unit.eid not in inside]
    if any(unit.eid in kept for unit in new):
        taken = next(unit.eid for unit in new if unit.eid in kept)
        raise Refused(Refusal(change.order, "address_taken", taken))
    before = sum(unit.eid not in inside for unit in units[:place])
    rest[before:before] = [replace(unit, line=old.line, page=old.page) for unit in new]
    return replace(structure, units=tuple(rest))


def _new_units(builder: Builder, old: Unit, holder: Unit, change: Proposal, kept: set[str]) -> list[Unit]:
    """Return the units that replace one; without a label of their own the first keeps the old one's."""
    step = change.path[-1:]
    first = builder.piece(change.lines[0], step[0] if step else None)
    if first.label and flat_number(first.number) in numbers_of(old):
        new = builder.built(holder, change.lines, step, kept)
        is_same_kind = new[0].kind is old.kind
        return new if is_same_kind else [replace(new[0], kind=old.kind, eid=old.eid), *new[1:]]
    head = replace(old, text=change.lines[0], repealed=False)
    return [head, *builder.built(head, change.lines[1:], (), {old.eid, *kept})]


def _without_label(heading: str, unit: Unit) -> str:
    label = unit.label.strip()
    return heading[len(label) :].strip() if label and heading.startswith(label) else heading


def _taken_out(structure: Structure, change: Proposal, eid: str) -> Structure:
    """Take a provision out; repealed, its label stays, for it still has its place in the act."""
    inside = _within(structure, eid)
    if change.part is Part.HEADING:
        units = tuple(replace(unit, heading="") if unit.eid == eid else unit for unit in structure.units)
        return replace(structure, units=units)
    made: list[Unit] = []
    for unit in structure.units:
        if unit.eid not in inside:
            made.append(unit)
        elif unit.eid == eid and change.verb is Verb.REPEAL:
            made.append(replace(unit, heading="", text="", cells=(), repealed=True))
    return replace(structure, units=tuple(made))


def _renumbered(structure: Structure, change: Proposal, eid: str) -> Structure:
    (step,) = change.added
    old = next(unit for unit in structure.units if unit.eid == eid)
    new_eid = Builder(structure).address(old.parent, old.kind, step.number)
    if any(unit.eid == new_eid for unit in structure.units):
        raise Refused(Refusal(change.order, "address_taken", new_eid))
    label = _relabelled(old.label, change.path[-1].number, step.number)
    if not label:
        raise Refused(Refusal(change.order, "number_not_in_label", eid, old.label))
    inside = _within(structure, eid)

    def moved(address: str) -> str:
        return new_eid + address[len(eid) :] if address in inside and address.startswith(eid) else address

    units = [
        replace(
            unit,
            eid=moved(unit.eid),
            parent=moved(unit.parent),
            label=label if unit.eid == eid else unit.label,
        )
        for unit in structure.units
    ]
    return replace(structure, units=tuple(units))


def _relabelled(label: str, old: str, new: str) -> str:
    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w])")
    return pattern.sub(new, label, count=1) if pattern.search(label) else ""
