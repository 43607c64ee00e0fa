"""Comparison of two versions of an act by provision."""

from tumar.law.rules.comparing.changes import Change, Comparison, Status, compare
from tumar.law.rules.comparing.wording import Span, Wording

__all__ = ["Change", "Comparison", "Span", "Status", "Wording", "compare"]
