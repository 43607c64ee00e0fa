"""The units of an act, as structure recognition gives them: a flat list in order of the text."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a unit is. The label keeps the tradition's own word."""

    # What stands before the first provision: title, number, date; then the reasons of enactment.
    PREFACE = "preface"
    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    POINT = "point"
    LETTER = "letter"
    # A paragraph without a number: «абзац», «став».
    UNNUMBERED = "unnumbered"
    # A heading without a number between provisions.
    HEADING = "heading"
    ANNEX = "annex"
    TABLE = "table"
    # What a publisher wrote between the lines of a consolidated text.
    NOTE = "note"
    # Signatures and places after the last provision.
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit. All labels, headings and texts in order are the text of the act, nothing lost or doubled."""

    kind: Kind
    # Address inside the act: ASCII, lossless, unique ("chp_1__art_12-1__para_2__point_3").
    eid: str
    # As printed, with the tradition's word: «Статья 12¹.», «1-бап.», «а)»; empty where there is none.
    label: str = ""
    heading: str = ""
    # Own text, without that of the units below it.
    text: str = ""
    # The eid of the unit that holds this one; empty at the top.
    parent: str = ""
    # Position of its first line in the document, from 0.
    line: int = 0
    page: int | None = None
    # A stub that says that the provision was repealed.
    repealed: bool = False
    # Rows of cells when this is a table.
    cells: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What an editor should look at: code, where, and the values that its sentence names."""

    code: str
    eid: str = ""
    line: int = 0
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """A recognised act."""

    tradition: str
    # ISO 639-1, with the script where a language has two: "uz-Cyrl", "sr-Latn".
    language: str
    units: tuple[Unit, ...]
    warnings: tuple[Doubt, ...] = ()
