"""A photographed or scanned sheet, read: which boxes of which page are signed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tumar.kernel.scans.codes import PageCode
from tumar.kernel.scans.codes_found import FoundCode, find_codes
from tumar.kernel.scans.ink import Ink, find_ink, pixels
from tumar.kernel.scans.layout import Box, Layout
from tumar.kernel.scans.placing import NotPlaced, place
from tumar.kernel.scans.straight import SCALE, straighten
from tumar.kernel.scans.strikes import find_strikes
from tumar.kernel.scans.strokes import Seen, look_at_boxes

# The layout of the page with this code, or None where no such page was printed.
LayoutOf = Callable[[PageCode], Layout | None]
# Ink in the place of a name, in square millimetres, from which on somebody wrote there.
WRITTEN_AREA = 4.0
_LEAST_RESOLUTION = 3.2  # pixels to a millimetre: 80 dots per inch


@dataclass(frozen=True)
class RowRead:
    """One row of a page: what each of its boxes holds, and whether the row was struck out.

    `written` tells whether there is more in the place of the name than the printer put there, which only
    an open row can be asked.
    """

    boxes: Sequence[Seen]
    is_struck: bool
    written: bool


@dataclass(frozen=True)
class PageRead:
    """One page, read and laid flat (SCALE pixels to a millimetre)."""

    code: PageCode
    layout: Layout
    rows: Sequence[RowRead]
    straight: Image.Image


@dataclass(frozen=True)
class PageFault:
    """Why a page that a picture shows was not read."""

    code: PageCode
    trouble: str


UNKNOWN, CROOKED, COARSE = "unknown", "crooked", "coarse"


@dataclass(frozen=True)
class PictureRead:
    """What one picture shows: pages, faults of pages, and how many codes that are none of ours."""

    pages: Sequence[PageRead]
    faults: Sequence[PageFault]
    strange: int


def read_picture(picture: Image.Image, layout_of: LayoutOf) -> PictureRead:
    """Read every page that a picture shows, in whatever direction it lies."""
    grey = picture.convert("L")
    codes = find_codes(grey)
    pages: list[PageRead] = []
    faults: list[PageFault] = []
    for code, found in codes.pages.items():
        layout = layout_of(code)
        if layout is None:
            faults.append(PageFault(code, UNKNOWN))
            continue
        one = _read(picture, grey, found, layout)
        if isinstance(one, PageRead):
            pages.append(one)
        else:
            faults.append(one)
    return PictureRead(pages, faults, codes.strange)


def _read(
    picture: Image.Image, grey: Image.Image, found: Sequence[FoundCode], layout: Layout
) -> PageRead | PageFault:
    code = found[0].code
    try:
        placing = place(grey, found, layout)
        if placing.scale < _LEAST_RESOLUTION:
            return PageFault(code, COARSE)
        straight = straighten(picture, grey, placing, layout)
    except (NotPlaced, np.linalg.LinAlgError):
        return PageFault(code, CROOKED)
    return PageRead(code, layout, read_rows(straight, layout), straight)


def read_rows(straight: Image.Image, layout: Layout) -> list[RowRead]:
    """Read the rows of a page that lies flat."""
    ink = find_ink(straight, layout)
    struck = find_strikes(ink, layout)
    boxes = look_at_boxes(ink, layout, struck)
    return [RowRead(boxes[row], struck[row], _is_written(ink, layout, row)) for row in range(layout.rows)]


def _is_written(ink: Ink, layout: Layout, row: int) -> bool:
    name = layout.name(row)
    # The upper third of an open row holds the printed words that say what to write.
    below = Box(name.x + 1, name.y + name.height * 0.36, name.width - 2, name.height * 0.6)
    area = float(ink.sure[pixels(below, layout.table)].sum()) / SCALE**2
    return area >= WRITTEN_AREA


def cut_out(straight: Image.Image, box: Box, margin: float = 1.0) -> Image.Image:
    """Return the part of a straightened page that shows a box."""
    left, top = max(0.0, box.x - margin), max(0.0, box.y - margin)
    return straight.crop(
        (
            round(left * SCALE),
            round(top * SCALE),
            round((box.right + margin) * SCALE),
            round((box.bottom + margin) * SCALE),
        )
    )
