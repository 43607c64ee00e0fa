"""Horizontal bars for categories, in the order given."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.picture import (
    NO_VALUE,
    FormatNumber,
    Picture,
    data_table,
    length,
    plain_number,
    written,
)
from tumar.kernel.drawing.svg import Direction, Stage

SIZE = 13
LINE = 17
LINES = 3
THICK = 18
GAP = 12
LEAST = 1.0  # a value above zero is never drawn as nothing
NARROW = 480


@dataclass(frozen=True)
class Bar:
    """One category; a value of None is not known, and `is_unknown` marks the "unknown" cell."""

    label: str
    value: float | None
    note: str = ""
    is_unknown: bool = False


@dataclass(frozen=True)
class _Layout:
    """Where the bars of one picture begin and how long the longest may be."""

    start: float
    longest: float
    largest: float
    tail: float
    labels_above: bool

    def of(self, value: float | None) -> float:
        amount = length(value)
        if not amount or not self.largest:
            return 0.0
        return max(LEAST, amount / self.largest * self.longest)


def bar_chart(
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    unit: str,
    category: str = "",
    note: str = "",
    no_data: str = NO_VALUE,
    prefix: str = "bars",
    direction: Direction = "ltr",
    width: float = 720,
    format_number: FormatNumber = plain_number,
) -> Picture:
    """Draw one bar a category; `category`, `unit` and `note` head the columns of the table."""
    stage = Stage(prefix, title, description, width, direction)
    tails = [_tail(bar, format_number, no_data) for bar in bars]
    layout = _layout(stage, bars, tails)
    drawn: list[str] = []
    y = 2.0
    for bar, tail in zip(bars, tails, strict=True):
        row, height = _row(stage, layout, bar, tail, y)
        drawn.append(row)
        y += height
    if bars:
        if not layout.labels_above:
            drawn.append(stage.line(layout.start, 0, layout.start, y - GAP + 4))
    else:
        drawn.append(stage.text(0, 18, no_data, kind="chart-muted", fill=palette.MUTED))
        y = 28 + GAP
    headers, rows = data_table(
        (category, unit, note),
        [(bar.label, written(bar.value, format_number, no_data), bar.note) for bar in bars],
    )
    return Picture(stage.finished(y - GAP + 6, *drawn), headers, rows, title)


def _tail(bar: Bar, format_number: FormatNumber, no_data: str) -> tuple[str, str]:
    return written(bar.value, format_number, no_data), bar.note


def _layout(stage: Stage, bars: Sequence[Bar], tails: Sequence[tuple[str, str]]) -> _Layout:
    values = max((text.width(value, SIZE) for value, _ in tails), default=0.0)
    notes = max((text.width(note, SIZE - 1) for _, note in tails if note), default=-8.0) + 8
    tail = min(values + notes, stage.width * 0.45) + 10
    above = stage.width < NARROW
    labels = max((text.width(bar.label, SIZE) for bar in bars), default=0.0)
    start = 0.0 if above else min(labels, stage.width * 0.36) + 12
    return _Layout(
        start=start,
        longest=stage.width - start - tail,
        largest=max((length(bar.value) for bar in bars), default=0.0),
        tail=tail,
        labels_above=above,
    )


def _row(stage: Stage, layout: _Layout, bar: Bar, tail: tuple[str, str], y: float) -> tuple[str, float]:
    """Draw one row from y on; return it and its height with the gap below."""
    room = stage.width if layout.labels_above else layout.start - 12
    lines = text.wrap(bar.label, room, SIZE, lines=LINES)
    tip = bar.label if " ".join(lines) != bar.label else ""
    block = len(lines) * LINE
    if layout.labels_above:
        bar_top, first, x, height = y + block + 2, y + 13, 0.0, block + 2 + THICK
    else:
        height = max(block, THICK)
        bar_top, first, x = y + (height - THICK) / 2, y + (height - block) / 2 + 13, 0.0
    words = "".join(
        stage.text(x, first + at * LINE, line, size=SIZE, tip=tip) for at, line in enumerate(lines)
    )
    extent = layout.of(bar.value)
    mark = _mark(stage, bar, layout.start, bar_top, extent, tail[0]) if extent else ""
    return words + mark + _end(stage, layout, extent, bar_top, tail), height + GAP


def _mark(stage: Stage, bar: Bar, x: float, y: float, extent: float, value: str) -> str:
    tip = f"{bar.label}: {value}"
    if bar.is_unknown:
        return stage.rect(
            x,
            y + 0.5,
            extent,
            THICK - 1,
            class_="chart-mark unknown chart-outline",
            fill=stage.hatch,
            stroke=palette.HATCH,
            stroke_width="1",
            tip=tip,
        )
    return stage.rect(x, y, extent, THICK, class_="chart-mark chart-bar s1", fill=palette.SERIES[0], tip=tip)


def _end(stage: Stage, layout: _Layout, extent: float, y: float, tail: tuple[str, str]) -> str:
    value, note = tail
    room = layout.tail - 10
    shown = text.cut(value, room, SIZE)
    x = layout.start + extent + 8
    words = stage.text(x, y + 13.5, shown, size=SIZE, weight="600", tip=value if shown != value else "")
    if not note:
        return words
    after = text.width(shown, SIZE) + 8
    short = text.cut(note, room - after, SIZE - 1)
    return words + stage.text(
        x + after,
        y + 13.5,
        short,
        size=SIZE - 1,
        kind="chart-muted",
        fill=palette.MUTED,
        tip=note if short != note else "",
    )
