"""What was decided about the rows of an act, for all that build units from them."""

from dataclasses import dataclass, field

from tumar.law.rules.structure.annexes import Opening
from tumar.law.rules.structure.headings import Hit
from tumar.law.rules.structure.rows import Row
from tumar.law.rules.traditions import Tradition

# Signs with which a quotation may begin.
QUOTES = '«»„“"”‟'


@dataclass
class Plan:
    """The rows of an act with all that was decided about them."""

    rows: list[Row]
    tradition: Tradition
    hits: list[Hit | None]
    # Rows that are no provisions: the first of each note or quotation, and the row after its end.
    notes: dict[int, int] = field(default_factory=dict)
    quotations: dict[int, int] = field(default_factory=dict)
    contents: tuple[int, int] | None = None
    # Lines without a number that head what follows.
    headings: set[int] = field(default_factory=set)
    annexes: dict[int, Opening] = field(default_factory=dict)
    # Rows with which signatures begin, each with the row after their end.
    closings: dict[int, int] = field(default_factory=dict)
    # The sections of the act have no point after their numbers.
    is_undotted: bool = False
    preamble: int = 0
    begin: int = 0

    def is_quoted(self, start: int) -> bool:
        """Tell whether the whole of the first row of a quotation belongs to it."""
        return self.rows[start].is_quoted or self.rows[start].text[0] in QUOTES

    def taken(self) -> list[bool]:
        """Tell of each row whether it belongs to a note, a quotation or a table of contents."""
        found = [False] * len(self.rows)
        spans = [*self.notes.items(), *((start + 1, end) for start, end in self.quotations.items())]
        for start, end in [*spans, *([self.contents] if self.contents else [])]:
            found[start:end] = [True] * (end - start)
        for start in self.quotations:
            found[start] |= self.is_quoted(start)
        return found
