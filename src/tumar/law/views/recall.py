"""How well suggestions do, country by country."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.law import tasks
from tumar.law.queries import recall as queries
from tumar.law.views.findings import CODE, VIEW
from tumar.places import names


@signed_in(VIEW)
@require_safe
def recall(request: Request) -> HttpResponse:
    """Show how many confirmed links suggestions would have shown, from five links up."""
    told = [
        {
            "standing": each,
            "name": names.marked_name(each.country),
            "may_measure": each.are_enough and request.scope.allows(CODE, each.country),
        }
        for each in queries.standings(request.scope)
    ]
    return render(request, "law/recall.html", {"title": _("How well suggestions do"), "countries": told})


@signed_in(VIEW)
@require_POST
def measure(request: Request, country: str) -> HttpResponse:
    standing = next((each for each in queries.standings(request.scope) if each.country == country), None)
    if standing is None:
        raise Http404(country)
    request.scope.require(CODE, country)
    if standing.are_enough:
        tasks.start_measuring(country, key=uuid4(), by=request.scope)
        messages.success(request, _("It is being measured. The figures stand here in a minute or so."))
    else:
        messages.error(request, _("Suggestions are measured from five confirmed links on."))
    return HttpResponseRedirect(reverse("law:recall"))
