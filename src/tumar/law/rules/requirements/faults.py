"""What can be wrong with a file of requirements: always which item, which field, and what to do."""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum


class Problem(StrEnum):
    """What is wrong; the face words it."""

    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_TEXT = "not-text"
    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_WORD = "unknown-word"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_CONCEPT = "unknown-concept"
    BAD_CODE = "bad-code"
    TWICE = "twice"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    NO_LANGUAGE = "no-language"
    NOT_YAML = "not-yaml"
    ALIAS = "alias"
    KEY_TWICE = "key-twice"
    TOO_LARGE = "too-large"
    NO_SHEET = "no-sheet"
    NO_COLUMN = "no-column"
    NOT_A_BOOK = "not-a-book"
    NOT_JSON = "not-json"
    NOT_A_CATALOG = "not-a-catalog"
    # Of files of relations.
    NOT_A_NODE = "not-a-node"
    ITSELF = "itself"
    PAIR_TWICE = "pair-twice"
    NO_REQUIREMENT = "no-requirement"


@dataclasses.dataclass(frozen=True)
class SetFault:
    """One thing that is wrong in a file: where, and the values that its sentence names."""

    problem: Problem
    # The requirement's code, or its place in the list (`#3`) where it has none; empty for the set itself.
    item: str = ""
    field: str = ""
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)
