"""In which forms the report of an event is given, each with its type and the ending of its file's name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tumar.events.exports.report.paper import report_paper
from tumar.events.exports.report.plain import report_json
from tumar.events.queries.report import Report
from tumar.kernel.papers.editable import DOCX_TYPE, paper_docx
from tumar.kernel.papers.printed import paper_pdf


@dataclass(frozen=True)
class Form:
    """One form of the report; its language must be active while it is made."""

    name: str
    media_type: str
    make: Callable[[Report], bytes]
    is_text: bool = False


FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form("pdf", "application/pdf", lambda report: paper_pdf(report_paper(report))),
        Form("docx", DOCX_TYPE, lambda report: paper_docx(report_paper(report))),
        Form("json", "application/json", lambda report: report_json(report).encode(), is_text=True),
    )
}
