"""How matching decides: the weights in force, in words; and learning them anew."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid
from tumar.people import explaining
from tumar.people.actions import matching as actions
from tumar.people.queries import matching as queries

VIEW, LEARN = Permission.PEOPLE_PERSON_VIEW, Permission.PEOPLE_PERSON_MERGE


@signed_in(VIEW)
@require_safe
def matching(request: Request) -> HttpResponse:
    model = queries.model_in_force()
    facts = {
        "title": _("How matching decides"),
        "model": model,
        "fields": explaining.weights_told(model),
        "versions": queries.weights_versions()[:20],
        "fewest": actions.FEWEST_DECISIONS,
        "may_learn": request.scope.allows(LEARN, None),
    }
    return render(request, "people/matching.html", facts)


@signed_in(LEARN)
@require_POST
def learn(request: Request) -> HttpResponse:
    try:
        weights = actions.learn_weights(by=request.scope)
    except Invalid as refusal:
        messages.error(request, " ".join(fault.message for fault in refusal.faults))
    else:
        messages.success(request, actions.learned(weights))
    return redirect("people:matching")
