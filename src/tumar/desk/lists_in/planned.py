"""What passes through the pipeline: a row as listed, and what is planned to be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tumar.kernel.models import ListRow

Decision = ListRow.Decision
ERROR, WARNING = "error", "warning"
NAMELESS = ("name-missing", "organisation-missing")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row as a list has it: its place, its facts as JSON can hold them, what was found in its cells."""

    sheet: str
    row: int
    facts: dict[str, Any]
    findings: tuple[dict[str, Any], ...] = ()


def finding(message: str, *, field: str = "", severity: str = ERROR, content: Any = "") -> dict[str, Any]:
    """Return something found in a row, in the shape in which cells' findings come."""
    return {
        "severity": severity,
        "cell": "",
        "column": "",
        "field": field,
        "content": str(content or ""),
        "message": message,
    }


@dataclass(slots=True)
class Planned:
    """One row with what is to become of it; `record` is the label of the record that it was matched to."""

    listed: Listed
    number: int
    decision: str = Decision.NEW
    record: str = ""
    why: str = ""
    same_as: int | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the list says."""
        return self.listed.facts

    def refuse(self, message: str, *, field: str = "") -> None:
        """Keep the row out, and say why."""
        self.decision = Decision.REFUSED
        self.findings.append(finding(message, field=field))
        self.why = self.why or message

    def warn(self, message: str, *, field: str = "", content: Any = "") -> None:
        """Say something that the sender should know."""
        self.findings.append(finding(message, field=field, severity=WARNING, content=content))

    def as_row(self, source_id: int) -> ListRow:
        """Return the row as it is stored."""
        return ListRow(
            source_id=source_id,
            number=self.number,
            sheet=self.listed.sheet[:120],
            row=self.listed.row,
            facts=self.listed.facts,
            findings=[*self.listed.findings, *self.findings],
            decision=self.decision,
            record=self.record,
            why=self.why,
            same_as=self.same_as,
            candidates=self.candidates,
            changes=self.changes,
        )


def planned(listed: Listed, number: int) -> Planned:
    """Return a row before anything is decided; an error in one of its cells keeps it out."""
    one = Planned(listed, number)
    # A row with a code needs no name to say whom it is about.
    excused = NAMELESS if listed.facts.get("code") else ()
    errors = [
        each["message"]
        for each in listed.findings
        if each["severity"] == ERROR and each.get("what") not in excused
    ]
    if errors:
        one.decision, one.why = Decision.REFUSED, errors[0]
    return one
