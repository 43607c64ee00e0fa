"""Opening a workbook that came from outside: whatever is in it, it is measured before it is believed."""

import zipfile
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

from tumar.kernel.refusals import Refusal
from tumar.kernel.tables import archives, wording
from tumar.kernel.tables.refusals import Reason, UnreadableTable

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
LARGEST_BOOK = archives.LARGEST_BOOK
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


class UnreadableBook(Refusal):
    """The file is no workbook that can be read; the message says why and what to do."""


def _refuse_by_start(content: bytes) -> None:
    if not content:
        raise UnreadableTable(Reason.EMPTY)
    if len(content) > LARGEST_BOOK:
        raise UnreadableTable(Reason.TOO_LARGE)
    if content.startswith(OLE_START):
        if ENCRYPTED_PART in content:
            raise UnreadableTable(Reason.LOCKED)
        raise UnreadableBook(_("This is a workbook of the old kind (.xls). Save it as .xlsx."))
    if not content.startswith(ZIP_START):
        raise UnreadableBook(_("This is no workbook. Save the table as .xlsx and send that."))


def opened(content: bytes) -> Workbook:
    """Return the workbook, to be read row by row; refuse what is no workbook, damaged, locked or hostile."""
    try:
        _refuse_by_start(content)
        _measured, parts = archives.measured(content)
        if archives.BOOK_PART not in parts:
            raise UnreadableTable(Reason.STRANGE_ARCHIVE)
        return load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except UnreadableBook:
        raise
    except UnreadableTable as refused:
        raise UnreadableBook(wording.sentence(refused)) from refused
    except Exception as error:  # openpyxl raises whatever the malformed part led it to
        raise UnreadableBook(wording.sentence(UnreadableTable(Reason.DAMAGED))) from error


def has_macros(content: bytes) -> bool:
    """Tell whether the workbook carries macros; they are never read nor run."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
