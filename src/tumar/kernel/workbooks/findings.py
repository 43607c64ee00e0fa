"""What is wrong with a workbook, by sheet, row and cell; with a sentence that says what to do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

SHOWN_PER_COLUMN = 50
SHOWN_PER_SHEET = 400
SHORTENED_TO = 60
PASSED_KEPT = 100

Sentence = str | Callable[[], str]


class Severity(StrEnum):
    """Whether a finding keeps its row out, or only tells something."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing found in a workbook; `row` and `cell` are empty where it is about the whole sheet."""

    severity: Severity
    sheet: str
    row: int | None
    cell: str
    column: str
    content: str
    message: str

    def as_json(self) -> dict[str, Any]:
        """Return the finding as JSON can hold it."""
        return asdict(self)

    def __str__(self) -> str:
        place = self.cell or (str(self.row) if self.row else "")
        shown = f" “{self.content}”" if self.content else ""
        return f"{self.sheet}{' ' if place else ''}{place}{shown}: {self.message}"


@dataclass(frozen=True)
class Passed:
    """One row that was passed over: where it stands, what it holds, and why."""

    sheet: str
    row: int
    content: str
    why: str


def shortened(content: Any) -> str:
    """Return a cell's content on one line, cut where it is long."""
    text = "" if content is None else " ".join(str(content)[: 4 * SHORTENED_TO].split())
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return printable if len(printable) <= SHORTENED_TO else printable[: SHORTENED_TO - 1] + "…"


class Findings:
    """Collects what is found; everything is counted, and of each column's faults the first ones are shown."""

    def __init__(self) -> None:
        self.shown: list[Finding] = []
        self.counted: Counter[Severity] = Counter()
        # Rows that say nothing of any record: how many, and the first ones.
        self.passed_over = 0
        self.passed: list[Passed] = []
        self._in_column: Counter[tuple[str, str, Severity]] = Counter()
        self._in_sheet: Counter[str] = Counter()

    @property
    def errors(self) -> int:
        """How many errors there are, shown or not."""
        return self.counted[Severity.ERROR]

    @property
    def warnings(self) -> int:
        """How many warnings there are, shown or not."""
        return self.counted[Severity.WARNING]

    @property
    def not_shown(self) -> int:
        """How many findings are counted only."""
        return self.errors + self.warnings - len(self.shown)

    def note(
        self,
        severity: Severity,
        sheet: str,
        say: Sentence,
        *,
        row: int | None = None,
        cell: str = "",
        column: str = "",
        content: Any = None,
    ) -> None:
        """Count a finding; its sentence is made only where it is shown, for suggestions take time."""
        self.counted[severity] += 1
        place = (sheet, column, severity)
        self._in_column[place] += 1
        if self._in_column[place] > SHOWN_PER_COLUMN or self._in_sheet[sheet] >= SHOWN_PER_SHEET:
            return
        self._in_sheet[sheet] += 1
        message = say if isinstance(say, str) else say()
        self.shown.append(Finding(severity, shortened(sheet), row, cell, column, shortened(content), message))

    def pass_over(self, sheet: str, row: int, content: Any, why: str) -> None:
        """Count a row that was passed over, and keep it unless there are many."""
        self.passed_over += 1
        if len(self.passed) < PASSED_KEPT:
            self.passed.append(Passed(shortened(sheet), row, shortened(content), why))
