"""Merged cells: what stands in the first of them holds for all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tumar.kernel.tables.archives import Span
from tumar.kernel.tables.grids import NOTHING, Row, Value

# A span over the whole sheet is decoration; nobody merges ten thousand cells of a list.
WIDEST, HIGHEST = 400, 2000


def filled(rows: Iterable[tuple[int, Sequence[Value]]], spans: Sequence[Span]) -> Iterator[Row]:
    """Yield rows with merged cells filled from their first cell; rows and spans count from 0."""
    starts: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        (top, left), (bottom, right) = span
        if (bottom > top or right > left) and bottom - top < HIGHEST and right - left < WIDEST:
            starts[top].append(span)
    open_spans: list[tuple[Span, Value]] = []
    for place, cells in rows:
        begun = starts.get(place, ())
        if not begun and not open_spans:
            yield Row(place + 1, cells)
            continue
        values = list(cells)
        carried: set[int] = set()
        for span, value in open_spans:
            _fill(values, span, value)
            carried.update(range(span[0][1], span[1][1] + 1))
        for span in begun:
            left = span[0][1]
            value = values[left] if left < len(values) else None
            _fill(values, span, value)
            if value is not None:
                open_spans.append((span, value))
        open_spans = [each for each in open_spans if each[0][1][0] > place]
        yield Row(place + 1, values, frozenset(carried) if carried else NOTHING)


def _fill(values: list[Value], span: Span, value: Value) -> None:
    (_top, left), (_bottom, right) = span
    if value is None:
        return
    values.extend([None] * (right + 1 - len(values)))
    values[left : right + 1] = [value] * (right + 1 - left)
