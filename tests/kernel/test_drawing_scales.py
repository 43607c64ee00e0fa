"""Classes of values, simplified outlines and colours: what pictures are measured by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel import drawing
from tumar.kernel.drawing import palette
from tumar.kernel.drawing.bins import bins_for
from tumar.kernel.drawing.shapes import Box as Frame
from tumar.kernel.drawing.shapes import clipped, simplified


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30))
def test_each_value_lies_in_the_bin_whose_label_names_its_range(values: list[int]) -> None:
    bins = bins_for(values)
    assert 1 <= len(bins.lows) <= 5
    assert bins.lows == tuple(sorted(set(bins.lows)))
    for value in values:
        at = bins.index(value)
        assert bins.lows[at - 1] <= value <= bins.highs[at - 1]
        assert 1 <= bins.shade(at) <= 5
    assert bins.index(0) == bins.shade(0) == 0


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([5], ["5"]),
        ([3, 7], ["3", "7"]),
        ([8, 9, 10, 11, 12, 17], ["8–9", "10–11", "12–17"]),
        ([120, 260, 333, 480, 1010, 2300], ["100–299", "300–999", "1000–2300"]),
    ],
)
def test_bins_have_breaks_that_can_be_read(values: list[float], labels: list[str]) -> None:
    bins = bins_for(values)
    written = [bins.label(at, lambda value: f"{value:.0f}") for at in range(1, len(labels) + 1)]
    assert written == labels
    assert len(bins.lows) == len(labels)


def test_simplifying_keeps_the_ends_and_what_strays_far() -> None:
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    assert simplified(line) == [(0.0, 0.0), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]


def test_cutting_keeps_what_is_in_the_frame() -> None:
    ring = [(-5.0, -5.0), (15.0, -5.0), (15.0, 5.0), (-5.0, 5.0)]
    assert set(clipped(ring, Frame(0, 0, 10, 10))) == {(0, 0), (10, 0), (10, 5), (0, 5)}


def test_the_documented_colours_are_those_that_are_drawn() -> None:
    documented = drawing.__doc__ or ""
    for colour in (*palette.SERIES, *palette.BINS, palette.TEXT, palette.MUTED, palette.EDGE):
        assert colour in documented


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_marks_stand_out_and_words_can_be_read() -> None:
    for colour in (*palette.SERIES, palette.HATCH, palette.EDGE, palette.AXIS):
        assert contrast(colour, palette.PAPER) >= 3
    for colour in (*palette.SERIES, palette.TEXT, palette.MUTED):
        assert contrast(colour, palette.PAPER) >= 4.5
    for at in range(6):
        assert contrast(palette.bin_fill(at), palette.bin_ink(at)) >= 4.5
