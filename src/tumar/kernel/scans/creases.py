"""Folds of a sheet and streaks of a printer: lines that run through the whole table and are nobody's hand.

A fold across a row looks like a row struck out, and one through the boxes like a stroke in each of them. They
are told apart by going on where nobody writes: beside the table, or straight through most of its rows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tumar.kernel.scans.layout import Layout

Floats = NDArray[np.float64]
Grey = NDArray[np.float32]
Mask = NDArray[np.bool_]

# Half of what a fold darkens, in millimetres, and how dark it must be to be one.
_HALF, _DARK = 1.5, 0.035
# The bare strips between the table and the marks of its rows, in millimetres from the table's edge.
_STRIP = (0.9, 3.2)
_STEEPEST = 4.0  # millimetres from one end to the other
_STEPS = 21
_MOST_ROWS = 0.6
_BESIDE_LINE = 0.9
_WINDOW = 6.0
_MOST_CREASES = 4
# Over so many pixels a crease is as dark as most of them are.
_STRETCH, _BARE = 90, 45


@dataclass(frozen=True)
class Crease:
    """One line through the table: where it lies in each column of pixels, or in each row of them."""

    is_level: bool
    places: NDArray[np.intp]
    half: int

    def cleared(self, contrast: Grey) -> Grey:
        """Return the contrast without what the crease alone darkens; strokes across it stay."""
        found = contrast.copy()
        line, lines = (found if self.is_level else found.T), np.arange(len(self.places))
        for step in range(-self.half, self.half + 1):
            at = np.clip(self.places + step, 0, len(line) - 1)
            line[at, lines] -= np.maximum(_of_itself(line[at, lines]), 0)
        return found


def _of_itself(along: Grey) -> Grey:
    """Return how dark a crease is along a line of its pixels: most of each stretch bears no stroke."""
    stretches = np.array_split(along, max(2, len(along) // _STRETCH))
    dark = [float(np.percentile(stretch, _BARE)) for stretch in stretches]
    middles = np.cumsum([len(stretch) for stretch in stretches]) - len(along) / len(stretches) / 2
    return np.interp(np.arange(len(along)), middles, dark).astype(np.float32)


def find_creases(straight: Image.Image, contrast: Grey, layout: Layout, scale: float) -> list[Crease]:
    """Return the folds and streaks of a page that lies flat; `contrast` is that of its table."""
    half = round(_HALF * scale)
    level = [Crease(True, places, half) for places in _level(straight, contrast, layout, scale)]
    upright = [Crease(False, places, half) for places in _upright(contrast, layout, scale)]
    return [*level, *upright]


def _level(straight: Image.Image, contrast: Grey, layout: Layout, scale: float) -> list[NDArray[np.intp]]:
    """Return the level creases: dark in the strips on both sides of the table, and all the way between."""
    grey = np.asarray(straight.convert("L"), dtype=np.float64)
    table, (near, far) = layout.table, _STRIP
    rows = slice(round(table.y * scale), round(table.y * scale) + contrast.shape[0])
    left = grey[rows, round((table.x - far) * scale) : round((table.x - near) * scale)]
    right = grey[rows, round((table.right + near) * scale) : round((table.right + far) * scale)]
    ends = [_dark_places(strip.mean(axis=1), scale) for strip in (left, right)]
    found = []
    for first in ends[0]:
        for last in ends[1]:
            if abs(first - last) <= _STEEPEST * scale:
                places = np.linspace(first, last, contrast.shape[1]).round().astype(np.intp)
                if _is_dark_along(contrast, places, scale):
                    found.append(places)
    return found[:_MOST_CREASES]


def _dark_places(profile: Floats, scale: float) -> list[int]:
    """Return where a bare strip is darker than around, the darkest place of each dark stretch."""
    window = round(_WINDOW * scale)
    padded = np.pad(profile, window // 2, mode="edge")
    around = np.median(np.lib.stride_tricks.sliding_window_view(padded, window)[: len(profile)], axis=1)
    dark = 1 - profile / np.maximum(around, 1.0)
    found: list[int] = []
    while len(found) < _MOST_CREASES and dark.max(initial=0.0) > _DARK:
        place = int(dark.argmax())
        found.append(place)
        dark[max(0, place - window // 2) : place + window // 2] = 0
    return found


def _is_dark_along(contrast: Grey, places: NDArray[np.intp], scale: float) -> bool:
    reach, lines = round(0.8 * scale), np.arange(contrast.shape[1])
    around = [
        contrast[np.clip(places + step, 0, len(contrast) - 1), lines] for step in range(-reach, reach + 1)
    ]
    parts = np.array_split(np.stack(around), 24, axis=1)
    # Each part's darkest level, as most of its pixels have it.
    return float(np.median([np.percentile(part, 40, axis=1).max() for part in parts])) > _DARK


def _upright(contrast: Grey, layout: Layout, scale: float) -> list[NDArray[np.intp]]:
    """Return the upright creases: dark from top to bottom in most rows, along one straight line."""
    table, inner = layout.table, round(1.2 * scale)
    high = layout.row(0).height * scale
    bands = [
        contrast[round(row * high) + inner : round((row + 1) * high) - inner] for row in range(layout.rows)
    ]
    is_dark = np.stack([np.percentile(band, 30, axis=0) > _DARK for band in bands])
    for x in layout.upright_lines:
        place, beside = (x - table.x) * scale, _BESIDE_LINE * scale
        is_dark[:, max(0, round(place - beside)) : round(place + beside) + 1] = False
    near = is_dark.copy()
    for step in (1, 2):
        near[:, step:] |= is_dark[:, :-step]
        near[:, :-step] |= is_dark[:, step:]
    found: list[NDArray[np.intp]] = []
    shares = np.linspace(-0.5, 0.5, layout.rows)
    while len(found) < _MOST_CREASES:
        best = max(
            (_straightest(near, shares * slant * scale) for slant in _slants()), key=lambda one: one[0]
        )
        count, place, shifts = best
        if count < max(3, _MOST_ROWS * layout.rows):
            break
        for row, shift in enumerate(shifts):
            middle = place + shift
            near[row, max(0, middle - round(2 * scale)) : middle + round(2 * scale)] = False
        rows = (np.arange(layout.rows) + 0.5) * high
        found.append(np.interp(np.arange(len(contrast)), rows, place + shifts).round().astype(np.intp))
    return found


def _slants() -> Floats:
    return np.linspace(-_STEEPEST, _STEEPEST, _STEPS)


def _straightest(near: Mask, drift: Floats) -> tuple[int, int, NDArray[np.intp]]:
    """Return in how many rows a line of this slant is dark where it is so in most, and where that is."""
    shifts = drift.round().astype(np.intp)
    counts = np.sum([np.roll(row, -shift) for row, shift in zip(near, shifts, strict=True)], axis=0)
    most = np.flatnonzero(counts == counts.max())
    return int(counts.max()), int(most[len(most) // 2]), shifts
