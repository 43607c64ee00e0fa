"""Pages on which two records are made one, and taken apart again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.people import queries
from tumar.people.actions import merging as actions
from tumar.people.forms.merging import MergeForm, OtherForm
from tumar.people.lists.merging import MERGES
from tumar.people.models import Merge, Person
from tumar.people.queries import decisions as waiting
from tumar.people.queries import merging as reads

PERSON, ORGANISATION = Permission.PEOPLE_PERSON_MERGE, Permission.PEOPLE_ORGANISATION_MERGE


def page_of(record: Any) -> str:
    """Return the address of a person's or an organisation's page."""
    name = "people:person" if isinstance(record, Person) else "people:organisation"
    return reverse(name, args=[record.code])


def merge_address(record: Record) -> str:
    """Return the address at which another record is merged into this one."""
    name = "people:merge-person" if isinstance(record, Person) else "people:merge-organisation"
    return reverse(name, args=[record.code])


def _choose(request: Request, chooser: OtherForm, kept: Any) -> HttpResponse:
    title = _("Merge %(name)s with another record") % {"name": kept}
    context = {"form": chooser, "title": title, "record": kept, "cancel": page_of(kept)}
    status = 422 if chooser.is_bound else 200
    return render(request, "people/merge_choose.html", context, status=status)


def _merge(request: Request, kept: Any, right: Permission) -> HttpResponse:
    request.scope.require(right, kept.country_id)
    chooser = OtherForm(request.GET or None, kept=kept, scope=request.scope)
    if not chooser.is_valid():
        return _choose(request, chooser, kept)
    gone = chooser.cleaned_data["other"]
    request.scope.require(right, gone.country_id)
    form = MergeForm(request.POST or None, kept=kept, gone=gone)
    return pages.form_page(
        request,
        form,
        lambda: actions.merge(kept, gone, by=request.scope, **form.facts),
        title=_("Merge %(gone)s into %(kept)s") % {"gone": gone.code, "kept": kept.code},
        done=lambda done: reverse("people:merge", args=[done.pk]),
        template="people/merge_form.html",
        said=_("The two are one now."),
        cancel=page_of(kept),
        kept=kept,
        gone=gone,
        swapped=f"{merge_address(gone)}?other={kept.code}",
        moving=reads.moving(kept, gone),
        objections=reads.objections(kept, gone),
    )


@signed_in(Permission.PEOPLE_PERSON_VIEW)
@require_form
def merge_person(request: Request, code: str) -> HttpResponse:
    return _merge(request, get_object_or_404(queries.persons(request.scope), code=code), PERSON)


@signed_in(Permission.PEOPLE_ORGANISATION_VIEW)
@require_form
def merge_organisation(request: Request, code: str) -> HttpResponse:
    return _merge(request, get_object_or_404(queries.organisations(request.scope), code=code), ORGANISATION)


@signed_in(PERSON, ORGANISATION)
@require_safe
def merges(request: Request) -> HttpResponseBase:
    return pages.list_page(request, MERGES, reads.merges(request.scope))


def _title(done: Merge) -> str:
    return _("%(gone)s merged into %(kept)s") % {"gone": done.gone, "kept": done.kept}


@signed_in()
@require_safe
def merge(request: Request, pk: int) -> HttpResponse:
    done = get_object_or_404(reads.merges(request.scope), pk=pk)
    context = {
        "title": _title(done),
        "done": done,
        "moved": reads.moved(done),
        "kept": waiting.record_with(done.kind, done.kept),
        "left": waiting.left_to_decide(request.scope),
        "objections": [] if done.undone_at else reads.why_not_undone(done),
    }
    return render(request, "people/merge.html", context)


@signed_in()
@require_form
def undo_merge(request: Request, pk: int) -> HttpResponse:
    done = get_object_or_404(reads.merges(request.scope), pk=pk)
    address = reverse("people:merge", args=[done.pk])
    form = pages.ReasonForm(pages.posted(request))
    objections = reads.why_not_undone(done)
    if form.is_bound and form.is_valid() and not objections:
        try:
            undone = actions.undo_merge(done, by=request.scope, reason=form.cleaned_data["reason"])
        except actions.CannotUndo as refusal:
            objections = list(refusal.reasons)
        else:
            messages.success(request, _("The two are apart again."))
            for sentence in reads.undone_told(undone):
                messages.warning(request, sentence)
            return HttpResponseRedirect(address)
    title = _("Undo: %(merge)s") % {"merge": _title(done)}
    context = {"form": form, "title": title, "done": done, "objections": objections, "cancel": address}
    status = 409 if form.is_bound and objections else 200
    return render(request, "people/merge_undo.html", context, status=status)
