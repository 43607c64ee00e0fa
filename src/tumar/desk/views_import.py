"""Workbooks through the desk: sent, checked, shown with what was found, imported; and jobs to be watched."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.desk import tasks
from tumar.desk.forms_import import BookForm, ConfirmForm
from tumar.desk.imports import PERMISSIONS, described
from tumar.kernel import jobs
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Job
from tumar.kernel.pages import Request

RECENT = 10


@signed_in(*PERMISSIONS)
@require_form
def send(request: Request) -> HttpResponse:
    """Take a workbook and have it checked; before that, say what one may hold."""
    form = BookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            job = tasks.start_check(
                form.received, form.proofs, key=form.cleaned_data["key"], by=request.scope
            )
            return HttpResponseRedirect(reverse("desk:import-report", args=[job.key]))
        except jobs.KeyIsTaken as refusal:
            form.add_error(None, str(refusal))
    recent = jobs.visible_to(request.scope).filter(kind__in=[tasks.CHECK, tasks.IMPORT])[:RECENT]
    context = {
        "form": form,
        "title": _("Import a workbook"),
        "recent": recent,
        "sheets": described(request.scope, get_language() or ""),
    }
    return render(request, "desk/import.html", context, status=422 if form.errors else 200)


def _watch(request: Request, job: Job, template: str, title: str) -> HttpResponse:
    """Show a job, or for htmx only the part of the page that changes while it works."""
    part = request.headers.get("HX-Target") == "job"
    context = {"job": job, "title": title, "progress": jobs.progress_of(job), "plan": job.result.get("plan")}
    return render(request, "desk/_job.html" if part else template, context)


@signed_in(*PERMISSIONS)
@require_safe
def report(request: Request, key: UUID) -> HttpResponse:
    """Show what was found in a workbook, by sheet, row and cell, and let it be imported."""
    job = get_object_or_404(jobs.visible_to(request.scope), key=key, kind=tasks.CHECK)
    return _watch(request, job, "desk/import_report.html", _("What the workbook holds"))


@signed_in(*PERMISSIONS)
@require_POST
def confirm(request: Request, key: UUID) -> HttpResponse:
    """Have a checked workbook imported; asked twice, it is imported once."""
    checks = jobs.visible_to(request.scope).filter(kind=tasks.CHECK, state=Job.State.DONE)
    check = get_object_or_404(checks, key=key)
    form = ConfirmForm(request.POST)
    good_rows = form.is_valid() and form.cleaned_data["good_rows"]
    job = tasks.start_import(check, good_rows=good_rows, by=request.scope)
    return HttpResponseRedirect(reverse("desk:job", args=[job.key]))


@signed_in()
@require_safe
def watch(request: Request, key: UUID) -> HttpResponse:
    """Show how far a job is, and what came of it."""
    job = get_object_or_404(jobs.visible_to(request.scope), key=key)
    return _watch(request, job, "desk/job.html", _("Background work"))
