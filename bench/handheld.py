"""Signed sheets as somebody holding a telephone over a table sees them.

What `paper.photographed` leaves out: a lens that bends lines, a sheet that was folded, a printer short of
toner, pens of every colour, lamps that shine from the side, and the table that the sheet lies on.
"""

import io
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bench.paper import FINE, INKS
from tumar.kernel.scans.layout import HEIGHT, WIDTH

Floats = NDArray[np.float64]

# Besides blue and black: red, green, turquoise, brown, violet, and pencil.
COLOURED = (
    *INKS,
    *((190, 25, 35), (20, 110, 60), (0, 120, 150), (110, 60, 20), (120, 40, 140), (95, 95, 100)),
)
GRID = 48  # parts to a side into which the picture is cut to be bent
_TABLES = ((120, 86, 58), (196, 170, 136), (92, 96, 102), (58, 44, 38), (214, 212, 206))


def banded(sheet: Image.Image, seed: int) -> Image.Image:
    """Return a printed sheet from a printer in need of care: bands of paler toner, and a grey streak."""
    chance = np.random.default_rng(seed + 3_000_017)
    values = np.asarray(sheet, dtype=np.float32)
    y = np.arange(values.shape[0]) / FINE
    period, depth = chance.uniform(8, 40), chance.uniform(0.0, 0.4)
    waves = 0.5 + 0.5 * np.sin(2 * math.pi * y / period + chance.uniform(0, 6))
    pale = (255 - values) * (1 - depth * waves[:, None, None] ** 3)
    if chance.random() < 0.4:
        left = int(chance.uniform(15, WIDTH - 15) * FINE)
        pale[:, left : left + int(chance.uniform(0.3, 1.2) * FINE)] += chance.uniform(6, 22)
    return Image.fromarray(np.clip(255 - pale, 0, 255).astype(np.uint8))


class _Paper:
    """How the sheet lies: folded once or twice and pressed flat again, its edge curling up a little."""

    def __init__(self, chance: np.random.Generator) -> None:
        self.folds: list[tuple[int, float, float]] = []  # axis, place in mm, height of the fold in mm
        if chance.random() < 0.6:
            self.folds.append((1, HEIGHT / 2 + chance.normal(0, 4), chance.uniform(-0.9, 0.9)))
        if chance.random() < 0.3:
            self.folds.append((0, WIDTH / 2 + chance.normal(0, 4), chance.uniform(-0.6, 0.6)))
        self.curl = chance.uniform(0, 1.2)
        self.side = chance.choice([-1, 1])

    def bent(self, at: Floats) -> Floats:
        """Return which points of the flat sheet are seen where these points of a flat one would be."""
        found = at.copy()
        for axis, place, height in self.folds:
            # A sheet that rises to its fold is seen shorter on both sides; nothing of it is seen twice.
            away = (at[:, axis] - place) / 12
            found[:, axis] += height * away * np.exp(1 - np.abs(away))
        share = np.clip((self.side * (at[:, 0] - WIDTH / 2)) / (WIDTH / 2), 0, 1)
        found[:, 1] += self.curl * share**2 * np.sin(math.pi * at[:, 1] / HEIGHT)
        return found

    def shaded(self, at: Floats, chance: np.random.Generator) -> Floats:
        """Return how light each point is for the folds alone: one side of a fold looks away from the lamp."""
        light = np.ones(len(at))
        for axis, place, height in self.folds:
            away = at[:, axis] - place
            turned = chance.uniform(0.03, 0.12) * np.sign(height)
            light *= 1 - turned * np.exp(-np.abs(away) / 9) * np.sign(away)
            light *= 1 - chance.uniform(0.05, 0.3) * np.exp(-((away / chance.uniform(0.25, 0.7)) ** 2))
        return light


