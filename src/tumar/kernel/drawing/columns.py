"""Upright columns for years, in one series or several stacked."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.legends import legend, series_entry
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
LEAST = 1.0
WIDEST = 56
SEAM = 1.5


@dataclass(frozen=True)
class Column:
    """One year with one value a series; None is not known."""

    label: str
    values: tuple[float | None, ...]

    @property
    def total(self) -> float | None:
        """Return the sum of what is known, or None when nothing is."""
        known = [value for value in self.values if value is not None]
        return sum(known) if known else None

    @property
    def height(self) -> float:
        return sum(length(value) for value in self.values)


@dataclass(frozen=True)
class _Layout:
    """The band of each column, the base line, and how high the highest may be."""

    band: float
    thick: float
    base: float
    highest: float
    largest: float
    every: int


def column_chart(
    title: str,
    description: str,
    columns: Sequence[Column],
    *,
    unit: str,
    series: Sequence[str] = (),
    category: str = "",
    total: str = "",
    no_data: str = NO_VALUE,
    prefix: str = "columns",
    direction: Direction = "ltr",
    width: float = 720,
    height: float = 260,
    format_number: FormatNumber = plain_number,
) -> Picture:
    """Draw one column a year; with several `series` they are stacked and a key is drawn above."""
    stage = Stage(prefix, title, description, width, direction)
    for column in columns:
        if len(column.values) != max(1, len(series)):
            raise ValueError(f"{column.label}: one value is needed for each series")
    entries = [series_entry(at, label) for at, label in enumerate(series)]
    key, key_height = legend(stage, entries if len(series) > 1 else (), 0)
    layout = _layout(stage, columns, key_height, height, format_number, no_data)
    drawn = [key, *_columns(stage, layout, columns, series, format_number, no_data)]
    if columns:
        drawn.append(stage.line(0, layout.base + 0.5, stage.width, layout.base + 0.5))
        bottom = layout.base + 26
    else:
        drawn.append(stage.text(0, key_height + 18, no_data, kind="chart-muted", fill=palette.MUTED))
        bottom = key_height + 28
    headers, rows = _table(columns, series, category, unit, total, format_number, no_data)
    return Picture(stage.finished(bottom, *drawn), headers, rows, title)


def _layout(
    stage: Stage,
    columns: Sequence[Column],
    top: float,
    height: float,
    format_number: FormatNumber,
    no_data: str,
) -> _Layout:
    band = stage.width / max(1, len(columns))
    widest = max(
        (
            max(
                text.width(column.label, SIZE),
                text.width(written(column.total, format_number, no_data), SIZE),
            )
            for column in columns
        ),
        default=0.0,
    )
    every = max(1, int((min(widest, stage.width) + 6) // band) + ((widest + 6) % band > 0) * 1)
    return _Layout(
        band=band,
        thick=min(WIDEST, band * 0.62),
        base=top + height,
        highest=height - 28,
        largest=max((column.height for column in columns), default=0.0),
        every=every,
    )


def _columns(
    stage: Stage,
    layout: _Layout,
    columns: Sequence[Column],
    series: Sequence[str],
    format_number: FormatNumber,
    no_data: str,
) -> list[str]:
    drawn = []
    for at, column in enumerate(columns):
        centre = layout.band * (at + 0.5)
        top, marks = _stack(stage, layout, column, centre, series, format_number)
        drawn.append(marks)
        if at % layout.every == 0:
            value = written(column.total, format_number, no_data)
            room = layout.band * layout.every - 4
            drawn.append(_word(stage, centre, top - 7, value, room, weight="600"))
            drawn.append(_word(stage, centre, layout.base + 19, column.label, room))
    return drawn


def _word(stage: Stage, centre: float, y: float, word: str, room: float, weight: str | None = None) -> str:
    shown = text.cut(word, room, SIZE)
    half = text.width(shown, SIZE) / 2
    x = min(max(centre, half), stage.width - half)
    tip = word if shown != word else ""
    return stage.text(x, y, shown, size=SIZE, anchor="middle", weight=weight, tip=tip)


def _stack(
    stage: Stage,
    layout: _Layout,
    column: Column,
    centre: float,
    series: Sequence[str],
    format_number: FormatNumber,
) -> tuple[float, str]:
    """Draw the segments of one column from the base upwards; return its top and the marks."""
    y = layout.base
    marks = []
    for at, value in enumerate(column.values):
        amount = length(value)
        if not amount or value is None:
            continue
        tall = max(LEAST, amount / layout.largest * layout.highest)
        y -= tall
        of_series = f", {series[at]}" if len(series) > 1 else ""
        seam = SEAM if len(column.values) > 1 and tall > 2 * SEAM else 0
        marks.append(
            stage.rect(
                centre - layout.thick / 2,
                y,
                layout.thick,
                tall - seam,
                class_=f"chart-mark chart-bar {palette.series_class(at)}",
                fill=palette.series_fill(at),
                tip=f"{column.label}{of_series}: {format_number(value)}",
            )
        )
    return y, "".join(marks)


def _table(
    columns: Sequence[Column],
    series: Sequence[str],
    category: str,
    unit: str,
    total: str,
    format_number: FormatNumber,
    no_data: str,
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    is_stacked = len(series) > 1
    headers = (category, *series, total or unit) if is_stacked else (category, unit)
    rows = []
    for column in columns:
        cells = [written(value, format_number, no_data) for value in column.values]
        if is_stacked:
            cells.append(written(column.total, format_number, no_data))
        rows.append((column.label, *cells))
    return data_table(headers, rows)
