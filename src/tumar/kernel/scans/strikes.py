"""Rows that were struck out: a line drawn from the name through the boxes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.kernel.scans.ink import Ink, pixels
from tumar.kernel.scans.layout import Box, Layout
from tumar.kernel.scans.straight import SCALE

# What a pixel of ink adds to a line, what one without takes away, and what a step up or down costs.
_INK, _NO_INK, _STEP = 1.0, -4.0, 1.2
_LEAST_LENGTH = 40.0  # millimetres
_BESIDE_GUTTER = 3.0


@dataclass(frozen=True)
class Strike:
    """The longest line along a row: where it begins and ends, in millimetres of the page."""

    begins: float
    ends: float

    @property
    def length(self) -> float:
        return self.ends - self.begins


def find_strikes(ink: Ink, layout: Layout) -> list[bool]:
    """Tell for each row whether a line strikes it out."""
    table = layout.table
    found = _longest(_stacked(ink, layout))
    return [_is_strike(Strike(table.x + a / SCALE, table.x + b / SCALE), layout) for a, b in found]


def _is_strike(strike: Strike, layout: Layout) -> bool:
    gutter = layout.gutter(0)
    crosses = strike.begins < gutter.x - _BESIDE_GUTTER and strike.ends > gutter.right + _BESIDE_GUTTER
    return crosses and strike.length >= _LEAST_LENGTH


def _stacked(ink: Ink, layout: Layout) -> NDArray[np.bool_]:
    """Return the rows' ink as one array (rows, height, width), without the lines between the rows."""
    rows = []
    for row in range(layout.rows):
        band = layout.row(row)
        inner = Box(band.x, band.y + 0.8, band.width, band.height - 1.6)
        lines, columns = pixels(inner, layout.table)
        rows.append(ink.faint[lines.start : lines.start + round(inner.height * SCALE), columns])
    return np.stack(rows)


def _longest(rows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return, for each row, where its best line of ink from left to right begins and ends, in pixels.

    A line goes on to the right and may rise or fall by a pixel at each step; gaps and slopes cost, so that
    letters, which are all gaps and slopes, make no line.
    """
    count, height, width = rows.shape
    score = np.zeros((count, height), dtype=np.float32)
    begin = np.zeros((count, height), dtype=np.int32)
    best = np.zeros(count, dtype=np.float32)
    ends = np.zeros((count, 2), dtype=np.int32)
    everyone = np.arange(count)
    for x in range(width):
        reached, came = score, begin
        for shift in (-1, 1):
            other = np.full_like(score, -1.0)
            origin = np.zeros_like(begin)
            if shift < 0:
                other[:, 1:], origin[:, 1:] = score[:, :-1] - _STEP, begin[:, :-1]
            else:
                other[:, :-1], origin[:, :-1] = score[:, 1:] - _STEP, begin[:, 1:]
            is_better = other > reached
            reached, came = np.where(is_better, other, reached), np.where(is_better, origin, came)
        score = reached + np.where(rows[:, :, x], _INK, _NO_INK).astype(np.float32)
        is_new = reached <= 0
        score = np.maximum(score, 0)
        begin = np.where(is_new | (score == 0), x, came)
        at = score.argmax(axis=1)
        top = score[everyone, at]
        is_longer = top > best
        best = np.where(is_longer, top, best)
        ends[is_longer, 0] = begin[everyone, at][is_longer]
        ends[is_longer, 1] = x + 1
    return [(int(one), int(other)) for one, other in ends]
