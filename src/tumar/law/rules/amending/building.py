"""New provisions from the lines in which an amendment gives them."""

import re
from collections import Counter
from dataclasses import dataclass

from tumar.law.rules.addresses import flat_number, printed_address
from tumar.law.rules.amending.languages import LANGUAGES, RAISED, language
from tumar.law.rules.amending.places import bare
from tumar.law.rules.amending.proposals import Step
from tumar.law.rules.structure.drafts import PREFIXES
from tumar.law.rules.units import Kind, Structure, Unit

DEPTHS = {
    Kind.ANNEX: 0,
    Kind.PART: 1,
    Kind.CHAPTER: 2,
    Kind.SECTION: 3,
    Kind.ARTICLE: 4,
    Kind.PARAGRAPH: 5,
    Kind.POINT: 6,
    Kind.LETTER: 7,
    Kind.UNNUMBERED: 8,
}
FIGURE = rf"\d+(?:[-.]\d+)*[{RAISED}]*[A-Za-z]?"
SHORT_LABEL = re.compile(
    rf"(?:\(?(?:{FIGURE})\)|{FIGURE}\.|\([^\W\d_]{{1,3}}\)|[^\W\d_]{{1,2}}\))(?=\s|[^\W\d]|[«„“\"])"
)
DEFAULT_KINDS = (
    (re.compile(r"\d+\.\d+\.\d+(?:\.\d+)*\.?"), Kind.POINT),
    (re.compile(r"\(\d\S*\)|\d\S*\.|\d+\.\d+"), Kind.PARAGRAPH),
    (re.compile(r"\d\S*\)"), Kind.POINT),
    (re.compile(r"\(?\w+\)"), Kind.LETTER),
)
SENTENCE_END = (".", ";", ":")


@dataclass(frozen=True)
class Piece:
    """One line with what its beginning says that it is."""

    kind: Kind
    label: str
    number: str
    rest: str


def shape(label: str) -> str:
    """Return a label with 9 for figures and a for letters, so that labels of one sort are alike."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+(?:-\d+)*", "9", flat_number(label)))


class Builder:
    """Makes units in the manner of the act that they go into: a label is what its like is there."""

    def __init__(self, structure: Structure) -> None:
        kinds: dict[str, Counter[Kind]] = {}
        for unit in structure.units:
            if unit.label and unit.kind in DEPTHS:
                kinds.setdefault(shape(unit.label), Counter())[unit.kind] += 1
        self._kinds = {label: found.most_common(1)[0][0] for label, found in kinds.items()}
        code = structure.language.split("-")[0]
        self._labels = language(code).labels if code in LANGUAGES else ()

    @staticmethod
    def address(parent: str, kind: Kind, number: str) -> str:
        """Return the address of a provision below another, as recognition would give it."""
        step = f"{PREFIXES[kind]}_{printed_address(number)}"
        return f"{parent}__{step}" if parent else step

    def piece(self, line: str, expected: Step | None = None) -> Piece:
        """Return what a line is; `expected` is the provision that was announced."""
        for label in self._labels:
            found = label.pattern.match(line)
            if found:
                return Piece(label.kind, found[0], found["n"], line[found.end() :].strip())
        short = SHORT_LABEL.match(line)
        if not short:
            return Piece(Kind.UNNUMBERED, "", "", line)
        kind = self._kind(short[0], expected)
        return Piece(kind, short[0], bare(short[0]).rstrip("."), line[short.end() :].strip())

    def _kind(self, label: str, expected: Step | None) -> Kind:
        known = self._kinds.get(shape(label))
        if known:
            return known
        if expected and bare(label).rstrip(".") == expected.number:
            return expected.kinds[0]
        return next((kind for pattern, kind in DEFAULT_KINDS if pattern.fullmatch(label)), Kind.UNNUMBERED)

    def built(
        self, parent: Unit, lines: tuple[str, ...], added: tuple[Step, ...], taken: set[str]
    ) -> list[Unit]:
        """Return the units of new lines below a parent; a line without a label is a paragraph of its own."""
        expected = {flat_number(step.number): step for step in added}
        made: list[Unit] = []
        above: list[Unit] = []
        taken = set(taken)
        for line in lines:
            wanted = expected.get(flat_number(bare((line.split() or [""])[0]).rstrip(".")))
            piece = self.piece(line, wanted)
            while above and not _holds(above[-1], piece):
                above.pop()
            holder = above[-1] if above else parent
            unit = self._unit(piece, holder.eid, piece.number or self._next_place(holder, taken))
            taken.add(unit.eid)
            made.append(unit)
            above.append(unit)
        return made

    def _unit(self, piece: Piece, holder: str, number: str) -> Unit:
        eid = self.address(holder, piece.kind, number)
        if DEPTHS[piece.kind] <= DEPTHS[Kind.ARTICLE] and not piece.rest.endswith(SENTENCE_END):
            return Unit(piece.kind, eid, piece.label, piece.rest, "", holder)
        return Unit(piece.kind, eid, piece.label, "", piece.rest, holder)

    def _next_place(self, holder: Unit, taken: set[str]) -> str:
        # The text of the unit itself is its first paragraph.
        place = 2 if holder.text else 1
        while self.address(holder.eid, Kind.UNNUMBERED, str(place)) in taken:
            place += 1
        return str(place)


def _holds(above: Unit, piece: Piece) -> bool:
    """Tell whether a line belongs under the one before it."""
    is_item = above.kind in {Kind.POINT, Kind.LETTER}
    if piece.kind is Kind.UNNUMBERED:
        return above.kind is not Kind.UNNUMBERED and not (is_item and above.text.endswith("."))
    if above.kind is Kind.UNNUMBERED:
        return above.text.endswith(":") and piece.kind in {Kind.POINT, Kind.LETTER}
    return DEPTHS[above.kind] < DEPTHS[piece.kind]
