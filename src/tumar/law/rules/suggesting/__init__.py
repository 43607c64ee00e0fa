"""Which provisions are likely to answer a requirement, across languages, with the words that say so."""

from tumar.law.rules.suggesting.asking import Requirement
from tumar.law.rules.suggesting.candidates import Candidate, Passage, candidates_of
from tumar.law.rules.suggesting.keeping import Keeping, KeptText
from tumar.law.rules.suggesting.meaning import Meaning, meaning_of, the_model
from tumar.law.rules.suggesting.pool import Pool
from tumar.law.rules.suggesting.ranking import Band, Found, Suggestion, engine, suggest
from tumar.law.rules.suggesting.recall import recall_at
from tumar.law.rules.suggesting.terms import FaultyTerms, TermBase, term_base

__all__ = [
    "Band",
    "Candidate",
    "FaultyTerms",
    "Found",
    "Keeping",
    "KeptText",
    "Meaning",
    "Passage",
    "Pool",
    "Requirement",
    "Suggestion",
    "TermBase",
    "candidates_of",
    "engine",
    "meaning_of",
    "recall_at",
    "suggest",
    "term_base",
    "the_model",
]
