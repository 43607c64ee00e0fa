"""Who takes part in an event: its sessions, the persons on its list, their attendance."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.events import queries
from tumar.events.actions import attendance, persons, sessions
from tumar.events.forms import AttendanceSheet, PersonForm, SessionForm
from tumar.events.models import Event
from tumar.events.queries import statements
from tumar.events.views.events import EDIT, RECORD, VIEW, found, page_of
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid


@signed_in(VIEW)
@require_form
def add_session(request: Request, code: str) -> HttpResponse:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    form = SessionForm(request.POST or None, event=event, initial={"day": event.starts})
    return pages.form_page(
        request,
        form,
        lambda: sessions.add_session(event, by=request.scope, **form.cleaned_data).event,
        title=_("Add a session to %(name)s") % {"name": event},
        done=page_of,
        cancel=page_of(event),
    )


@signed_in(VIEW)
@require_form
def add_person(request: Request, code: str) -> HttpResponse:
    """Search for a person, then put one of those found on the list; ready for the next one afterwards."""
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    asked = (request.POST or request.GET).get("q", "")
    form = PersonForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: persons.involve_person(event, by=request.scope, **form.cleaned_data).event,
        title=_("Add a person to %(name)s") % {"name": event},
        done=lambda _event: reverse("events:add-person", args=[code]),
        said=_("The person is on the list."),
        template="events/add_person.html",
        event=event,
        asked=asked,
        found=queries.persons_to_add(event, asked, request.scope),
        cancel=page_of(event),
    )


@signed_in(VIEW)
@require_form
def withdraw_person(request: Request, code: str, pk: int) -> HttpResponse:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    involvement = get_object_or_404(event.involvements.select_related("person"), pk=pk)
    person = queries.label_of(involvement.person, request.scope)
    return pages.reason_page(
        request,
        partial(persons.withdraw_person, involvement),
        title=_("Take %(person)s off the list of %(name)s") % {"person": person, "name": event},
        done=page_of,
        said=_("The person is off the list. The journal keeps what was on record."),
        cancel=page_of(event),
    )


@signed_in(VIEW)
@require_form
def record_session(request: Request, code: str, number: int) -> HttpResponse:
    """Record who was there for one session."""
    event = found(request, code)
    session = get_object_or_404(event.sessions, number=number)
    request.scope.require(RECORD, event.country_id)
    register = queries.register(event, request.scope)
    sheet = AttendanceSheet(register.participants, register.recorded(session), pages.posted(request))

    def save() -> int:
        return attendance.record_attendance(session, sheet.changes, by=request.scope, seen=sheet.seen)

    return _sheet_page(request, event, sheet, save, session=session)


@signed_in(VIEW)
@require_form
def record_list(request: Request, code: str) -> HttpResponse:
    """Record what the event's list says of those for whom no session is marked."""
    event = found(request, code)
    request.scope.require(RECORD, event.country_id)
    unmarked = [one for one in queries.register(event, request.scope).participants if not one.marks]
    listed = {one.involvement.pk: attendance.STATE_OF[one.involvement.attended] for one in unmarked}
    sheet = AttendanceSheet(unmarked, listed, pages.posted(request), is_list=True)

    def save() -> int:
        return attendance.record_list(event, sheet.changes, by=request.scope, seen=sheet.seen)

    return _sheet_page(request, event, sheet, save, session=None)


def _sheet_page(
    request: Request, event: Event, sheet: AttendanceSheet, save: Callable[[], int], **context: object
) -> HttpResponse:
    fault = ""
    if request.method == "POST":
        try:
            changed = save()
        except attendance.MarkedMeanwhile as refusal:
            sheet.overtaken_by(refusal.states)
        except Invalid as refusal:
            fault = refusal.faults[0].message
        else:
            told = ngettext("%(count)d mark changed.", "%(count)d marks changed.", changed)
            messages.success(request, told % {"count": changed})
            return HttpResponseRedirect(page_of(event))
    status = 422 if fault else 409 if request.method == "POST" else 200
    context |= {
        "title": _("Attendance"),
        "event": event,
        "sheet": sheet,
        "fault": fault,
        "differing": statements.disagreements(event, request.scope),
        "cancel": page_of(event),
    }
    return render(request, "events/attendance.html", context, status=status)
