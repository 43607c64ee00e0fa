"""Why a file from outside is no table that can be read; the face words it (`wording`)."""

from enum import StrEnum

from tumar.kernel.refusals import Refusal


class Reason(StrEnum):
    """What keeps a file from being read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    LOCKED = "locked"
    STRANGE_ARCHIVE = "strange-archive"
    ODDLY_BUILT = "oddly-built"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    EXHAUSTING = "exhausting"
    ENTITIES = "entities"
    DAMAGED_PART = "damaged-part"
    DAMAGED = "damaged"
    IMAGE = "image"
    PDF = "pdf"
    WEB_PAGE = "web-page"
    DOCUMENT = "document"
    XML = "xml"
    BINARY_BOOK = "binary-book"
    NO_TEXT = "no-text"
    LONG_FIELD = "long-field"
    NO_CELLS = "no-cells"
    NO_FILE = "no-file"


class UnreadableTable(Refusal):
    """The file holds no table that can be read; the reason and the facts say why."""

    def __init__(self, reason: Reason, **facts: str) -> None:
        super().__init__(": ".join([reason.value, *facts.values()]))
        self.reason = reason
        self.facts = facts
