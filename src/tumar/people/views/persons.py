"""Pages about persons."""

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
from tumar.people.actions import persons as actions
from tumar.people.forms import PersonForm
from tumar.people.models import Person
from tumar.people.queries.merging import merges_of
from tumar.people.queries.personal import personal_of
from tumar.people.views.merging import merge_address

VIEW, EDIT = Permission.PEOPLE_PERSON_VIEW, Permission.PEOPLE_PERSON_EDIT


def _page_of(record: Record) -> str:
    return reverse("people:person", args=[record.code])


@signed_in(VIEW)
@require_safe
def persons(request: Request) -> HttpResponseBase:
    create = reverse("people:add-person") if request.scope.allows_somewhere(EDIT) else ""
    page = lists.persons(request.GET.get("employer", ""), request.scope)
    rows = queries.persons(request.scope).filter(erased_at=None)
    return pages.list_page(request, page, rows, template="people/persons.html", create_url=create)


@signed_in(VIEW)
@leads_on(Person)
@require_safe
def person(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.persons(request.scope), code=code)
    may_edit = request.scope.allows(EDIT, found.country_id) and not found.erased_at
    edit = reverse("people:edit-person", args=[code]) if may_edit else ""
    hidden = queries.hidden_of(found, request.scope)
    may_merge = request.scope.allows(Permission.PEOPLE_PERSON_MERGE, found.country_id)
    return pages.record_page(
        request,
        found,
        "people/person.html",
        edit_url=edit,
        hidden=hidden,
        personal=personal_of(found, request.scope),
        merge_url=merge_address(found) if may_merge else "",
        merged=merges_of(found),
    )


@signed_in(EDIT)
@require_form
def add_person(request: Request) -> HttpResponse:
    form = PersonForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_person(form.facts, by=request.scope),
        title=_("Add a person"),
        done=_page_of,
        template="people/person_form.html",
        cancel=reverse("people:persons"),
    )


@signed_in(VIEW)
@leads_on(Person)
@require_form
def edit_person(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.persons(request.scope), code=code)
    request.scope.require(EDIT, found.country_id)
    form = PersonForm(request.POST or None, instance=found, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_person(found, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": found},
        done=_page_of,
        template="people/person_form.html",
        cancel=_page_of(found),
    )
