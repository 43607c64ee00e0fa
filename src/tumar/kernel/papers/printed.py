"""A paper as PDF, for readers with any aid (PDF/UA)."""

from base64 import b64encode
from datetime import UTC, datetime, time
from typing import Any

from tumar.kernel import documents
from tumar.kernel.papers import Paper, Plate, Section, Table

# How tall a picture may be, in widths of the text: a page that holds its caption, too.
TALLEST = 1.3


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF: the same paper always gives the same bytes."""
    moment = datetime.combine(paper.on, time(), tzinfo=UTC)
    return documents.render_pdf("report", values_of(paper), timestamp=moment)


def values_of(paper: Paper) -> dict[str, Any]:
    """Return what the template prints (kernel/typst/report.typ says what each value is)."""
    return {
        "lang": paper.language.split("-")[0],
        "dir": "rtl" if paper.is_rtl else "ltr",
        "kicker": paper.kicker,
        "title": paper.title,
        "subtitle": paper.subtitle,
        "code": paper.code,
        "demonstration": paper.demonstration,
        "page_of": paper.page_of,
        "facts": [{"label": label, "value": value} for label, value in paper.facts],
        "sections": [_section(one) for one in paper.sections],
        "notes": {"title": paper.notes_title, "items": [documents.marked_note(text) for text in paper.notes]},
    }


def _section(one: Section) -> dict[str, Any]:
    return {
        "title": one.title,
        "paragraphs": list(one.paragraphs),
        "items": list(one.items),
        "tables": [_table(table) for table in one.tables],
        "files": [{"name": file.name, "told": file.told, "hash": file.sha256} for file in one.files],
        "plates": [_plate(plate) for plate in one.plates],
        "drawings": [{"svg": each.svg, "caption": each.caption, "alt": each.alt} for each in one.drawings],
    }


def _table(one: Table) -> dict[str, Any]:
    return {
        "title": one.title,
        "headers": list(one.headers),
        "rows": [list(row) for row in one.rows],
        "totals": [list(row) for row in one.totals],
        "note": one.note,
        "numbers_from": one.numbers_from,
    }


def _plate(one: Plate) -> dict[str, str | float]:
    # Typst takes bytes from values only as numbers, twenty times their size; a drawing takes them as text.
    inside = f"data:{one.media_type};base64,{b64encode(one.content).decode()}"
    size = f'width="{one.width}" height="{one.height}"'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {one.width} {one.height}">'
        f'<image {size} href="{inside}"/></svg>'
    )
    share = min(1.0, TALLEST * one.width / one.height)
    return {"svg": svg, "share": round(share, 4), "caption": one.caption, "alt": one.alt}
