"""What was said about attendance: where it differs, what waits, who counts, and badges to scan."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.events import badges as sheets
from tumar.events.actions import attendance, reviewing
from tumar.events.forms.statements import PlaceForm, RuleForm, SettleForm
from tumar.events.models import Event
from tumar.events.queries import statements as queries
from tumar.events.views.events import EDIT, RECORD, VIEW, found, page_of
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid


def _said(event: Record) -> str:
    return reverse("events:statements", args=[event.code])


def _recorded(request: Request, code: str) -> Event:
    event = found(request, code)
    request.scope.require(RECORD, event.country_id)
    return event


@signed_in(VIEW)
@require_safe
def statements(request: Request, code: str) -> HttpResponse:
    """Show where what was said differs and what waits, until somebody decides."""
    event = _recorded(request, code)
    context = {
        "title": _("What was said about attendance"),
        "event": event,
        "differing": queries.disagreements(event, request.scope),
        "waiting": queries.waiting(event, request.scope),
        "heads": queries.head_counts(event),
        "may_edit": request.scope.allows(EDIT, event.country_id),
    }
    return render(request, "events/statements.html", context)


@signed_in(VIEW)
@require_POST
def settle(request: Request, code: str, number: int, pk: int) -> HttpResponse:
    event = _recorded(request, code)
    session = get_object_or_404(event.sessions, number=number)
    involvement = get_object_or_404(event.involvements, pk=pk)
    form = SettleForm(request.POST)
    try:
        if form.is_valid():
            attendance.settle_attendance(session, involvement, by=request.scope, **form.cleaned_data)
            messages.success(request, _("It is settled; all that was said stays on record."))
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    return HttpResponseRedirect(_said(event))


@signed_in(VIEW)
@require_form
def place(request: Request, code: str, pk: int) -> HttpResponse:
    """Enter something that waits, about the person and the session that it is meant for."""
    event = _recorded(request, code)
    unplaced = get_object_or_404(queries.unplaced(request.scope), event=event, pk=pk)
    form = PlaceForm(request.POST or None, unplaced=unplaced, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: reviewing.enter(unplaced, by=request.scope, **form.facts).event,
        title=_("Enter what waits"),
        done=_said,
        said=_("It is entered."),
        cancel=_said(event),
    )


@signed_in(VIEW)
@require_form
def put_aside(request: Request, code: str, pk: int) -> HttpResponse:
    event = _recorded(request, code)
    unplaced = get_object_or_404(queries.unplaced(request.scope), event=event, pk=pk)
    return pages.reason_page(
        request,
        partial(reviewing.put_aside, unplaced),
        title=_("Put aside what waits"),
        done=lambda aside: _said(aside.event),
        said=_("It is put aside and stays on record."),
        cancel=_said(event),
    )


@signed_in(VIEW)
@require_form
def attendance_rule(request: Request, code: str) -> HttpResponse:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    form = RuleForm(request.POST or None, instance=event)

    def save() -> Event:
        attendance.set_attendance_rule(event, by=request.scope, **form.facts)
        return event

    title = _("Who counts as having attended %(name)s") % {"name": event}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(event))


@signed_in(VIEW)
@require_safe
def badges(request: Request, code: str) -> HttpResponse:
    """Give the participants' badges as a PDF to print, or with `?entry=` the badge of one."""
    event = _recorded(request, code)
    entry = request.GET.get("entry", "")
    lines = [one for one in queries.hall(event, request.scope) if entry in ("", str(one.entry))]
    response = HttpResponse(sheets.badges_pdf(event, lines), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="badges-{event.code}.pdf"'
    return response
