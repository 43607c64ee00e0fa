"""Round stamps over the table: found as circles too large for a hand's loops, and taken out of the ink."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.kernel.scans.pieces import Mask, Numbers, find_pieces
from tumar.kernel.scans.straight import SCALE

Grey = NDArray[np.float32]
Floats = NDArray[np.float64]

# Radii of stamps, in millimetres, and how fine centres are looked for.
_RADII = np.arange(11.0, 24.0, 0.75)
_BIN = 1.5
_BEYOND = 24.0
_LEAST_VOTES = 90
_CANDIDATES = 6
# A circle is one where ink lies all along what of it lies in the table, at least so far round.
_LEAST_COVER, _LEAST_ARC = 0.8, 0.6
_COVER_OF_INNER = 0.6
_BAND = 0.55
# What is left within a stamp and is no larger than its letters, in millimetres.
_LETTER = 3.4


@dataclass(frozen=True)
class Circle:
    """One circle: its middle and radius in pixels."""

    x: float
    y: float
    radius: float


def find_stamps(mask: Mask, contrast: Grey) -> Mask:
    """Return the pixels of a mask that belong to round stamps."""
    stamped = np.zeros_like(mask)
    taken: list[Circle] = []
    for circle in _candidates(mask, contrast):
        if any(math.hypot(circle.x - one.x, circle.y - one.y) < 4 * SCALE for one in taken):
            continue
        fitted = _fitted(mask, circle)
        if fitted is not None:
            taken.append(fitted)
            stamped |= _of_stamp(mask, fitted)
    return stamped


def _candidates(mask: Mask, contrast: Grey) -> list[Circle]:
    """Let every rim pixel vote for the circles that it may lie on, and return those with most votes."""
    slopes = np.gradient(contrast)
    down, across = np.asarray(slopes[0]), np.asarray(slopes[1])
    steep = np.asarray(np.hypot(down, across))
    if not mask.any():
        return []
    y, x = np.nonzero(mask & (steep > float(np.percentile(steep[mask], 35))))
    unit_x, unit_y = across[y, x] / steep[y, x], down[y, x] / steep[y, x]
    wide = int((mask.shape[1] / SCALE + 2 * _BEYOND) / _BIN) + 1
    high = int((mask.shape[0] / SCALE + 2 * _BEYOND) / _BIN) + 1
    found = []
    for radius in _RADII:
        votes = np.zeros(wide * high, dtype=np.int64)
        for side in (-1.0, 1.0):
            at_x = ((x / SCALE + side * radius * unit_x + _BEYOND) / _BIN).astype(np.int64)
            at_y = ((y / SCALE + side * radius * unit_y + _BEYOND) / _BIN).astype(np.int64)
            votes += np.bincount(at_y * wide + at_x, minlength=wide * high)[: wide * high]
        for spot in np.argsort(votes)[-2:]:
            if votes[spot] >= _LEAST_VOTES:
                row, column = divmod(int(spot), wide)
                middle = ((column + 0.5) * _BIN - _BEYOND, (row + 0.5) * _BIN - _BEYOND)
                circle = Circle(middle[0] * SCALE, middle[1] * SCALE, float(radius) * SCALE)
                found.append((int(votes[spot]), circle))
    found.sort(key=lambda pair: -pair[0])
    return [circle for _votes, circle in found[:_CANDIDATES]]


def _fitted(mask: Mask, circle: Circle) -> Circle | None:
    """Move and widen a circle until most ink lies along it; None where that is not enough for a stamp."""
    best, most = circle, 0.0
    for step in (0.75, 0.3, 0.15):
        middle = best
        shifts = np.arange(-2, 3) * step * SCALE
        for shift_x in shifts:
            for shift_y in shifts:
                for grown in shifts:
                    one = Circle(middle.x + shift_x, middle.y + shift_y, middle.radius + grown)
                    cover, arc = _cover(mask, one)
                    if cover > most and arc >= _LEAST_ARC:
                        best, most = one, cover
    return best if most >= _LEAST_COVER else None


def _cover(mask: Mask, circle: Circle) -> tuple[float, float]:
    """Return the share of a circle on ink, and how much of it (in radians) lies in the mask at all."""
    turns = np.linspace(0, 2 * math.pi, 180, endpoint=False)
    x = np.rint(circle.x + circle.radius * np.cos(turns)).astype(np.int64)
    y = np.rint(circle.y + circle.radius * np.sin(turns)).astype(np.int64)
    inside = (x >= 0) & (y >= 0) & (x < mask.shape[1]) & (y < mask.shape[0])
    if not inside.any():
        return 0.0, 0.0
    return float(mask[y[inside], x[inside]].mean()), float(inside.mean()) * 2 * math.pi


def _of_stamp(mask: Mask, circle: Circle) -> Mask:
    """Return the pixels of a stamp: all its rings, and the letters between them."""
    y, x = np.nonzero(mask)
    distance = np.hypot(x - circle.x, y - circle.y)
    ringed = np.zeros(len(x), dtype=bool)
    for radius in np.arange(3 * SCALE, circle.radius + 2.5 * SCALE, SCALE / 4):
        is_outer = abs(radius - circle.radius) < SCALE / 2
        cover, arc = _cover(mask, Circle(circle.x, circle.y, float(radius)))
        if is_outer or (cover >= _COVER_OF_INNER and arc >= _LEAST_ARC):
            ringed |= np.abs(distance - radius) < _BAND * SCALE
    found = np.zeros_like(mask)
    found[y[ringed], x[ringed]] = True
    return found | _letters(mask & ~found, circle)


def _letters(rest: Mask, circle: Circle) -> Mask:
    """Return the small pieces that lie within a stamp."""
    runs = find_pieces(rest)
    y, x = np.nonzero(rest)
    piece: Numbers = np.repeat(runs.pieces, runs.lasts - runs.firsts)
    within = np.hypot(x - circle.x, y - circle.y) <= circle.radius + SCALE
    small = np.ones(runs.count, dtype=bool)
    for axis in (x, y):
        low, high = np.full(runs.count, 1 << 30), np.full(runs.count, -1)
        np.minimum.at(low, piece, axis)
        np.maximum.at(high, piece, axis)
        small &= high - low < _LETTER * SCALE
    chosen = within & small[piece]
    found = np.zeros_like(rest)
    found[y[chosen], x[chosen]] = True
    return found
