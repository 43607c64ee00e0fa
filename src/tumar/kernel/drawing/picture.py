"""What a drawing function returns: the drawing and the table that says the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tumar.kernel.drawing.svg import Svg

NO_VALUE = "–"

FormatNumber = Callable[[float], str]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """One drawing with the rows it was drawn from; the first cell of a row is its heading."""

    svg: Svg
    headers: tuple[str, ...]
    rows: Rows
    caption: str


def plain_number(value: float) -> str:
    """Write a number without grouping; pages pass the formatter of their language instead."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def data_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Rows]:
    """Freeze a table, and leave out a column that has neither a heading nor any text."""
    kept = [at for at, header in enumerate(headers) if at == 0 or header or any(row[at] for row in rows)]
    return (
        tuple(headers[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
    )


def written(value: float | None, format_number: FormatNumber, missing: str = NO_VALUE) -> str:
    """Write a value, or the sign for "not known": unknown is never zero."""
    return missing if value is None else format_number(value)


def length(value: float | None) -> float:
    """Return what a mark measures: nothing for the unknown, and nothing below zero."""
    return max(0.0, float(value)) if value is not None else 0.0
