"""In which forms the regional report is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tumar.kernel.papers.editable import DOCX_TYPE, paper_docx
from tumar.kernel.papers.printed import paper_pdf
from tumar.law.exports.regional.paper import regional_paper
from tumar.law.exports.regional.plain import regional_json
from tumar.law.queries.regional import Regional


@dataclass(frozen=True)
class Form:
    """One form of the report; its language must be active while it is made."""

    name: str
    media_type: str
    make: Callable[[Regional], bytes]


FORMS: Mapping[str, Form] = {
    one.name: one
    for one in (
        Form("pdf", "application/pdf", lambda told: paper_pdf(regional_paper(told))),
        Form("docx", DOCX_TYPE, lambda told: paper_docx(regional_paper(told))),
        Form("json", "application/json", lambda told: regional_json(told).encode()),
    )
}


def file_name(told: Regional, language: str, form: str) -> str:
    """Return what the file is called: countries, day, language."""
    where = "-".join(told.asked.countries) if len(told.asked.countries) <= 6 else "region"
    return f"law-{where}-{told.asked.as_of.isoformat()}-{language}.{form}"
