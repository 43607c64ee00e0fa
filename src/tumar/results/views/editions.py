"""Editions: freeze, look at, verify, compare, publish."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, jobs, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Job
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import SecondPersonNeeded
from tumar.results import brochure, lists, queries, tasks
from tumar.results.actions import editions as actions
from tumar.results.forms import FreezeForm
from tumar.results.models import Edition
from tumar.results.views.live import EVIDENCE, FREEZE, VIEW, language_now, programme_of

PUBLISH = Permission.RESULTS_EDITION_PUBLISH
RECORDS = "records"


def edition_of(request: Request, code: str) -> Edition:
    return get_object_or_404(queries.editions_seen(request.scope), code=code)


def _page_of(edition: Edition) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("results:edition", args=[edition.code]))


@signed_in(VIEW)
@require_safe
def editions(request: Request, code: str) -> HttpResponseBase:
    one = programme_of(request, code)
    create = reverse("results:freeze", args=[one.code]) if request.scope.allows(FREEZE, None) else ""
    label = _("Freeze an edition")
    rows = queries.editions(one, request.scope)
    return pages.list_page(
        request, lists.EDITIONS, rows, create_url=create, create_label=label, programme=one
    )


@signed_in(FREEZE)
@require_form
def freeze(request: Request, code: str) -> HttpResponse:
    one = programme_of(request, code)
    request.scope.require(FREEZE)
    form = FreezeForm(request.POST or None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            job = tasks.start_freeze(one, by=request.scope, **form.cleaned_data)
            return HttpResponseRedirect(reverse("results:freezing", args=[job.key]))
        except jobs.KeyIsTaken as refusal:
            form.add_error(None, str(refusal))
    context = {"title": _("Freeze an edition"), "form": form, "programme": one}
    return render(request, "results/freeze.html", context, status=422 if form.errors else 200)


@signed_in(FREEZE)
@require_safe
def freezing(request: Request, key: UUID) -> HttpResponse:
    """Show how far the freezing is, and go on to the edition when it is done."""
    job = get_object_or_404(jobs.visible_to(request.scope), key=key, kind=tasks.FREEZE)
    is_part = request.headers.get("HX-Target") == "freezing"
    if job.state == Job.State.DONE:
        page = reverse("results:edition", args=[job.result["edition"]])
        return HttpResponse(headers={"HX-Redirect": page}) if is_part else HttpResponseRedirect(page)
    context = {"job": job, "progress": jobs.progress_of(job), "title": _("Freezing an edition")}
    return render(request, "results/_freezing.html" if is_part else "results/freezing.html", context)


@signed_in(VIEW)
@require_safe
def edition(request: Request, code: str) -> HttpResponse:
    one, language = edition_of(request, code), language_now()
    sheet = queries.sheet_of(one, language)
    may_publish = one.published_at is None and request.scope.allows(PUBLISH, None)
    context: dict[str, Any] = {
        "edition": one,
        "cards": [brochure.card(each, language) for each in sheet.figures],
        "may_publish": may_publish and one.frozen_by_id != request.scope.account_id,
        "waits_for_another": may_publish and one.frozen_by_id == request.scope.account_id,
        "may_see_all": request.scope.allows(EVIDENCE, None) and request.scope.allows(FREEZE, None),
        "may_see_lines": request.scope.allows_somewhere(EVIDENCE),
        "others": queries.editions(one.programme, request.scope).exclude(pk=one.pk),
    }
    return pages.record_page(request, one, "results/edition.html", **context)


@signed_in(EVIDENCE)
@require_safe
def lines(request: Request, code: str, indicator: str) -> HttpResponseBase:
    one = edition_of(request, code)
    told = queries.frozen_figure(one, indicator, language_now())
    if told is None:
        raise Http404(indicator)
    rows = queries.frozen_rows(one, indicator, request.scope)
    back = reverse("results:edition", args=[one.code])
    return pages.list_page(
        request,
        lists.frozen_list(told),
        rows,
        template="results/lines.html",
        edition=one,
        programme=one.programme,
        as_of=one.as_of,
        back=back,
        figure=told,
    )


@signed_in(PUBLISH)
@require_POST
def publish(request: Request, code: str) -> HttpResponse:
    one = edition_of(request, code)
    try:
        actions.publish_edition(one, by=request.scope)
    except SecondPersonNeeded:
        messages.error(request, _("You froze this edition; somebody else must publish it."))
    except actions.AlreadyPublished:
        messages.info(request, _("This edition is published already."))
    else:
        messages.success(request, _("Published. Everybody can read it now."))
    return _page_of(one)


@signed_in(VIEW)
@require_POST
def verify(request: Request, code: str) -> HttpResponse:
    """Compute the seal again from what is stored, and say whether it is the same."""
    one = edition_of(request, code)
    if queries.bears_its_seal(one):
        messages.success(request, _("The seal was computed again from the stored lines: it is the same."))
    else:
        messages.error(request, _("The stored lines no longer give the seal. Tell the operator at once."))
    return _page_of(one)


@signed_in(VIEW)
@require_safe
def compare(request: Request, code: str) -> HttpResponse:
    """Show an edition beside another one, or beside what the records say now for the same day."""
    one, language = edition_of(request, code), language_now()
    wanted = request.GET.get("with", RECORDS)
    if wanted == RECORDS:
        other = None
        rows = queries.compare_with_records(one, one.as_of, language)
    else:
        other = get_object_or_404(queries.editions(one.programme, request.scope), code=wanted)
        old, new = sorted((one, other), key=lambda each: (each.as_of, each.pk))
        rows = queries.compare_with_edition(new, old, language)
    context = {
        "title": _("What moved"),
        "edition": one,
        "other": other,
        "rows": [brochure.moved(each, language) for each in rows],
        "others": queries.editions(one.programme, request.scope).exclude(pk=one.pk),
    }
    return render(request, "results/compare.html", context)


@signed_in(EVIDENCE)
@require_safe
def sealed(request: Request, code: str) -> StreamingHttpResponse:
    """Give the text whose SHA-256 is the edition's seal, to who may see all of it."""
    one = edition_of(request, code)
    request.scope.require(EVIDENCE)
    request.scope.require(FREEZE)
    pieces = (f"{text}\n" for text in queries.sealed_texts(one))
    response = StreamingHttpResponse(pieces, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{one.code.replace("/", "-")}.txt"'
    return response
