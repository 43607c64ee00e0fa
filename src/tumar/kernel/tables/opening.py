"""Opening any list that came from outside, by what it is and not by what it is called."""

from functools import partial
from pathlib import PurePath

from tumar.kernel import encodings
from tumar.kernel.tables import archives, books, separated
from tumar.kernel.tables.grids import Book, Grid
from tumar.kernel.tables.refusals import Reason, UnreadableTable

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF_STARTS = (b"\x09\x08", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\x01\0")
DOCUMENTS = (b"{\\rtf",)
MOST_CONTROLS = 0.01


def _refuse_by_start(content: bytes) -> None:
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableTable(Reason.EMPTY)
    if len(content) > archives.LARGEST_BOOK:
        raise UnreadableTable(Reason.TOO_LARGE)
    is_bitmap_or_text = content.startswith(b"BM") and b"\0" not in content[:64]
    if (content.startswith(PICTURES) and not is_bitmap_or_text) or content[4:8] == b"ftyp":
        raise UnreadableTable(Reason.IMAGE)
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableTable(Reason.PDF)
    if content.startswith(DOCUMENTS):
        raise UnreadableTable(Reason.DOCUMENT)


def _refuse_markup(start: str) -> None:
    lowered = start.lower()
    if lowered.startswith(("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div")):
        raise UnreadableTable(Reason.WEB_PAGE)
    if lowered.startswith(("<?xml", "<workbook", "<svg")):
        raise UnreadableTable(Reason.WEB_PAGE if "<html" in lowered else Reason.XML)
    if lowered.startswith("mime-version:"):
        raise UnreadableTable(Reason.WEB_PAGE)


def _text_book(text: str, title: str, encoding: str) -> Book:
    sample = text[:20_000]
    controls = sum(ord(letter) < 32 and letter not in "\t\n\f\v" for letter in sample)
    if controls > MOST_CONTROLS * len(sample):
        raise UnreadableTable(Reason.NO_TEXT)
    _refuse_markup(sample.lstrip()[:2000])
    separator = separated.separator_of(text)
    grid = Grid(title, partial(separated.rows_of, text, separator))
    return Book("text", (grid,), encoding=encoding, delimiter=separator)


def pasted(text: str, title: str = "") -> Book:
    """Open a table that was copied out of a document; raise UnreadableTable where there is none."""
    if not text.strip():
        raise UnreadableTable(Reason.EMPTY)
    return _text_book(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), title, "")


def opened(content: bytes, name: str) -> Book:
    """Open a file of tables, its sheets row by row; raise UnreadableTable with the one reason why not."""
    _refuse_by_start(content)
    if content.startswith(ZIP_STARTS):
        return books.archive_book(content)
    if content.startswith(OLE_START) or content.startswith(BIFF_STARTS):
        return books.old_book(content)
    text, encoding = encodings.as_text(content)
    return _text_book(text, PurePath(name).stem, encoding)
