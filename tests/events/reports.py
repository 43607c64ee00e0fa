"""The report of an event as somebody reads it, and what stands in it."""

import re
from io import BytesIO

import docx
import pypdfium2
from django.utils import translation

from tests.people import OFFICE
from tumar.events.exports.report.paper import report_paper
from tumar.events.models import Event
from tumar.events.queries.report import report
from tumar.kernel.papers import Paper, Section, words_of
from tumar.kernel.scope import Scope


def section(paper: Paper, title: str) -> Section | None:
    """The section of a paper that has this title."""
    return next((one for one in paper.sections if one.title == title), None)


def rows(paper: Paper, title: str, table: str = "") -> dict[str, tuple[str, ...]]:
    """The rows of a table, sums among them, each by its first cell."""
    found = next(one for one in section(paper, title).tables if one.title == table)
    return {row[0]: row[1:] for row in (*found.rows, *found.totals)}


def text_of(paper: Paper) -> str:
    """All the words of a paper."""
    return "\n".join(words_of(paper))


def paper_for(event: Event, scope: Scope = OFFICE, language: str = "en") -> Paper:
    """The report of an event as somebody reads it: the programme office, unless said otherwise."""
    with translation.override(language):
        return report_paper(report(Event.objects.get(pk=event.pk), scope))


def said_in(form: str, content: bytes) -> str:
    """Return all the words of a made file, without blanks."""
    if form == "pdf":
        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    elif form == "docx":
        made = docx.Document(BytesIO(content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        text = "".join([*(one.text for one in made.paragraphs), *cells])
    else:
        text = content.decode()
    return re.sub(r"[\s\ufffe\u00ad]+", "", text)
