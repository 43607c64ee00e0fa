"""Two rows of a table made one, with all that points to them; and undone again."""

from tumar.kernel.merging.declared import (
    Column,
    Forgotten,
    Moves,
    Rebuilt,
    Rule,
    Stays,
    columns_to,
    declare,
    rule_of,
    rules_of,
)
from tumar.kernel.merging.making import Merging
from tumar.kernel.merging.undoing import CannotUndo, Undone, obstacles, undo

__all__ = [
    "CannotUndo",
    "Column",
    "Forgotten",
    "Merging",
    "Moves",
    "Rebuilt",
    "Rule",
    "Stays",
    "Undone",
    "columns_to",
    "declare",
    "obstacles",
    "rule_of",
    "rules_of",
    "undo",
]
