"""A programme's figures as its records have them: overview, figure, lines."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.programmes.models import Programme
from tumar.results import brochure, indicators, lists, queries
from tumar.results.forms import DayForm
from tumar.results.indicators import Indicator

VIEW, EVIDENCE = Permission.RESULTS_FACTSHEET_VIEW, Permission.RESULTS_EVIDENCE_VIEW
FREEZE = Permission.RESULTS_EDITION_FREEZE


def language_now() -> str:
    return get_language() or "en"


def programme_of(request: Request, code: str) -> Programme:
    return get_object_or_404(queries.our_programmes(request.scope), code=code)


def day_of(request: Request) -> date:
    """Return the day that the address asks for; an unreadable one, like none, is today."""
    form = DayForm(request.GET)
    return form.cleaned_data["as_of"] if form.is_valid() else clock.today()


def indicator_of(programme: Programme, code: str) -> Indicator:
    try:
        return indicators.find(programme, code)
    except indicators.NoSuchIndicator as fault:
        raise Http404(code) from fault


@signed_in(VIEW)
@require_safe
def overview(request: Request) -> HttpResponse:
    """Show the only programme at once, or which programmes there are."""
    programmes = list(queries.our_programmes(request.scope)[:50])
    if len(programmes) == 1:
        return _programme_page(request, programmes[0])
    return render(request, "results/overview.html", {"title": _("Results"), "programmes": programmes})


@signed_in(VIEW)
@require_safe
def programme(request: Request, code: str) -> HttpResponse:
    return _programme_page(request, programme_of(request, code))


def _programme_page(request: Request, one: Programme) -> HttpResponse:
    as_of, language = day_of(request), language_now()
    sheet = queries.factsheet(one, as_of, language, request.scope)
    edition = queries.latest_edition(one)
    frozen = {each.indicator: each for each in queries.sheet_of(edition, language).figures} if edition else {}
    rows = [(brochure.card(each, language), frozen.get(each.indicator)) for each in sheet.figures]
    context: dict[str, Any] = {
        "title": _("Results of %(programme)s") % {"programme": one},
        "programme": one,
        "sheet": sheet,
        "rows": rows,
        "edition": edition,
        "form": DayForm(initial={"as_of": as_of}),
        "may_freeze": request.scope.allows(FREEZE, None),
    }
    return render(request, "results/programme.html", context)


@signed_in(VIEW)
@require_safe
def figure(request: Request, code: str, indicator: str) -> HttpResponse:
    one, as_of, language = programme_of(request, code), day_of(request), language_now()
    found = indicator_of(one, indicator)
    told = queries.figure(one, found.code, as_of, language, request.scope)
    context = {
        "title": told.title,
        "programme": one,
        "as_of": as_of,
        "day_text": as_of.isoformat(),
        "card": brochure.card(told, language),
        "definition": found.definition,
        "splits": brochure.splits(told, language),
        "form": DayForm(initial={"as_of": as_of}),
        "may_see_lines": request.scope.allows_somewhere(EVIDENCE),
    }
    return render(request, "results/figure.html", context)


@signed_in(EVIDENCE)
@require_safe
def lines(request: Request, code: str, indicator: str) -> HttpResponseBase:
    """List the rows behind a figure, each with its record."""
    one, as_of = programme_of(request, code), day_of(request)
    found = indicator_of(one, indicator)
    rows = queries.live_rows(found, as_of, request.scope)
    page = lists.live_list(rows.model, found, queries.keys_of(one, found, as_of), as_of)
    back = reverse("results:figure", args=[one.code, found.code])
    context = {"programme": one, "as_of": as_of, "back": back}
    return pages.list_page(request, page, rows, template="results/lines.html", **context)
