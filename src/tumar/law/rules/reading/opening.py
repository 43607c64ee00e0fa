"""Reading any file of law: its bytes tell what it is, and its name only where these leave it open."""

import re
from pathlib import PurePath

from tumar.kernel.encodings import as_text
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.akn import is_akn, lines_of_akn
from tumar.law.rules.reading.docx.package import main_part, read_docx
from tumar.law.rules.reading.limits import LARGEST_FILE, LONGEST_TEXT
from tumar.law.rules.reading.markup import Archive, child, name_of, parsed
from tumar.law.rules.reading.odt.body import is_odt, read_flat_odt, read_odt
from tumar.law.rules.reading.pdf.document import read_pdf
from tumar.law.rules.reading.refusals import Code, Unreadable
from tumar.law.rules.reading.rtf.document import START as RTF_START
from tumar.law.rules.reading.rtf.document import read_rtf
from tumar.law.rules.reading.text import read_text
from tumar.law.rules.reading.web.page import LOOK_AT, is_archive, is_page, read_archive_of_page, read_page

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
WORD_PART, WORKBOOK_PART = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\x01\0")
PAGES = {"html", "htm", "xhtml"}
LOOKS_LIKE_XML = re.compile(r"\s*<(?:\?xml\b|(?:\w+:)?akomaNtoso\b|!DOCTYPE\b)", re.IGNORECASE)
# Files laid into files laid into files: nobody does more.
DEEPEST = 3


def read(data: bytes, *, name: str = "") -> Document:
    """Return the lines of a file of law, or raise Unreadable with the one reason why not."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(Code.TOO_LARGE)
    try:
        document = _read(data, name, 0)
    except RecursionError as error:
        raise Unreadable(Code.BROKEN) from error
    if not any(line.text or line.cells for line in document.lines):
        raise Unreadable(Code.EMPTY)
    if sum(len(line.text) for line in document.lines) > LONGEST_TEXT:
        raise Unreadable(Code.TOO_LONG)
    return document


def _read(data: bytes, name: str, depth: int) -> Document:
    if not data.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(Code.EMPTY)
    if data.startswith(ZIP_STARTS):
        return _read_archive(data, depth)
    if data.startswith(OLE_START):
        raise Unreadable(_kind_of_ole(data))
    if data.startswith(PICTURES):
        raise Unreadable(Code.PICTURE)
    if b"%PDF-" in data[:LOOK_AT]:
        return read_pdf(data)
    if data.lstrip()[:8].startswith(RTF_START):
        return read_rtf(data)
    if is_archive(data):
        return read_archive_of_page(data)
    start = as_text(data[:LOOK_AT])[0]
    if is_page(start) or (ending_of(name) in PAGES and "<" in start):
        return read_page(data)
    if LOOKS_LIKE_XML.match(start):
        return _read_xml(data)
    return read_text(data)


def _read_xml(data: bytes) -> Document:
    root = parsed(data)
    if is_akn(root):
        return lines_of_akn(root)
    if name_of(root) == "document" and child(root, "body", "text") is not None:
        return read_flat_odt(root)
    raise Unreadable(Code.STRANGE_XML)


def _kind_of_ole(data: bytes) -> Code:
    if ENCRYPTED_PART in data:
        return Code.ENCRYPTED
    return Code.TABLE if WORKBOOK_PART in data and WORD_PART not in data else Code.OLD_WORD


def _read_archive(data: bytes, depth: int) -> Document:
    with Archive(data) as archive:
        if any(name.startswith("xl/") for name in archive.names):
            raise Unreadable(Code.TABLE)
        if is_odt(archive):
            return read_odt(archive)
        if b"opendocument.spreadsheet" in archive.part("mimetype"):
            raise Unreadable(Code.TABLE)
        if not main_part(archive):
            raise Unreadable(Code.STRANGE_ARCHIVE)

    def embedded(content: bytes) -> list[Line]:
        if depth >= DEEPEST:
            raise Unreadable(Code.BOMB)
        return list(_read(content, "", depth + 1).lines)

    return read_docx(data, embedded)


def ending_of(name: str) -> str:
    """Return the ending of a file's name, in small letters and without its dot."""
    return PurePath(name).suffix.lower().lstrip(".")
