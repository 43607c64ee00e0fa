"""Workbooks are archives of XML: whatever is in them, it is measured before it is believed."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.parsers import expat

from tumar.kernel.tables.refusals import Reason, UnreadableTable

LARGEST_BOOK = 100 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
# Strings are held in memory as a whole, sheets are not.
LARGEST_STRINGS = 120 * 1024 * 1024
# Deflate reaches 1032:1 on nothing but zeros; rows of a sheet reach about 40:1.
LARGEST_RATIO = 300
RATIO_MATTERS_FROM = 4 * 1024 * 1024
MOST_PARTS = 3000
# Rows of a sheet stand at the third level, shared strings at the second; Excel has 1,048,576 rows.
ROWS_AT = 3
MOST_ROWS = 3_000_000
# A sheet has 16,384 columns; a cell with its value is two or three elements.
MOST_WITHIN_A_ROW = 60_000
DEEPEST = 64
CHUNK = 1 << 18
# A reader that keeps a sheet as a rectangle needs 32 bytes for each place in it, filled or not.
LARGEST_AREA = 6_000_000
DIGITS = "0123456789"

BOOK_PART = "xl/workbook.xml"
BINARY_BOOK_PART = "xl/workbook.bin"
OPEN_DOCUMENT_PART = "content.xml"

Span = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Measured:
    """What going through a workbook's parts has shown: the largest sheet, formulas, merged cells by sheet."""

    area: int = 0
    formulas: int = 0
    spans: list[list[Span]] = field(default_factory=list)
    has_macros: bool = False


class Guard:
    """Reads one part as XML without building anything, and refuses what would hurt whoever builds."""

    def __init__(self, part: str, measured: Measured) -> None:
        self.part = part
        self.measured = measured
        self.depth = self.rows = self.within = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self._refuse_dtd
        self.parser.EntityDeclHandler = self._refuse_dtd

    def start(self, _name: str, _attributes: Mapping[str, str]) -> None:
        """Count an element."""
        self.depth = depth = self.depth + 1
        if depth > ROWS_AT:
            self.within += 1
            if self.within > MOST_WITHIN_A_ROW or depth > DEEPEST:
                raise UnreadableTable(Reason.EXHAUSTING)
        else:
            self.within = 0
            self.rows += 1
            if self.rows > MOST_ROWS:
                raise UnreadableTable(Reason.EXHAUSTING)

    def end(self, _name: str) -> None:
        """Leave an element."""
        self.depth -= 1

    def _refuse_dtd(self, *_facts: Any) -> None:
        raise UnreadableTable(Reason.ENTITIES)

    def read(self, chunk: bytes, *, is_last: bool) -> None:
        """Read the next piece of the part."""
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise UnreadableTable(Reason.DAMAGED_PART, part=self.part) from error

    def finish(self) -> None:
        """Tell what the whole part has shown."""


