"""The report of one country's round, once as values: a document that can be edited, and a PDF."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from itertools import groupby

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tumar.kernel import documents, sheets
from tumar.kernel.languages import said
from tumar.kernel.papers.editable import add_page_numbers
from tumar.kernel.scope import Scope
from tumar.kernel.templatetags.parts import shown
from tumar.law.exports.cited import Places, place_of, places_of
from tumar.law.exports.matrix import mark_word, shown_word
from tumar.law.models import Finding, Requirement, Round
from tumar.law.queries.rounds import agreements, cited, finals, is_inside, requirements_of
from tumar.law.rules.findings import rendered
from tumar.law.rules.requirements import Scale
from tumar.places import names

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _clean(text: str) -> str:
    """Return the text without the signs that a document cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)


@dataclass(frozen=True)
class Quote:
    """Words of the law, where they stand, and in which language."""

    words: str
    where: str
    lang: str


@dataclass(frozen=True)
class Told:
    """What a report says of one requirement."""

    title: str
    source: str
    word: str
    marks: str
    pending: str
    texts: list[str]
    quotes: list[Quote]


@dataclass(frozen=True)
class Chapter:
    """One set of a report: what was found, and what nobody has assessed."""

    title: str
    findings: list[Told]
    waiting_title: str
    waiting: list[str]


@dataclass(frozen=True)
class Report:
    """Everything that a report says, in the language of the page."""

    title: str
    opening: list[str]
    agreement_title: str
    agreement: list[list[str]]
    chapters: list[Chapter]
    notes: list[str] = field(default_factory=list)


def report_of(one: Round, scope: Scope) -> Report:
    """Return what a report of a round says, as far as the scope may see it."""
    where = names.marked_name(one.country_id)
    is_compared = one.is_double and is_inside(one, scope)
    return Report(
        title=_clean(f"{where}: {one}"),
        opening=[_clean(text) for text in _opening(one)],
        agreement_title=_("How far the coders agree"),
        agreement=_agreement(one) if is_compared else [],
        chapters=_chapters(one, scope),
        notes=sheets.notes_for(where),
    )


def _opening(one: Round) -> Iterator[str]:
    sets = ", ".join(str(each.version) for each in one.sets.all())
    yield _("Law as of %(day)s. Sets: %(sets)s.") % {"day": shown(one.as_of), "sets": sets}
    if one.scope:
        yield one.scope
    if one.sha256:
        yield _("Sealed: SHA-256 %(hash)s") % {"hash": one.sha256}
    else:
        yield _("The round is under way; this is a draft.")
    yield _(
        "This report says what was found in the law. It is no score of compliance, and what was not "
        "found is to be confirmed: an act may not be on file."
    )


def _agreement(one: Round) -> list[list[str]]:
    rows = [[_("Set"), _("Given by both"), _("The same"), _("Cohen's kappa")]]
    for each in agreements(one):
        kappa = each.agreement.kappa
        told = "–" if kappa is None else f"{kappa:.2f}"
        rows.append([_clean(each.title), str(each.both_given), str(each.agreement.agreed), told])
    return rows


def _chapters(one: Round, scope: Scope) -> list[Chapter]:
    held = {each.requirement_id: each for each in cited(finals(one, scope))}
    places = places_of(held.values())
    by_set = groupby(requirements_of(one), lambda each: said(each.version.set.title))
    return [_chapter(title, list(requirements), held, places) for title, requirements in by_set]


def _chapter(
    title: str, requirements: list[Requirement], held: Mapping[int, Finding], places: Places
) -> Chapter:
    waiting = [_title(each) for each in requirements if each.pk not in held]
    return Chapter(
        _clean(title),
        [_told(each, held[each.pk], places) for each in requirements if each.pk in held],
        _("Not assessed: %(count)s of %(all)s") % {"count": len(waiting), "all": len(requirements)},
        waiting,
    )


def _title(requirement: Requirement) -> str:
    return _clean(f"{requirement.code} {said(requirement.title)}")


