"""Vectors of provisions for the optional engine: made at night, kept in files, never waited for by a page.

A piece of text has a file of its own, so that versions share what they share; a version has one of all its
vectors in order, so that a process that begins reads no text again.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from tumar.law.models import TextIndex, Version
from tumar.law.rules.suggesting import Candidate, Meaning, the_model
from tumar.law.rules.suggesting.meaning import (
    CHUNK_WORDS,
    MODULE,
    Model,
    Vectors,
    chunks,
    is_installed,
    meaning_from,
    vectors_of,
)

# Some eight a second: a night's hour and a half.
MADE_AT_MOST = 40_000
# What reads the provisions of a version with their texts.
Reader = Callable[[Version], Sequence[Candidate]]


class NotMadeYet(Exception):
    """The vector of some text is not on file."""


@dataclass(frozen=True)
class _Vectored:
    """The provisions of one version: of which of them each vector is, and how many there are."""

    owners: NDArray[np.intp]
    vectors: Vectors
    size: int


def _folder() -> Path:
    return Path(settings.TUMAR_DATA) / "vectors"


def _place(text: str) -> Path:
    """Return where the vector of a text lies: by what it says."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return _folder() / digest[:2] / f"{digest[2:]}.f32"


def _place_of_version(version: Version, made_from: str) -> Path:
    """Return where the vectors of a version lie: by what it says and by how it was cut."""
    told = f"{MODULE} {CHUNK_WORDS} {version.pk} {version.edition} {version.confirmed_at} {made_from}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    return _folder() / "versions" / digest[:2] / f"{digest[2:]}.npz"


def _put(place: Path, write: Callable[[Path], None]) -> None:
    """Write a file whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"part-{os.getpid()}-{place.name}")
    write(aside)
    aside.replace(place)


def _kept(texts: list[str]) -> Vectors:
    try:
        return np.stack([np.fromfile(_place(text), dtype=np.float32) for text in texts])
    except (OSError, ValueError) as fault:
        raise NotMadeYet from fault


def kept_or_made(model: Model) -> Model:
    """Return the model with a memory: what it reads once is on file for the next command."""

    def passage(texts: list[str]) -> Vectors:
        try:
            for text in dict.fromkeys(texts):
                if not _place(text).exists():
                    _make(text, model)
            return _kept(texts)
        except (OSError, NotMadeYet):
            # A folder that cannot be written, or a damaged file: the answer does not depend on either.
            return model.passage(texts)

    return Model(model.query, passage)


def meaning_kept(texts: Sequence[Version], read: Reader) -> Meaning | None:
    """Return the provisions of versions as vectors; None where the extra or the vector of some is missing.

    A version is only read where its vectors were never put together.
    """
    model = the_model() if is_installed() else None
    if model is None or not texts:
        return None
    made_from = _made_from(texts)
    try:
        parts = [_vectored(one, made_from.get(one.pk), read) for one in texts]
    except NotMadeYet:
        return None
    begins = np.cumsum([0, *(part.size for part in parts)])
    if not begins[-1]:
        return None
    return meaning_from(
        np.concatenate([part.owners + begin for part, begin in zip(parts, begins, strict=False)]),
        np.concatenate([part.vectors for part in parts if part.size]),
        [one.expression.language for one, part in zip(texts, parts, strict=True) for _each in part.owners],
        model,
        size=int(begins[-1]),
    )


def _made_from(texts: Sequence[Version]) -> dict[int, str]:
    rows = TextIndex.objects.filter(version__in=[one.pk for one in texts]).order_by()
    return dict(rows.values_list("version", "made_from"))


def _vectored(version: Version, made_from: str | None, read: Reader) -> _Vectored:
    """Return the vectors of a version from its file, or put together from its texts; raises NotMadeYet."""
    if made_from is None:
        return _together(read(version))
    place = _place_of_version(version, made_from)
    try:
        with np.load(place) as kept:
            return _Vectored(kept["owners"], kept["vectors"], int(kept["size"]))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        found = _together(read(version))
    _keep(place, found)
    return found


def _together(candidates: Sequence[Candidate]) -> _Vectored:
    if not candidates:
        return _Vectored(np.empty(0, dtype=np.intp), np.empty((0, 0), dtype=np.float32), 0)
    # Only what is on file is asked for: no query is needed.
    owners, vectors = vectors_of(candidates, Model(_kept, _kept))
    return _Vectored(owners, vectors, len(candidates))


def _keep(place: Path, found: _Vectored) -> None:
    def write(aside: Path) -> None:
        with aside.open("wb") as file:
            np.savez(file, owners=found.owners, vectors=found.vectors, size=np.int64(found.size))

    _put(place, write)


def make_vectors(texts: Sequence[Version], read: Reader, *, most: int = MADE_AT_MOST) -> int:
    """Make the vectors that are not on file; return how many were made, none without the extra."""
    model = the_model() if is_installed() else None
    if model is None:
        return 0
    made, made_from = 0, _made_from(texts)
    for version in texts:
        key = made_from.get(version.pk)
        if key is not None and _place_of_version(version, key).exists():
            continue
        candidates = read(version)
        for text in _missing(candidates):
            if made >= most:
                return made
            _make(text, model)
            made += 1
        if key is not None:
            _keep(_place_of_version(version, key), _together(candidates))
    return made


def _make(text: str, model: Model) -> None:
    vector = np.asarray(model.passage([text])[0], dtype=np.float32)
    _put(_place(text), vector.tofile)


def _missing(candidates: Sequence[Candidate]) -> Iterator[str]:
    for one in candidates:
        for text in chunks(one):
            if not _place(text).exists():
                yield text
