"""A paper as DOCX, for those who write on in it: real headings, tables whose first row repeats."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tumar.kernel import documents
from tumar.kernel.papers import Drawing, Paper, Plate, Section, Table

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FACE = "Noto Sans"
MARGIN = Mm(20)
WIDEST, TALLEST = Mm(170), Mm(225)
TEAL, MUTED = RGBColor(0x0B, 0x4F, 0x63), RGBColor(0x55, 0x63, 0x6C)
WASH = "EEF4F6"
# Languages in which Word checks spelling under another name than ours.
WORD_LANGUAGES = {"en": "en-GB", "ru": "ru-RU", "fa-af": "prs-AF"}


def paper_docx(paper: Paper) -> bytes:
    """Return a paper as the bytes of a DOCX file."""
    made = Document()
    _prepare(made, paper)
    _head(made, paper)
    for section in paper.sections:
        _section(made, section, paper)
    if paper.notes:
        made.add_heading(paper.notes_title, level=2)
        _paragraphs(made, paper.notes, None)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _prepare(made: Any, paper: Paper) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    facts, moment = made.core_properties, datetime.combine(paper.on, time(), tzinfo=UTC)
    facts.title, facts.subject, facts.language = paper.title, paper.code, _language(paper)
    # The package that writes the file leaves its own name here.
    facts.author = facts.comments = facts.last_modified_by = ""
    facts.created = facts.modified = moment.replace(tzinfo=None)
    _languages(made.styles.element, paper)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(10)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.color.rgb = TEAL
        _face(style.element)
    if paper.is_rtl:
        _right_to_left(normal)
    _foot(page.footer.paragraphs[0], paper)


def _language(paper: Paper) -> str:
    return WORD_LANGUAGES.get(paper.language.lower(), paper.language)


def _languages(styles: Any, paper: Paper) -> None:
    """Say in which language the whole document is, for the spelling and for voices that read it out."""
    for one in styles.iter(qn("w:lang")):
        one.set(qn("w:val"), _language(paper))
        one.set(qn("w:bidi"), _language(paper))


def _face(style: Any) -> None:
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)


def _right_to_left(normal: Any) -> None:
    normal.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    normal.font.rtl = True


def _foot(line: Any, paper: Paper) -> None:
    told = " · ".join(filter(None, (paper.code, paper.subtitle, paper.demonstration)))
    line.add_run(f"{told} · ").font.size = Pt(8)
    add_page_numbers(line, paper.page_of)


def add_page_numbers(line: Any, page_of: str) -> None:
    """Write "Page {page} of {pages}" in a line of the foot; Word fills in the numbers."""
    before, _page, rest = page_of.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        line.add_run(text).font.size = Pt(8)
        if field:
            _field(line, field)


def _field(line: Any, name: str) -> None:
    """Let Word fill in the number of the page, or of all of them."""
    for kind in ("begin", "separate", "end"):
        run = line.add_run()
        run.font.size = Pt(8)
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            asked = line.add_run()
            words = OxmlElement("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = f" {name} "
            asked._r.append(words)


def _head(made: Any, paper: Paper) -> None:
    _paragraphs(made, [paper.kicker], None, is_quiet=True)
    made.add_heading(paper.title, level=1)
    _paragraphs(made, [paper.subtitle, paper.demonstration], None, is_quiet=True)
    if paper.facts:
        grid = _grid(made, paper, len(paper.facts), 2)
        for row, (label, value) in zip(grid.rows, paper.facts, strict=True):
            _write(row.cells[0], label, is_bold=True)
            _write(row.cells[1], value)
        _widths(grid, (Mm(50), Mm(120)))


def _section(made: Any, section: Section, paper: Paper) -> None:
    made.add_heading(section.title, level=2)
    _paragraphs(made, section.paragraphs, None)
    if section.drawings and section.paragraphs and not section.items:
        made.paragraphs[-1].paragraph_format.keep_with_next = True
    _paragraphs(made, section.items, "List Bullet")
    for drawing in section.drawings:
        _drawing(made, drawing)
    for table in section.tables:
        _table(made, table, paper)
    for file in section.files:
        line = made.add_paragraph(file.name, style="List Bullet")
        line.add_run(f" {file.told}").font.color.rgb = MUTED
        line.add_run(f"\nSHA-256 {file.sha256}").font.size = Pt(7.5)
    for plate in section.plates:
        _plate(made, plate)


def _paragraphs(made: Any, texts: Iterable[str], style: str | None, *, is_quiet: bool = False) -> None:
    for text in filter(None, texts):
        run = made.add_paragraph(style=style).add_run(text)
        if is_quiet:
            run.font.color.rgb = MUTED


def _table(made: Any, table: Table, paper: Paper) -> None:
    if table.title:
        made.add_heading(table.title, level=3)
    rows = (table.headers, *table.rows, *table.totals)
    grid = _grid(made, paper, len(rows), len(table.headers))
    last = len(rows) - len(table.totals)
    # Read once: python-docx looks for the cells of a row anew each time it is asked.
    for number, (row, values) in enumerate(zip(grid.rows, rows, strict=True)):
        is_bold = number == 0 or number >= last
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            _write(cell, value, is_bold=is_bold, is_figure=column >= table.numbers_from)
            if number == 0:
                _shade(cell)
        _keep_whole(row, repeats=number == 0)
    _widths(grid, _shares(len(table.headers), table.numbers_from))
    _paragraphs(made, [table.note], None, is_quiet=True)


def _shares(columns: int, numbers_from: int) -> list[int]:
    """Return the widths of columns: figures need less room than words."""
    words = min(numbers_from, columns)
    if words in {0, columns}:
        return [WIDEST // columns] * columns
    figure = min(Mm(36), WIDEST // columns)
    return [(WIDEST - figure * (columns - words)) // words] * words + [figure] * (columns - words)


def _grid(made: Any, paper: Paper, rows: int, columns: int) -> Any:
    grid = made.add_table(rows=rows, cols=columns, style="Table Grid")
    if paper.is_rtl:
        grid.table_direction = WD_TABLE_DIRECTION.RTL
    return grid


def _write(cell: Any, text: str, *, is_bold: bool = False, is_figure: bool = False) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(2)
    run = line.add_run(text)
    run.bold, run.font.size = is_bold or None, Pt(9)
    if is_figure:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), WASH)
    cell._tc.get_or_add_tcPr().append(shade)


def _keep_whole(row: Any, *, repeats: bool) -> None:
    """Let no row break over two pages, and the first one stand on top of each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _widths(grid: Any, widths: Sequence[int]) -> None:
    """Set the widths of columns, at both of the places where word processors look for them."""
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _drawing(made: Any, drawing: Drawing) -> None:
    """Set a drawing as a picture: word processors disagree on patterns and scripts inside an SVG."""
    shape = made.add_picture(BytesIO(documents.render_png(drawing.svg, drawing.alt)), width=WIDEST)
    made.paragraphs[-1].paragraph_format.keep_with_next = bool(drawing.caption)
    shape._inline.docPr.set("descr", drawing.alt)
    _paragraphs(made, [drawing.caption], None, is_quiet=True)


def _plate(made: Any, plate: Plate) -> None:
    by_width = min(WIDEST, int(TALLEST * plate.width / plate.height))
    shape = made.add_picture(BytesIO(plate.content), width=by_width)
    shape._inline.docPr.set("descr", plate.alt)
    _paragraphs(made, [plate.caption], None, is_quiet=True)
