"""The key of a picture: swatches with words, flowing over as many lines as they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.svg import Stage

SIZE = 12
LINE = 22
SWATCH = 13
GAP = 20


@dataclass(frozen=True)
class Entry:
    """One swatch and what it stands for."""

    label: str
    kind: str
    fill: str
    edge: str = ""
    edge_kind: str = ""
    value: str = ""


def series_entry(index: int, label: str, value: str = "") -> Entry:
    """Return the entry of a series."""
    return Entry(label, f"chart-bar {palette.series_class(index)}", palette.series_fill(index), value=value)


def unknown_entry(stage: Stage, label: str, value: str = "") -> Entry:
    """Return the hatched entry of what is not known."""
    return Entry(label, "unknown chart-outline", stage.hatch, edge=palette.HATCH, edge_kind="", value=value)


def legend(stage: Stage, entries: Sequence[Entry], top: float) -> tuple[str, float]:
    """Draw the key from y = top on; return it and the height it took."""
    drawn: list[str] = []
    x, line = 0.0, 0
    for entry in entries:
        value_width = text.width(entry.value, SIZE) + 6 if entry.value else 0.0
        room = stage.width - SWATCH - 6 - value_width
        label = text.cut(entry.label, room, SIZE)
        extent = SWATCH + 6 + text.width(label, SIZE) + value_width
        if x and x + extent > stage.width:
            x, line = 0.0, line + 1
        drawn.append(_entry(stage, entry, label, x, top + line * LINE))
        x += extent + GAP
    return "".join(drawn), (line + 1) * LINE if entries else 0.0


def _entry(stage: Stage, entry: Entry, label: str, x: float, y: float) -> str:
    border = {"stroke": entry.edge, "stroke_width": "1"} if entry.edge else {}
    inset = 0.5 if entry.edge else 0  # the border stays inside the sheet
    swatch = stage.rect(
        x + inset,
        y + 4 + inset,
        SWATCH - 2 * inset,
        SWATCH - 2 * inset,
        class_=f"{entry.kind} {entry.edge_kind}".strip(),
        rx="2",
        fill=entry.fill,
        **border,
    )
    start = x + SWATCH + 6
    tip = entry.label if label != entry.label else ""
    words = stage.text(start, y + 15, label, size=SIZE, tip=tip)
    if entry.value:
        after = start + text.width(label, SIZE) + 6
        words += stage.text(after, y + 15, entry.value, size=SIZE, weight="600")
    return swatch + words
