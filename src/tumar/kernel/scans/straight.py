"""A page laid flat: straightened from corner to corner, then row by row where the paper was not flat."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from tumar.kernel.scans.layout import HEIGHT, WIDTH, Box, Layout
from tumar.kernel.scans.lines import Drift, across_page, find_drift
from tumar.kernel.scans.placing import Floats, NotPlaced, Placing, cut, find_dark

# Pixels to a millimetre of a straightened page: about 150 dots per inch.
SCALE = 6.0
PAGE = Box(0.0, 0.0, WIDTH, HEIGHT)
_REACH_OF_MARK = 4.0
_LEAST_MARKS = 0.6
_FLAT_ENOUGH = 0.25  # millimetres
_CROOKED = 6.0
_DRIFT_ENOUGH = 0.2  # millimetres
_RIM = 2.0


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
    # The marks say where the rows end; what lies between them is told by the lines.
    first = flat if bends.is_flat else _unbent(source, flat, placing, layout, bends, None)
    drift = find_drift(first, layout, SCALE)
    if drift.most < _DRIFT_ENOUGH:
        return first
    bends = Bends(np.zeros_like(bends.shifts)) if bends.is_flat else bends
    return _unbent(source, flat, placing, layout, bends, drift)


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
    source: Image.Image,
    flat: Image.Image,
    placing: Placing,
    layout: Layout,
    bends: Bends,
    drift: Drift | None,
) -> Image.Image:
    """Straighten the rows one by one, each from where its own marks and those of its neighbours lie.

    With the drift of the lines each row is laid flat part by part.
    """
    edges = np.concatenate([bends.shifts[:1], (bends.shifts[:-1] + bends.shifts[1:]) / 2, bends.shifts[-1:]])
    across = [mark.centre[0] for mark in layout.marks(0)]
    # In short parts: a part is laid flat as if the page lay square to the camera.
    places = across_page(layout)
    mesh = []
    for row in range(layout.rows):
        band = layout.row(row)
        # The outermost lines are laid flat on both of their sides.
        top = band.y - (_RIM if row == 0 else 0.0)
        bottom = band.bottom + (_RIM if row == layout.rows - 1 else 0.0)
        above, below = (
            placing.at(
                _shifted(places, y, across, edges[line], None if drift is None else drift.at(line, places))
            )
            for line, y in ((row, top), (row + 1, bottom))
        )
        high = (round(top * SCALE), round(bottom * SCALE))
        for part in range(len(places) - 1):
            left, right = round(places[part] * SCALE), round(places[part + 1] * SCALE)
            corners = np.concatenate([above[part], below[part], below[part + 1], above[part + 1]])
            mesh.append(((left, high[0], right, high[1]), tuple(float(one) for one in corners)))
    bent = source.transform(
        flat.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR, fillcolor=(255, 255, 255)
    )
    whole = flat.copy()
    rows = round((layout.table.y - _RIM) * SCALE), round((layout.table.bottom + _RIM) * SCALE)
    table = (0, rows[0], flat.width, rows[1])
    whole.paste(bent.crop(table), table[:2])
    return whole


def _shifted(x: Floats, y: float, across: list[float], shifts: Floats, drift: Floats | None) -> Floats:
    """Return points along a line of the page with the shift between those of the left and the right mark."""
    points = np.column_stack([x, np.full(len(x), y)])
    if drift is not None:
        points = points + drift
    share = ((points[:, 0] - across[0]) / (across[1] - across[0]))[:, None]
    return np.asarray(points + shifts[0] * (1 - share) + shifts[1] * share, dtype=np.float64)
