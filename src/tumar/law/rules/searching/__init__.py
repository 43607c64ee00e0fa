"""Search in the words of law: how a text is indexed, what is looked for, which provisions answer best.

A word is known by its term: the stem where a stemmer knows the language, else the whole word, folded and in
Latin letters where the language is written in two scripts. What is looked for is the beginning of terms, so
that "лиценз" finds лицензия, лицензиат and лицензирование.
"""

from tumar.law.rules.searching.asking import (
    Clause,
    Likes,
    Needle,
    Row,
    asked_in,
    holds,
    in_single_words,
    needle,
    told_apart,
)
from tumar.law.rules.searching.indexing import FORMAT, OLDEST, Headed, TextIndex, digest_of, index_of
from tumar.law.rules.searching.matching import Answers, Places, Searched, best, heads_of, matched
from tumar.law.rules.searching.spelling import nearest, runs_needed, runs_of, similar
from tumar.law.rules.searching.terms import spoken_in, term_of

__all__ = [
    "FORMAT",
    "OLDEST",
    "Answers",
    "Clause",
    "Headed",
    "Likes",
    "Needle",
    "Places",
    "Row",
    "Searched",
    "TextIndex",
    "asked_in",
    "best",
    "digest_of",
    "heads_of",
    "holds",
    "in_single_words",
    "index_of",
    "matched",
    "nearest",
    "needle",
    "runs_needed",
    "runs_of",
    "similar",
    "spoken_in",
    "term_of",
    "told_apart",
]
