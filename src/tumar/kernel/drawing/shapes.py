"""Outlines of countries: read once, projected, simplified to the drawn scale, cut to the frame.

Neighbours share their border points, so a border is simplified once and used for both sides;
otherwise slivers of background would open between them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

SHAPES_FILE = Path(__file__).parent.parent / "shapes.json"
TOLERANCE = 0.45  # pixels by which a drawn border may stray


@dataclass(frozen=True, eq=False)
class Shapes:
    """Rings in degrees (longitude, latitude) by country code; compared by identity, so hashable."""

    rings: Mapping[str, tuple[Ring, ...]]


@lru_cache(maxsize=4)
def load_shapes(path: Path = SHAPES_FILE) -> Shapes:
    """Read the outlines that the build put into the package; a ring is kept without its repeat."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Shapes(
        {
            code: tuple(_open(tuple((float(x), float(y)) for x, y in ring)) for ring in rings)
            for code, rings in sorted(raw.items())
        }
    )


def _open(ring: Ring) -> Ring:
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


@dataclass(frozen=True)
class Projection:
    """Albers' equal-area conic, fitted to the frame: degrees in, pixels out."""

    meridian: float
    n: float
    c: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def __call__(self, point: Point) -> Point:
        longitude, latitude = point
        turn = (longitude - self.meridian + 180) % 360 - 180
        theta = self.n * radians(turn)
        rho = sqrt(max(0.0, self.c - 2 * self.n * sin(radians(latitude)))) / self.n
        return (
            rho * sin(theta) * self.scale + self.left,
            rho * cos(theta) * self.scale + self.top,
        )


@dataclass(frozen=True)
class Box:
    """The extent of some points."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> "Box":
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def fitted(points: list[Point], width: float, most_height: float) -> tuple[Projection, float]:
    """Return the projection that fits the points into the width, and the height they need."""
    box = Box.around(points)
    sixth = (box.bottom - box.top) / 6
    low, high = radians(box.top + sixth), radians(box.bottom - sixth)
    n = (sin(low) + sin(high)) / 2
    n = n if abs(n) > 0.05 else 0.05
    rough = Projection((box.left + box.right) / 2, n, cos(low) ** 2 + 2 * n * sin(low))
    flat = Box.around(map(rough, points))
    across, down = max(flat.right - flat.left, 1e-6), max(flat.bottom - flat.top, 1e-6)
    margin = width * 0.025
    scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / down)
    height = max(down * scale + 2 * margin, width * 0.3)
    return Projection(
        rough.meridian,
        n,
        rough.c,
        scale,
        left=width / 2 - (flat.left + flat.right) / 2 * scale,
        top=height / 2 - (flat.top + flat.bottom) / 2 * scale,
    ), height


def junctions(rings: Iterable[Ring]) -> frozenset[Point]:
    """Find the points at which borders part: those with more than two neighbours."""
    beside: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for at, point in enumerate(ring):
            beside[point].update((ring[at - 1], ring[(at + 1) % len(ring)]))
    return frozenset(point for point, others in beside.items() if len(others) > 2)


def arcs(ring: Ring, parting: frozenset[Point]) -> list[Ring]:
    """Cut a ring where borders part; a ring all of its own is cut at its two farthest ends."""
    cuts = [at for at, point in enumerate(ring) if point in parting]
    if not cuts:
        first = min(range(len(ring)), key=lambda at: ring[at])
        last = max(range(len(ring)), key=lambda at: ring[at])
        cuts = sorted({first, last})
    elif len(cuts) == 1:
        cuts = sorted({cuts[0], (cuts[0] + len(ring) // 2) % len(ring)})
    turned = ring[cuts[0] :] + ring[: cuts[0]]
    ends = [at - cuts[0] for at in cuts[1:]] + [len(ring)]
    closed = (*turned, turned[0])
    starts = [0, *ends[:-1]]
    return [closed[start : end + 1] for start, end in zip(starts, ends, strict=True)]


def simplified(points: list[Point], tolerance: float = TOLERANCE) -> list[Point]:
    """Drop the points that stray less than the tolerance (Douglas and Peucker)."""
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        far, at = _farthest(points, start, end)
        if far > tolerance:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return [points[at] for at in sorted(kept)]


def _farthest(points: list[Point], start: int, end: int) -> tuple[float, int]:
    (ax, ay), (bx, by) = points[start], points[end]
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    far, found = 0.0, start
    for at in range(start + 1, end):
        x, y = points[at]
        along = ((x - ax) * dx + (y - ay) * dy) / square if square else 0.0
        along = min(1.0, max(0.0, along))
        off = (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2
        if off > far:
            far, found = off, at
    return sqrt(far), found


def clipped(ring: list[Point], box: Box) -> list[Point]:
    """Cut a ring to a box (Sutherland and Hodgman), one side after another."""
    for axis, edge, sign in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        ring = _cut_side(ring, axis, edge, sign)
    return ring


def _cut_side(ring: list[Point], axis: int, edge: float, sign: int) -> list[Point]:
    done: list[Point] = []
    for at, point in enumerate(ring):
        before = ring[at - 1]
        here, there = (point[axis] - edge) * sign, (before[axis] - edge) * sign
        if here * there < 0:
            part = there / (there - here)
            done.append(
                (before[0] + (point[0] - before[0]) * part, before[1] + (point[1] - before[1]) * part)
            )
        if here >= 0:
            done.append(point)
    return done


def area(ring: list[Point]) -> float:
    """Return the area of a ring in square pixels."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2)


def path(rings: Iterable[list[Point]]) -> str:
    """Write rings as one path of relative steps, in tenths of a pixel so that nothing drifts."""
    written = []
    for ring in rings:
        dots: list[tuple[int, int]] = []
        for x, y in ring:
            dot = (round(x * 10), round(y * 10))
            if not dots or dot != dots[-1]:
                dots.append(dot)
        if len(dots) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(dots)]
        written.append(f"M{_pair(*dots[0])}l{''.join(_joined(steps))}z")
    return "".join(written)


def _joined(steps: list[tuple[int, int]]) -> Iterable[str]:
    for at, (x, y) in enumerate(steps):
        pair = _pair(x, y)
        yield pair if at == 0 or pair.startswith("-") else f" {pair}"


def _pair(x: int, y: int) -> str:
    second = _tenths(y)
    return f"{_tenths(x)}{second}" if second.startswith("-") else f"{_tenths(x)} {second}"


def _tenths(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    digits = f"{whole}.{rest}" if rest else str(whole)
    return f"-{digits}" if value < 0 else digits
