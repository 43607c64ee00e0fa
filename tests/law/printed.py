"""Small PDFs: set by Typst as acts are, or written by hand where they must be odd."""

from functools import cache
from io import BytesIO

import typst
from PIL import Image

from tumar.kernel.documents import FONTS


@cache
def printed(text: str, *, page: str = "", paragraphs: str = "", size: str = "11pt") -> bytes:
    """Return a PDF of a text in Typst's markup; `page` and `paragraphs` are arguments of its settings."""
    source = (
        f'#set page(paper: "a4", {page})\n'
        f'#set text(font: ("Noto Sans", "Noto Naskh Arabic"), size: {size}, lang: "ru", hyphenate: true)\n'
        f"#set par(justify: true, {paragraphs})\n{text}"
    )
    return typst.compile(source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


def by_hand(stream: bytes, *, trailer: str = "") -> bytes:
    """Return a PDF of one page with this stream of operators; its one font is a Latin one."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    return written + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
        % (table, trailer.encode(), start)
    )


def scanned(pages: int) -> bytes:
    """Return a PDF whose pages are pictures."""
    stream = BytesIO()
    sheets = [Image.new("L", (620, 877), 250 - number) for number in range(pages)]
    sheets[0].save(stream, "PDF", save_all=True, append_images=sheets[1:])
    return stream.getvalue()


LOCKED = "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{0}>/U<{0}>>>".format("41" * 32)
