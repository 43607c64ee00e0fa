"""Where on a picture each point of a page lies, found from the page codes and the corner squares.

Points of the page are in millimetres, points of the picture in pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tumar.kernel.scans.codes_found import FoundCode
from tumar.kernel.scans.layout import Box, Layout

Floats = NDArray[np.float64]
Point = tuple[float, float]

# How far from where it is expected a corner square may lie, in millimetres, near a known point and far off.
_REACH_NEAR, _REACH_FAR = 7.0, 16.0
_SEARCH = 4.0  # pixels to a millimetre
_NEAR = 60.0
_LEAST_CONTRAST = 0.25
_DARK_WITHIN, _LIGHT_AROUND = 0.65, 0.35
_LEAST_SQUARES = 2
_WEIGHT_OF_SQUARE = 3.0
_WORST_FIT = 2.0  # millimetres


class NotPlaced(Exception):
    """The page is cut off, folded or too crooked: its marks are not where they should be."""


@dataclass(frozen=True)
class Placing:
    """How the page lies in the picture: a projection from millimetres to pixels."""

    matrix: Floats

    def at(self, points: Floats) -> Floats:
        """Return where points of the page (n, 2) lie in the picture."""
        ends = np.column_stack([points, np.ones(len(points))]) @ self.matrix.T
        return np.asarray(ends[:, :2] / ends[:, 2:], dtype=np.float64)

    @property
    def scale(self) -> float:
        """How many pixels of the picture a millimetre of the page takes, in the page's middle."""
        ends = self.at(np.array([[95.0, 148.0], [115.0, 148.0], [105.0, 138.0], [105.0, 158.0]]))
        across, down = np.linalg.norm(ends[1] - ends[0]), np.linalg.norm(ends[3] - ends[2])
        return float(min(across, down) / 20.0)


def projection(page: Floats, picture: Floats, weights: Floats) -> Floats:
    """Return the 3 x 3 projection that takes points of the page to the picture, by least squares."""
    middle, spread = picture.mean(axis=0), max(float(picture.std()), 1e-6)
    centre, width = page.mean(axis=0), max(float(page.std()), 1e-6)
    x, y = ((page - centre) / width).T
    u, v = ((picture - middle) / spread).T
    none, one = np.zeros_like(x), np.ones_like(x)
    upper = np.column_stack([x, y, one, none, none, none, -u * x, -u * y, -u])
    lower = np.column_stack([none, none, none, x, y, one, -v * x, -v * y, -v])
    weighed = np.vstack([upper, lower]) * np.concatenate([weights, weights])[:, None]
    _left, _sizes, right = np.linalg.svd(weighed)
    to_page = np.array([[1 / width, 0, -centre[0] / width], [0, 1 / width, -centre[1] / width], [0, 0, 1]])
    to_picture = np.array([[spread, 0, middle[0]], [0, spread, middle[1]], [0, 0, 1]])
    found = to_picture @ right[-1].reshape(3, 3) @ to_page
    return np.asarray(found / found[2, 2], dtype=np.float64)


class _Known:
    """Points whose place on the page and in the picture are both known, and how well."""

    def __init__(self) -> None:
        self.page, self.picture, self.weights = np.empty((0, 2)), np.empty((0, 2)), np.empty(0)

    def add(self, page: Floats, picture: Floats, weight: float) -> None:
        self.page = np.vstack([self.page, page])
        self.picture = np.vstack([self.picture, picture])
        self.weights = np.append(self.weights, np.full(len(page), weight))

    def placing(self) -> Placing:
        return Placing(projection(self.page, self.picture, self.weights))

    def distance(self, point: Point) -> float:
        return float(np.linalg.norm(self.page - point, axis=1).min())


