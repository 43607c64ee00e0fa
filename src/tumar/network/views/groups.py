"""Working groups: the list, a group's page, its forms."""

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
from tumar.network.actions import groups as actions
from tumar.network.forms.groups import GroupForm
from tumar.network.models import Group
from tumar.network.queries import groups as queries

EDIT = Permission.NETWORK_GROUP_EDIT


def page_of(group: Record) -> str:
    return reverse("network:group", args=[group.code])


def found(request: Request, code: str) -> Group:
    return get_object_or_404(queries.groups(request.scope), code=code)


@signed_in()
@require_safe
def groups(request: Request) -> HttpResponseBase:
    """List the groups of one's countries, and those that one sits in whatever one's role."""
    create = reverse("network:add-group") if request.scope.allows_somewhere(EDIT) else ""
    rows = queries.with_counts(queries.groups(request.scope))
    return pages.list_page(
        request,
        lists.groups(request.scope),
        rows,
        template="network/list.html",
        create_url=create,
        create_label=_("Add a working group"),
    )


@signed_in()
@require_safe
def group(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_amend = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "network/group.html",
        group=one,
        detail=queries.detail(one, request.scope),
        may_edit=queries.may_edit(one, request.scope),
        edit_url=reverse("network:edit-group", args=[code]) if may_amend else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = GroupForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_group(form.facts, by=request.scope),
        title=_("Add a working group"),
        done=page_of,
        cancel=reverse("network:groups"),
    )


@signed_in()
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = GroupForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_group(one, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
    )
