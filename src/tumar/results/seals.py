"""The seal of an edition: one SHA-256 over its figures and its lines, as a text that anybody can hash again.

The text has a head, then each figure in the factsheet's order followed by its lines in canonical order, one a
line. Who may see all of it can download it, and `sha256sum` gives the edition's seal.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tumar.results.rules import Line, OutOfOrder, canonical


def head_text(programme: str, as_of: date) -> str:
    """Return the first line of the text."""
    return f"edition\t{programme}\t{as_of.isoformat()}"


def figure_text(indicator: str, definition: str, value: int, told: Mapping[str, Any]) -> str:
    """Return the line of one figure, with all that the edition says of it."""
    said = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"figure\t{indicator}\t{definition}\t{value}\t{said}"


def line_text(indicator: str, line: Line) -> str:
    """Return the line of one evidence line."""
    return f"line\t{indicator}\t{canonical(line)}"


class Seal:
    """The SHA-256 of an edition while its text goes by."""

    def __init__(self, programme: str, as_of: date) -> None:
        self._digest = hashlib.sha256()
        self._previous = ""
        self._add(head_text(programme, as_of))

    def _add(self, text: str) -> None:
        self._digest.update(f"{text}\n".encode())

    def figure(self, indicator: str, definition: str, value: int, told: Mapping[str, Any]) -> None:
        """Let the line of one figure go by; its evidence lines follow."""
        self._previous = ""
        self._add(figure_text(indicator, definition, value, told))

    def line(self, indicator: str, line: Line) -> None:
        """Let one evidence line go by; lines out of their order are refused."""
        text = line_text(indicator, line)
        if text < self._previous:
            raise OutOfOrder(self._previous, text)
        self._previous = text
        self._add(text)

    @property
    def sha256(self) -> str:
        """The hash of all that went by."""
        return self._digest.hexdigest()
