"""The review queue: pairs that may be the same, one after the other, and those that are not."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid
from tumar.people.actions import decisions as actions
from tumar.people.lists.merging import DUPLICATES, KEPT_APART
from tumar.people.queries import decisions as queries
from tumar.people.views.merging import merge_address

MAY_MERGE = (Permission.PEOPLE_PERSON_MERGE, Permission.PEOPLE_ORGANISATION_MERGE)


@signed_in(*MAY_MERGE)
@require_safe
def duplicates(request: Request) -> HttpResponseBase:
    rows = queries.candidates(request.scope)
    return pages.list_page(request, DUPLICATES, rows, template="people/duplicates.html")


@signed_in(*MAY_MERGE)
@require_safe
def next_duplicate(request: Request) -> HttpResponse:
    """Lead to the pair to look at next, or to the empty list."""
    found = queries.next_candidate(request.scope)
    if found is None:
        messages.info(request, _("No pair waits for a decision."))
        return HttpResponseRedirect(reverse("people:duplicates"))
    return HttpResponseRedirect(reverse("people:duplicate", args=[found.pk]))


@signed_in()
@require_form
def duplicate(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.candidates(request.scope), pk=pk)
    form = pages.ReasonForm(pages.posted(request))
    if form.is_bound and form.is_valid():
        try:
            actions.answer(found, request.POST.get("answer", ""), by=request.scope, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error(None, refusal.faults[0].message)
        else:
            return HttpResponseRedirect(reverse("people:next-duplicate"))
    first, second = (queries.record_with(found.kind, code) for code in (found.first, found.second))
    context = {
        "title": _("The same, or not?"),
        "form": form,
        "candidate": found,
        "first": first,
        "second": second,
        "compared": queries.compared(found),
        "merge_url": f"{merge_address(first)}?other={second.code}" if first and second else "",
        "left": queries.left_to_decide(request.scope),
    }
    return render(request, "people/duplicate.html", context, status=422 if form.errors else 200)


@signed_in(*MAY_MERGE)
@require_safe
def kept_apart(request: Request) -> HttpResponseBase:
    return pages.list_page(request, KEPT_APART, queries.kept_apart(request.scope))


@signed_in()
@require_form
def take_back(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.kept_apart(request.scope), pk=pk)
    names = {"first": found.first, "second": found.second}
    return pages.reason_page(
        request,
        partial(actions.take_back, found),
        title=_("Take back that %(first)s and %(second)s are not the same") % names,
        done=lambda _nothing: reverse("people:kept-apart"),
        cancel=reverse("people:kept-apart"),
        save_label=_("Take it back"),
    )
