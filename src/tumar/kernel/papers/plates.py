"""Pictures for papers: made small enough to be sent, with nothing left in them of camera and place."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from tumar.kernel.papers import Plate

FORMATS = ("JPEG", "PNG")
QUALITY = 70
# A photograph of a telephone has 12 to 50 megapixels; what has more was made to fill memory.
MOST_PIXELS = 100_000_000


def is_picture(content: bytes) -> bool:
    """Tell whether the bytes are a JPEG or PNG picture that can be opened and is not too large."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                return False
            found.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True


def plate_of(content: bytes, *, caption: str, alt: str, widest: int, is_grey: bool = False) -> Plate:
    """Return a picture at most so many pixels wide, upright, without what the camera wrote into it."""
    with Image.open(BytesIO(content), formats=FORMATS) as found:
        picture = ImageOps.exif_transpose(found).convert("L" if is_grey else "RGB")
        picture.thumbnail((widest, widest * 2))
        made = BytesIO()
        picture.save(made, "JPEG", quality=QUALITY)
    return Plate(made.getvalue(), "image/jpeg", *picture.size, caption=caption, alt=alt)
