"""The sentence for each reason why a file of law was not read, and for what was noticed in one that was."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tumar.law.rules.reading import Code, Unreadable
from tumar.law.rules.reading.refusals import Notice

SENTENCES = {
    Code.EMPTY: gettext_noop("There is no text in this file."),
    Code.TOO_LARGE: gettext_noop("The file is larger than 100 MB. Send the text without its pictures."),
    Code.TOO_LONG: gettext_noop(
        "The text is longer than 5,000 pages. Send the act in parts, for example by its books or sections."
    ),
    Code.BOMB: gettext_noop(
        "The file is built to unpack to far more than any act. It was not read. Save the act anew as DOCX."
    ),
    Code.BROKEN: gettext_noop(
        "The file is damaged or incomplete. Send it again, or open it and save it anew as DOCX."
    ),
    Code.ENCRYPTED: gettext_noop("The file is protected by a password. Save it without one and send that."),
    Code.OLD_WORD: gettext_noop(
        "This is a document of Word 97-2003 (.doc). Open it in a word processor and save it as DOCX."
    ),
    Code.SCANNED: gettext_noop(
        "The %(pages)s pages of this PDF are pictures without text. Recognise the text first, or send the "
        "act as DOCX."
    ),
    Code.UNREADABLE_LETTERS: gettext_noop(
        "The fonts of this PDF do not say which letters they show, so that copying gives other signs. Send "
        "the act as DOCX, or recognise the text of its pages."
    ),
    Code.PICTURE: gettext_noop(
        "This is a picture, whatever its name says. Recognise its text first, or send the act as DOCX."
    ),
    Code.TABLE: gettext_noop("This is a workbook. Send the act as DOCX, PDF, HTML or text."),
    Code.STRANGE_ARCHIVE: gettext_noop("This is an archive, but no document. Unpack it and send the act."),
    Code.STRANGE_XML: gettext_noop(
        "This is an XML document, but no Akoma Ntoso. Send the act as DOCX, PDF, HTML, text or Akoma Ntoso."
    ),
    Code.NO_TEXT: gettext_noop(
        "This is neither text nor a document that can be read. Send the act as DOCX, PDF, HTML or text."
    ),
}

NOTICES = {
    Notice.MACROS: gettext_noop("The document holds macros. They were not run; only the text was read."),
    Notice.MIXED_ENCODING: gettext_noop(
        "Parts of the text are in different encodings. Each was read in its own; look for strange letters."
    ),
    Notice.TRACKED_CHANGES: gettext_noop(
        "The document has tracked changes. The text was read as if all of them were accepted."
    ),
    Notice.HIDDEN_TEXT: gettext_noop("The document has hidden text. It was left out."),
    Notice.CONTENTS_LEFT_OUT: gettext_noop("The table of contents was left out."),
    Notice.FIELD_NUMBERS: gettext_noop(
        "Some numbers are fields that only Word counts. They are missing; add them by hand."
    ),
    Notice.NUMBER_FORMAT: gettext_noop(
        "Some numbers are in a format that is not known. They were written in digits."
    ),
    Notice.SYMBOLS: gettext_noop("Some signs of a symbol font are not known. They stand as � in the text."),
    Notice.EMBEDDED: gettext_noop(
        "Other files are laid into the document. Their text was read in its place."
    ),
    Notice.PAGES_WITHOUT_TEXT: gettext_noop("Some pages are pictures without text. They are missing."),
    Notice.LETTERS_REPAIRED: gettext_noop(
        "The fonts of this PDF name Latin letters for Cyrillic ones. The letters were restored; check them."
    ),
}


def sentence(refused: Unreadable) -> str:
    """Return the one sentence that tells a person why the file was not read, and what to do."""
    said = _(SENTENCES[refused.code])
    return said % refused.values if refused.values else said


def notice(code: str) -> str:
    """Return the sentence for one of the warnings of a document."""
    return _(NOTICES[Notice(code)])
