"""The workbook as rows by sheet, and the same as an XLSX whose bytes depend on the rows alone."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

CODE = "P53"

Cell = str | int | Decimal | date | None
Row = dict[str, Cell]

SHEETS: dict[str, str] = {
    "Organisations": "Code|Name|Name in English|Kind|Country|Part of",
    "Programmes": (
        "Code|Title en|Title ru|Short title|Funder|Implementer|Contract reference|Starts|Ends|Budget EUR|"
        "Context en|Context ru|Notes en|Notes ru|Demonstration|Run here|Areas|Categories"
    ),
    "Objectives": "Programme|Number|Title en|Title ru",
    "Activity lines": "Programme|Code|Objective|Title en|Title ru",
    "Partner countries": "Programme|Country|From|Until|Source",
    "Responses": "Code|Name en|Name ru|From|Until",
    "Claims": "Programme|Indicator|Figure|Qualifier|As of|Source",
    "Persons": (
        "Code|Family name|Given name|Patronymic|Single name|Family name Latin|Given name Latin|"
        "Patronymic Latin|Single name Latin|Sex|Occupation group|Country|Employer|Position|E-mail|Telephone"
    ),
    "Events": (
        "Code|Kind|Reach|Title en|Title ru|Programme|Activity line|Response|Country|Countries|Place|"
        "First day|Last day|Languages|Hosts|Co-organisers|Head count|Head count source|Evidence"
    ),
    "Sessions": "Event|Number|Day|Title",
    "Event persons": "Event|Person|Role|Attended|Sessions present",
    "Qualifications": "Code|Person|Programme|Event|From|Until",
    "Exchange rates": "Currency|Month|Units per euro|Source",
    "Consignments": "Code|Programme|Response|Recipient|Country|Handed over|Note|Evidence",
    "Consignment lines": (
        "Consignment|Line|Category|Description|Quantity|Unit|Unit value|Currency|Rate month"
    ),
}
WIDE = {"Title en", "Title ru", "Name", "Name in English", "Context en", "Context ru", "Notes en", "Notes ru"}
WIDE |= {"Description", "Source", "Note", "Evidence", "Hosts", "Head count source"}
HEAD = PatternFill("solid", fgColor="DCE6EA")

# The first moment that a ZIP archive can tell; what is made twice must be the same twice.
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
MADE = "2024-04-10T00:00:00Z"
MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def no_rows() -> dict[str, list[Row]]:
    """Return every sheet, empty."""
    return {name: [] for name in SHEETS}


@dataclass
class Book:
    """The rows of a workbook in the order in which they were told."""

    rows: dict[str, list[Row]] = field(default_factory=no_rows)

    def add(self, sheet: str, *cells: Cell) -> Row:
        """Add one row; the cells stand in the order of the sheet's columns, the last ones may be left out."""
        columns = SHEETS[sheet].split("|")
        if len(cells) > len(columns):
            raise ValueError(f"{sheet} has {len(columns)} columns")
        padded = (*cells, *[None] * (len(columns) - len(cells)))
        row: Row = {
            column: None if cell == "" else cell for column, cell in zip(columns, padded, strict=True)
        }
        self.rows[sheet].append(row)
        return row


def semicolons(*items: object) -> str:
    """Return a list as one cell holds it."""
    return "; ".join(str(item) for item in items)


def save(book: Book, path: Path) -> None:
    """Write the rows as an XLSX; the same rows give the same bytes."""
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Tumar"
    workbook.properties.title = "Project 053: demonstration data"
    for name, header in SHEETS.items():
        sheet = workbook.create_sheet(name)
        columns = header.split("|")
        sheet.freeze_panes = "A2"
        for number, column in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = 44 if column in WIDE else 17
        sheet.append([_heading(sheet, column) for column in columns])
        for row in book.rows[name]:
            sheet.append([_cell(sheet, row[column]) for column in columns])
    written = io.BytesIO()
    workbook.save(written)
    path.write_bytes(_without_time(written.getvalue()))


def _heading(sheet: Any, column: str) -> Any:
    cell = WriteOnlyCell(sheet, value=column)
    cell.font = Font(bold=True)
    cell.fill = HEAD
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, date):
        return value
    # A date without a time of day goes in as it is; only the annotations of the library ask for more.
    moment: Any = value
    cell = WriteOnlyCell(sheet, value=moment)
    cell.number_format = "yyyy-mm-dd"
    return cell


def _without_time(content: bytes) -> bytes:
    """Pack the archive again with one fixed moment in place of every time of writing."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = MOMENT.sub(rb"\g<1>" + MADE.encode() + rb"\g<3>", part)
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            new.writestr(entry, part)
    return packed.getvalue()