def _told(requirement: Requirement, finding: Finding, places: Places) -> Told:
    axes = (
        (_("on paper"), finding.on_paper),
        (_("in force"), finding.in_force),
        (_("applied"), finding.applied),
    )
    return Told(
        _title(requirement),
        _clean(requirement.cited),
        shown_word(rendered(finding.marks, Scale(requirement.scale))),
        "; ".join(f"{axis}: {mark_word(mark)}" for axis, mark in axes),
        "" if finding.confirmed_at else _("to be confirmed"),
        [_clean(text) for text in (said(finding.note), finding.reason) if text],
        list(_quotes(finding, places)),
    )


def _quotes(finding: Finding, places: Places) -> Iterator[Quote]:
    for each in finding.citations.all():
        where = f"{place_of(each, places)}: {each.get_relation_display()}"
        language = each.text.version.expression.language.split("-")[0]
        yield Quote(_clean(_("“%(quote)s”") % {"quote": each.quote}), _clean(where), language)


def _day_of(one: Round) -> datetime:
    """Return the day that the law is of, so that the same round gives the same file."""
    return datetime.combine(one.as_of, time(), tzinfo=UTC)


def as_pdf(one: Round, scope: Scope) -> bytes:
    """Return the report as PDF, in the language of the page."""
    report = report_of(one, scope)
    values = asdict(report) | {
        "lang": (get_language() or "en").split("-")[0],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "header": one.code,
        "page_of": _("Page {page} of {pages}"),
    }
    return documents.render_pdf("law_report", values, timestamp=_day_of(one))


def as_docx(one: Round, scope: Scope) -> bytes:
    """Return the report as a document that can be edited, in the language of the page."""
    report, document = report_of(one, scope), Document()
    _set_language(document)
    document.core_properties.title = report.title
    moment = _day_of(one).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = moment
    document.core_properties.author = "Tumar"
    document.add_heading(report.title, level=0)
    for text in report.opening:
        document.add_paragraph(text)
    if report.agreement:
        document.add_heading(report.agreement_title, level=1)
        _add_table(document, report.agreement)
    for chapter in report.chapters:
        document.add_heading(chapter.title, level=1)
        for told in chapter.findings:
            _add_finding(document, told)
        if chapter.waiting:
            document.add_heading(chapter.waiting_title, level=2)
        for title in chapter.waiting:
            document.add_paragraph(title, style="List Bullet").paragraph_format.space_after = Pt(0)
    for note in report.notes:
        document.add_paragraph(note)
    add_page_numbers(document.sections[0].footer.paragraphs[0], _("Page {page} of {pages}"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_language(paper: Paper) -> None:
    """Let a word processor check the spelling of the report's own language."""
    properties = paper.styles["Normal"].element.get_or_add_rPr()
    mark = properties.makeelement(qn("w:lang"), {qn("w:val"): get_language() or "en"})
    properties.append(mark)


def _add_table(paper: Paper, rows: list[list[str]]) -> None:
    table = paper.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    widths = [Mm(150 - 28 * (len(rows[0]) - 1)), *[Mm(28)] * (len(rows[0]) - 1)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for row_cells in (row.cells for row in table.rows):
        for cell, width in zip(row_cells, widths, strict=True):
            cell.width = width
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _add_finding(paper: Paper, told: Told) -> None:
    paper.add_heading(told.title, level=2)
    source, line = paper.add_paragraph(told.source), paper.add_paragraph()
    # What was found is not parted from its heading, nor from the words that show it.
    source.paragraph_format.keep_with_next = True
    line.paragraph_format.keep_with_next = bool(told.texts or told.quotes)
    if told.word:
        line.add_run(f"{told.word}. ").bold = True
    line.add_run(told.marks)
    if told.pending:
        line.add_run(f" ({told.pending})").italic = True
    for text in told.texts:
        paper.add_paragraph(text)
    for quote in told.quotes:
        quoted = paper.add_paragraph(style="Quote")
        quoted.paragraph_format.keep_together = True
        quoted.add_run(quote.words)
        quoted.add_run(f" — {quote.where}")
