"""Units while they are being put together, before they have addresses."""

from dataclasses import dataclass, field

from tumar.law.rules.structure.numbers import Number
from tumar.law.rules.structure.rows import Row
from tumar.law.rules.units import Kind


@dataclass(slots=True)
class Draft:
    """A unit in the making."""

    kind: Kind
    # The last piece of its address: "art_5"; empty while it only is to be counted.
    segment: str
    parent: int | None
    line: int
    page: int | None = None
    label: str = ""
    heading: str = ""
    text: list[str] = field(default_factory=list)
    number: Number | None = None
    form: str = ""
    repealed: bool = False
    cells: tuple[tuple[str, ...], ...] = ()

    def last_text(self) -> str:
        """Return what was written last in this unit."""
        return self.text[-1] if self.text else self.heading or self.label


def draft(kind: Kind, row: Row, parent: int | None, segment: str = "") -> Draft:
    """Begin a unit with a row."""
    return Draft(kind, segment, parent, row.line, row.page)


PREFIXES = {
    Kind.PREFACE: "preface",
    Kind.PREAMBLE: "preamble",
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PARAGRAPH: "para",
    Kind.POINT: "point",
    Kind.LETTER: "letter",
    Kind.UNNUMBERED: "al",
    Kind.HEADING: "hdg",
    Kind.ANNEX: "att",
    Kind.TABLE: "table",
    Kind.NOTE: "note",
    Kind.CLOSING: "closing",
}
