"""Lists through the desk: sent, columns confirmed, looked at row by row, imported, undone."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tumar.desk import tasks_lists as tasks
from tumar.desk.forms_lists import ColumnsForm, ListForm
from tumar.desk.lists_in import deciding, sending
from tumar.desk.lists_in import showing as queries
from tumar.desk.lists_in.kinds import KINDS, PERMISSIONS
from tumar.desk.lists_pages import LISTS, ROWS
from tumar.kernel import jobs, lists, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Job, ListImport
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied, Refusal

# An import of the workbook of law is looked at and undone as a list is.
LOOKED_AT = (*PERMISSIONS, Permission.LAW_INSTRUMENT_EDIT, Permission.LAW_REFORM_EDIT)
BUSY = (Job.State.WAITING, Job.State.RUNNING)
State = ListImport.State


def _page_of(one: ListImport) -> str:
    return reverse("desk:list", args=[one.key])


def _attempt(request: Request) -> int:
    told = request.POST.get("attempt", "")
    return int(told) if told.isdecimal() and len(told) < 9 else 0


@signed_in(*LOOKED_AT)
@require_safe
def received(request: Request) -> HttpResponseBase:
    """List the lists that were sent, with their states."""
    may_send = any(request.scope.allows_somewhere(one) for one in PERMISSIONS)
    return pages.list_page(
        request,
        LISTS,
        queries.lists(request.scope),
        create_url=reverse("desk:send-list") if may_send else "",
        create_label=_("Import a list"),
    )


@signed_in(*PERMISSIONS)
@require_form
def send(request: Request) -> HttpResponse:
    """Take a list and have its columns recognised."""
    initial = {name: request.GET.get(name, "") for name in ("kind", "event", "programme", "country")}
    form = ListForm(request.POST or None, request.FILES or None, scope=request.scope, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            one = sending.receive(**form.received, options=form.options, by=request.scope)
            if one.state == State.RECEIVED:
                tasks.start(tasks.READ, one, by=request.scope, attempt=0)
            return HttpResponseRedirect(_page_of(one))
        except Refusal as refusal:
            if isinstance(refusal, Denied):
                raise
            form.add_error(None, str(refusal))
    context = {"form": form, "title": _("Import a list"), "is_multipart": True}
    return render(request, "desk/list_send.html", context, status=422 if form.errors else 200)


@signed_in(*LOOKED_AT)
@require_safe
def show(request: Request, key: UUID) -> HttpResponse:
    """Show where a list stands: at work, its columns, its rows with what is to become of each, its result."""
    one = get_object_or_404(queries.lists(request.scope), key=key)
    return _shown(request, one)


def _shown(request: Request, one: ListImport, *, form: ColumnsForm | None = None) -> HttpResponse:
    job = tasks.latest(one)
    is_busy = job is not None and job.state in BUSY
    context = {
        "one": one,
        "job": job,
        "is_busy": is_busy,
        "progress": jobs.progress_of(job) if job else None,
        "title": one.name,
        "kind": queries.kind_title(one),
        "form": form,
    }
    if not is_busy and one.state == State.COLUMNS:
        context["form"] = form or ColumnsForm(one=one, scope=request.scope)
    if not is_busy and one.state in (State.PREVIEWED, State.COMMITTED, State.UNDONE):
        context |= _rows(request, one)
    is_part = request.headers.get("HX-Target") == "list-import"
    template = "desk/_list_import.html" if is_part else "desk/list_import.html"
    return render(request, template, context, status=422 if form is not None else 200)


def _rows(request: Request, one: ListImport) -> dict[str, object]:
    found = lists.shown(ROWS, queries.rows_of(one), request.GET, request.scope)
    return {
        "list": found,
        "rows": queries.shown([row.cells[0].value for row in found.rows], request.scope),
        "counts": queries.counted(one),
        "needs": queries.needs(one),
        "passed_over": queries.passed_over(one),
        "without_category": queries.without_category(one) if one.state == State.PREVIEWED else "",
        "waiting": queries.waiting(one),
        "said_in_queue": queries.said_in_queue(one),
        "in_the_way": queries.in_the_way(one) if one.state == State.COMMITTED else 0,
        "decision": request.GET.get("decision", ""),
    }


@signed_in(*PERMISSIONS)
@require_POST
def columns(request: Request, key: UUID) -> HttpResponse:
    """Take what the columns mean and what holds for the whole list, and have the rows planned."""
    one = get_object_or_404(queries.lists(request.scope), key=key, kind__in=KINDS)
    form = ColumnsForm(request.POST, one=one, scope=request.scope)
    if not form.is_valid():
        return _shown(request, one, form=form)
    try:
        one = sending.confirm(key, mapping=form.mapping, options=form.options, by=request.scope)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, one, form=form)
    tasks.start(tasks.PREVIEW, one, by=request.scope, attempt=_attempt(request))
    return HttpResponseRedirect(_page_of(one))


def _start(request: Request, key: UUID, kind: str, **asked: object) -> HttpResponse:
    one = get_object_or_404(queries.lists(request.scope), key=key)
    tasks.start(kind, one, by=request.scope, attempt=_attempt(request), **asked)
    return HttpResponseRedirect(_page_of(one))


@signed_in(*PERMISSIONS)
@require_POST
def read_again(request: Request, key: UUID) -> HttpResponse:
    """Go back to the list's columns."""
    return _start(request, key, tasks.READ)


@signed_in(*PERMISSIONS)
@require_POST
def preview(request: Request, key: UUID) -> HttpResponse:
    """Have the rows planned anew."""
    return _start(request, key, tasks.PREVIEW)


@signed_in(*PERMISSIONS)
@require_POST
def commit(request: Request, key: UUID) -> HttpResponse:
    """Have a list written as its preview shows; asked twice, it is written once."""
    return _start(request, key, tasks.COMMIT)


@signed_in(*LOOKED_AT)
@require_POST
def undo(request: Request, key: UUID) -> HttpResponse:
    """Have a whole import undone."""
    return _start(request, key, tasks.UNDO, others=request.POST.get("others") == "on")


@signed_in(*PERMISSIONS)
@require_POST
def decide(request: Request, key: UUID) -> HttpResponse:
    """Take what somebody says of rows that may be persons on file."""
    one = get_object_or_404(queries.lists(request.scope), key=key)
    said = {
        name.removeprefix("row-"): value for name, value in request.POST.items() if name.startswith("row-")
    }
    choices = [(int(number), str(value)) for number, value in said.items() if number.isdecimal() and value]
    try:
        is_adopted = "queue" in request.POST
        act = deciding.adopt if is_adopted else partial(deciding.decide, choices=choices)
        settled = act(one, by=request.scope)
        told = ngettext("%(rows)s row was decided.", "%(rows)s rows were decided.", settled)
        messages.success(request, told % {"rows": settled})
    except Denied:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{_page_of(one)}?decision=review")
