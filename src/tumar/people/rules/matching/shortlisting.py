"""Whom of those that share a key with a row to look at: all namesakes, and of others the likeliest few.

To look at a person costs some fifty times what it costs to find one by a key, so that strangers who share no
more than a common given name and a father's name with a row are dropped by their keys alone.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
# Of those who share a key that few have, and of those who share only keys that many have.
MOST_NEAR, MOST_FAR = 6, 2
# One key that many share tells nothing by itself.
FEWEST_WIDE = 2
# What it says for a pair that both were born in one year, or a year apart, in bits.
SAME_YEAR, NEAR_YEAR = 5.0, 2.0
_PLACES = 2**32


@dataclass(frozen=True)
class Hits:
    """Which subject shares a key with whom on file, what sharing it says in bits, and the kind of the key."""

    at: Numbers
    pk: Numbers
    bits: NDArray[np.float64]
    years: NDArray[np.float64]  # bits that the two years of birth add
    is_whole: NDArray[np.bool_]  # both names
    is_wide: NDArray[np.bool_]  # shared by very many, so that only those of about the year were looked up

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """Return all hits as one."""
        names = ("at", "pk", "bits", "years", "is_whole", "is_wide")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def year_bits(one: Numbers, other: Numbers) -> NDArray[np.float64]:
    """Return what two years of birth say for a pair; 0 stands for an unknown one."""
    apart = np.abs(one - other)
    found = np.where(apart == 0, SAME_YEAR, np.where(apart == 1, NEAR_YEAR, 0.0))
    return np.where((one > 0) & (other > 0), found, 0.0)


def shortlist(hits: Hits) -> tuple[Numbers, Numbers]:
    """Return the pairs of subject and person on file to be compared, in order."""
    if not len(hits.at):
        return hits.at, hits.pk
    packed = hits.at * _PLACES + hits.pk
    order = np.argsort(packed, kind="stable")
    packed = packed[order]
    starts = np.flatnonzero(np.r_[True, packed[1:] != packed[:-1]])
    pairs = packed[starts]
    at, pk = pairs // _PLACES, pairs % _PLACES
    years = np.maximum.reduceat(hits.years[order], starts)
    bits = np.add.reduceat(hits.bits[order], starts) + years
    is_whole = np.logical_or.reduceat(hits.is_whole[order], starts)
    is_far = np.logical_and.reduceat(hits.is_wide[order], starts)
    keys = np.diff(np.r_[starts, len(packed)])
    is_kept = is_whole.copy()
    is_near = ~is_whole & ~is_far
    # Beside a namesake of the same year nobody who only sounds like it will do.
    is_found = np.isin(at, at[is_whole & (years >= SAME_YEAR)])
    is_far &= ~is_whole & (keys >= FEWEST_WIDE) & ~is_found
    for kind, most in ((is_near, MOST_NEAR), (is_far, MOST_FAR)):
        places = np.flatnonzero(kind)
        is_kept[places[_likeliest(at[places], bits[places], most)]] = True
    return at[is_kept], pk[is_kept]


def _likeliest(at: Numbers, bits: NDArray[np.float64], most: int) -> Numbers:
    """Return the places of the so many likeliest of each subject."""
    if not len(at):
        return at
    order = np.lexsort((-bits, at))
    starts = np.flatnonzero(np.r_[True, at[order][1:] != at[order][:-1]])
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    chosen: Numbers = order[rank < most]
    return chosen
