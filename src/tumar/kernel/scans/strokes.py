"""Whether a box was signed, from the pieces of ink in and around it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tumar.kernel.scans.ink import Ink, pixels
from tumar.kernel.scans.layout import Layout
from tumar.kernel.scans.pieces import Mask, Numbers, find_pieces
from tumar.kernel.scans.straight import SCALE

# A box is called signed or unsigned only from this confidence on; between, nobody knows.
CERTAIN_ENOUGH = 0.8
# From this confidence on a person is shown the row as ticked already.
PRE_TICKED = 0.95

# What is just as likely a signature as a stray mark: length of stroke, width and height, in millimetres.
_LENGTH, _WIDTH, _HEIGHT = 7.0, 2.6, 1.35
_STEEPNESS = 4.5
_NEVER, _ALWAYS = 0.004, 0.998
# A piece of ink belongs to the box in which this share of it lies, with all that hangs out of the box.
_MOST = 0.8
# A piece cut off at the lines hangs in from the next row when it begins this near to its edge and ends before
# the row's middle; both as shares of the row's height.
_EDGE, _MIDDLE = 0.1, 0.5
# How much a millimetre of foreign strokes, or of a stamp, takes from what is believed of a box.
_DOUBT, _DOUBT_OF_STAMP, _MOST_DOUBT, _DOUBT_OF_SIGNED = 0.04, 0.004, 0.6, 0.3
# A box in which nothing was found, though it varies so much more than paper does.
_NOTHING, _ROUGH, _CHANCE_OF_ROUGH = 0.5, 2.2, 0.35
_LEAST_SURE = 4  # pixels
_STAMP_LINE = 5.0  # pixels across a line of a stamp


@dataclass(frozen=True)
class Seen:
    """What lies in one box: the chance that it is a signature, and what speaks for and against it.

    `length`, `width` and `height` of its strokes are in millimetres; `foreign` is the length of strokes in it
    that belong to other boxes or to none, `stamped` that of a stamp's. `rough` tells how many times as much
    as bare paper the box varies.
    """

    length: float
    width: float
    height: float
    foreign: float
    stamped: float
    rough: float
    is_struck: bool

    @property
    def chance(self) -> float:
        """The chance that somebody signed here, from 0 to 1."""
        if self.is_struck:
            return 0.06
        own = _chance(self.length, self.width, self.height)
        is_bare = self.length + self.foreign + self.stamped < _NOTHING
        if is_bare and self.rough > _ROUGH:
            # Something is there that is too faint to be followed.
            own = max(own, _CHANCE_OF_ROUGH)
        # Ink of somebody else may hide a signature, or be taken for one.
        doubt = min(_MOST_DOUBT, _DOUBT * self.foreign + _DOUBT_OF_STAMP * self.stamped)
        return own + (0.5 - own) * doubt * (1.0 if own < 0.5 else _DOUBT_OF_SIGNED)

    @property
    def is_signed(self) -> bool | None:
        """True or false where it is certain enough, else None."""
        if self.chance >= CERTAIN_ENOUGH:
            return True
        return False if self.chance <= 1 - CERTAIN_ENOUGH else None

    @property
    def confidence(self) -> float:
        """How certain the likelier answer is, from 0.5 to 1."""
        return max(self.chance, 1 - self.chance)


def _chance(length: float, width: float, height: float) -> float:
    measures = ((length, _LENGTH), (width, _WIDTH), (height, _HEIGHT))
    least = min(math.log(max(found, 0.05) / even) for found, even in measures)
    return min(max(1 / (1 + math.exp(-_STEEPNESS * least)), _NEVER), _ALWAYS)


@dataclass(frozen=True)
class _Strokes:
    """The pixels of ink in and around the boxes, each with its piece and its cell.

    `edge` tells which pixels lie at the rim of a stroke; `cell` is row * columns + column, or -1 outside.
    """

    x: Numbers
    y: Numbers
    piece: Numbers
    pieces: int
    edge: Mask
    cell: Numbers

    def shares(self, cells: int) -> NDArray[np.float64]:
        """Return how much of each piece lies in each cell (pieces, cells)."""
        inside = self.cell >= 0
        counts = np.zeros((self.pieces, cells), dtype=np.int64)
        np.add.at(counts, (self.piece[inside], self.cell[inside]), 1)
        totals = np.bincount(self.piece, minlength=self.pieces)
        return np.asarray(counts / np.maximum(totals, 1)[:, None], dtype=np.float64)

    def of_pieces(self, chosen: Mask) -> Mask:
        """Return which pixels belong to one of the chosen pieces."""
        return np.asarray(chosen[self.piece])


def look_at_boxes(ink: Ink, layout: Layout, struck: Sequence[bool]) -> list[list[Seen]]:
    """Return what lies in each box, by row and column; `struck` says which rows are struck out."""
    left = round((layout.boxes_left - layout.gutter(0).width - layout.table.x) * SCALE)
    whole = _strokes(ink.faint[:, left:], ink.sure[:, left:], left, layout)
    is_own = _own_of_whole(whole, layout)
    lost = whole.of_pieces(_entangled(whole, layout))
    apart = _strokes(ink.apart[:, left:], ink.sure[:, left:], left, layout)
    is_kept = _own_of_apart(apart, whole, lost, layout)
    return [
        [
            _seen(
                row * layout.columns + column,
                (whole, is_own),
                (apart, is_kept),
                struck[row],
                (_length_of_stamp(ink, layout, row, column), ink.rough[row][column]),
            )
            for column in range(layout.columns)
        ]
        for row in range(layout.rows)
    ]


def _strokes(mask: Mask, sure: Mask, left: int, layout: Layout) -> _Strokes:
    runs = find_pieces(mask)
    y, x = np.nonzero(mask)
    piece = np.repeat(runs.pieces, runs.lasts - runs.firsts)
    is_sure = np.bincount(piece, weights=sure[y, x], minlength=runs.count) >= _LEAST_SURE
    kept = is_sure[piece]
    y, x, piece = y[kept], x[kept], piece[kept]
    return _Strokes(x + left, y, piece, runs.count, _edges(mask)[y, x], _cells(x + left, y, layout))


def _edges(mask: Mask) -> Mask:
    """Return the pixels of a mask beside which something is not set."""
    padded = np.pad(mask, 1)
    inner = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return np.asarray(mask & ~inner)


def _cells(x: Numbers, y: Numbers, layout: Layout) -> Numbers:
    first = (layout.boxes_left - layout.table.x) * SCALE
    column = np.floor((x + 0.5 - first) / (layout.box(0, 0).width * SCALE)).astype(np.int64)
    row = np.minimum(np.floor((y + 0.5) / (layout.row(0).height * SCALE)).astype(np.int64), layout.rows - 1)
    inside = (column >= 0) & (column < layout.columns)
    return np.where(inside, row * layout.columns + column, -1)


def _entangled(whole: _Strokes, layout: Layout) -> Mask:
    """Return the pieces that hang together over several boxes, so that none of these has most of them."""
    shares = whole.shares(layout.rows * layout.columns)
    is_tangle = (shares.max(axis=1) < _MOST) & (shares.sum(axis=1) >= _MOST)
    return np.asarray(is_tangle, dtype=np.bool_)


def _own_of_whole(whole: _Strokes, layout: Layout) -> Mask:
    """Return which pixels lie in the box that has most of their piece."""
    shares = whole.shares(layout.rows * layout.columns)
    is_own = np.zeros(len(whole.x), dtype=bool)
    inside = whole.cell >= 0
    is_own[inside] = shares[whole.piece[inside], whole.cell[inside]] >= _MOST
    return is_own


def _own_of_apart(apart: _Strokes, whole: _Strokes, lost: Mask, layout: Layout) -> Mask:
    """Return which pixels of the entangled pieces, cut apart at the lines, are a box's own.

    What only reaches in from the row above or below is not.
    """
    entangled = np.zeros(
        (round(layout.table.height * SCALE) + 1, round(layout.table.right * SCALE)), dtype=bool
    )
    entangled[whole.y[lost], whole.x[lost]] = True
    high = layout.row(0).height * SCALE
    top = np.full(apart.pieces, np.inf)
    bottom = np.full(apart.pieces, -np.inf)
    within = apart.y % high
    np.minimum.at(top, apart.piece, within)
    np.maximum.at(bottom, apart.piece, within)
    from_above = (top < high * _EDGE) & (bottom < high * _MIDDLE)
    from_below = (bottom > high * (1 - _EDGE)) & (top > high * _MIDDLE)
    is_kept = entangled[apart.y, apart.x] & apart.of_pieces(~(from_above | from_below)) & (apart.cell >= 0)
    return np.asarray(is_kept, dtype=np.bool_)


def _length_of_stamp(ink: Ink, layout: Layout, row: int, column: int) -> float:
    """Return roughly how many millimetres of a stamp's lines lie in a box."""
    return float(ink.stamped[pixels(layout.box(row, column), layout.table)].sum()) / SCALE / _STAMP_LINE


def _seen(
    cell: int,
    whole: tuple[_Strokes, Mask],
    apart: tuple[_Strokes, Mask],
    is_struck: bool,
    besides: tuple[float, float],
) -> Seen:
    strokes, is_own = whole
    pieces, is_kept = apart
    here, there = strokes.cell == cell, (pieces.cell == cell) & is_kept
    own = here & is_own
    foreign = float(strokes.edge[here & ~is_own].sum() - pieces.edge[there].sum()) / 2 / SCALE
    x = np.concatenate([strokes.x[own], pieces.x[there]])
    y = np.concatenate([strokes.y[own], pieces.y[there]])
    if not len(x):
        return Seen(0.0, 0.0, 0.0, max(foreign, 0.0), *besides, is_struck)
    # The outermost pixels are left out: a stray dot makes no signature wider.
    first, last = np.percentile(x, (3, 97))
    top, bottom = np.percentile(y, (3, 97))
    length = float(strokes.edge[own].sum() + pieces.edge[there].sum()) / 2 / SCALE
    measures = length, float(last - first) / SCALE, float(bottom - top) / SCALE
    return Seen(*measures, max(foreign, 0.0), *besides, is_struck)
