"""Suggestions about a requirement: set aside as not relevant, taken back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.law.actions import suggesting as actions
from tumar.law.forms.rounds import DismissForm
from tumar.law.queries import findings as findings_seen
from tumar.law.queries import suggesting as queries
from tumar.law.views.findings import CODE, VIEW, asked, page_of
from tumar.law.views.told import acted


@signed_in(VIEW)
@require_POST
def dismiss(request: Request, code: str, pk: int) -> HttpResponse:
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    form, back = DismissForm(request.POST), f"{page_of(one, requirement)}#likely"
    if not form.is_valid():
        messages.error(request, _("Choose a provision, and say why in 500 letters at the most."))
        return HttpResponseRedirect(back)
    text, why = findings_seen.citable(one, request.scope, form.cleaned_data["text"]), form.cleaned_data["why"]
    return acted(
        request,
        lambda: actions.dismiss_suggestion(one, requirement, text, why=why, by=request.scope),
        back=back,
        said=_("Set aside. It is not suggested for this requirement any more."),
    )


@signed_in(VIEW)
@require_POST
def restore(request: Request, code: str, pk: int, dismissal: int) -> HttpResponse:
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    row = get_object_or_404(queries.all_dismissals(one, requirement, request.scope), pk=dismissal)
    return acted(
        request,
        lambda: actions.restore_suggestion(row, by=request.scope),
        back=f"{page_of(one, requirement)}#likely",
        said=_("Taken back. It may be suggested again."),
    )
