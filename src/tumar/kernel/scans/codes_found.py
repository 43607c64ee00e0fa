"""Which page codes a picture shows, and where in it they stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from tumar.kernel.scans.codes import PageCode, parse

Point = tuple[float, float]
# Larger pictures are looked at smaller: a page code is as coarse as that.
LONG_SIDE = 3600
_PADDING = 40
QR_CODES = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True)
class FoundCode:
    """One page code with its corners in pixels: upper left, upper right, lower right, lower left."""

    code: PageCode
    place: int
    corners: tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Codes:
    """The codes in a picture: ours, page by page, and how many others."""

    pages: Mapping[PageCode, tuple[FoundCode, ...]]
    strange: int


def find_codes(grey: Image.Image) -> Codes:
    """Return the page codes in a picture; what is not found at first is looked for in altered pictures."""
    strange: set[str] = set()
    for picture, scale in _ways(grey):
        pages: dict[PageCode, list[FoundCode]] = defaultdict(list)
        for one in zxingcpp.read_barcodes(np.asarray(picture), formats=QR_CODES):
            parsed = parse(one.text)
            if parsed is None:
                strange.add(one.text)
                continue
            code, place = parsed
            at = one.position
            ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            first, second, third, fourth = (
                ((end.x - _PADDING + 0.5) / scale, (end.y - _PADDING + 0.5) / scale) for end in ends
            )
            pages[code].append(FoundCode(code, place, (first, second, third, fourth)))
        if pages:
            return Codes({code: tuple(found) for code, found in pages.items()}, len(strange))
    return Codes({}, len(strange))


def _ways(grey: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    """Yield the picture with a white border, then evened, softened and made smaller, each with its scale."""
    whole = min(1.0, LONG_SIDE / max(grey.size))
    for scale in (whole, whole * 0.6, whole * 0.4):
        if min(grey.size) * scale < 300 and scale < whole:
            return
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        picture = grey if scale == 1.0 else grey.resize(size, Image.Resampling.BOX)
        yield ImageOps.expand(picture, _PADDING, fill=255), scale
        evened = ImageOps.autocontrast(picture.filter(ImageFilter.GaussianBlur(0.8)), cutoff=2)
        yield ImageOps.expand(evened, _PADDING, fill=255), scale
