"""Sign-in sheets on paper: printed, read when they come back signed, and confirmed by a person."""

import secrets
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tumar.events import queries
from tumar.events.actions.attendance import record_attendance
from tumar.events.models import Event, Session, SheetPage, SheetScan, Statement
from tumar.events.queries import sheets
from tumar.kernel import clock, files, journal
from tumar.kernel.models import StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scans.codes import MARK_LENGTH, MARK_LETTERS
from tumar.kernel.scans.layout import FORM, MOST_COLUMNS, MOST_ROWS
from tumar.kernel.scope import Scope

OPEN_ROWS = 4
STRAIGHT_QUALITY = 80

T = TypeVar("T")
Roster = list[dict[str, int | str] | None]
# What a person decided, per session: the state of each involvement.
Decisions = Mapping[int, Mapping[int, str]]


@retrying
def print_sheet(event: Event, *, by: Scope) -> list[SheetPage]:
    """Return the pages to print for an event: those printed last while the list is the same, else new ones.

    Every participant has a row, every session a column; the last rows are open, for whoever comes unlisted.
    """
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        wanted = _pages(locked, by)
        last = sheets.last_printing(locked)
        if [(page.form, page.sessions, page.roster) for page in last] == [(FORM, *one) for one in wanted]:
            return last
        printing = (locked.sheet_pages.aggregate(last=Max("printing"))["last"] or 0) + 1
        made = SheetPage.objects.bulk_create(
            SheetPage(
                event=locked,
                printing=printing,
                number=number,
                mark="".join(secrets.choice(MARK_LETTERS) for _letter in range(MARK_LENGTH)),
                form=FORM,
                sessions=sessions,
                roster=roster,
                printed_at=clock.now(),
            )
            for number, (sessions, roster) in enumerate(wanted, start=1)
        )
        journal.write("events.sheet.printed", by=by, about=locked.label, printing=printing, pages=len(made))
    return made


def _pages(event: Event, by: Scope) -> list[tuple[list[int], Roster]]:
    """Return the columns and rows of each page."""
    register = queries.register(event, by)
    if not register.sessions:
        raise Invalid([Fault("", _("This event has no session yet; a sheet needs one to be signed for."))])
    roster: Roster = [
        {"involvement": one.involvement.pk, "person": one.person.code} for one in register.participants
    ]
    roster += [None] * OPEN_ROWS
    # The last page is filled up with open rows, and so is a sheet for nobody.
    roster += [None] * (-len(roster) % MOST_ROWS)
    groups = _chunks([session.pk for session in register.sessions], MOST_COLUMNS)
    return [(group, part) for group in groups for part in _chunks(roster, MOST_ROWS)]


def _chunks(items: list[T], size: int) -> list[list[T]]:
    return [items[first : first + size] for first in range(0, len(items), size)]


@retrying
def keep_scans(
    event: Event, file: StoredFile, seen: Sequence[sheets.PageSeen], *, by: Scope
) -> list[SheetScan]:
    """Keep what was read from a file, to be confirmed; the same picture again gives the same scan."""
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    kept = []
    for one in seen:
        straight = BytesIO()
        one.read.straight.save(straight, "JPEG", quality=STRAIGHT_QUALITY)
        with transaction.atomic():
            facts = {
                "straight": files.keep(straight.getvalue(), name=f"{one.page.code}.jpg"),
                "rows": sheets.kept_rows(one.read.rows),
                "read_at": clock.now(),
            }
            scan, is_new = SheetScan.objects.get_or_create(
                page=one.page, file=file, picture=one.picture, defaults=facts
            )
            if is_new:
                told = {"page": str(one.page.code), "file": file.sha256}
                journal.write("events.sheet.read", by=by, about=event.label, **told)
        kept.append(scan)
    return kept


@retrying
def confirm_scan(scan: SheetScan, decisions: Decisions, seen: Decisions, *, by: Scope) -> int:
    """Record what a person confirmed of a signed page, and return how many marks changed.

    The file becomes evidence of the event. All or nothing: where somebody recorded something else since
    `seen`, MarkedMeanwhile is raised and nothing is kept. The same again changes nothing.
    """
    event = scan.page.event
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    with transaction.atomic():
        changed = 0
        for session in Session.objects.filter(event=event, pk__in=list(decisions)).order_by("number"):
            states = decisions[session.pk]
            changed += record_attendance(
                session, states, by=by, seen=seen.get(session.pk, {}), means=Statement.Means.PAPER.value
            )
        files.attach(scan.file, about=event.label, by=by)
        if scan.state != SheetScan.State.CONFIRMED:
            scan.state, scan.confirmed_at = SheetScan.State.CONFIRMED, clock.now()
            scan.save(update_fields=["state", "confirmed_at"])
            journal.write("events.sheet.confirmed", by=by, about=event.label, page=str(scan.page.code))
    return changed
