"""Files that strangers send: told by what they are, not by what they are called; values alone."""

import io
import zipfile
from pathlib import PurePath

LARGEST = 5 * 1024 * 1024
_LARGEST_UNPACKED = 60 * 1024 * 1024
_BEGINNINGS = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
ENDINGS = {"pdf": (".pdf",), "jpeg": (".jpg", ".jpeg"), "png": (".png",), "docx": (".docx",)}
# In a PDF: what runs by itself when it is opened, or brings a file along.
_ACTIVE = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/OpenAction")


def kind_of(content: bytes) -> str:
    """Return what the bytes are: pdf, jpeg, png, docx; empty for anything else."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    return "docx" if content.startswith(b"PK\x03\x04") and _is_plain_docx(content) else ""


def _is_plain_docx(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {one.filename: one.file_size for one in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    has_macros = any(name.lower().endswith(("vbaproject.bin", ".exe")) for name in names)
    is_document = "word/document.xml" in names and "[Content_Types].xml" in names
    return is_document and not has_macros and sum(names.values()) <= _LARGEST_UNPACKED


def is_acceptable(content: bytes, name: str) -> bool:
    """Tell whether a file is a document or picture that may be kept: by content, size and matching name."""
    kind = kind_of(content)
    is_named = PurePath(name).suffix.lower() in ENDINGS.get(kind, ())
    is_active = kind == "pdf" and any(mark in content for mark in _ACTIVE)
    return is_named and not is_active and 0 < len(content) <= LARGEST
