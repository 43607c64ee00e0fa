"""Why a file gives no text of law, and what is worth knowing about one that does; the face words both."""

from enum import StrEnum

from tumar.kernel.refusals import Refusal


class Code(StrEnum):
    """What keeps a file from being read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    BOMB = "bomb"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    OLD_WORD = "old_word"
    SCANNED = "scanned"
    UNREADABLE_LETTERS = "unreadable_letters"
    PICTURE = "picture"
    TABLE = "table"
    STRANGE_ARCHIVE = "strange_archive"
    STRANGE_XML = "strange_xml"
    NO_TEXT = "no_text"


class Notice(StrEnum):
    """What was noticed in a file that was read: a person should look at the places meant."""

    MACROS = "macros"
    MIXED_ENCODING = "mixed_encoding"
    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    CONTENTS_LEFT_OUT = "contents_left_out"
    FIELD_NUMBERS = "field_numbers"
    NUMBER_FORMAT = "number_format"
    SYMBOLS = "symbols"
    EMBEDDED = "embedded"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    LETTERS_REPAIRED = "letters_repaired"


class Unreadable(Refusal):
    """The file gives no text of law; the code and the values of its sentence say why."""

    def __init__(self, code: Code, **values: str) -> None:
        super().__init__(": ".join([code.value, *values.values()]))
        self.code = code
        self.values = values
