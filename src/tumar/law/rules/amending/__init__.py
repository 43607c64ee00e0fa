"""Amendments as they are worded, and what they make of an act."""

from tumar.law.rules.amending.applying import Refusal, Refused, apply, consolidated
from tumar.law.rules.amending.languages import LANGUAGES
from tumar.law.rules.amending.proposals import Part, Proposal, Reading, Step, Unparsed, Verb
from tumar.law.rules.amending.reading import parse

__all__ = [
    "LANGUAGES",
    "Part",
    "Proposal",
    "Reading",
    "Refusal",
    "Refused",
    "Step",
    "Unparsed",
    "Verb",
    "apply",
    "consolidated",
    "parse",
]
