"""Which unit of an act a path means; where that is open, the doubt is said, not decided."""

import re
from collections import defaultdict
from dataclasses import replace

from tumar.law.rules.addresses import flat_number, letter_position, number_in_eid, roman
from tumar.law.rules.amending.places import bare
from tumar.law.rules.amending.proposals import Path, Proposal, Step, Verb
from tumar.law.rules.units import Kind, Structure, Unit

NOT_FOUND, AMBIGUOUS, COUNTED, CASE_FORMS = "not_found", "ambiguous", "counted", "case_forms"
# The title stands with the number and date of the act, in one text.
TITLE = "title"
TOP = Unit(Kind.PREFACE, "")
WORD_IN_LABEL = re.compile(r"[^\W\d_]{3,}\.?")
SHORTEST_STEM = 4


class Act:
    """An act by address, and what stands below each unit, in order."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.units = {unit.eid: unit for unit in structure.units}
        self.below: dict[str, list[Unit]] = defaultdict(list)
        for unit in structure.units:
            self.below[unit.parent].append(unit)

    def at(self, eid: str) -> Unit:
        """Return the unit at an address; an empty one is the act itself."""
        return self.units[eid] if eid else TOP

    def is_in_annex(self, unit: Unit) -> bool:
        """Tell whether a unit stands in an annex at any depth."""
        while unit.parent in self.units:
            unit = self.units[unit.parent]
            if unit.kind is Kind.ANNEX:
                return True
        return False

    def within(self, unit: Unit) -> list[Unit]:
        """Return what stands below a unit at any depth, in order."""
        found: list[Unit] = []
        waiting = list(reversed(self.below[unit.eid]))
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += reversed(self.below[one.eid])
        return found


def numbers_of(unit: Unit) -> set[str]:
    """Return the ways in which the number of a unit can be written."""
    printed = bare(" ".join(WORD_IN_LABEL.sub(" ", flat_number(unit.label)).split()).rstrip(".:"))
    written = {number_in_eid(unit), printed.strip("-. "), printed.strip("-. ").lower()}
    found = set(written)
    for number in written:
        value = roman(number)
        if value:
            found.add(str(value))
    return found - {""}


def has_number(unit: Unit, number: str, language: str) -> bool:
    """Tell whether a unit bears a number, in whatever letters either is written."""
    number = flat_number(number)
    wanted = {number, number.lower(), number.rstrip(".")}
    value = roman(number)
    if value and len(number) > 1:
        wanted.add(str(value))
    if wanted & numbers_of(unit):
        return True
    if unit.kind is not Kind.LETTER:
        return False
    place = letter_position(number, language)
    return place is not None and any(letter_position(one, language) == place for one in numbers_of(unit))


def _step(act: Act, around: Unit, step: Step) -> tuple[list[Unit], str]:
    """Return the units that a step can mean below another, and a doubt."""
    if Kind.UNNUMBERED in step.kinds and step.number:
        found, doubt = _counted(act, around, int(step.number) if step.number.isdigit() else 0)
        if found or step.kinds == (Kind.UNNUMBERED,):
            return found, doubt
    for kind in step.kinds:
        units = [unit for unit in act.within(around) if unit.kind is kind]
        if step.number:
            units = [unit for unit in units if has_number(unit, step.number, act.structure.language)]
        if not units:
            continue
        if around is TOP and len(units) > 1:
            # An article of the act itself, rather than one of its annexes.
            units = [unit for unit in units if not act.is_in_annex(unit)] or units
        direct = [unit for unit in units if unit.parent == around.eid]
        return (direct if len(direct) == 1 else units), ""
    return [], ""


def _counted(act: Act, around: Unit, number: int) -> tuple[list[Unit], str]:
    """Return the paragraph that has no number but a place: the unit's own text is the first."""
    own = [around] if around is not TOP and around.text else []
    direct = act.below[around.eid]
    lines = own + [unit for unit in direct if unit.kind is Kind.UNNUMBERED]
    if not 1 <= number <= len(lines):
        return [], ""
    found = lines[number - 1]
    before = direct[: direct.index(found)] if found in direct else []
    is_plain = all(unit.kind is Kind.UNNUMBERED for unit in before)
    return [found], "" if is_plain else COUNTED


def find(structure: Structure, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the address that a path means, and the doubts about it; the act itself has an empty one."""
    act = Act(structure)
    around, doubts = TOP, []
    for step in path:
        found, doubt = _step(act, around, step)
        if not found:
            return "", (NOT_FOUND,)
        doubts += [doubt] if doubt else []
        if len(found) > 1:
            return "", (AMBIGUOUS,)
        around = found[0]
    return around.eid, tuple(doubts)


def resolved(proposal: Proposal, structure: Structure) -> Proposal:
    """Return the proposal with the address that it means in this act, and the doubts of a reader."""
    eid, doubts = find(structure, proposal.path)
    if proposal.after and not doubts:
        doubts = find(structure, proposal.after)[1]
    if proposal.path and proposal.path[0].kinds == (Kind.PREFACE,):
        doubts += (TITLE,)
    if proposal.is_everywhere and proposal.verb in {Verb.REPLACE_WORDS, Verb.DELETE_WORDS}:
        doubts += (CASE_FORMS,) if _has_other_forms(structure, eid, proposal.old) else ()
    return replace(proposal, eid=eid, doubts=doubts)


def _has_other_forms(structure: Structure, eid: str, old: str) -> bool:
    """Tell whether the text has words that begin like the replaced ones and end otherwise."""
    kept = re.findall(r"\w+", old.lower())
    stems = [word[: max(SHORTEST_STEM, len(word) - 2)] for word in kept if len(word) > SHORTEST_STEM]
    if not stems:
        return False
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})\w*", re.I)
    said = " ".join(
        f"{unit.heading} {unit.text}"
        for unit in structure.units
        if not eid or unit.eid == eid or unit.eid.startswith(f"{eid}__")
    )
    return any(found.lower() not in kept for found in pattern.findall(said))
