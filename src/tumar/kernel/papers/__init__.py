"""Papers: reports as plain words, ready to be set as PDF, as DOCX that people edit on, or as a page.

Whoever writes one has said every word in the language of the paper and written out every number; the forms
only lay out what they are given, so that all of them say the same digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tumar.kernel.sheets import notes_for


@dataclass(frozen=True)
class Table:
    """A table of written values; columns from `numbers_from` on hold figures, `totals` are its last rows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    numbers_from: int = 1


@dataclass(frozen=True)
class Filed:
    """A file that is named, not shown: what it is, what is said of it, and the SHA-256 of its bytes."""

    name: str
    told: str
    sha256: str


@dataclass(frozen=True)
class Plate:
    """A picture that is shown, as JPEG or PNG, with its words below and for those who cannot see it."""

    content: bytes
    media_type: str
    width: int
    height: int
    caption: str
    alt: str


@dataclass(frozen=True)
class Drawing:
    """A picture drawn by the house (kernel.drawing), with its words below and for those who cannot see it."""

    svg: str
    caption: str
    alt: str


@dataclass(frozen=True)
class Section:
    """One section under its heading; whatever is empty is left out."""

    title: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    files: tuple[Filed, ...] = ()
    plates: tuple[Plate, ...] = ()
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One report in one language; `on` is the day that it tells of."""

    language: str
    is_rtl: bool
    kicker: str
    title: str
    subtitle: str
    code: str
    on: date
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    page_of: str
    notes_title: str
    demonstration: str = ""
    notes: tuple[str, ...] = field(default=())


def words_of(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper, as it stands there from first to last."""
    yield from (paper.kicker, paper.title, paper.subtitle)
    for label, value in paper.facts:
        yield from (label, value)
    for section in paper.sections:
        yield from (section.title, *section.paragraphs, *section.items)
        for table in section.tables:
            yield from (table.title, *table.headers, table.note)
            for row in (*table.rows, *table.totals):
                yield from row
        for file in section.files:
            yield from (file.name, file.told)
        for plate in section.plates:
            yield from (plate.caption, plate.alt)
        for drawing in section.drawings:
            yield from (drawing.caption, drawing.alt)


def notes_of(paper: Paper) -> tuple[str, ...]:
    """Return the designation notes that the words of a paper call for."""
    return tuple(notes_for("\n".join(words_of(paper))))
