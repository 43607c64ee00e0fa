"""Pages about organisations."""

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
from tumar.kernel.standing import leads_on
from tumar.people import lists, queries
from tumar.people.actions import organisations as actions
from tumar.people.forms import OrganisationForm
from tumar.people.models import Organisation
from tumar.people.queries.merging import merges_of
from tumar.people.views.merging import merge_address

VIEW, EDIT = Permission.PEOPLE_ORGANISATION_VIEW, Permission.PEOPLE_ORGANISATION_EDIT
STAFF_SHOWN = 20


def _page_of(record: Record) -> str:
    return reverse("people:organisation", args=[record.code])


@signed_in(VIEW)
@require_safe
def organisations(request: Request) -> HttpResponseBase:
    create = reverse("people:add-organisation") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request, lists.ORGANISATIONS, queries.organisations(request.scope), create_url=create
    )


@signed_in(VIEW)
@leads_on(Organisation)
@require_safe
def organisation(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.organisations(request.scope), code=code)
    may_edit = request.scope.allows(EDIT, found.country_id)
    edit = reverse("people:edit-organisation", args=[code]) if may_edit else ""
    may_merge = request.scope.allows(Permission.PEOPLE_ORGANISATION_MERGE, found.country_id)
    staff = queries.staff_of(found, request.scope)
    return pages.record_page(
        request,
        found,
        "people/organisation.html",
        edit_url=edit,
        merge_url=merge_address(found) if may_merge else "",
        merged=merges_of(found),
        parts=queries.organisations(request.scope).filter(parent=found),
        may_see_staff=request.scope.allows_somewhere(Permission.PEOPLE_PERSON_VIEW),
        staff=staff[:STAFF_SHOWN],
        staff_count=staff.count(),
    )


@signed_in(EDIT)
@require_form
def add_organisation(request: Request) -> HttpResponse:
    form = OrganisationForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_organisation(form.facts, by=request.scope),
        title=_("Add an organisation"),
        done=_page_of,
        cancel=reverse("people:organisations"),
    )


@signed_in(VIEW)
@leads_on(Organisation)
@require_form
def edit_organisation(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.organisations(request.scope), code=code)
    request.scope.require(EDIT, found.country_id)
    form = OrganisationForm(request.POST or None, instance=found, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_organisation(found, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": found},
        done=_page_of,
        cancel=_page_of(found),
    )
