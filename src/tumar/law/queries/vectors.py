"""Vectors of provisions for the optional engine: made at night, kept in files, never waited for by a page."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from django.conf import settings

from tumar.law.rules.suggesting import Candidate, Meaning, meaning_of, the_model
from tumar.law.rules.suggesting.meaning import Model, Vectors, chunks, is_installed

# Some eight a second: a night's hour and a half.
MADE_AT_MOST = 40_000


def _place(text: str) -> Path:
    """Return where the vector of a text lies: by what it says, so that versions share what they share."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Path(settings.TUMAR_DATA) / "vectors" / digest[:2] / f"{digest[2:]}.f32"


class NotMadeYet(Exception):
    """The vector of some text is not on file."""


def _kept(texts: list[str]) -> Vectors:
    try:
        return np.stack([np.fromfile(_place(text), dtype=np.float32) for text in texts])
    except (OSError, ValueError) as fault:
        raise NotMadeYet from fault


def meaning_kept(candidates: Callable[[], Sequence[Candidate]]) -> Meaning | None:
    """Return the candidates as vectors; None where the extra is missing or their vectors are not made yet.

    Their texts are read only where the extra is there.
    """
    model = the_model() if is_installed() else None
    if model is None:
        return None
    try:
        return meaning_of(candidates(), Model(model.query, _kept))
    except NotMadeYet:
        return None


def make_vectors(candidates: Sequence[Candidate], *, most: int = MADE_AT_MOST) -> int:
    """Make the vectors that are not on file; return how many were made. None without the extra."""
    model = the_model() if is_installed() else None
    if model is None:
        return 0
    made = 0
    for text in _missing(candidates):
        if made >= most:
            break
        place = _place(text)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_suffix(".part")
        np.asarray(model.passage([text])[0], dtype=np.float32).tofile(aside)
        aside.replace(place)
        made += 1
    return made


def _missing(candidates: Sequence[Candidate]) -> Iterator[str]:
    for one in candidates:
        for text in chunks(one):
            if not _place(text).exists():
                yield text
