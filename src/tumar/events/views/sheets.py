"""Sign-in sheets on paper: printed, sent back signed, read and confirmed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tumar.events import tasks
from tumar.events.actions import sheets as actions
from tumar.events.actions.attendance import MarkedMeanwhile
from tumar.events.exports import sheets as exports
from tumar.events.forms.sheets import ScanForm, SheetsForm
from tumar.events.models import SheetScan
from tumar.events.queries import sheets
from tumar.events.views.events import RECORD, VIEW, found, page_of
from tumar.kernel import jobs, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Job
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid


@signed_in(VIEW)
@require_POST
def print_sheet(request: Request, code: str) -> HttpResponse:
    """Give the event's sign-in sheets as PDF; printing them is kept, so that they can be read later."""
    event = found(request, code)
    request.scope.require(RECORD, event.country_id)
    try:
        pages = actions.print_sheet(event, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
        return HttpResponseRedirect(page_of(event))
    response = HttpResponse(exports.sheet_pdf(event, pages, request.scope), content_type="application/pdf")
    name = event.code.replace("/", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{pages[0].printing}.pdf"'
    return response


@signed_in(VIEW)
@require_form
def read_sheets(request: Request, code: str) -> HttpResponse:
    """Take photographs or scans of signed sheets and have them read; list those that were."""
    event = found(request, code)
    request.scope.require(RECORD, event.country_id)
    form = SheetsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["key"]
            job = tasks.start_reading(event, form.received, key=key, by=request.scope)
            return HttpResponseRedirect(reverse("events:reading-sheets", args=[job.key]))
        except jobs.KeyIsTaken as refusal:
            form.add_error(None, str(refusal))
    context = {
        "title": _("Read signed sheets"),
        "event": event,
        "form": form,
        "scans": sheets.scans_of(event),
        "printed": sheets.last_printing(event),
        "cancel": page_of(event),
    }
    return render(request, "events/read_sheets.html", context, status=422 if form.errors else 200)


@signed_in(RECORD)
@require_safe
def reading(request: Request, key: UUID) -> HttpResponse:
    """Show how far the reading is, and then what was read."""
    job = get_object_or_404(jobs.visible_to(request.scope), key=key, kind=tasks.READ)
    event = found(request, job.result["asked"]["event"])
    scans = sheets.scans_of(event).filter(pk__in=job.result.get("scans", []))
    context = {
        "title": _("Signed sheets"),
        "job": job,
        "event": event,
        "scans": scans,
        "is_at_work": job.state in {Job.State.WAITING, Job.State.RUNNING},
        "progress": jobs.progress_of(job),
        "cancel": page_of(event),
    }
    is_part = request.headers.get("HX-Target") == "reading"
    return render(request, "events/_reading.html" if is_part else "events/reading.html", context)


def _scan(request: Request, code: str, pk: int) -> SheetScan:
    return get_object_or_404(sheets.scans_of(found(request, code)), pk=pk)


@signed_in(VIEW)
@require_form
def scan(request: Request, code: str, pk: int) -> HttpResponse:
    """Show what was read of one page beside its picture, and record what the person confirms."""
    one = _scan(request, code, pk)
    request.scope.require(RECORD, one.page.event.country_id)
    rows = sheets.proposals(one.page, one.rows, request.scope)
    form = ScanForm(rows, pages.posted(request))
    fault = ""
    if request.method == "POST":
        try:
            changed = actions.confirm_scan(one, form.decisions, form.seen, by=request.scope)
            return _confirmed(request, one, changed)
        except MarkedMeanwhile:
            form.overtaken()
        except Invalid as refusal:
            fault = refusal.faults[0].message
    status = 422 if fault else 409 if request.method == "POST" else 200
    return render(request, "events/scan.html", _context(one, form, fault, rows), status=status)


def _context(one: SheetScan, form: ScanForm, fault: str, rows: sheets.ScanRows) -> dict[str, Any]:
    facts = {"page": one.page.number, "printing": one.page.printing}
    return {
        "title": _("Page %(page)s, printing %(printing)s") % facts,
        "event": one.page.event,
        "scan": one,
        "sheet": form,
        "fault": fault,
        "unsure": rows.unsure,
        "cancel": reverse("events:read-sheets", args=[one.page.event.code]),
    }


def _confirmed(request: Request, one: SheetScan, changed: int) -> HttpResponseRedirect:
    told = ngettext("%(count)d mark changed.", "%(count)d marks changed.", changed) % {"count": changed}
    messages.success(request, told)
    waiting = sheets.scans_of(one.page.event).filter(state=SheetScan.State.READ).first()
    if waiting is not None:
        return HttpResponseRedirect(reverse("events:sheet-scan", args=[one.page.event.code, waiting.pk]))
    return HttpResponseRedirect(page_of(one.page.event))


@signed_in(VIEW)
@require_safe
def cut_out(request: Request, code: str, pk: int, row: int, column: int) -> HttpResponse:
    """Give the picture of one box, or of a whole row (column 0), to who may see the event."""
    one = _scan(request, code, pk)
    if not (1 <= row <= len(one.page.roster) and column <= len(one.page.sessions)):
        raise Http404(row)
    response = HttpResponse(sheets.cut_out_of(one, row, column), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
