"""Search in the words of law."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import clock
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request, number_asked
from tumar.law import lists
from tumar.law.forms.versions import SearchForm
from tumar.law.queries import search as queries


@signed_in()
@require_safe
def search(request: Request) -> HttpResponse:
    """Show the provisions that have all the words, as they hold on a day."""
    form = SearchForm(request.GET or None, countries=lists.countries_with(request.scope))
    found, day = None, clock.today()
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        day = asked["on"] or day
        filters = queries.Filters(day, asked["country"], asked["language"], asked["kind"])
        first = number_asked(request.GET.get("from", ""))
        found = queries.search(asked["q"], request.scope, filters, first=first)
    context = {"title": _("Search in the law"), "form": form, "found": found, "day": day}
    return render(request, "law/search.html", context)