class _View:
    """From where the telephone looks: pixels of the picture to millimetres of the sheet, through its lens."""

    def __init__(self, chance: np.random.Generator) -> None:
        self.dots = float(chance.uniform(6.4, 11))
        self.size = (round(252 * self.dots), round(342 * self.dots))
        middle = np.array(self.size) / 2
        turn = math.radians(chance.uniform(-7, 7))
        spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
        flat = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], dtype=float)
        ends = (flat - [WIDTH / 2, HEIGHT / 2]) * self.dots @ spin + middle
        ends += chance.uniform(-0.035, 0.035, (4, 2)) * self.size[0]
        self.to_sheet = _projection(ends, flat)
        # Positive: lines bend outwards like the staves of a barrel.
        self.lens = float(chance.uniform(-0.012, 0.03))

    def seen(self, pixels: Floats) -> Floats:
        """Return the points of a flat sheet, in millimetres, that these pixels show."""
        middle = np.array(self.size) / 2
        away = (pixels - middle) / np.linalg.norm(middle)
        straight = middle + (pixels - middle) * (1 + self.lens * (away**2).sum(axis=1))[:, None]
        ends = np.column_stack([straight, np.ones(len(straight))]) @ self.to_sheet.T
        return np.asarray(ends[:, :2] / ends[:, 2:])


