"""A page laid flat: straightened from corner to corner, then row by row where the paper was not flat."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from tumar.kernel.scans.layout import HEIGHT, WIDTH, Box, Layout
from tumar.kernel.scans.placing import Floats, NotPlaced, Placing, cut, find_dark

# Pixels to a millimetre of a straightened page: about 150 dots per inch.
SCALE = 6.0
PAGE = Box(0.0, 0.0, WIDTH, HEIGHT)
_REACH_OF_MARK = 4.0
_LEAST_MARKS = 0.6
_FLAT_ENOUGH = 0.25  # millimetres
_CROOKED = 6.0


@dataclass(frozen=True)
class Bends:
    """How far each row's marks lie from where a flat page has them, in mm: (rows, left and right, xy)."""

    shifts: Floats

    @property
    def is_flat(self) -> bool:
        return bool(np.abs(self.shifts).max() < _FLAT_ENOUGH)


def straighten(picture: Image.Image, grey: Image.Image, placing: Placing, layout: Layout) -> Image.Image:
    """Return the page in colour as if it had lain flat under a scanner, SCALE pixels to a millimetre."""
    bends = find_bends(grey, placing, layout)
    source, placing = _smaller(picture, placing)
    flat = cut(source, placing, PAGE, SCALE)
    return flat if bends.is_flat else _unbent(source, flat, placing, layout, bends)


def _smaller(picture: Image.Image, placing: Placing) -> tuple[Image.Image, Placing]:
    """Average the pixels of a fine picture first, so that none of its strokes falls between two pixels."""
    factor = int(placing.scale / SCALE + 0.2)
    if factor < 2:
        return picture, placing
    matrix = np.diag([1 / factor, 1 / factor, 1.0]) @ placing.matrix
    return picture.reduce(factor), Placing(matrix)


def find_bends(grey: Image.Image, placing: Placing, layout: Layout) -> Bends:
    """Look for the marks at both ends of each row; a row whose marks are hidden lies as its neighbours do."""
    shifts = np.full((layout.rows, 2, 2), np.nan)
    inverse = np.linalg.inv(placing.matrix)
    for row in range(layout.rows):
        for side, mark in enumerate(layout.marks(row)):
            spot = find_dark(grey, placing, mark, _REACH_OF_MARK)
            if spot is not None:
                end = inverse @ np.array([spot[0], spot[1], 1.0])
                shifts[row, side] = end[:2] / end[2] - mark.centre
    found = ~np.isnan(shifts[:, :, 0])
    if found.mean() < _LEAST_MARKS or found.any(axis=0).sum() < 2:
        raise NotPlaced
    rows = np.arange(layout.rows)
    for side in range(2):
        for axis in range(2):
            known = found[:, side]
            column = shifts[:, side, axis]
            shifts[:, side, axis] = _smoothed(np.interp(rows, rows[known], column[known]))
    if np.abs(shifts).max() > _CROOKED:
        raise NotPlaced
    return Bends(shifts)


def _smoothed(line: Floats) -> Floats:
    """Take away what one mark alone says against its neighbours."""
    if len(line) < 3:
        return line
    padded = np.concatenate([line[:1], line, line[-1:]])
    return np.asarray(np.median(np.stack([padded[:-2], padded[1:-1], padded[2:]]), axis=0))


def _unbent(
    source: Image.Image, flat: Image.Image, placing: Placing, layout: Layout, bends: Bends
) -> Image.Image:
    """Straighten the rows one by one, each from where its own marks and those of its neighbours lie."""
    edges = np.concatenate([bends.shifts[:1], (bends.shifts[:-1] + bends.shifts[1:]) / 2, bends.shifts[-1:]])
    marks = layout.marks(0)
    across = [mark.centre[0] for mark in marks]
    mesh = []
    for row in range(layout.rows):
        band = layout.row(row)
        ends = [(y, edges[row + further]) for further, y in enumerate((band.y, band.bottom))]
        corners = np.array(
            [
                _shifted(x, ends[below][0], across, ends[below][1])
                for x, below in ((0.0, 0), (0.0, 1), (WIDTH, 1), (WIDTH, 0))
            ]
        )
        target = (0, round(band.y * SCALE), round(WIDTH * SCALE), round(band.bottom * SCALE))
        mesh.append((target, tuple(float(one) for one in placing.at(corners).flatten())))
    bent = source.transform(
        flat.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=(255, 255, 255)
    )
    whole = flat.copy()
    table = (0, round(layout.table.y * SCALE), flat.width, round(layout.table.bottom * SCALE))
    whole.paste(bent.crop(table), table[:2])
    return whole


def _shifted(x: float, y: float, across: list[float], shifts: Floats) -> tuple[float, float]:
    """Return a point of the page with the shift between those of the left and the right mark."""
    share = (x - across[0]) / (across[1] - across[0])
    shift = shifts[0] * (1 - share) + shifts[1] * share
    return x + float(shift[0]), y + float(shift[1])
