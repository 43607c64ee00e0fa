"""A small PDF written by hand: A4 pages of text, rules and strokes, the same bytes for the same strokes."""

import zlib
from dataclasses import dataclass, field

from tumar.reference import latin

WIDTH, HEIGHT, MARGIN = 595, 842, 42
# One of the fonts that every reader of PDF has; it knows the letters of Western Europe.
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold"}
ENCODING = "cp1252"


@dataclass
class Page:
    """The strokes of one page; places are in points from the upper left corner."""

    strokes: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, *, size: float = 9, font: str = "plain") -> None:
        """Write a line of text; `y` is where its letters stand."""
        self.strokes.append(
            f"BT /{font} {size:g} Tf 1 0 0 1 {x:.1f} {HEIGHT - y:.1f} Tm <{_encoded(text).hex()}> Tj ET"
        )

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.4) -> None:
        """Draw a level line."""
        at = HEIGHT - y
        self.strokes.append(f"{weight:g} w {x:.1f} {at:.1f} m {x + width:.1f} {at:.1f} l S")

    def band(self, x: float, y: float, width: float, height: float, *, grey: float) -> None:
        """Fill a rectangle with a grey."""
        self.strokes.append(f"{grey:g} g {x:.1f} {HEIGHT - y - height:.1f} {width:.1f} {height:.1f} re f 0 g")

    def curve(self, points: list[tuple[float, float]]) -> None:
        """Draw a smooth stroke through so many points: a first one, then three for each turn."""
        first, *rest = [(x, HEIGHT - y) for x, y in points]
        turns = [rest[number : number + 3] for number in range(0, len(rest) - 2, 3)]
        told = " ".join(" ".join(f"{x:.1f} {y:.1f}" for x, y in turn) + " c" for turn in turns)
        self.strokes.append(f"0.7 w {first[0]:.1f} {first[1]:.1f} m {told} S")


def _encoded(text: str) -> bytes:
    """Return the text in the letters that the font has; accents that it lacks fall off."""
    letters = []
    for letter in text:
        try:
            letters.append(letter.encode(ENCODING))
        except UnicodeEncodeError:
            letters.append(latin.plain(letter).encode(ENCODING, "replace"))
    return b"".join(letters)


def written(title: str, pages: list[Page]) -> bytes:
    """Return the pages as a file."""
    count = len(pages)
    first_page = 3 + len(FONTS)
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(count))
    fonts = " ".join(f"/{name} {3 + number} 0 R" for number, name in enumerate(FONTS))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
    ]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode()
        for font in FONTS.values()
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << {fonts} >> >> /Contents {first_page + 2 * number + 1} 0 R >>".encode()
        )
        content = zlib.compress("\n".join(page.strokes).encode(), 9)
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    objects.append(b"<< /Title <" + ("\ufeff" + title).encode("utf-16-be").hex().encode() + b"> >>")
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    """Return the objects with the table that says where each begins; the last one tells of the file."""
    content = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        content += f"{place:010d} 00000 n \n".encode()
    content += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(content)
