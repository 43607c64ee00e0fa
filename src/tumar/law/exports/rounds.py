"""A round as files: the sealed text, a sheet in the shape of the 1540 matrix, one in that of a survey."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from tumar.kernel.languages import said
from tumar.kernel.scope import Scope
from tumar.kernel.sheets import XLSX_TYPE, safe
from tumar.law.exports.matrix import mark_word, shown_word
from tumar.law.exports.oscal_round import as_oscal
from tumar.law.exports.report import DOCX_TYPE, as_docx, as_pdf
from tumar.law.models import Citation, Finding, Requirement, Round
from tumar.law.queries.rounds import cited, finals, requirements_of
from tumar.law.queries.seals import seal_text
from tumar.law.rules.findings import on_matrix, rendered
from tumar.law.rules.requirements import Scale
from tumar.places import names

SHEET_WIDTHS = (16, 60, 10, 60, 60)


@dataclass(frozen=True)
class RoundFile:
    """One form in which a round can be had."""

    suffix: str
    media_type: str
    write: Callable[[Round, Scope], bytes]


def source_words(each: Citation) -> str:
    """Return a citation as a source is written: the instrument, its provision, the words."""
    text = each.text
    instrument = text.provision.instrument
    where = " ".join(filter(None, (said(instrument.title) or instrument.code, text.label)))
    day = text.version.valid_from.isoformat()
    return f"{where} ({_('text of %(day)s') % {'day': day}}): “{each.quote}”"


def sources(finding: Finding | None) -> str:
    """Return what a finding cites, a line each."""
    return "\n".join(source_words(each) for each in finding.citations.all()) if finding else ""


def _held(one: Round, scope: Scope) -> list[tuple[Requirement, Finding | None]]:
    """Return the round's requirements with what holds about each, as far as the scope may see it."""
    held = {each.requirement_id: each for each in cited(finals(one, scope))}
    return [(each, held.get(each.pk)) for each in requirements_of(one)]


def _book(title: str, head: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[str]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    for note in notes:
        sheet.append([safe(note)])
    sheet.append([safe(one) for one in head])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([safe(value) for value in row])
    for column, width in zip("ABCDEFGH", SHEET_WIDTHS, strict=False):
        sheet.column_dimensions[column].width = width
    for cells in sheet.iter_rows(min_row=len(notes) + 1):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _notes(one: Round) -> list[str]:
    sealed = _("sealed %(hash)s") % {"hash": one.sha256} if one.sha256 else _("under way, not sealed")
    where = names.marked_name(one.country_id)
    return [
        f"{where}: {one}",
        _("Law as of %(day)s; round %(code)s, %(sealed)s.")
        % {"day": one.as_of.isoformat(), "code": one.code, "sealed": sealed},
    ]


def as_1540(one: Round, scope: Scope) -> bytes:
    """Return the round in the shape of the 1540 matrix: an entry, its source, a remark."""
    legend = _(
        "X: steps were taken and a legal basis is cited; it does not say that an obligation is fulfilled. "
        "?: unclear. NA: not applicable. Blank: nothing was found or nothing was assessed. "
        "The matrix is no measure of compliance."
    )
    rows = [
        [each.code, said(each.title), on_matrix(held.marks).value if held else "", sources(held), _note(held)]
        for each, held in _held(one, scope)
    ]
    head = [_("row"), _("requirement"), _("entry"), _("source"), _("remark")]
    return _book("1540", head, rows, [*_notes(one), legend])


def as_survey(one: Round, scope: Scope) -> bytes:
    """Return the round in the shape of a survey: an answer in the set's own words, and where it is read."""
    rows = [
        [
            each.code,
            said(each.title),
            shown_word(rendered(held.marks, Scale(each.scale))) if held else "",
            sources(held),
            _note(held),
            *(mark_word(mark) for mark in ((held.in_force, held.applied) if held else ())),
        ]
        for each, held in _held(one, scope)
    ]
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
