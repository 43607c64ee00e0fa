"""The resource library."""

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
from tumar.network import lists
from tumar.network.actions import library as actions
from tumar.network.forms.library import ResourceForm
from tumar.network.models import Resource
from tumar.network.queries import library as queries

VIEW, EDIT = Permission.NETWORK_RESOURCE_VIEW, Permission.NETWORK_RESOURCE_EDIT


def page_of(resource: Record) -> str:
    return reverse("network:resource", args=[resource.code])


def found(request: Request, code: str) -> Resource:
    return get_object_or_404(queries.resources(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def resources(request: Request) -> HttpResponseBase:
    create = reverse("network:add-resource") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.resources(request.scope),
        queries.resources(request.scope),
        template="network/list.html",
        create_url=create,
        create_label=_("Add a resource"),
    )


@signed_in(VIEW)
@require_safe
def resource(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_edit = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "network/resource.html",
        resource=one,
        may_edit=may_edit,
        edit_url=reverse("network:edit-resource", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = ResourceForm(request.POST or None, request.FILES or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_resource(form.facts, by=request.scope, **form.file),
        title=_("Add a resource"),
        done=page_of,
        cancel=reverse("network:library"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = ResourceForm(request.POST or None, request.FILES or None, instance=one, scope=request.scope)

    def save() -> Resource:
        given = {**form.version_and_reason, **form.file}
        return actions.amend_resource(one, form.facts, by=request.scope, **given)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))
