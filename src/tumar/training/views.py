"""Pages about trainers and their qualifications."""

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
from tumar.people.models import Person
from tumar.people.queries import find_persons
from tumar.training import lists, queries
from tumar.training.actions import qualifications as actions
from tumar.training.forms import QualificationForm

VIEW, EDIT = Permission.TRAINING_QUALIFICATION_VIEW, Permission.TRAINING_QUALIFICATION_EDIT


def _page_of(qualification: Record) -> str:
    return reverse("training:qualification", args=[qualification.code])


def _create(request: Request) -> dict[str, str]:
    if not request.scope.allows_somewhere(EDIT):
        return {}
    return {"create_url": reverse("training:add-qualification"), "create_label": _("Add a qualification")}


@signed_in(VIEW)
@require_safe
def trainers(request: Request) -> HttpResponseBase:
    return pages.list_page(
        request,
        lists.trainers(request.scope),
        queries.trainers(request.scope),
        template="training/trainers.html",
        **_create(request),
    )


@signed_in(VIEW)
@leads_on(Person)
@require_safe
def trainer(request: Request, code: str) -> HttpResponse:
    """Show what a person did as a trainer; whoever is none yet may become one from here."""
    person = get_object_or_404(queries.persons(request.scope), code=code)
    return pages.record_page(
        request,
        person,
        "training/trainer.html",
        trainer=person,
        workshops=queries.workshops_given(person, request.scope),
        cascade=queries.cascade(person),
        may_edit=request.scope.allows(EDIT, person.country_id),
    )


@signed_in(VIEW)
@require_safe
def qualifications(request: Request) -> HttpResponseBase:
    rows = queries.qualifications(request.scope)
    return pages.list_page(request, lists.qualifications(request.scope), rows, **_create(request))


@signed_in(VIEW)
@require_safe
def qualification(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.qualifications(request.scope), code=code)
    may_edit = request.scope.allows(EDIT, found.person.country_id)
    edit = reverse("training:edit-qualification", args=[code]) if may_edit else ""
    event = queries.event_of(found, request.scope)
    return pages.record_page(
        request, found, "training/qualification.html", qualification=found, event=event, edit_url=edit
    )


@signed_in(EDIT)
@require_form
def add_qualification(request: Request) -> HttpResponse:
    """Add a qualification; `?person=CODE` says whose."""
    asked = request.GET.get("person", "")
    persons = find_persons(request.scope, asked) if asked else []
    initial = {"person": persons[0]} if len(persons) == 1 else None
    form = QualificationForm(request.POST or None, initial=initial, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_qualification(form.facts, by=request.scope),
        title=_("Add a qualification"),
        done=_page_of,
        cancel=reverse("training:qualifications"),
    )


@signed_in(VIEW)
@require_form
def edit_qualification(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.qualifications(request.scope), code=code)
    request.scope.require(EDIT, found.person.country_id)
    form = QualificationForm(request.POST or None, instance=found, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_qualification(found, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit the qualification of %(person)s") % {"person": found.person},
        done=_page_of,
        cancel=_page_of(found),
    )
