"""Adding, amending and removing what belongs to one programme."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tumar.kernel import pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.programmes import queries
from tumar.programmes.actions import parts as actions
from tumar.programmes.forms import PART_FORMS
from tumar.programmes.models import Programme

VIEW, EDIT = Permission.PROGRAMMES_PROGRAMME_VIEW, Permission.PROGRAMMES_PROGRAMME_EDIT
require_form = require_http_methods(["GET", "HEAD", "POST"])


def _page_of(programme: Any) -> str:
    return reverse("programmes:programme", args=[programme.code])


def _found(request: Request, code: str, kind: str) -> Programme:
    if kind not in PART_FORMS:
        raise Http404
    programme = get_object_or_404(queries.programmes(request.scope), code=code)
    request.scope.require(EDIT)
    return programme


@signed_in(VIEW)
@require_form
def add_part(request: Request, code: str, kind: str) -> HttpResponse:
    programme = _found(request, code, kind)
    form = PART_FORMS[kind](request.POST or None, programme=programme)

    def save() -> Programme:
        return actions.add_part(queries.PARTS[kind], programme, form.facts, by=request.scope).programme

    return pages.form_page(
        request, form, save, title=form.ADD, done=_page_of, cancel=_page_of(programme), programme=programme
    )


@signed_in(VIEW)
@require_form
def edit_part(request: Request, code: str, kind: str, pk: int) -> HttpResponse:
    programme = _found(request, code, kind)
    part = get_object_or_404(queries.parts(programme, kind), pk=pk)
    form = PART_FORMS[kind](request.POST or None, instance=part, programme=programme)

    def save() -> Programme:
        reason = form.cleaned_data["reason"]
        return actions.amend_part(part, form.facts, by=request.scope, reason=reason).programme

    title = _("Edit %(name)s") % {"name": part}
    return pages.form_page(request, form, save, title=title, done=_page_of, cancel=_page_of(programme))


@signed_in(VIEW)
@require_form
def remove_part(request: Request, code: str, kind: str, pk: int) -> HttpResponse:
    programme = _found(request, code, kind)
    part = get_object_or_404(queries.parts(programme, kind), pk=pk)
    form = pages.ReasonForm(request.POST if request.method == "POST" else None)

    def save() -> Programme:
        actions.remove_part(part, by=request.scope, reason=form.cleaned_data["reason"])
        return programme

    title = _("Remove %(name)s") % {"name": part}
    return pages.form_page(request, form, save, title=title, done=_page_of, cancel=_page_of(programme))