def place(grey: Image.Image, codes: Sequence[FoundCode], layout: Layout) -> Placing:
    """Find how the page lies in the picture, beginning with its codes and going on from corner to corner."""
    known = _Known()
    for code in codes:
        known.add(_ends(layout.codes[code.place]), np.array(code.corners), 1.0)
    left = {box.centre: box for box in layout.corners}
    squares = 0
    while left:
        nearest = min(left, key=known.distance)
        reach = _REACH_NEAR if known.distance(nearest) < _NEAR else _REACH_FAR
        spot = find_dark(grey, known.placing(), left.pop(nearest), reach)
        if spot is not None:
            known.add(np.array([nearest]), spot[None, :], _WEIGHT_OF_SQUARE)
            squares += 1
    placing = known.placing()
    off = np.linalg.norm(placing.at(known.page) - known.picture, axis=1) / placing.scale
    if squares < _LEAST_SQUARES or off.max() > _WORST_FIT:
        raise NotPlaced
    return placing


def _ends(box: Box) -> Floats:
    return np.array([[box.x, box.y], [box.right, box.y], [box.right, box.bottom], [box.x, box.bottom]])


def cut(grey: Image.Image, placing: Placing, area: Box, scale: float) -> Image.Image:
    """Return an area of the page, straightened, `scale` pixels to a millimetre; white beyond the picture."""
    size = (round(area.width * scale), round(area.height * scale))
    to_page = np.array([[1 / scale, 0, area.x], [0, 1 / scale, area.y], [0, 0, 1]])
    # Pixels are counted by their middles here and by their corners there.
    matrix = placing.matrix @ to_page
    matrix = matrix / matrix[2, 2]
    return grey.transform(
        size,
        Image.Transform.PERSPECTIVE,
        tuple(float(one) for one in matrix.flatten()[:8]),
        Image.Resampling.BILINEAR,
        fillcolor=255 if grey.mode == "L" else (255, 255, 255),
    )


def find_dark(grey: Image.Image, placing: Placing, box: Box, reach: float) -> Floats | None:
    """Return where the middle of a black box lies in the picture, or None where none is near enough."""
    margin = reach + 2.0
    area = Box(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin)
    patch = np.asarray(cut(grey, placing, area, _SEARCH), dtype=np.float32) / 255
    low, high = np.percentile(patch, (1, 80))
    if high - low < _LEAST_CONTRAST:
        return None
    dark = np.clip((high - patch) / (high - low), 0, 1).astype(np.float64)
    spot = _darkest(dark, box)
    if spot is None:
        return None
    at = np.array([[area.x + spot[0] / _SEARCH, area.y + spot[1] / _SEARCH]])
    return np.asarray(placing.at(at)[0], dtype=np.float64)


def _darkest(dark: Floats, box: Box) -> Floats | None:
    """Return the middle (x, y) of the dark box in a patch: dark within, and light all around."""
    wide, high = max(3, round(box.width * _SEARCH)), max(3, round(box.height * _SEARCH))
    rim = round(1.2 * _SEARCH)
    total = np.zeros((dark.shape[0] + 1, dark.shape[1] + 1))
    total[1:, 1:] = dark.cumsum(axis=0).cumsum(axis=1)
    outer = _sums(total, wide + 2 * rim, high + 2 * rim)
    inner = _sums(total, wide, high)[rim : rim + outer.shape[0], rim : rim + outer.shape[1]]
    within = inner / (wide * high)
    around = (outer - inner) / ((wide + 2 * rim) * (high + 2 * rim) - wide * high)
    score = within - around
    top, left = np.unravel_index(int(score.argmax()), score.shape)
    if within[top, left] < _DARK_WITHIN or around[top, left] > _LIGHT_AROUND:
        return None
    window = dark[top + rim // 2 : top + high + 3 * rim // 2, left + rim // 2 : left + wide + 3 * rim // 2]
    weight = np.where(window > 0.5, window, 0.0)
    y, x = np.mgrid[: window.shape[0], : window.shape[1]]
    whole = float(weight.sum())
    middle = [float((weight * x).sum()) / whole + left, float((weight * y).sum()) / whole + top]
    return np.array(middle) + rim // 2 + 0.5


def _sums(total: Floats, wide: int, high: int) -> Floats:
    """Return the sum over each rectangle of this size, by its upper left corner."""
    return np.asarray(
        total[high:, wide:] - total[:-high, wide:] - total[high:, :-wide] + total[:-high, :-wide]
    )
