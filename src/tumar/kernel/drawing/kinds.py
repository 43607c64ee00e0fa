"""A map whose countries are told apart by kind: a pattern and a colour for each, never a colour alone."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.legends import Entry, legend
from tumar.kernel.drawing.maps import SIZES, TALLEST
from tumar.kernel.drawing.outlines import Ground, Outline, ground, room_for
from tumar.kernel.drawing.picture import Picture, data_table
from tumar.kernel.drawing.shapes import Shapes
from tumar.kernel.drawing.svg import Direction, Stage, element
from tumar.kernel.drawing.svg import title as tip_of

TILE = 8.0


def _bin(index: int) -> dict[str, str]:
    return {"class_": f"map-country b{index}", "fill": palette.bin_fill(index)}


def _series(index: int) -> dict[str, str]:
    return {"class_": f"chart-bar {palette.series_class(index)}", "fill": palette.series_fill(index)}


_INK = {"class_": "chart-text", "fill": palette.TEXT}
_ON_SERIES = {"class_": "chart-on-s5", "fill": palette.PAPER}


def _ground(**look: str) -> str:
    return element("rect", width=TILE, height=TILE, **look)


def _diagonals(**look: str) -> str:
    return element("path", d="M0 5V8H3ZM5 0H8V3L3 8H0V5L5 0Z", **look)


def _bars(**look: str) -> str:
    return element("rect", x="1", width="2.5", height=TILE, **look)


def _dots(**look: str) -> str:
    return element("circle", cx="4", cy="4", r="1.3", **look)


def _crosses(**look: str) -> str:
    return element("path", d="M1 2L2 1L4 3L6 1L7 2L5 4L7 6L6 7L4 5L2 7L1 6L3 4Z", **look)


def _squares(**look: str) -> str:
    return element("path", d="M0 0H4V4H0ZM4 4H8V8H4Z", **look)


# Each look is a ground and what lies upon it, so that a map printed in grey can still be read.
LOOKS: Mapping[str, Callable[[], str]] = {
    "plain": lambda: _ground(**_bin(5)),
    "diagonals": lambda: _ground(**_bin(1)) + _diagonals(**_bin(4)),
    "dots": lambda: _ground(**_bin(0)) + _dots(**_INK),
    "crosses": lambda: _ground(**_series(4)) + _crosses(**_ON_SERIES),
    "bars": lambda: _ground(**_bin(0)) + _bars(**_series(2)),
    "squares": lambda: _ground(**_bin(1)) + _squares(**_bin(3)),
}
# The hatch that stands for "unknown" in every picture of the house.
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Kind:
    """One kind of country: what the legend says, and how it looks (a name of LOOKS, or UNKNOWN)."""

    label: str
    look: str


@dataclass(frozen=True)
class KindOf:
    """One country: its kind, its name, a short name for narrow places, and more words for the table."""

    kind: str
    label: str
    short: str = ""
    told: tuple[str, ...] = ()


def kinds_map(
    title: str,
    description: str,
    countries: Mapping[str, KindOf],
    kinds: Mapping[str, Kind],
    *,
    shapes: Shapes,
    headers: Sequence[str],
    focus: Collection[str] | None = None,
    has_neighbours: bool = True,
    prefix: str = "kinds",
    direction: Direction = "ltr",
    width: float = 720,
    tallest: float = TALLEST,
) -> Picture:
    """Draw each country in the look of its kind; the legend names the kinds that occur, in their order.

    `headers` are those of the table: the country, its kind, and one for each word of `told`. A country
    without an outline stands in the table all the same. A small map is lighter by half without neighbours.
    `tallest` is the height that the countries may take, in widths.
    """
    stage = Stage(prefix, title, description, width, direction)
    shown = ground(shapes, frozenset(countries if focus is None else focus), width, width * tallest)
    used = {each.kind for each in countries.values()}
    patterns = element("defs", *(_pattern(stage, name, kinds[name].look) for name in kinds if name in used))
    if not has_neighbours:
        own = tuple(each for each in shown.outlines if each.code in countries)
        shown = replace(shown, outlines=own)
    drawn = _countries(stage, shown, countries, kinds)
    entries = [
        Entry(kind.label, "map-kind", _fill(stage, name, kind), edge=palette.EDGE, edge_kind="map-edge")
        for name, kind in kinds.items()
        if name in used
    ]
    key, key_height = legend(stage, entries, shown.height + 8)
    heads, rows = data_table(
        headers, [(each.label, kinds[each.kind].label, *each.told) for each in countries.values()]
    )
    return Picture(stage.finished(shown.height + 10 + key_height, patterns, drawn, key), heads, rows, title)


def _pattern(stage: Stage, name: str, look: str) -> str:
    if look == UNKNOWN:
        return ""
    return element(
        "pattern",
        LOOKS[look](),
        id=f"{stage.prefix}-{name}",
        width=TILE,
        height=TILE,
        patternUnits="userSpaceOnUse",
    )


def _fill(stage: Stage, name: str, kind: Kind) -> str:
    return stage.hatch if kind.look == UNKNOWN else f"url(#{stage.prefix}-{name})"


def _countries(
    stage: Stage, shown: Ground, countries: Mapping[str, KindOf], kinds: Mapping[str, Kind]
) -> str:
    if not shown.outlines:
        return ""
    frame = f"{stage.prefix}-frame"
    clip = element("clipPath", element("rect", width=stage.width, height=shown.height, rx="4"), id=frame)
    quiet = "".join(element("path", d=each.path) for each in shown.outlines if each.code not in countries)
    loud = [each for each in shown.outlines if each.code in countries]
    above = "".join(_country(stage, each, countries[each.code], kinds) for each in loud)
    names = "".join(_name(stage, each, countries[each.code]) for each in loud)
    look = {"class_": "map-ground", "fill": palette.GROUND, "stroke": palette.PAPER, "stroke_width": "0.8"}
    return clip + element(
        "g",
        element("g", quiet, **look),
        element("g", above, stroke_width="0.8", stroke_linejoin="round"),
        names,
        clip_path=f"url(#{frame})",
        fill_rule="evenodd",
    )


def _country(stage: Stage, outline: Outline, one: KindOf, kinds: Mapping[str, Kind]) -> str:
    kind = kinds[one.kind]
    return element(
        "path",
        tip_of(f"{one.label}: {kind.label}"),
        class_="map-kind map-edge",
        fill=_fill(stage, one.kind, kind),
        stroke=palette.EDGE,
        d=outline.path,
    )


def _name(stage: Stage, outline: Outline, one: KindOf) -> str:
    """Write the name on a plate of its own, since words upon a pattern cannot be read."""
    for label in filter(None, (one.label, one.short)):
        for size in SIZES:
            tall, wide = size * 1.45, text.width(label, size) + 8
            (x, y), room = room_for(outline, tall)
            if wide > room:
                continue
            plate = element(
                "rect",
                class_="chart-hatch-ground",
                x=x - wide / 2,
                y=y - tall / 2,
                width=wide,
                height=tall,
                rx="2",
                fill=palette.PAPER,
            )
            # Outlines are not mirrored, so the place is undone for a page that runs from the right.
            words = stage.text(stage.x(x), y + size * 0.36, label, size=size, anchor="middle")
            return plate + words
    return ""
