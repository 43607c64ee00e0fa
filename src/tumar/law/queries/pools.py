"""A country's law of one day as a pool that requirements are asked of: made once, kept in the process.

The rows of a confirmed version never change, so a pool is right as long as the same versions hold; its key
is made of them, and nothing has to be told when one is confirmed or withdrawn.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from threading import Lock

from tumar.kernel.scope import Scope
from tumar.law.models import Version
from tumar.law.queries.indexes import kept_texts
from tumar.law.queries.vectors import meaning_kept
from tumar.law.queries.versions import holding, in_force, structure_of, versions
from tumar.law.rules.suggesting import (
    Candidate,
    Keeping,
    Meaning,
    Pool,
    Requirement,
    Suggestion,
    candidates_of,
    suggest,
    term_base,
)
from tumar.law.rules.suggesting import engine as engine_of

# Some 130 MB for 15,000 articles of 150 words; most countries have far fewer on file.
KEPT_AT_MOST = 3
# A set of 1,200 requirements, asked again and again while it is coded.
ANSWERS_AT_MOST = 1500
# Enough for ten provisions in three languages when some are set aside.
RANKED = 40
LOOKED_AGAIN_AFTER = 600.0  # seconds


def law_of_the_day(country: str, day: date, scope: Scope) -> list[Version]:
    """Return the texts of a country's acts in force, in every language, as they hold on a day."""
    act = "expression__instrument__"
    named = {f"{act}country": country, f"{act}withdrawn_on": None}
    return holding(versions(scope).filter(in_force(day), **named), day)


def read(text: Version) -> list[Candidate]:
    """Return the provisions of a version with what they say."""
    return candidates_of(structure_of(text), str(text.pk))


class LawPool:
    """The provisions of some versions, ready to be asked by any number of threads, one after another."""

    def __init__(self, texts: Sequence[Version]) -> None:
        self._texts = texts
        self._asking = Lock()
        self._answers: OrderedDict[tuple[str, str], list[Suggestion]] = OrderedDict()
        self._meaning: Meaning | None = None
        self._looked_at = -LOOKED_AGAIN_AFTER

    @cached_property
    def pool(self) -> Pool:
        """All the provisions with their words; made from the index when it is first asked for.

        Its candidates have no texts: `read` gives the same ones with what they say.
        """
        kept = kept_texts(self._texts)
        if kept is None:
            return Pool([one for text in self._texts for one in read(text)])
        keeping = Keeping()
        for text in kept:
            keeping.add(text)
        return Pool(keeping.candidates, keeping.said())

    def suggest(self, requirement: Requirement) -> tuple[str, Sequence[Suggestion]]:
        """Return what ranked, and the provisions that may answer the requirement, the likeliest first."""
        with self._asking:
            meaning = self._known_meaning()
            key = (engine_of(meaning), repr(requirement))
            if key not in self._answers:
                self._answers[key] = suggest(
                    requirement, self.pool, term_base(), meaning=meaning, limit=RANKED
                )
                self.pool.forget()
            if len(self._answers) > ANSWERS_AT_MOST:
                self._answers.popitem(last=False)
            return key[0], self._answers[key]

    def _known_meaning(self) -> Meaning | None:
        """Return the vectors once they are on file; they are made at night and no page waits for them."""
        if self._meaning is None and time.monotonic() - self._looked_at >= LOOKED_AGAIN_AFTER:
            self._looked_at = time.monotonic()
            self._meaning = meaning_kept(self._texts, read)
        return self._meaning


_pools: OrderedDict[str, LawPool] = OrderedDict()
_choosing = Lock()


def key_of(texts: Iterable[Version]) -> str:
    """Return the digest of the versions that a pool is made of."""
    told = sorted(f"{text.pk} {text.edition} {text.confirmed_at}" for text in texts)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def pool_of(texts: Sequence[Version]) -> LawPool:
    """Return the pool of these versions; the same one for whoever asks."""
    key = key_of(texts)
    # Only an empty one is made under this lock, so that nobody waits for the law of another country.
    with _choosing:
        if key not in _pools:
            _pools[key] = LawPool(texts)
            while len(_pools) > KEPT_AT_MOST:
                _pools.popitem(last=False)
        _pools.move_to_end(key)
        return _pools[key]
