"""A map whose countries are shaded by value, with the neighbours as quiet ground."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.bins import Bins, bins_for
from tumar.kernel.drawing.legends import Entry, legend, unknown_entry
from tumar.kernel.drawing.outlines import Ground, Outline, ground, room_for
from tumar.kernel.drawing.picture import (
    NO_VALUE,
    FormatNumber,
    Picture,
    data_table,
    plain_number,
    written,
)
from tumar.kernel.drawing.shapes import Shapes
from tumar.kernel.drawing.svg import Direction, Stage, element
from tumar.kernel.drawing.svg import title as tip_of

TALLEST = 0.72  # of the width
SIZES = (12.0, 10.0)
UNKNOWN = -1


@dataclass(frozen=True)
class MapValue:
    """One country: its value (None is not known), its name, and a short name for narrow places."""

    value: float | None
    label: str
    short: str = ""


def map_chart(
    title: str,
    description: str,
    values: Mapping[str, MapValue],
    *,
    shapes: Shapes,
    unit: str,
    focus: Collection[str] | None = None,
    category: str = "",
    no_data: str = NO_VALUE,
    prefix: str = "map",
    direction: Direction = "ltr",
    width: float = 720,
    format_number: FormatNumber = plain_number,
) -> Picture:
    """Shade each country by its value; the frame fits `focus`, or else the countries with values.

    A country without an outline stands in the table all the same.
    """
    stage = Stage(prefix, title, description, width, direction)
    shown = ground(shapes, frozenset(values if focus is None else focus), width, width * TALLEST)
    bins = bins_for(each.value for each in values.values() if each.value is not None)
    drawn = _countries(stage, shown, values, bins, format_number, no_data)
    entries = _entries(stage, values, bins, format_number, no_data)
    key, key_height = legend(stage, entries, shown.height + 8)
    headers, rows = data_table(
        (category, unit),
        [(each.label, written(each.value, format_number, no_data)) for each in values.values()],
    )
    whole = stage.finished(shown.height + 10 + key_height, drawn, key)
    return Picture(whole, headers, rows, title)


def _countries(
    stage: Stage,
    shown: Ground,
    values: Mapping[str, MapValue],
    bins: Bins,
    format_number: FormatNumber,
    no_data: str,
) -> str:
    if not shown.outlines:
        return ""
    frame = f"{stage.prefix}-frame"
    clip = element(
        "clipPath",
        element("rect", width=stage.width, height=shown.height, rx="4"),
        id=frame,
    )
    quiet = [each for each in shown.outlines if each.code not in values]
    loud = sorted(
        (each for each in shown.outlines if each.code in values),
        key=lambda each: _shade(values[each.code].value, bins),
    )
    below = "".join(element("path", d=each.path) for each in quiet)
    above = "".join(_country(stage, each, values[each.code], bins, format_number, no_data) for each in loud)
    names = "".join(_name(stage, each, values[each.code], bins, format_number) for each in loud)
    return clip + element(
        "g",
        element(
            "g",
            below,
            class_="map-ground",
            fill=palette.GROUND,
            stroke=palette.PAPER,
            stroke_width="0.8",
        ),
        element("g", above, stroke_width="0.8", stroke_linejoin="round"),
        names,
        clip_path=f"url(#{frame})",
        fill_rule="evenodd",
    )


def _shade(value: float | None, bins: Bins) -> int:
    return UNKNOWN if value is None else bins.shade(bins.index(value))


def _country(
    stage: Stage,
    outline: Outline,
    entry: MapValue,
    bins: Bins,
    format_number: FormatNumber,
    no_data: str,
) -> str:
    shade = _shade(entry.value, bins)
    is_unknown = shade == UNKNOWN
    edge_class, edge = palette.bin_edge(shade)
    kind = "unknown" if is_unknown else f"b{shade}"
    return element(
        "path",
        tip_of(f"{entry.label}: {written(entry.value, format_number, no_data)}"),
        class_=f"map-country {kind} {edge_class}",
        fill=stage.hatch if is_unknown else palette.bin_fill(shade),
        stroke=edge,
        d=outline.path,
    )


def _name(stage: Stage, outline: Outline, entry: MapValue, bins: Bins, format_number: FormatNumber) -> str:
    """Write the name, with the value below it where both fit; else a short name; else nothing."""
    shade = _shade(entry.value, bins)
    if shade == UNKNOWN:
        return ""
    value = written(entry.value, format_number)
    for lines, size in _attempts(entry, value):
        tall = len(lines) * size * 1.2
        (x, y), room = room_for(outline, tall)
        if max(text.width(line, size) for line in lines) + 4 > room:
            continue
        return "".join(
            stage.text(
                stage.x(x),
                y - tall / 2 + size * (0.97 + 1.2 * at),
                line,
                size=size,
                anchor="middle",
                kind=f"chart-on-b{shade}",
                fill=palette.bin_ink(shade),
                weight="600" if line == value and at else None,
            )
            for at, line in enumerate(lines)
        )
    return ""


def _attempts(entry: MapValue, value: str) -> list[tuple[tuple[str, ...], float]]:
    names = [name for name in (entry.label, entry.short) if name]
    return [(lines, size) for name in names for size in SIZES for lines in ((name, value), (name,))]


def _entries(
    stage: Stage,
    values: Mapping[str, MapValue],
    bins: Bins,
    format_number: FormatNumber,
    no_data: str,
) -> list[Entry]:
    known = [each.value for each in values.values() if each.value is not None]
    entries = []
    if any(value <= 0 for value in known):
        entries.append(_entry(0, format_number(0)))
    entries += [
        _entry(bins.shade(index), bins.label(index, format_number)) for index in range(1, len(bins.lows) + 1)
    ]
    if len(known) < len(values):
        entries.append(unknown_entry(stage, no_data))
    return entries


def _entry(shade: int, label: str) -> Entry:
    return Entry(
        label,
        f"map-country b{shade}",
        palette.bin_fill(shade),
        edge=palette.EDGE,
        edge_kind="map-edge",
    )
