"""Pages about responses to crises."""

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
from tumar.programmes.actions import responses as actions
from tumar.programmes.forms import ResponseForm

VIEW, EDIT = Permission.PROGRAMMES_PROGRAMME_VIEW, Permission.PROGRAMMES_PROGRAMME_EDIT


def _page_of(record: Record) -> str:
    return reverse("programmes:response", args=[record.code])


@signed_in(VIEW)
@require_safe
def responses(request: Request) -> HttpResponseBase:
    create = reverse("programmes:add-response") if request.scope.allows(EDIT, None) else ""
    return pages.list_page(request, lists.RESPONSES, queries.responses(request.scope), create_url=create)


@signed_in(VIEW)
@require_safe
def response(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.responses(request.scope), code=code)
    edit = reverse("programmes:edit-response", args=[code]) if request.scope.allows(EDIT, None) else ""
    return pages.record_page(request, found, "programmes/response.html", edit_url=edit)


@signed_in(EDIT)
@require_form
def add_response(request: Request) -> HttpResponse:
    request.scope.require(EDIT)
    form = ResponseForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_response(form.facts, by=request.scope),
        title=_("Add a response to a crisis"),
        done=_page_of,
        cancel=reverse("programmes:responses"),
    )


@signed_in(VIEW)
@require_form
def edit_response(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.responses(request.scope), code=code)
    request.scope.require(EDIT)
    form = ResponseForm(request.POST or None, instance=found)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_response(found, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": found},
        done=_page_of,
        cancel=_page_of(found),
    )
