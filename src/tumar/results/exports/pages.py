"""A factsheet as one HTML file that needs nothing beside it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_bidi

from tumar.kernel.sheets import notes_for
from tumar.results.brochure import chapters
from tumar.results.figures import Factsheet

SHEET = "tumar/portal.css"


def factsheet_html(sheet: Factsheet) -> str:
    """Return the factsheet as an HTML file with its style sheet inside; its language must be active."""
    context = {
        "sheet": sheet,
        "chapters": chapters(sheet),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "style": _style(),
    }
    page = render_to_string("results/factsheet_file.html", context)
    notes = "".join(f"<p>{note}</p>" for note in notes_for(page))
    return page.replace("<!-- designation notes -->", notes)


def _style() -> str:
    found = finders.find(SHEET)
    text = Path(str(found)).read_text(encoding="utf-8") if found else ""
    # Our own sheet, from our own package: there is nothing in it to escape.
    return mark_safe(f"<style>{text}</style>")  # noqa: S308
