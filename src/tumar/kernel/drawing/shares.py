"""One bar that is the whole, divided into its shares; what is unknown keeps its own part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tumar.kernel.drawing import palette, text
from tumar.kernel.drawing.legends import legend, series_entry, unknown_entry
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
THICK = 34
SEAM = 2

FormatShare = Callable[[float], str]


@dataclass(frozen=True)
class Share:
    """One part of the whole; `is_unknown` marks the part about which nothing is recorded."""

    label: str
    value: float | None
    is_unknown: bool = False


def plain_share(percent: float) -> str:
    """Write a percentage; a part is never written as nothing, nor nearly all as all."""
    if 0 < percent < 1:
        return "<1 %"
    if 99 < percent < 100:
        return ">99 %"
    return f"{percent:.0f} %"


def share_chart(
    title: str,
    description: str,
    shares: Sequence[Share],
    *,
    unit: str,
    category: str = "",
    share: str = "%",
    no_data: str = NO_VALUE,
    prefix: str = "shares",
    direction: Direction = "ltr",
    width: float = 720,
    format_number: FormatNumber = plain_number,
    format_share: FormatShare = plain_share,
) -> Picture:
    """Draw the shares as one bar with its key below; `share` heads the column of percentages."""
    stage = Stage(prefix, title, description, width, direction)
    whole = sum(length(each.value) for each in shares)
    percents = [length(each.value) / whole * 100 if whole else 0.0 for each in shares]
    said = [format_share(percent) if whole else "" for percent in percents]
    values = [written(each.value, format_number, no_data) for each in shares]
    if whole:
        marks = _bar(stage, shares, percents, said, values)
    else:
        marks = stage.rect(
            0.5,
            0.5,
            stage.width - 1,
            THICK - 1,
            class_="chart-outline",
            fill="none",
            stroke=palette.HATCH,
            stroke_width="1",
        )
    keys = zip(shares, said, values, strict=True)
    entries = [
        unknown_entry(stage, each.label, _and(value, percent))
        if each.is_unknown
        else series_entry(at, each.label, _and(value, percent))
        for at, (each, percent, value) in enumerate(keys)
    ]
    key, tall = legend(stage, entries, THICK + 8)
    headers, rows = data_table(
        (category, unit, share if whole else ""),
        [(each.label, value, percent) for each, value, percent in zip(shares, values, said, strict=True)],
    )
    return Picture(stage.finished(THICK + 10 + tall, marks, key), headers, rows, title)


def _and(value: str, percent: str) -> str:
    return f"{value} ({percent})" if percent else value


def _bar(
    stage: Stage,
    shares: Sequence[Share],
    percents: Sequence[float],
    said: Sequence[str],
    values: Sequence[str],
) -> str:
    drawn = []
    x = 0.0
    for at, each in enumerate(shares):
        extent = percents[at] / 100 * stage.width
        is_last = x + extent >= stage.width - 0.05
        visible = extent if is_last or extent <= 2 * SEAM else extent - SEAM
        if extent > 0:
            tip = f"{each.label}: {values[at]}, {said[at]}"
            drawn.append(_part(stage, at, each, x, visible, tip))
            drawn.append(_percent(stage, at, each, x + visible / 2, visible, said[at]))
        x += extent
    return "".join(drawn)


def _part(stage: Stage, at: int, share: Share, x: float, extent: float, tip: str) -> str:
    if share.is_unknown:
        return stage.rect(
            x + 0.5,
            0.5,
            max(0.5, extent - 1),
            THICK - 1,
            class_="chart-mark unknown chart-outline",
            fill=stage.hatch,
            stroke=palette.HATCH,
            stroke_width="1",
            tip=tip,
        )
    return stage.rect(
        x,
        0,
        extent,
        THICK,
        class_=f"chart-mark chart-bar {palette.series_class(at)}",
        fill=palette.series_fill(at),
        tip=tip,
    )


def _percent(stage: Stage, at: int, share: Share, centre: float, extent: float, percent: str) -> str:
    if share.is_unknown or text.width(percent, SIZE) + 8 > extent:
        return ""  # words upon a hatch cannot be read; the key below says it
    return stage.text(
        centre,
        22,
        percent,
        size=SIZE,
        anchor="middle",
        weight="600",
        kind=f"chart-on-{palette.series_class(at)}",
        fill=palette.PAPER,
    )
