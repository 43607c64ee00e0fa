"""Pages about countries, groupings and exchange rates."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.places import designations, lists, queries
from tumar.places.actions import memberships, rates
from tumar.places.forms import EndForm, MembershipForm, RateForm

VIEW, EDIT = Permission.PLACES_PLACE_VIEW, Permission.PLACES_PLACE_EDIT


def _require_somewhere(request: Request) -> None:
    if not request.scope.allows_somewhere(EDIT):
        raise Denied(EDIT)


@signed_in(VIEW)
@require_safe
def countries(request: Request) -> HttpResponseBase:
    is_world = request.GET.get("which") == lists.WORLD
    rows = queries.countries(request.scope) if is_world else queries.known_countries(request.scope)
    return pages.list_page(request, lists.COUNTRIES, rows, template="places/countries.html")


@signed_in(VIEW)
@require_safe
def country(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.countries(request.scope), code=code)
    context = {
        "title": found.name,
        "country": found,
        "kinds": queries.memberships_by_kind(found),
        "notes": designations.notes_in(found.name),
        "may_edit": request.scope.allows(EDIT, found.code),
    }
    return render(request, "places/country.html", context)


@signed_in(VIEW)
@require_safe
def groupings(request: Request) -> HttpResponseBase:
    return pages.list_page(request, lists.GROUPINGS, queries.groupings(request.scope))


@signed_in(VIEW)
@require_safe
def grouping(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.groupings(request.scope), code=code)
    members = queries.memberships(request.scope).filter(grouping=found)
    may_edit = request.scope.allows_somewhere(EDIT)
    return pages.record_page(request, found, "places/grouping.html", members=members, may_edit=may_edit)


@signed_in(VIEW)
@require_form
def add_membership(request: Request, code: str) -> HttpResponse:
    found = get_object_or_404(queries.groupings(request.scope), code=code)
    _require_somewhere(request)
    form = MembershipForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: memberships.add_membership(grouping=found, by=request.scope, **form.cleaned_data).grouping,
        title=_("Add a country to %(grouping)s") % {"grouping": found},
        done=lambda record: reverse("places:grouping", args=[record.code]),
        cancel=reverse("places:grouping", args=[code]),
    )


@signed_in(VIEW)
@require_form
def end_membership(request: Request, code: str, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.memberships(request.scope), grouping__code=code, pk=pk)
    request.scope.require(EDIT, found.country_id)
    form = EndForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: memberships.end_membership(found, by=request.scope, **form.cleaned_data).grouping,
        title=_("End the membership of %(country)s") % {"country": found.country.name},
        done=lambda record: reverse("places:grouping", args=[record.code]),
        cancel=reverse("places:grouping", args=[code]),
    )


@signed_in(VIEW)
@require_safe
def exchange_rates(request: Request) -> HttpResponseBase:
    rows = queries.rates(request.scope)
    create = reverse("places:add-rate") if request.scope.allows(EDIT, None) else ""
    return pages.list_page(request, lists.RATES, rows, create_url=create)


@signed_in(EDIT)
@require_form
def add_rate(request: Request) -> HttpResponse:
    request.scope.require(EDIT)
    form = RateForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: rates.add_rate(by=request.scope, **form.cleaned_data),
        title=_("Add an exchange rate"),
        done=lambda _rate: reverse("places:rates"),
        cancel=reverse("places:rates"),
    )
