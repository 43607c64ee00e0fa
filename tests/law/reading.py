"""Acts of our own, and lines made from text."""

import re
from pathlib import Path

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind, Structure, Unit

ACTS = Path(__file__).parent / "acts"
NAMES = sorted(one.stem for one in ACTS.glob("*.txt"))


def document(text: str) -> Document:
    """Return the lines of a text as a reader of plain text gives them."""
    return Document(tuple(Line(line) for line in text.splitlines() if line.strip()), "text")


def act(name: str) -> Document:
    """Return one of our own acts."""
    return document((ACTS / f"{name}.txt").read_text(encoding="utf-8"))


def outline(structure: Structure) -> str:
    """Return one line for each unit and doubt, as the files beside the acts have them."""
    depth = {"": -1}
    lines = [f"{structure.tradition} {structure.language}"]
    for one in structure.units:
        depth[one.eid] = depth[one.parent] + 1
        told = [
            one.kind.value,
            one.eid,
            one.label and f"[{one.label}]",
            one.heading and f"= {one.heading}",
            "repealed" if one.repealed else "",
        ]
        lines.append("  " * depth[one.eid] + " ".join(filter(None, told)))
    lines += [f"! {one.code} {one.eid} {' | '.join(one.values)}".rstrip() for one in structure.warnings]
    return "\n".join(lines) + "\n"


def units(text: str, tradition: str = "auto") -> list[Unit]:
    """Return the units of a text."""
    return list(recognise(document(text), tradition).units)


def labels(text: str, tradition: str = "auto") -> list[str]:
    """Return what each unit is and how it is labelled: "article Статья 1."."""
    return [f"{one.kind.value} {one.label}".strip() for one in units(text, tradition)]


def of_kind(kind: Kind, text: str, tradition: str = "auto") -> list[Unit]:
    """Return the units of one kind."""
    return [one for one in units(text, tradition) if one.kind is kind]


def letters_of(text: str) -> str:
    """Return a text without white space: where lines break is not part of what an act says."""
    return re.sub(r"\s", "", text)


def said(structure: Structure) -> str:
    """Return all that the units say, in order, without white space."""
    told = [
        "".join([one.label, one.heading, one.text, *(cell for row in one.cells for cell in row)])
        for one in structure.units
    ]
    return letters_of("".join(told))


def addresses(text: str, tradition: str = "auto") -> list[str]:
    """Return the addresses of the units of a text."""
    return [one.eid for one in units(text, tradition)]


def doubts(text: str, tradition: str = "auto") -> list[str]:
    """Return the codes of what an editor should look at."""
    return [one.code for one in recognise(document(text), tradition).warnings]
