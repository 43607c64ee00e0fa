"""Pages about erasing a person: what goes and what stays, then the code typed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid
from tumar.people import queries
from tumar.people.actions import erasure as actions
from tumar.people.forms.erasure import ConfirmationForm, ErasureForm
from tumar.people.models import Person
from tumar.people.queries import erasure as reads

ERASE = Permission.PEOPLE_PERSON_ERASE


def _found(request: Request, code: str) -> Person:
    found = get_object_or_404(queries.persons(request.scope).filter(erased_at=None), code=code)
    request.scope.require(ERASE, found.country_id)
    return found


def _shown(request: Request, person: Person, form: ErasureForm, plan: reads.Plan) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("Erase %(name)s") % {"name": person},
        "person": person,
        "plan": plan,
        "form": form,
        "is_confirming": isinstance(form, ConfirmationForm),
    }
    return render(request, "people/erase.html", context, status=422 if form.errors else 200)


@signed_in(Permission.PEOPLE_PERSON_VIEW)
@require_form
def erase(request: Request, code: str) -> HttpResponse:
    """Show what would go and ask which files; then ask for the code; then do it."""
    person = _found(request, code)
    plan = reads.plan(person)
    if "code" in request.POST:
        return _confirmed(request, person, plan)
    form = ErasureForm(request.POST or None, near=plan.files)
    if form.is_bound and form.is_valid():
        form = ConfirmationForm(initial=form.cleaned_data, near=plan.files, person=person)
    return _shown(request, person, form, plan)


def _confirmed(request: Request, person: Person, plan: reads.Plan) -> HttpResponse:
    form = ConfirmationForm(request.POST, near=plan.files, person=person)
    if not form.is_valid():
        return _shown(request, person, form, plan)
    typed = form.cleaned_data
    try:
        actions.erase_person(person, by=request.scope, reason=typed["reason"], remove=typed.get("remove", ()))
    except Invalid as refusal:
        form.add_error(None, refusal.faults[0].message)
        return _shown(request, person, form, plan)
    messages.success(request, _("The person was erased. Figures stay as they were."))
    return HttpResponseRedirect(reverse("people:person", args=[person.code]))
