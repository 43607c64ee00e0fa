"""Acts of States towards treaties, and what was looked for in a country's law."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law import lists
from tumar.law.actions import treaties as actions
from tumar.law.forms.facts import CoverageForm, TreatyActForm
from tumar.law.models import Coverage, TreatyAct
from tumar.law.queries import instruments as queries
from tumar.law.queries import treaties as matrix
from tumar.law.views.library import require_form

VIEW, EDIT = Permission.LAW_INSTRUMENT_VIEW, Permission.LAW_INSTRUMENT_EDIT


def _treaties(_row: object = None) -> str:
    return reverse("law:treaties")


def _covered(_row: object = None) -> str:
    return reverse("law:coverage")


@signed_in()
@require_safe
def treaties(request: Request) -> HttpResponse:
    """Show which State did what towards which treaty, and when."""
    return render(
        request,
        "law/treaties.html",
        {
            "title": _("Treaties by country"),
            "matrix": matrix.matrix(request.scope),
            "may_edit": request.scope.allows_somewhere(EDIT),
        },
    )


@signed_in()
@require_safe
def treaty_acts(request: Request) -> HttpResponseBase:
    """List what States did towards treaties, to be narrowed and downloaded."""
    rows, page = queries.treaty_acts(request.scope), lists.treaty_acts(request.scope)
    return pages.list_page(request, page, rows, template="law/list.html")


@signed_in(EDIT)
@require_form
def record_treaty_act(request: Request) -> HttpResponse:
    form = TreatyActForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.record_treaty_act(form.facts, by=request.scope),
        title=_("Record an act towards a treaty"),
        done=_treaties,
        cancel=_treaties(),
    )


def _act(request: Request, pk: int) -> TreatyAct:
    one = get_object_or_404(queries.treaty_acts(request.scope), pk=pk)
    request.scope.require(EDIT, one.country_id)
    return one


@signed_in()
@require_form
def edit_treaty_act(request: Request, pk: int) -> HttpResponse:
    one = _act(request, pk)
    form = TreatyActForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_treaty_act(one, form.facts, by=request.scope, reason=form.why),
        title=_("Edit %(name)s") % {"name": one},
        done=_treaties,
        cancel=_treaties(),
    )


@signed_in()
@require_form
def remove_treaty_act(request: Request, pk: int) -> HttpResponse:
    one = _act(request, pk)
    title, remove = _("Remove %(name)s") % {"name": one}, partial(actions.remove_treaty_act, one)
    return pages.remove_page(request, remove, title=title, done=_treaties, cancel=_treaties())


@signed_in(VIEW)
@require_safe
def coverage(request: Request) -> HttpResponseBase:
    """List what was looked for in the law of one's countries."""
    create = reverse("law:record-coverage") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.coverage(request.scope),
        queries.coverage(request.scope),
        template="law/coverage.html",
        create_url=create,
        create_label=_("Record what was looked for"),
    )


@signed_in(EDIT)
@require_form
def record_coverage(request: Request) -> HttpResponse:
    form = CoverageForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.record_coverage(form.facts, by=request.scope),
        title=_("Record what was looked for"),
        done=_covered,
        cancel=_covered(),
    )


def _search(request: Request, pk: int) -> Coverage:
    one = get_object_or_404(queries.coverage(request.scope), pk=pk)
    request.scope.require(EDIT, one.country_id)
    return one


@signed_in()
@require_form
def edit_coverage(request: Request, pk: int) -> HttpResponse:
    one = _search(request, pk)
    form = CoverageForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_coverage(one, form.facts, by=request.scope, reason=form.why),
        title=_("Edit %(name)s") % {"name": one},
        template="law/edit_coverage.html",
        done=_covered,
        cancel=_covered(),
        coverage=one,
    )


@signed_in()
@require_form
def remove_coverage(request: Request, pk: int) -> HttpResponse:
    one = _search(request, pk)
    title, remove = _("Remove %(name)s") % {"name": one}, partial(actions.remove_coverage, one)
    return pages.remove_page(request, remove, title=title, done=_covered, cancel=_covered())
