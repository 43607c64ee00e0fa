"""Where somebody wrote on a straightened page: ink apart from paper, shadow and printed lines."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tumar.kernel.scans.creases import find_creases
from tumar.kernel.scans.layout import Box, Layout
from tumar.kernel.scans.stamps import find_stamps
from tumar.kernel.scans.straight import SCALE

Grey = NDArray[np.float32]
Mask = NDArray[np.bool_]

# A stroke is darker than the lightest paper within so many millimetres.
_AROUND = 3.0
# How far beside its place a printed line may still show, in millimetres.
_LINE = 0.5
_FAINT, _FAINT_OVER_NOISE = 0.045, 5.0
# Strokes are looked for twice: sharp, and blurred so that faint ones stand out from grain.
_BLURS = (0.7, 1.7)
_PAPER = 0.2
_SURE, _SURE_OVER_NOISE = 0.09, 9.0
# A clean scan's paper hardly varies at all; what is a hundredth of black is still no hand.
_LEAST_NOISE = 0.009
# How far inside a box its paper is looked at, in millimetres.
_INSIDE = 1.1


@dataclass(frozen=True)
class Ink:
    """What is written in the table of a page, by pixels from its upper left corner, SCALE to a millimetre.

    `faint` holds everything that differs from paper, `sure` only what no noise explains; printed lines are
    taken out of both, and strokes across them closed again. `apart` is `faint` with the strokes left open. Of
    stamps only `stamped` tells. `rough` says for each box how many times as much as bare paper it varies:
    a hand too faint to be traced still shows in that.
    """

    faint: Mask
    sure: Mask
    apart: Mask
    stamped: Mask
    rough: tuple[tuple[float, ...], ...]


def pixels(box: Box, table: Box) -> tuple[slice, slice]:
    """Return the rows and columns of pixels that a box of the page takes within the table."""
    top, left = round((box.y - table.y) * SCALE), round((box.x - table.x) * SCALE)
    return slice(top, round((box.bottom - table.y) * SCALE)), slice(
        left, round((box.right - table.x) * SCALE)
    )


def find_ink(straight: Image.Image, layout: Layout) -> Ink:
    """Tell ink from paper in the table of a straightened page."""
    contrasts = [_contrast(straight, layout.table, blur) for blur in _BLURS]
    for crease in find_creases(straight, contrasts[-1], layout, SCALE):
        contrasts = [crease.cleared(each) for each in contrasts]
    noises = [_noise(each, layout) for each in contrasts]
    pairs = list(zip(contrasts, noises, strict=True))
    faint = np.logical_or(*(each > max(_FAINT, _FAINT_OVER_NOISE * noise) for each, noise in pairs))
    sure = np.logical_or(*(each > max(_SURE, _SURE_OVER_NOISE * noise) for each, noise in pairs))
    lines = _Lines(layout)
    healed, certain, apart = lines.healed(faint), lines.healed(sure), lines.without(faint)
    boxes = pixels(layout.boxes, layout.table)
    stamped = np.zeros_like(healed)
    stamped[boxes] = find_stamps(healed[boxes], contrasts[0][boxes])
    return Ink(
        faint=healed & ~stamped,
        sure=certain & ~stamped,
        apart=apart & ~stamped,
        stamped=stamped,
        rough=_rough(contrasts[-1], noises[-1], layout),
    )


def _spread_in(contrast: Grey, box: Box, layout: Layout) -> float:
    """Return how much the pixels within a box differ, its printed lines left out."""
    inner = Box(box.x + _INSIDE, box.y + _INSIDE, box.width - 2 * _INSIDE, box.height - 2 * _INSIDE)
    return float(contrast[pixels(inner, layout.table)].std())


def _noise(contrast: Grey, layout: Layout) -> float:
    """Return how much bare paper varies: as the quieter strips beside the names do, and the quieter boxes."""
    rows = range(layout.rows)
    places = [layout.gutter(row) for row in rows]
    places += [layout.box(row, column) for row in rows for column in range(layout.columns)]
    return max(float(np.percentile([_spread_in(contrast, one, layout) for one in places], 25)), 1e-4)


def _rough(contrast: Grey, noise: float, layout: Layout) -> tuple[tuple[float, ...], ...]:
    """Return how many times as much as bare paper each box varies, by row and column."""
    return tuple(
        tuple(
            _spread_in(contrast, layout.box(row, column), layout) / max(noise, _LEAST_NOISE)
            for column in range(layout.columns)
        )
        for row in range(layout.rows)
    )


def _contrast(straight: Image.Image, table: Box, blur: float) -> Grey:
    """Return how much darker each pixel is than the paper around it, from 0 to 1; shadows have none."""
    margin = _AROUND
    area = Box(table.x - margin, table.y - margin, table.width + 2 * margin, table.height + 2 * margin)
    corners = tuple(round(one * SCALE) for one in (area.x, area.y, area.right, area.bottom))
    cut = straight.crop((corners[0], corners[1], corners[2], corners[3]))
    red, green, _blue = cut.split()
    # Blue and violet pens are dark in red light, and yellow light spares red.
    both = Image.blend(red, green, 0.4).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(both, dtype=np.float32)
    found = 1.0 - grey / np.maximum(_paper(grey), 1.0)
    edge = round(margin * SCALE)
    height, wide = round(table.height * SCALE), round(table.width * SCALE)
    inner = found[edge : edge + height, edge : edge + wide]
    # Noise lifts the lightest pixels around everywhere alike.
    some = inner[::3, ::3]
    return np.asarray(inner - np.median(some[some < _PAPER]), dtype=np.float32)


def _paper(grey: Grey) -> Grey:
    """Return how light the paper is at each pixel, found on every other pixel: paper has no detail."""
    width = round(_AROUND * SCALE / 4) * 2 + 1
    coarse = grey[: grey.shape[0] // 2 * 2, : grey.shape[1] // 2 * 2]
    four = coarse[::2, ::2] + coarse[1::2, ::2] + coarse[::2, 1::2] + coarse[1::2, 1::2]
    doubled = _closed((four / 4).astype(np.float32), width).repeat(2, axis=0).repeat(2, axis=1)
    rest = (grey.shape[0] - doubled.shape[0], grey.shape[1] - doubled.shape[1])
    whole: Grey = np.pad(doubled, ((0, rest[0]), (0, rest[1])), mode="edge").astype(np.float32)
    return whole


def _closed(grey: Grey, width: int) -> Grey:
    """Fill up whatever is darker than its surroundings and thinner than the width."""
    grown = _extreme(_extreme(grey, width, 0, np.maximum), width, 1, np.maximum)
    return _extreme(_extreme(grown, width, 0, np.minimum), width, 1, np.minimum)


def _extreme(grey: Grey, width: int, axis: int, pick: np.ufunc) -> Grey:
    """Return the extreme within a window of each pixel along one axis, doubling the window step by step."""
    line = np.moveaxis(grey, axis, 0)
    half = width // 2
    line = np.concatenate([np.repeat(line[:1], half, 0), line, np.repeat(line[-1:], half, 0)])
    reach = 1
    while reach * 2 <= width:
        line = pick(line[:-reach], line[reach:])
        reach *= 2
    if rest := width - reach:
        line = pick(line[:-rest], line[rest:])
    return np.ascontiguousarray(np.moveaxis(line, 0, axis))


class _Lines:
    """The table's printed lines as bands of pixels."""

    def __init__(self, layout: Layout) -> None:
        table, half = layout.table, _LINE * SCALE
        self.level = [self._band((y - table.y) * SCALE, half) for y in layout.level_lines]
        self.upright = [self._band((x - table.x) * SCALE, half) for x in layout.upright_lines]

    @staticmethod
    def _band(middle: float, half: float) -> tuple[int, int]:
        return max(0, round(middle - half)), round(middle + half) + 1

    def without(self, mask: Mask) -> Mask:
        """Take the lines out of a mask."""
        found = mask.copy()
        _clear(found, self.level)
        _clear(found.T, self.upright)
        return found

    def healed(self, mask: Mask) -> Mask:
        """Take the lines out of a mask, and close again the strokes that cross them."""
        found = self.without(mask)
        _heal(found, self.level)
        _heal(found.T, self.upright)
        return found


def _clear(mask: Mask, bands: list[tuple[int, int]]) -> None:
    for first, last in bands:
        mask[first:last] = False


def _heal(mask: Mask, bands: list[tuple[int, int]]) -> None:
    for first, last in bands:
        if first == 0 or last >= len(mask):
            continue
        mask[first:last] = _spread(mask[first - 1]) & _spread(mask[last])


def _spread(line: Mask) -> Mask:
    """Widen what is set in a line of pixels by two to both sides: strokes cross at a slant."""
    wide = line.copy()
    for step in (1, 2):
        wide[step:] |= line[:-step]
        wide[:-step] |= line[step:]
    return wide
