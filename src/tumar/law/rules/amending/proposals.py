"""What an amendment proposes, one change at a time, for a person to accept."""

from dataclasses import dataclass
from enum import StrEnum

from tumar.law.rules.units import Kind


class Verb(StrEnum):
    """What is to be done."""

    REPLACE_WORDS = "replace_words"
    INSERT_WORDS = "insert_words"
    APPEND_WORDS = "append_words"
    DELETE_WORDS = "delete_words"
    ADD_PROVISION = "add_provision"
    REPLACE_PROVISION = "replace_provision"
    DELETE_PROVISION = "delete_provision"
    REPEAL = "repeal"
    RENUMBER = "renumber"


class Part(StrEnum):
    """Where in the target the words are meant."""

    ANYWHERE = "anywhere"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address as it was written: which kinds the word can mean, and the number.

    Paragraphs without a number are counted: «абзац второй» has the number 2.
    """

    kinds: tuple[Kind, ...]
    rank: int
    number: str = ""


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed change of one provision."""

    order: int
    verb: Verb
    # Where the change is; for a new provision what is to hold it, an empty path being the act itself.
    path: Path
    # The address of that in the act at hand; empty for the act itself, and where it was not found.
    eid: str
    # "not_found", "ambiguous", "counted" (found by counting paragraphs), "case_forms" (other forms of the
    # word remain), "title" (the title stands among number and date).
    doubts: tuple[str, ...]
    part: Part
    old: str = ""
    new: str = ""
    # Words are inserted after these, or before them.
    anchor: str = ""
    is_before: bool = False
    # Every place where the words stand is meant, not one.
    is_everywhere: bool = False
    # New provisions: their text by line, the number each is announced with, the sibling they stand after.
    lines: tuple[str, ...] = ()
    added: Path = ()
    after: Path = ()
    # The instruction's own words, and where they are in the source.
    words: str = ""
    start: int = 0
    end: int = 0
    # The words that name the act to be amended, where the instruction stands under such a heading.
    act: str = ""


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A passage that looks like an instruction and was not understood."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An amendment read: proposals in order, what was not understood, what holds no instruction."""

    proposals: tuple[Proposal, ...]
    unparsed: tuple[Unparsed, ...]
    passed: tuple[Unparsed, ...] = ()
