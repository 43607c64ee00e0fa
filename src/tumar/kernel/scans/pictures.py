"""Photographs and scans as they come: JPEG, PNG, TIFF or PDF, of one page or of many."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PAGES = 300
MOST_PIXELS = 120_000_000
# A PDF's pages are drawn this fine, whatever the pictures in it: about 200 dots per inch of an A4 page.
PDF_LONG_SIDE = 2340
KINDS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP")
_POINTS_AT_MOST = 14_400


class Trouble(StrEnum):
    """Why a file cannot be looked at."""

    EMPTY = "empty"
    HEIC = "heic"
    LOCKED = "locked"
    NO_PICTURE = "no picture"
    BROKEN = "broken"
    TOO_LARGE = "too large"
    TOO_MANY_PAGES = "too many pages"


class Unreadable(Exception):
    """The file holds no picture that can be looked at."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def pictures(content: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a file one after another, in colour; the file's ending is not asked."""
    if not content:
        raise Unreadable(Trouble.EMPTY)
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        raise Unreadable(Trouble.HEIC)
    yield from _of_pdf(content) if b"%PDF-" in content[:1024] else _of_image(content)


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever a reader of pictures says into one kind of refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as fault:
        raise Unreadable(Trouble.TOO_LARGE) from fault
    except UnidentifiedImageError as fault:
        raise Unreadable(Trouble.NO_PICTURE) from fault
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, IndexError) as fault:
        raise Unreadable(Trouble.BROKEN) from fault


def _of_image(content: bytes) -> Iterator[Image.Image]:
    with _told():
        image = Image.open(BytesIO(content), formats=KINDS)
        # A phone's JPEG may hold a small second picture; a TIFF's pictures are pages.
        count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MOST_PAGES:
        raise Unreadable(Trouble.TOO_MANY_PAGES)
    for number in range(count):
        with _told():
            image.seek(number)
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable(Trouble.TOO_LARGE)
            yield _in_colour(image)


def _in_colour(image: Image.Image) -> Image.Image:
    image.load()
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        values = np.asarray(image, dtype=np.float64)
        least, most = float(values.min()), float(values.max())
        grey = (values - least) * (255 / max(most - least, 1.0))
        return Image.fromarray(grey.astype(np.uint8)).convert("RGB")
    upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        clear = upright.convert("RGBA")
        ground = Image.new("RGB", clear.size, "white")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return upright.convert("RGB")


def _of_pdf(content: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        is_locked = "password" in str(fault).lower()
        raise Unreadable(Trouble.LOCKED if is_locked else Trouble.BROKEN) from fault
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable(Trouble.TOO_MANY_PAGES)
        if not len(document):
            raise Unreadable(Trouble.NO_PICTURE)
        for number in range(len(document)):
            yield _drawn(document, number)
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    try:
        page = document[number]
        long_side = max(page.get_size())
        if not 0 < long_side <= _POINTS_AT_MOST:
            raise Unreadable(Trouble.BROKEN)
        drawn: Image.Image = page.render(scale=PDF_LONG_SIDE / long_side).to_pil()
        page.close()
    except pypdfium2.PdfiumError as fault:
        raise Unreadable(Trouble.BROKEN) from fault
    return drawn.convert("RGB")
