"""Pages about identity documents: put on file, taken off, and the number shown once to who says why."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.people import queries
from tumar.people.actions import documents as actions
from tumar.people.forms.documents import DocumentForm, LookForm
from tumar.people.models import IdentityDocument, Person
from tumar.people.queries import documents as reads

VIEW = Permission.PEOPLE_PERSON_VIEW
SEE, EDIT = Permission.PEOPLE_DOCUMENT_VIEW, Permission.PEOPLE_DOCUMENT_EDIT


def _page_of(person: Person) -> str:
    return reverse("people:person", args=[person.code])


def _person(request: Request, code: str, needs: Permission) -> Person:
    found = get_object_or_404(queries.persons(request.scope), code=code)
    request.scope.require(needs, found.country_id)
    return found


def _document(request: Request, code: str, pk: int, needs: Permission) -> IdentityDocument:
    person = _person(request, code, needs)
    return get_object_or_404(reads.documents_of(person, request.scope), pk=pk)


@signed_in(VIEW)
@require_form
@sensitive_post_parameters("number")
def add_document(request: Request, code: str) -> HttpResponse:
    person = _person(request, code, EDIT)
    form = DocumentForm(request.POST or None, initial={"country": person.country_id})
    return pages.form_page(
        request,
        form,
        lambda: actions.add_document(person, by=request.scope, **form.facts).person,
        title=_("Add a document of %(name)s") % {"name": person},
        done=_page_of,
        cancel=_page_of(person),
    )


@signed_in(VIEW)
@require_form
@never_cache
def see_number(request: Request, code: str, pk: int) -> HttpResponse:
    """Ask what the number is needed for, then show it once; the look is written down."""
    document = _document(request, code, pk, SEE)
    form = LookForm(request.POST or None)
    context = {
        "title": _("Number of a document of %(name)s") % {"name": document.person},
        "document": document,
        "form": form,
        "cancel": _page_of(document.person),
        "save_label": _("Show the number"),
    }
    if not form.is_valid():
        return render(request, "people/number.html", context, status=422 if form.is_bound else 200)
    number = actions.see_number(document, reason=form.cleaned_data["reason"], by=request.scope)
    return render(request, "people/number.html", {**context, "number": number})


@signed_in(VIEW)
@require_form
def remove_document(request: Request, code: str, pk: int) -> HttpResponse:
    document = _document(request, code, pk, EDIT)
    return pages.reason_page(
        request,
        partial(actions.remove_document, document),
        title=_("Take a document of %(name)s off the file") % {"name": document.person},
        done=_page_of,
        cancel=_page_of(document.person),
        save_label=_("Take it off the file"),
    )
