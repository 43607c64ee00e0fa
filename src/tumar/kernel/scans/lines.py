"""Where the table's printed lines lie on a page that was laid flat by its marks alone.

A lens bends lines and a folded sheet never lies quite flat again: between marks that are where they should
be, lines can still run a millimetre beside their place, where they would be taken for ink.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tumar.kernel.scans.layout import WIDTH, Layout

Floats = NDArray[np.float64]

# How far beside its place a line is looked for, and how long the parts are in which it is; in millimetres.
_REACH, _PART = 1.9, 11.0
# Darker than this against its surroundings along most of a part: a line, and no stroke that crosses it.
_LEAST_DARK, _MOST = 0.05, 30
# Fewer parts than this share found say nothing of a line.
_LEAST_FOUND = 0.4
# What a part says against its neighbours, in millimetres, is not believed.
_ODD = 0.45


@dataclass(frozen=True)
class Drift:
    """How far printed lines lie beside their places, in millimetres, at the crossings of a grid.

    `down` says it of level lines at (line, x), `across` of upright ones at (row, line).
    """

    down: Floats
    down_at: Floats
    across: Floats
    across_at: Floats

    @property
    def most(self) -> float:
        """The largest drift there is."""
        return float(max(np.abs(self.down).max(), np.abs(self.across).max()))

    def at(self, line: int, x: Floats) -> Floats:
        """Return the drift (n, 2) along one level line at these places."""
        above, below = max(line - 1, 0), min(line, len(self.across) - 1)
        beside = (self.across[above] + self.across[below]) / 2
        right = np.interp(x, self.across_at, beside)
        return np.column_stack([right, np.interp(x, self.down_at, self.down[line])])


def find_drift(flat: Image.Image, layout: Layout, scale: float) -> Drift:
    """Return where the lines of a page lie that was laid flat, `scale` pixels to a millimetre."""
    dark = 255.0 - np.asarray(flat.convert("L"), dtype=np.float64)
    parts = _parts(layout)
    middles = (parts[:-1] + parts[1:]) / 2
    down = np.full((layout.rows + 1, len(middles)), np.nan)
    for line, y in enumerate(layout.level_lines):
        for part, (left, right) in enumerate(pairwise(parts)):
            down[line, part] = _beside(_patch(dark, left, right, y, scale))
    uprights = np.array(list(layout.upright_lines))
    across = np.full((layout.rows, len(uprights)), np.nan)
    for row in range(layout.rows):
        band = layout.row(row)
        for line, x in enumerate(uprights):
            across[row, line] = _beside(_patch(dark.T, band.y + 0.8, band.bottom - 0.8, x, scale))
    return Drift(_whole(down), middles, _whole(across), uprights)


def _patch(dark: Floats, first: float, last: float, place: float, scale: float) -> Floats:
    """Return the pixels around a level line, from so far above it to so far below."""
    top, bottom = round((place - _REACH) * scale), round((place + _REACH) * scale)
    return dark[max(top, 0) : bottom, round(first * scale) : round(last * scale)]


def _beside(patch: Floats) -> float:
    """Return how far below its place a line lies in a patch, in millimetres; not a number where none is."""
    profile = np.percentile(patch, _MOST, axis=1) / 255
    profile = profile - np.percentile(profile, 30)
    peak = int(profile.argmax())
    if profile[peak] < _LEAST_DARK or peak in (0, len(profile) - 1):
        return float("nan")
    near = slice(max(0, peak - 3), peak + 4)
    weight = np.clip(profile[near] - profile[peak] / 4, 0, None)
    middle = float((weight * np.arange(len(profile))[near]).sum() / weight.sum()) + 0.5
    return middle * 2 * _REACH / len(profile) - _REACH


def _whole(found: Floats) -> Floats:
    """Fill in what was not found, and leave out what one place says against all around it."""
    around = _around(found)
    odd = np.abs(found - around) > _ODD
    kept = np.where(odd, np.nan, found)
    if np.isfinite(kept).mean() < _LEAST_FOUND:
        return np.zeros_like(found)
    whole = np.where(np.isfinite(kept), kept, _around(kept))
    return np.where(np.isfinite(whole), whole, 0.0)


def _around(values: Floats) -> Floats:
    """Return the median of each place and its neighbours, of those that are known."""
    padded = np.pad(values, 1, constant_values=np.nan)
    high, wide = values.shape
    stack = np.stack([padded[y : y + high, x : x + wide] for y in range(3) for x in range(3)])
    known = np.isfinite(stack).any(axis=0)
    # Where nothing is known there is no median; asking for one would warn.
    return np.where(known, np.nanmedian(np.where(known, stack, 0.0), axis=0), np.nan)


def across_page(layout: Layout) -> Floats:
    """Return the places along a line at which a page is laid flat, from one edge to the other."""
    return np.concatenate([[0.0], _parts(layout), [WIDTH]])


def _parts(layout: Layout) -> Floats:
    table = layout.table
    return np.linspace(table.x, table.right, max(4, round(table.width / _PART)) + 1)
