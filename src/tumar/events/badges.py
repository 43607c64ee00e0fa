"""Participants' badges on paper: the name to read, and a code that names nobody to scan."""

import io
from collections.abc import Sequence
from typing import Any

import segno
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.events.queries.statements import Line
from tumar.kernel import clock, documents


def qr_svg(code: str) -> str:
    """Return a code as an SVG picture; level Q still reads where a quarter of it is worn."""
    out = io.BytesIO()
    picture = segno.make_qr(code, error="q")
    # Without a size of its own: the page or the paper says how large it is.
    picture.save(out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True)
    return out.getvalue().decode()


def badges_pdf(event: Event, lines: Sequence[Line]) -> bytes:
    """Return the sheet of badges, eight on a page of A4, in the language of the page."""
    language = (get_language() or "en").split("-")[0]
    values: dict[str, Any] = {
        "language": language,
        "title": _("Badges: %(event)s") % {"event": event},
        "event": str(event),
        "empty": _("There is nobody on the list yet."),
        "alt": _("QR code"),
        "badges": [{"name": one.name, "code": one.badge, "svg": qr_svg(one.badge)} for one in lines],
    }
    return documents.render_pdf("badges", values, timestamp=clock.now())
