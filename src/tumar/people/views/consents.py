"""Pages about consent: the texts and their versions, and the answers of persons."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.people import queries
from tumar.people.actions import consent as actions
from tumar.people.forms.consent import ConsentForm, ConsentTextForm
from tumar.people.lists.consent import TEXTS
from tumar.people.queries import consent as reads

VIEW, EDIT = Permission.PEOPLE_CONSENT_VIEW, Permission.PEOPLE_CONSENT_EDIT


@signed_in(VIEW)
@require_safe
def texts(request: Request) -> HttpResponseBase:
    create = reverse("people:add-consent-text") if request.scope.allows(EDIT, None) else ""
    return pages.list_page(request, TEXTS, reads.texts(request.scope), create_url=create)


@signed_in(VIEW)
@require_safe
def text(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(reads.texts(request.scope), pk=pk)
    return render(request, "people/consent_text.html", {"title": str(found), "text": found})


@signed_in(EDIT)
@require_form
def add_text(request: Request) -> HttpResponse:
    request.scope.require(EDIT, None)
    form = ConsentTextForm(request.POST or None, initial={"valid_from": clock.today()})
    return pages.form_page(
        request,
        form,
        lambda: actions.add_text(by=request.scope, **form.cleaned_data),
        title=_("Add a version of a text"),
        done=lambda added: reverse("people:consent-text", args=[added.pk]),
        cancel=reverse("people:consent-texts"),
    )


@signed_in(Permission.PEOPLE_PERSON_VIEW)
@require_form
def record_consent(request: Request, code: str) -> HttpResponse:
    person = get_object_or_404(queries.persons(request.scope), code=code)
    request.scope.require(EDIT, person.country_id)
    form = ConsentForm(request.POST or None, request.FILES or None)
    page = reverse("people:person", args=[person.code])
    return pages.form_page(
        request,
        form,
        lambda: actions.record_consent(person, by=request.scope, **form.facts),
        title=_("Record an answer of %(name)s") % {"name": person},
        done=lambda _consent: page,
        cancel=page,
    )
