"""Evidence lines: what one record adds to one figure, and the seal over all of them.

The canonical form of a line is its row, joined by tabs. A tab sorts before every character a code may hold,
so the order of canonical lines is the order of `record`, then `country` and so on, and a seal can be checked
with no software of ours: `LC_ALL=C sort lines.tsv | sha256sum`.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum


class Strength(StrEnum):
    """How well a line is known, from a signed sheet down to a bound."""

    COUNTED = "counted"
    REPORTED = "reported"
    ESTIMATED = "estimated"
    AT_LEAST = "at-least"


@dataclass(frozen=True, slots=True)
class Line:
    """What one record adds to a figure; an empty text means unknown or not applicable."""

    record: str  # public code of the record, "events.event:P53-KZ-2018-04"
    country: str  # ISO 3166-1 alpha-2 or our own code; empty when none or several
    on: date | None
    adds: int  # in the indicator's unit; money in euro cents
    counts_as: str  # what a distinct count counts once, "person:UZ-000123"; else the record itself
    strength: Strength
    sex: str  # "F", "M", "U"; empty when the line is not about a person
    group: str  # occupation code
    region: str  # CoE region code
    category: str  # equipment category
    evidence: str  # SHA-256 of the evidence file, in hexadecimal


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Line))

_SEPARATOR = "\t"
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class NotALine(ValueError):
    """A row or a line that has no canonical form, so that it could not be sealed or read back."""

    def __init__(self, row: Sequence[str]) -> None:
        super().__init__(f"not an evidence line: {list(row)!r}")
        self.row = tuple(row)


class OutOfOrder(ValueError):
    """A stream promised in canonical order steps back from `previous` to `following`."""

    def __init__(self, previous: str, following: str) -> None:
        super().__init__(f"{following!r} comes after {previous!r}")
        self.previous = previous
        self.following = following


def as_row(line: Line) -> tuple[str, ...]:
    """Return the line as texts in the order of `COLUMNS`; the date in ISO 8601, an unknown date empty."""
    return (
        line.record,
        line.country,
        line.on.isoformat() if line.on else "",
        str(line.adds),
        line.counts_as,
        line.strength.value,
        line.sex,
        line.group,
        line.region,
        line.category,
        line.evidence,
    )


def from_row(row: Sequence[str]) -> Line:
    """Read a line back from its row; refuse any row that `as_row` could not have written."""
    try:
        record, country, on, adds, counts_as, strength, *properties = row
        sex, group, region, category, evidence = properties
        line = Line(
            record=record,
            country=country,
            on=date.fromisoformat(on) if on else None,
            adds=int(adds),
            counts_as=counts_as,
            strength=Strength(strength),
            sex=sex,
            group=group,
            region=region,
            category=category,
            evidence=evidence,
        )
    except ValueError as fault:
        raise NotALine(row) from fault
    # int() reads "1_0" and fromisoformat() reads "20180401"; two texts for one line would be two seals.
    if as_row(line) != tuple(row):
        raise NotALine(row)
    return line


def as_json(line: Line) -> dict[str, str | int | None]:
    """Return the line as a JSON object: `adds` a number, an unknown date null."""
    row: dict[str, str | int | None] = dict(zip(COLUMNS, as_row(line), strict=True))
    return row | {"on": row["on"] or None, "adds": line.adds}


def canonical(line: Line) -> str:
    """Return the one text that stands for the line in a seal; refuse codes that hold control characters."""
    row = as_row(line)
    text = _SEPARATOR.join(row)
    if text.count(_SEPARATOR) != len(COLUMNS) - 1 or _CONTROL.search(text):
        raise NotALine(row)
    return text


def from_canonical(text: str) -> Line:
    """Read a line back from its canonical text."""
    return from_row(text.split(_SEPARATOR))


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return the lines in canonical order, the order in which editions are stored, sealed and compared."""
    return sorted(lines, key=canonical)


def seal(lines: Iterable[Line]) -> str:
    """Return the SHA-256, in hexadecimal, over the lines in canonical order, whatever order they come in."""
    return seal_sorted(sorted(map(canonical, lines)))


def seal_sorted(texts: Iterable[str]) -> str:
    """Return the same SHA-256 from canonical texts already in order, keeping only one of them in memory."""
    digest = hashlib.sha256()
    previous = ""
    for text in texts:
        if text < previous:
            raise OutOfOrder(previous, text)
        digest.update(f"{text}\n".encode())
        previous = text
    return digest.hexdigest()
