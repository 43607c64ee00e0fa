"""What may be said of a cell, a row or a sheet of a list; the sentences stand in people.remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tumar.kernel.workbooks.findings import Severity

__all__ = ["Remark", "Said", "Severity"]


class Said(StrEnum):
    """What was found; each has one sentence and one severity."""

    NAME_MISSING = "name-missing"
    NAME_UNCLEAR = "name-unclear"
    NAME_INITIALS = "name-initials"
    NAME_ODD = "name-odd"
    DATE_UNREADABLE = "date-unreadable"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_PARTIAL = "date-partial"
    DATE_OUT_OF_REASON = "date-out-of-reason"
    SOLAR_CONVERTED = "solar-converted"
    SEX_UNKNOWN = "sex-unknown"
    EMAIL_WRONG = "email-wrong"
    EMAIL_SEVERAL = "email-several"
    PHONE_WRONG = "phone-wrong"
    PHONE_LOCAL = "phone-local"
    PHONE_SEVERAL = "phone-several"
    OCCUPATION_UNKNOWN = "occupation-unknown"
    COUNTRY_UNKNOWN = "country-unknown"
    MARK_UNKNOWN = "mark-unknown"
    NUMBER_UNREADABLE = "number-unreadable"
    NUMBER_AMBIGUOUS = "number-ambiguous"
    CURRENCY_UNKNOWN = "currency-unknown"
    CATEGORY_UNKNOWN = "category-unknown"
    ITEM_MISSING = "item-missing"
    QUANTITY_MISSING = "quantity-missing"
    ORGANISATION_MISSING = "organisation-missing"
    COLUMN_UNKNOWN = "column-unknown"
    COLUMN_UNSURE = "column-unsure"
    COLUMN_TWICE = "column-twice"
    COLUMN_BY_CONTENT = "column-by-content"
    NO_HEADER = "no-header"
    NO_TABLE = "no-table"
    ROW_LEFT_OUT = "row-left-out"
    SHEET_HIDDEN = "sheet-hidden"
    FORMULAS = "formulas"
    MACROS = "macros"
    ENCODING = "encoding"


ERRORS = frozenset(
    {
        Said.NAME_MISSING,
        Said.ITEM_MISSING,
        Said.QUANTITY_MISSING,
        Said.ORGANISATION_MISSING,
        Said.NO_TABLE,
    }
)


@dataclass(frozen=True)
class Remark:
    """One thing found in a list: where, what, and the facts that its sentence needs."""

    said: Said
    sheet: str
    row: int | None = None
    cell: str = ""
    column: str = ""
    content: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether this keeps its row out, or only tells something."""
        return Severity.ERROR if self.said in ERRORS else Severity.WARNING
