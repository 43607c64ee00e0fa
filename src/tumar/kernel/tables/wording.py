"""The sentence for each reason why a file cannot be read: what is wrong, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tumar.kernel.tables.refusals import Reason, UnreadableTable

SENTENCES = {
    Reason.EMPTY: gettext_noop("The file is empty."),
    Reason.TOO_LARGE: gettext_noop("The file is larger than 100 MB. Split it into several workbooks."),
    Reason.LOCKED: gettext_noop("The workbook is protected by a password. Save it without one."),
    Reason.STRANGE_ARCHIVE: gettext_noop(
        "This is an archive, but no workbook. Save the table as .xlsx and send that."
    ),
    Reason.ODDLY_BUILT: gettext_noop("The workbook is built in a way that no spreadsheet program does."),
    Reason.UNPACKS_TOO_LARGE: gettext_noop(
        "The workbook unpacks to more than 300 MB or is packed absurdly. It was not read."
    ),
    Reason.EXHAUSTING: gettext_noop("The workbook is built to exhaust memory. It was not read."),
    Reason.ENTITIES: gettext_noop(
        "The workbook defines entities of its own, which no spreadsheet program does. It was not read."
    ),
    Reason.DAMAGED_PART: gettext_noop(
        "The part %(part)s of the workbook is damaged. Open it, save it again and send it anew."
    ),
    Reason.DAMAGED: gettext_noop(
        "The file is damaged or incomplete. Send it again, or open it and save it anew."
    ),
    Reason.IMAGE: gettext_noop("This is a picture, whatever its name says. Send the table as .xlsx or .csv."),
    Reason.PDF: gettext_noop(
        "This is a PDF document. Send the table as .xlsx or .csv, or copy it and paste it."
    ),
    Reason.WEB_PAGE: gettext_noop(
        "This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx."
    ),
    Reason.DOCUMENT: gettext_noop(
        "This is a text document. Copy the table out of it and paste it, or save the table as .xlsx."
    ),
    Reason.XML: gettext_noop(
        "This is an XML document, not a workbook. Open it in a spreadsheet program and save it as .xlsx."
    ),
    Reason.BINARY_BOOK: gettext_noop("This is a binary workbook (.xlsb). Save it as .xlsx."),
    Reason.NO_TEXT: gettext_noop("This is neither a workbook nor text. Send the table as .xlsx or .csv."),
    Reason.LONG_FIELD: gettext_noop(
        "A cell of the text is longer than 100,000 letters; a quotation mark may not be closed. Correct it."
    ),
    Reason.NO_CELLS: gettext_noop("There is nothing in the cells of this file."),
    Reason.NO_FILE: gettext_noop("The file %(path)s cannot be read."),
}


def sentence(refused: UnreadableTable) -> str:
    """Return the one sentence that tells a person why the file was not read."""
    said = _(SENTENCES[refused.reason])
    return said % refused.facts if refused.facts else said
