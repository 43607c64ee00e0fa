"""A round as files: the sealed text, a sheet in the shape of the 1540 matrix, one in that of a survey."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tumar.kernel.languages import said
from tumar.kernel.scope import Scope
from tumar.kernel.sheets import XLSX_TYPE, safe
from tumar.kernel.templatetags.parts import shown
from tumar.law.exports.cited import Places, place_of, places_of
from tumar.law.exports.matrix import mark_word, shown_word
from tumar.law.exports.oscal_round import as_oscal
from tumar.law.exports.report import DOCX_TYPE, as_docx, as_pdf
from tumar.law.models import Finding, Requirement, Round
from tumar.law.queries.rounds import cited, finals, requirements_of
from tumar.law.queries.seals import seal_text
from tumar.law.rules.findings import on_matrix, rendered
from tumar.law.rules.requirements import Scale
from tumar.places import names

SHEET_WIDTHS = (25, 36, 12, 50, 32, 13, 13)
SHADE = PatternFill("solid", fgColor="E9EDEF")
LINE = Border(bottom=Side(style="thin", color="B8C2C8"))


@dataclass(frozen=True)
class RoundFile:
    """One form in which a round can be had."""

    suffix: str
    media_type: str
    write: Callable[[Round, Scope], bytes]


def sources(finding: Finding | None, places: Places) -> str:
    """Return what a finding cites, a line each: the act, its provision, the words."""
    citations = finding.citations.all() if finding else ()
    return "\n".join(
        f"{place_of(each, places)}: {_('“%(quote)s”') % {'quote': each.quote}}" for each in citations
    )


Held = Sequence[tuple[Requirement, Finding | None]]


def _held(one: Round, scope: Scope) -> Held:
    """Return the round's requirements with what holds about each, as far as the scope may see it."""
    held = {each.requirement_id: each for each in cited(finals(one, scope))}
    return [(each, held.get(each.pk)) for each in requirements_of(one)]


def _headed(held: Held, row: Callable[[Requirement, Finding | None], list[Any]]) -> list[list[Any]]:
    """Return the rows, with the set and the heading before the requirements that stand under them."""
    rows: list[list[Any]] = []
    before = ("", "")
    for requirement, finding in held:
        heading = (said(requirement.version.set.title), said(requirement.group))
        if heading != before:
            rows.append([": ".join(filter(None, heading))])
            before = heading
        rows.append(row(requirement, finding))
    return rows


def _book(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    widths = SHEET_WIDTHS[: len(head)]
    for letter, width in zip("ABCDEFG", widths, strict=False):
        sheet.column_dimensions[letter].width = width
    for number, note in enumerate(notes):
        _across(sheet, note, len(head), is_bold=number == 0)
    sheet.append([safe(one) for one in head])
    first = sheet.max_row
    for cell in sheet[first]:
        cell.font, cell.fill, cell.border = Font(bold=True), SHADE, LINE
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        if len(row) == 1:
            _across(sheet, row[0], len(head), is_bold=True)
            continue
        sheet.append([safe(value) for value in row])
        for cell in sheet[sheet.max_row]:
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), LINE
        told = zip(row, widths, strict=False)
        _tall(sheet, max(_lines(str(value), width) for value, width in told))
    _for_print(sheet, first)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _across(sheet: Worksheet, text: str, columns: int, *, is_bold: bool) -> None:
    """Write a line over the whole width of the sheet."""
    sheet.append([safe(text)])
    row = sheet.max_row
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    cell = sheet.cell(row, 1)
    cell.font, cell.alignment = Font(bold=is_bold), Alignment(wrap_text=True, vertical="top")
    _tall(sheet, _lines(text, sum(SHEET_WIDTHS[:columns])))


def _lines(text: str, width: int) -> int:
    """Return about how many lines a text takes in a column: not every program counts them on opening."""
    return sum(max(1, -(-len(line) // width)) for line in text.split("\n"))


def _tall(sheet: Worksheet, lines: int) -> None:
    sheet.row_dimensions[sheet.max_row].height = 15 * lines + 1


def _for_print(sheet: Worksheet, head: int) -> None:
    """Let a sheet print as wide as a page lies, its head on each page, and stay in sight on the screen."""
    sheet.freeze_panes = f"C{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _notes(one: Round) -> list[str]:
    sealed = _("sealed %(hash)s") % {"hash": one.sha256} if one.sha256 else _("under way, not sealed")
    where = names.marked_name(one.country_id)
    return [
        f"{where}: {one}",
        _("Law as of %(day)s; round %(code)s, %(sealed)s.")
        % {"day": shown(one.as_of), "code": one.code, "sealed": sealed},
    ]


def as_1540(one: Round, scope: Scope) -> bytes:
    """Return the round in the shape of the 1540 matrix: an entry, its source, a remark."""
    legend = _(
        "X: steps were taken and a legal basis is cited; it does not say that an obligation is fulfilled. "
        "?: unclear. NA: not applicable. Blank: nothing was found or nothing was assessed. "
        "The matrix is no measure of compliance."
    )
    held = _held(one, scope)
    # Rows of the matrix alone, where the round has any: other sets are no part of it.
    held = [each for each in held if each[0].scale == Scale.MATRIX] or held
    places = places_of(finding for _requirement, finding in held)

    def row(each: Requirement, finding: Finding | None) -> list[Any]:
        entry = on_matrix(finding.marks).value if finding else ""
        return [each.code, said(each.title), entry, sources(finding, places), _note(finding)]

    rows = _headed(held, row)
    head = [_("row"), _("requirement"), pgettext("of the 1540 matrix", "entry"), _("source"), _("remark")]
    return _book("1540", head, rows, [*_notes(one), legend])


def as_survey(one: Round, scope: Scope) -> bytes:
    """Return the round in the shape of a survey: an answer in the set's own words, and where it is read."""
    held = _held(one, scope)
    places = places_of(finding for _requirement, finding in held)

    def row(each: Requirement, finding: Finding | None) -> list[Any]:
        answer = shown_word(rendered(finding.marks, Scale(each.scale))) if finding else ""
        marks = (finding.in_force, finding.applied) if finding else ()
        told = [each.code, said(each.title), answer, sources(finding, places), _note(finding)]
        return told + [mark_word(mark) for mark in marks]

    rows = _headed(held, row)
    head = [_("measure"), _("requirement"), _("answer"), _("law"), _("note"), _("in force"), _("applied")]
    return _book(_("Survey"), head, rows, _notes(one))


def _note(finding: Finding | None) -> str:
    return said(finding.note) if finding else ""


def as_sealed(one: Round, scope: Scope) -> bytes:
    """Return the text that the seal is of; `sha256sum` of the file of a closed round gives its seal."""
    return seal_text(one)[1].encode()


FILES = {
    "report": RoundFile(".docx", DOCX_TYPE, as_docx),
    "pdf": RoundFile(".pdf", "application/pdf", as_pdf),
    "1540": RoundFile("-1540.xlsx", XLSX_TYPE, as_1540),
    "survey": RoundFile("-survey.xlsx", XLSX_TYPE, as_survey),
    "oscal": RoundFile(".oscal.json", "application/json", as_oscal),
    "sealed": RoundFile(".txt", "text/plain; charset=utf-8", as_sealed),
}
