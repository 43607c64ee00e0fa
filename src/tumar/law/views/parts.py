"""Languages, publications and relations of an instrument."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tumar.kernel import pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.law.actions import parts as actions
from tumar.law.forms.parts import PART_FORMS, RemoveForm
from tumar.law.models import Instrument
from tumar.law.queries import instruments as queries
from tumar.law.views.library import editable, page_of, require_form


def _editable(request: Request, code: str, kind: str) -> Instrument:
    if kind not in PART_FORMS:
        raise Http404(kind)
    return editable(request, code)


def _part(instrument: Instrument, kind: str, number: int) -> Any:
    return get_object_or_404(queries.parts(instrument, kind), number=number)


@signed_in()
@require_form
def add(request: Request, code: str, kind: str) -> HttpResponse:
    one = _editable(request, code, kind)
    form = PART_FORMS[kind](request.POST or None, instrument=one, scope=request.scope)

    def save() -> Instrument:
        return actions.add_part(queries.PARTS[kind], one, form.facts, by=request.scope).instrument

    return pages.form_page(request, form, save, title=form.ADD, done=page_of, cancel=page_of(one))


@signed_in()
@require_form
def edit(request: Request, code: str, kind: str, number: int) -> HttpResponse:
    one = _editable(request, code, kind)
    part = _part(one, kind, number)
    form = PART_FORMS[kind](request.POST or None, instance=part, instrument=one, scope=request.scope)

    def save() -> Instrument:
        return actions.amend_part(part, form.facts, by=request.scope, **form.version_and_reason).instrument

    title = _("Edit %(name)s") % {"name": part}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in()
@require_form
def remove(request: Request, code: str, kind: str, number: int) -> HttpResponse:
    one = _editable(request, code, kind)
    part = _part(one, kind, number)
    posted = request.POST if request.method == "POST" else None
    form = RemoveForm(posted, initial={"seen_version": one.version})
    return pages.form_page(
        request,
        form,
        lambda: actions.remove_part(part, by=request.scope, **form.version_and_reason),
        title=_("Remove %(name)s") % {"name": part},
        done=page_of,
        said=_("Removed. The journal keeps what it said."),
        cancel=page_of(one),
        save_label=_("Remove"),
    )
