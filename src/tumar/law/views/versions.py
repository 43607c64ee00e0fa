"""Versions of a text: a file comes in and is read; the text is shown, confirmed, withdrawn."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, jobs, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Job
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid
from tumar.law import tasks
from tumar.law.actions import reading
from tumar.law.actions import versions as actions
from tumar.law.exports import akn
from tumar.law.forms.versions import ReceiveForm
from tumar.law.models import Expression, Version
from tumar.law.queries import reader
from tumar.law.queries import versions as queries
from tumar.law.queries.wording import reader_notices
from tumar.law.views.library import editable, found, page_of

CONFIRM = Permission.LAW_INSTRUMENT_CONFIRM


def version_of(request: Request, code: str, language: int, number: int) -> Version:
    """Return one version of one language of an instrument."""
    one = found(request, code)
    rows = queries.versions(request.scope).filter(expression__instrument=one)
    return get_object_or_404(rows, expression__number=language, number=number)


def address_of(name: str, version: Version) -> str:
    """Return the address of a page of a version."""
    expression = version.expression
    return reverse(f"law:{name}", args=[expression.instrument.code, expression.number, version.number])


def expression_of(request: Request, code: str, language: int) -> Expression:
    """Return one language of an instrument that this person may change."""
    one = editable(request, code)
    return get_object_or_404(one.expressions.select_related("instrument"), number=language)


@signed_in()
@require_form
def receive(request: Request, code: str, language: int) -> HttpResponse:
    """Keep a file as received; small ones are read at once, large ones by a job."""
    expression = expression_of(request, code, language)
    form = ReceiveForm(request.POST or None, request.FILES or None)
    return pages.form_page(
        request,
        form,
        lambda: _received(request, expression, form),
        title=_("Add a version of %(name)s") % {"name": expression.instrument},
        said=_("The file is kept."),
        done=lambda version: address_of("version", version),
        cancel=page_of(expression.instrument),
        save_label=_("Receive the file"),
    )


def _received(request: Request, expression: Expression, form: ReceiveForm) -> Version:
    file, tradition = form.cleaned_data["file"], form.cleaned_data["tradition"]
    given = {"content": file.read(), "name": file.name, "tradition": tradition}
    version = reading.receive_version(expression, form.facts, by=request.scope, **given)
    if file.size <= reading.READ_AT_ONCE:
        return reading.read_version(version, by=request.scope)
    tasks.start_reading(version, key=uuid4(), by=request.scope)
    return version


@signed_in()
@require_safe
def version(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Show the text of a version, or how far its reading is."""
    one = version_of(request, code, language, number)
    may_edit = request.scope.allows(Permission.LAW_INSTRUMENT_EDIT, one.expression.instrument.country_id)
    if one.state in (Version.State.RECEIVED, Version.State.REFUSED):
        return _not_read(request, one, may_edit=may_edit)
    return render(
        request,
        "law/text.html",
        {
            "title": str(one.expression.instrument),
            "instrument": one.expression.instrument,
            "version": one,
            "text": reader.text_of(one, _asked(request)),
            "until": queries.until(one),
            "others": queries.siblings(one, request.scope),
            "notices": reader_notices(one.findings),
            "may_edit": may_edit,
            "may_confirm": request.scope.allows(CONFIRM, one.expression.instrument.country_id),
        },
    )


def _asked(request: Request) -> reader.Asked:
    given = request.GET
    return reader.Asked(
        at=given.get("at", ""),
        near=given.get("near", ""),
        leaf=pages.number_asked(given.get("leaf", "")) or 1,
        contents=pages.number_asked(given.get("contents", "")),
        whole="whole" in given,
    )


def _not_read(request: Request, one: Version, *, may_edit: bool) -> HttpResponse:
    job = tasks.job_of(one, request.scope)
    is_at_work = job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING)
    context = {
        "title": str(one.expression.instrument),
        "instrument": one.expression.instrument,
        "version": one,
        "job": job,
        "progress": jobs.progress_of(job) if job else None,
        "is_at_work": is_at_work,
        "may_edit": may_edit,
    }
    is_part = request.headers.get("HX-Target") == "reading"
    return render(request, "law/_reading.html" if is_part else "law/reading.html", context)


@signed_in()
@require_safe
def text(request: Request, code: str) -> HttpResponse:
    """Lead to the version that holds on a day, today unless said otherwise, in a language."""
    one = found(request, code)
    day = reader.day_asked(request.GET.get("on", "")) or clock.today()
    holding = queries.holding(queries.confirmed(one, request.scope), day)
    wanted = request.GET.get("language", "")
    best = next((each for each in holding if each.expression.language == wanted), None)
    if best is None and not holding:
        raise Http404
    where = {name: request.GET[name] for name in ("at", "near") if request.GET.get(name)}
    address = address_of("version", best or holding[0])
    return HttpResponseRedirect(f"{address}?{urlencode(where)}" if where else address)


@signed_in()
@require_POST
def read_again(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Read a file once more that was refused, or whose reading was broken off."""
    one = version_of(request, code, language, number)
    request.scope.require(Permission.LAW_INSTRUMENT_EDIT, one.expression.instrument.country_id)
    if one.state in (Version.State.RECEIVED, Version.State.REFUSED):
        tasks.start_reading(one, key=uuid4(), by=request.scope)
    return HttpResponseRedirect(address_of("version", one))


@signed_in()
@require_POST
def confirm(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Confirm the structure of a version."""
    one = version_of(request, code, language, number)
    try:
        actions.confirm_version(one, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
        return HttpResponseRedirect(address_of("structure" if one.is_open else "version", one))
    messages.success(request, _("Confirmed. The text can be searched and cited now."))
    return HttpResponseRedirect(address_of("version", one))


@signed_in()
@require_form
def withdraw(request: Request, code: str, language: int, number: int) -> HttpResponse:
    one = version_of(request, code, language, number)
    was_confirmed = one.state == Version.State.CONFIRMED
    needed = CONFIRM if was_confirmed else Permission.LAW_INSTRUMENT_EDIT
    request.scope.require(needed, one.expression.instrument.country_id)
    return pages.reason_page(
        request,
        partial(actions.withdraw_version, one),
        title=_("Withdraw the %(name)s") % {"name": one},
        done=lambda _one: page_of(one.expression.instrument),
        said=_("Withdrawn. The journal keeps what it said."),
        cancel=address_of("version", one),
        save_label=_("Withdraw"),
    )


@signed_in()
@require_safe
def akn_file(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Give a version as Akoma Ntoso."""
    one = version_of(request, code, language, number)
    if one.state in (Version.State.RECEIVED, Version.State.REFUSED):
        raise Http404
    response = HttpResponse(akn.of(one), content_type="application/akn+xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{akn.file_name(one)}"'
    return response
