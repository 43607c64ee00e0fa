"""A factsheet as PDF, with the pictures and tables of its pages."""

from datetime import UTC, datetime, time
from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from tumar.kernel import documents
from tumar.results.brochure import Card, chapters, is_mapped
from tumar.results.figures import Factsheet, Figure
from tumar.results.labels import BY_WORDS, HEADINGS, UNITS, Labels, day, recorded, written
from tumar.results.pictures import NARROW, WIDE, Painter
from tumar.results.rules import By

# Bars of so many categories at most stand beside another picture.
HALF_A_PAGE = 8


def factsheet_pdf(sheet: Factsheet) -> bytes:
    """Return the factsheet as PDF, always the same bytes for the same one; its language must be active."""
    # The day that the figures are of, so that a file made again later is the same file.
    moment = datetime.combine(sheet.as_of, time(), tzinfo=UTC)
    return documents.render_pdf("factsheet", values_of(sheet), timestamp=moment)


def values_of(sheet: Factsheet) -> dict[str, Any]:
    """Return what the template prints (kernel/typst/factsheet.typ says what each value is)."""
    as_of = day(sheet.as_of)
    demonstration = _("Demonstration data: persons and records are invented.")
    return {
        "lang": sheet.language.split("-")[0],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "title": sheet.title,
        "kicker": _("Factsheet %(code)s") % {"code": sheet.programme},
        "subtitle": _("As of %(date)s") % {"date": as_of},
        "demonstration": demonstration if sheet.is_demonstration else "",
        "header": sheet.programme,
        "footer": _("As of %(date)s") % {"date": as_of},
        "page_of": _("Page {page} of {pages}"),
        "facts": [{"label": label, "value": value} for label, value in sheet.facts],
        "edition": _edition(sheet),
        "objectives": {
            "title": _("Objectives"),
            "items": [{"code": code, "text": text} for code, text in sheet.objectives],
        },
        "figures": {
            "title": _("Results"),
            "intro": _("Every figure is computed from the records behind it."),
            "items": [_card(one) for chapter in chapters(sheet) for one in chapter.cards],
        },
        "pictures": {"title": _("Pictures"), "items": _pictures(sheet)},
        "tables": {"title": _("Tables"), "items": _tables(sheet)},
        "notes": {"title": _("Notes"), "items": [documents.marked_note(text) for text in sheet.notes]},
    }


def _edition(sheet: Factsheet) -> dict[str, str]:
    if sheet.edition is None:
        return {"label": _("From the records, not frozen"), "code": "", "hash_label": "", "hash": ""}
    return {
        "label": _("Edition"),
        "code": sheet.edition.code,
        "hash_label": "SHA-256",
        "hash": sheet.edition.sha256,
    }


def _card(one: Card) -> dict[str, str]:
    return {
        "sentence": one.figure.sentence[:1].upper() + one.figure.sentence[1:],
        "label": one.figure.title,
        "recorded_label": _("Recorded:"),
        "recorded": one.recorded,
        "published_label": _("Published:"),
        "published": f"{one.published} ({one.source})" if one.published else "",
        "verdict": one.verdict,
        "note": "; ".join([*one.notes, one.lines]),
    }


def _pictures(sheet: Factsheet) -> list[dict[str, Any]]:
    painter = Painter(Labels.load(), sheet.language)
    return [
        _picture(one, by, painter)
        for one in sheet.figures
        for by in one.shown
        if one.value and one.by.get(by)
    ]


def _picture(one: Figure, by: str, painter: Painter) -> dict[str, Any]:
    is_map = by == By.COUNTRY and is_mapped(one)
    is_wide = is_map or len(one.by[by]) > HALF_A_PAGE
    width = WIDE if is_wide else NARROW
    drawn = painter.picture(one, by, width=width, prefix="pdf", as_map=is_map)
    rows = "; ".join(" ".join(row) for row in drawn.rows)
    return {"title": drawn.caption, "caption": "", "alt": rows, "svg": str(drawn.svg), "half": not is_wide}


def _tables(sheet: Factsheet) -> list[dict[str, Any]]:
    labels = Labels.load()
    return [
        _table(one, by, labels, sheet.language)
        for one in sheet.figures
        for by in one.by
        if len(one.by[by]) > 1
    ]


def _table(one: Figure, by: str, labels: Labels, language: str) -> dict[str, Any]:
    rows = [
        [labels.cell(by, key), written(value, is_money=one.is_money, language=language)]
        for key, value in labels.cells(one, by)
    ]
    overlap = _("One person may stand in several rows and once in the total.")
    return {
        "title": f"{one.title}, {BY_WORDS[by]}",
        "headers": [str(HEADINGS[by]), str(UNITS[one.unit])],
        "rows": rows,
        "total": [_("Total"), recorded(one, language)],
        "note": "" if one.is_additive(by) else overlap,
    }