class SheetGuard(Guard):
    """Measures a sheet of an XLSX besides: how far its cells reach, and how many hold formulas."""

    def __init__(self, part: str, measured: Measured) -> None:
        super().__init__(part, measured)
        self.last_row = 0
        self.columns: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element; note where a cell stands."""
        super().start(name, attributes)
        if name == "c":
            self.columns.add(attributes.get("r", "").rstrip(DIGITS))
        elif name == "row":
            stated = attributes.get("r", "")
            self.last_row = int(stated) if stated.isdecimal() and len(stated) < 9 else self.last_row + 1
        elif name == "f":
            self.measured.formulas += 1

    def finish(self) -> None:
        """Tell how large a rectangle around the cells is."""
        width = max(map(_column_number, self.columns), default=0)
        self.measured.area = max(self.measured.area, width * self.last_row)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - 64
    return number


class OpenDocumentGuard(Guard):
    """Measures the sheets of an ODS: how far they reach once what is said to repeat is repeated."""

    def __init__(self, part: str, measured: Measured) -> None:
        super().__init__(part, measured)
        self.row = self.column = self.row_repeats = self.last_row = self.width = 0
        self.cell_reach = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Count an element; note how often rows and cells are repeated, and what they span."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableTable(Reason.EXHAUSTING)
        kind = name.rpartition(":")[2]
        if kind in {"table-cell", "covered-table-cell"}:
            self._cell(attributes)
        elif kind == "p":
            self._filled()
        elif kind == "table-row":
            self.row += self.row_repeats
            self.row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self.column = self.cell_reach = 0
        elif kind == "table":
            self.finish()
            self.row = self.row_repeats = self.last_row = self.width = 0
            self.measured.spans.append([])

    def _cell(self, attributes: Mapping[str, str]) -> None:
        first = self.column
        self.column += _repeats(attributes, "table:number-columns-repeated")
        self.cell_reach = self.column
        if "table:formula" in attributes:
            self.measured.formulas += 1
        if "office:value-type" in attributes:
            self._filled()
        down = _repeats(attributes, "table:number-rows-spanned")
        across = _repeats(attributes, "table:number-columns-spanned")
        if (down > 1 or across > 1) and self.measured.spans:
            span = ((self.row, first), (self.row + down - 1, first + across - 1))
            self.measured.spans[-1].append(span)

    def _filled(self) -> None:
        self.last_row = max(self.last_row, self.row + self.row_repeats)
        self.width = max(self.width, self.cell_reach)
        if self.last_row * self.width > LARGEST_AREA:
            raise UnreadableTable(Reason.EXHAUSTING)

    def finish(self) -> None:
        """Tell how large a rectangle around the cells is."""
        self.measured.area = max(self.measured.area, self.last_row * self.width)


def _repeats(attributes: Mapping[str, str], name: str) -> int:
    stated = attributes.get(name, "1")
    return max(int(stated), 1) if stated.isdecimal() and len(stated) < 10 else 1


def measure_directory(archive: zipfile.ZipFile) -> None:
    """Refuse an archive whose directory already says that it would hurt."""
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnreadableTable(Reason.LOCKED)
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise UnreadableTable(Reason.ODDLY_BUILT)
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnreadableTable(Reason.UNPACKS_TOO_LARGE)
    for part in parts:
        is_absurd = part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
        if part.file_size > RATIO_MATTERS_FROM and is_absurd:
            raise UnreadableTable(Reason.UNPACKS_TOO_LARGE)
        if part.filename.endswith("sharedStrings.xml") and part.file_size > LARGEST_STRINGS:
            raise UnreadableTable(Reason.UNPACKS_TOO_LARGE)


def _guard(name: str, measured: Measured) -> Guard | None:
    lowered = name.lower()
    if lowered == OPEN_DOCUMENT_PART:
        return OpenDocumentGuard(name, measured)
    if lowered.startswith("xl/worksheets/") and lowered.endswith(".xml"):
        return SheetGuard(name, measured)
    return Guard(name, measured) if lowered.endswith((".xml", ".rels")) else None


def measure_parts(archive: zipfile.ZipFile) -> Measured:
    """Unpack every part once, counting, for the directory may lie about sizes; return what was seen."""
    unpacked = 0
    measured = Measured()
    for part in archive.infolist():
        measured.has_macros |= part.filename.lower().endswith("vbaproject.bin")
        guard = _guard(part.filename, measured)
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > LARGEST_UNPACKED:
                    raise UnreadableTable(Reason.UNPACKS_TOO_LARGE)
                if guard:
                    guard.read(chunk, is_last=False)
        if guard:
            guard.read(b"", is_last=True)
            guard.finish()
    return measured


def measured(content: bytes) -> tuple[Measured, frozenset[str]]:
    """Return what a workbook's archive holds and the names of its parts; refuse what would hurt."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            measure_directory(archive)
            names = frozenset(archive.namelist())
            return measure_parts(archive), names
    except UnreadableTable:
        raise
    except Exception as error:  # zipfile raises whatever the malformed part led it to
        raise UnreadableTable(Reason.DAMAGED) from error
