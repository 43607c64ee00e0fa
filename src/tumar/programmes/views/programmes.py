"""Pages about programmes."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.programmes import lists, queries
from tumar.programmes.actions import programmes as actions
from tumar.programmes.forms import ProgrammeForm

VIEW, EDIT = Permission.PROGRAMMES_PROGRAMME_VIEW, Permission.PROGRAMMES_PROGRAMME_EDIT


def _page_of(record: Record) -> str:
    return reverse("programmes:programme", args=[record.code])


@signed_in(VIEW)
@require_safe
def programmes(request: Request) -> HttpResponseBase:
    create = reverse("programmes:add-programme") if request.scope.allows(EDIT, None) else ""
    return pages.list_page(request, lists.PROGRAMMES, queries.programmes(request.scope), create_url=create)


@signed_in(VIEW)
@require_safe
def programme(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.programmes(request.scope), code=code)
    may_edit = request.scope.allows(EDIT, None)
    return pages.record_page(
        request,
        found,
        "programmes/programme.html",
        lines=found.activity_lines.select_related("objective"),
        partners=queries.partners_by_region(found),
        tags=queries.tags_by_scheme(found),
        claims=queries.claims_of(found),
        may_edit=may_edit,
        edit_url=reverse("programmes:edit-programme", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add_programme(request: Request) -> HttpResponse:
    request.scope.require(EDIT)
    form = ProgrammeForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_programme(form.facts, by=request.scope),
        title=_("Add a programme"),
        done=_page_of,
        cancel=reverse("programmes:programmes"),
    )


@signed_in(VIEW)
@require_form
def edit_programme(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.programmes(request.scope), code=code)
    request.scope.require(EDIT)
    form = ProgrammeForm(request.POST or None, instance=found, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_programme(found, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": found},
        done=_page_of,
        cancel=_page_of(found),
    )