def _projection(before: Floats, after: Floats) -> Floats:
    rows, ends = [], []
    for (x, y), (u, v) in zip(before, after, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    solved = np.linalg.solve(np.array(rows), np.array(ends))
    return np.append(solved, 1.0).reshape(3, 3)


def held(sheet: Image.Image, seed: int) -> bytes:
    """Return the sheet as a telephone sees it that is held over a table by hand."""
    chance = np.random.default_rng(seed + 4_000_037)
    view, paper = _View(chance), _Paper(chance)
    soft = sheet.filter(ImageFilter.GaussianBlur(FINE / view.dots * 0.4))
    seen = _bent(soft, view, paper, Image.Resampling.BICUBIC, (255, 255, 255))
    cover = _bent(Image.new("L", sheet.size, 255), view, paper, Image.Resampling.BILINEAR, 0)
    x, y = np.meshgrid(np.arange(view.size[0])[::4], np.arange(view.size[1])[::4])
    at = view.seen(np.column_stack([x.ravel(), y.ravel()]).astype(float))
    fold = paper.shaded(at, chance).reshape(x.shape)
    scene = _on_table(seen, cover, fold, view, chance)
    lit = _lit(scene, view.size, chance)
    return _taken(lit, view, chance)


def _bent(
    picture: Image.Image, view: _View, paper: _Paper, way: Image.Resampling, beyond: object
) -> Image.Image:
    wide, high = view.size
    columns = np.linspace(0, wide, GRID + 1).round().astype(int)
    rows = np.linspace(0, high, GRID + 1).round().astype(int)
    x, y = np.meshgrid(columns, rows)
    ends = paper.bent(view.seen(np.column_stack([x.ravel(), y.ravel()]).astype(float))) * FINE
    ends = ends.reshape(GRID + 1, GRID + 1, 2)
    mesh = []
    for row in range(GRID):
        for column in range(GRID):
            box = (columns[column], rows[row], columns[column + 1], rows[row + 1])
            corners = (
                ends[row, column],
                ends[row + 1, column],
                ends[row + 1, column + 1],
                ends[row, column + 1],
            )
            mesh.append((tuple(int(one) for one in box), tuple(float(v) for end in corners for v in end)))
    return picture.transform(view.size, Image.Transform.MESH, mesh, way, fillcolor=beyond)


def _on_table(
    seen: Image.Image, cover: Image.Image, fold: Floats, view: _View, chance: np.random.Generator
) -> Image.Image:
    """Lay the sheet onto a table with a grain and an edge; its own shadow falls beside it."""
    wide, high = view.size
    colour = np.array(_TABLES[int(chance.integers(len(_TABLES)))], dtype=np.float32)
    y = np.arange(high)[:, None] / view.dots
    x = np.arange(wide)[None, :] / view.dots
    slant = chance.uniform(-0.15, 0.15)
    grain = np.sin((y + slant * x) * chance.uniform(0.6, 2.4) + 3 * np.sin(x / chance.uniform(20, 60)))
    table = colour * (1 + chance.uniform(0.02, 0.14) * grain[:, :, None])
    if chance.random() < 0.6:
        # Beyond its edge the table ends, and there is a darker or a lighter floor.
        edge = chance.uniform(0.02, 0.12) * high / view.dots
        is_beyond = (y + slant * x) < edge
        floor = np.array(_TABLES[int(chance.integers(len(_TABLES)))], dtype=np.float32) * chance.uniform(
            0.3, 0.9
        )
        table = np.where(is_beyond[:, :, None], floor, table)
    shadow = np.asarray(
        cover.filter(ImageFilter.GaussianBlur(view.dots * chance.uniform(1, 4))), dtype=np.float32
    )
    table = table * (1 - chance.uniform(0.1, 0.5) * shadow[:, :, None] / 255)
    light = np.asarray(
        Image.fromarray((np.clip(fold, 0, 1.3) * 190).astype(np.uint8)).resize(
            view.size, Image.Resampling.BILINEAR
        ),
        dtype=np.float32,
    ) / np.float32(190)
    sheet = np.asarray(seen, dtype=np.float32) * light[:, :, None]
    share = np.asarray(cover, dtype=np.float32)[:, :, None] / 255
    return Image.fromarray(np.clip(sheet * share + table * (1 - share), 0, 255).astype(np.uint8))


def _lit(scene: Image.Image, size: tuple[int, int], chance: np.random.Generator) -> Floats:
    """Light the scene: a slope, dark corners, a shadow with a soft edge, a lamp's gleam, a tint."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    turn = chance.uniform(0, 2 * math.pi)
    along, across = x * math.cos(turn) + y * math.sin(turn), x * math.sin(turn) - y * math.cos(turn)
    light = 0.82 + chance.uniform(0.04, 0.2) * along
    light *= 1 - chance.uniform(0, 0.25) * (x**2 + y**2) / 2
    edge = chance.uniform(-0.6, 0.6) - across
    light *= 1 - chance.uniform(0, 0.45) / (1 + np.exp(edge * chance.uniform(8, 90)))
    gleam = ((x - chance.uniform(-0.8, 0.8)) ** 2 + (y - chance.uniform(-0.8, 0.8)) ** 2) / chance.uniform(
        0.02, 0.3
    )
    light += chance.uniform(0, 0.14) * np.exp(-gleam)
    tint = 1 + chance.uniform(-0.07, 0.07) * np.array([1.0, 0.15, -1.2])
    return np.asarray(scene, dtype=np.float64) * light[:, :, None] * tint


def _taken(lit: Floats, view: _View, chance: np.random.Generator) -> bytes:
    """Take the picture: a hand that is not quite still, grain, a telephone that sharpens, JPEG 60 to 88."""
    picture = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
    picture = picture.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.3, 0.13 * view.dots))))
    if chance.random() < 0.4:
        step = int(chance.integers(1, 3))
        moved = np.asarray(picture, dtype=np.float32)
        shifted = np.roll(moved, step, axis=int(chance.integers(2)))
        picture = Image.fromarray(((moved + shifted) / 2).astype(np.uint8))
    values = np.asarray(picture, dtype=np.float32)
    noise = chance.uniform(3, 9)
    grain = chance.normal(0, noise, values.shape[:2])[:, :, None] + chance.normal(0, noise / 2, values.shape)
    picture = Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8))
    if chance.random() < 0.6:
        # What telephones do to every picture: grain smoothed away, edges drawn sharper than they are.
        picture = picture.filter(ImageFilter.GaussianBlur(0.7)).filter(
            ImageFilter.UnsharpMask(2, int(chance.uniform(40, 110)), 3)
        )
    quarters = [None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270]
    quarter = quarters[int(chance.choice(4, p=[0.5, 0.2, 0.1, 0.2]))]
    if quarter is not None:
        picture = picture.transpose(quarter)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=int(chance.integers(60, 89)))
    return kept.getvalue()
