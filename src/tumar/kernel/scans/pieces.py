"""Connected pieces of a mask, found line by line."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """Runs of set pixels along the lines of a mask: line, first and last + 1 pixel, piece."""

    lines: Numbers
    firsts: Numbers
    lasts: Numbers
    pieces: Numbers
    count: int


def find_pieces(mask: Mask) -> Runs:
    """Return the runs of a mask, each with its piece; pixels that touch at corners are connected."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    lines, firsts = np.nonzero(steps == 1)
    _same, lasts = np.nonzero(steps == -1)
    parent = list(range(len(lines)))
    for upper, lower in _touching(lines, firsts, lasts, width):
        one, other = _root(parent, upper), _root(parent, lower)
        if one != other:
            parent[max(one, other)] = min(one, other)
    roots = np.array([_root(parent, run) for run in range(len(parent))], dtype=np.int64)
    names, pieces = np.unique(roots, return_inverse=True)
    return Runs(lines, firsts, lasts, pieces.astype(np.int64), len(names))


def _touching(lines: Numbers, firsts: Numbers, lasts: Numbers, width: int) -> list[tuple[int, int]]:
    """Return the pairs of runs that touch, the one in the upper line first."""
    stride = width + 4
    # Runs of the line above that end no earlier than this one begins, and begin no later than it ends.
    keys_of_ends = lines * stride + lasts
    keys_of_begins = lines * stride + firsts
    begin = np.searchsorted(keys_of_ends, (lines - 1) * stride + firsts, side="left")
    end = np.searchsorted(keys_of_begins, (lines - 1) * stride + lasts, side="right")
    counts = np.maximum(end - begin, 0)
    lower = np.repeat(np.arange(len(lines)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    upper = np.repeat(begin, counts) + offsets
    return list(zip(upper.tolist(), lower.tolist(), strict=True))


def _root(parent: list[int], run: int) -> int:
    while parent[run] != run:
        parent[run] = parent[parent[run]]
        run = parent[run]
    return run
