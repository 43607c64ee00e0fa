"""Sign-in sheets as PDF, ready for the printer."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from tumar.events.models import Event, Session, SheetPage
from tumar.kernel import documents
from tumar.kernel.scans.printing import Column, Line, Page, Words, page_values
from tumar.kernel.scope import Scope
from tumar.kernel.templatetags.parts import shown
from tumar.people import queries as people

TEMPLATE = "sign_in_sheet"


def sheet_pdf(event: Event, pages: Sequence[SheetPage], scope: Scope) -> bytes:
    """Return printed pages as PDF/A; whom the scope may not see stays "a person in Country"."""
    codes = [entry["person"] for page in pages for entry in page.roster if entry]
    labels = people.person_labels(codes, scope)
    sessions = {session.pk: session for session in event.sessions.all()}
    values = {
        "lang": (get_language() or "en").split("-")[0],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "title": _("Sign-in sheet: %(event)s") % {"event": event},
        "pages": [_page(event, page, len(pages), labels, sessions) for page in pages],
    }
    return documents.render_pdf(TEMPLATE, values, standard="a-2b", timestamp=pages[0].printed_at)


def _page(
    event: Event, page: SheetPage, count: int, labels: dict[str, str], sessions: dict[int, Session]
) -> dict[str, Any]:
    words = Words(
        heading=str(event),
        lines=[
            " · ".join(part for part in (_days(event), event.place) if part),
            _("Page %(page)s of %(pages)s, printing %(printing)s")
            % {"page": page.number, "pages": count, "printing": page.printing},
            _("Sign inside the box of each session that you attend. Do not fold the sheet."),
        ],
        number=_("No."),
        name=_("Name"),
        signed_by=_("Responsible for the list: name, signature"),
    )
    columns = [_column(sessions[key]) for key in page.sessions]
    lines = [_line(row, entry, labels) for row, entry in enumerate(page.roster)]
    return page_values(Page(page.code, words, columns, lines))


def _days(event: Event) -> str:
    first = shown(event.starts)
    return first if event.starts == event.ends else f"{first} – {shown(event.ends)}"


def _column(session: Session) -> Column:
    return Column(session.title or _("Session %(number)s") % {"number": session.number}, shown(session.day))


def _line(row: int, entry: dict[str, Any] | None, labels: dict[str, str]) -> Line:
    if entry is None:
        return Line(str(row + 1), _("Not on the list? Name, organisation, telephone"), is_open=True)
    return Line(str(row + 1), labels.get(entry["person"], entry["person"]), entry["person"])
