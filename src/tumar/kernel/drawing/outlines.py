"""The outlines of one map: every country in the frame as a path, and where its name has room."""

from dataclasses import dataclass
from functools import lru_cache

from tumar.kernel.drawing.shapes import (
    Box,
    Point,
    Projection,
    Ring,
    Shapes,
    arcs,
    area,
    clipped,
    fitted,
    junctions,
    path,
    simplified,
)

MARGIN = 6.0
SPECK = 2.0  # square pixels below which an island is not drawn
ROWS = 32


@dataclass(frozen=True)
class Outline:
    """One country as drawn; `mainland` is its largest ring, where its name goes."""

    code: str
    path: str
    mainland: Ring
    box: Box


@dataclass(frozen=True)
class Ground:
    """All countries in the frame, and the height of the frame."""

    outlines: tuple[Outline, ...]
    height: float


@lru_cache(maxsize=32)
def ground(shapes: Shapes, focus: frozenset[str], width: float, most_height: float) -> Ground:
    """Fit the frame around the countries in focus, and outline everything that it shows."""
    points = [p for code in sorted(focus) for ring in shapes.rings.get(code, ()) for p in ring]
    if not points:
        return Ground((), 0.0)
    projection, height = fitted(points, width, most_height)
    frame = Box(-MARGIN, -MARGIN, width + MARGIN, height + MARGIN)
    shown = {
        code: tuple(ring for ring in rings if _is_in(ring, projection, frame))
        for code, rings in shapes.rings.items()
    }
    parting = junctions(ring for rings in shown.values() for ring in rings)
    borders: dict[Ring, list[Point]] = {}
    outlines = []
    for code, rings in shown.items():
        drawn = [_drawn(ring, parting, projection, borders, frame) for ring in rings]
        kept = [ring for ring in drawn if len(ring) > 2]
        if kept:
            outlines.append(_outline(code, kept))
    return Ground(tuple(outlines), height)


def _is_in(ring: Ring, projection: Projection, frame: Box) -> bool:
    return len(ring) > 2 and Box.around(map(projection, ring)).meets(frame)


def _drawn(
    ring: Ring,
    parting: frozenset[Point],
    projection: Projection,
    borders: dict[Ring, list[Point]],
    frame: Box,
) -> list[Point]:
    points: list[Point] = []
    for arc in arcs(ring, parting):
        points += _border(arc, projection, borders)[:-1]
    return clipped(points, frame)


def _border(arc: Ring, projection: Projection, borders: dict[Ring, list[Point]]) -> list[Point]:
    """Simplify a border once, always in the same sense, so that both sides get the same points."""
    backwards = arc[::-1]
    is_forward = arc <= backwards
    key = arc if is_forward else backwards
    if key not in borders:
        borders[key] = simplified([projection(point) for point in key])
    return borders[key] if is_forward else borders[key][::-1]


def _outline(code: str, rings: list[list[Point]]) -> Outline:
    largest = max(rings, key=area)
    kept = [ring for ring in rings if ring is largest or area(ring) >= SPECK]
    return Outline(code, path(kept), tuple(largest), Box.around(largest))


@lru_cache(maxsize=2048)
def room_for(outline: Outline, height: float) -> tuple[Point, float]:
    """Find the middle and the width of the widest stretch of a country that is `height` tall."""
    best: tuple[Point, float] = ((0.0, 0.0), 0.0)
    box = outline.box
    if box.bottom - box.top < height:
        return best
    step = (box.bottom - box.top - height) / ROWS
    middle = (box.top + box.bottom) / 2
    for row in range(ROWS + 1):
        y = box.top + height / 2 + row * step
        for left, right in _common(outline.mainland, y, height):
            # A name near the middle reads as the country's; a little width is worth less.
            worth = (right - left) * (1 - 0.35 * abs(y - middle) / (box.bottom - box.top))
            if worth > best[1]:
                best = (((left + right) / 2, y), worth)
    return best[0], _width_at(outline.mainland, best[0], height)


def _width_at(ring: Ring, centre: Point, height: float) -> float:
    for left, right in _common(ring, centre[1], height):
        if left <= centre[0] <= right:
            return right - left
    return 0.0


def _common(ring: Ring, y: float, height: float) -> list[tuple[float, float]]:
    spans = _spans(ring, y)
    for level in (y - height / 2, y + height / 2):
        spans = [
            (max(a, c), min(b, d)) for a, b in spans for c, d in _spans(ring, level) if max(a, c) < min(b, d)
        ]
    return spans


def _spans(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Return the stretches of one horizontal line that lie inside a ring."""
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (a[1] > y) != (b[1] > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))
