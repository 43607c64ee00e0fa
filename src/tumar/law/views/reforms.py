"""The board of acts on their way, the overview by country, findings looked at again after a reform."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law.actions import checks as actions
from tumar.law.actions.checks import Shown
from tumar.law.forms.reforms import CheckForm
from tumar.law.forms.rounds import FindProvisionForm
from tumar.law.models import Finding, FindingCheck, Scale
from tumar.law.queries import drafting
from tumar.law.queries import reforms as queries
from tumar.law.views.bills import found
from tumar.law.views.told import beside_the_form

VIEW, EDIT, CODE = Permission.LAW_REFORM_VIEW, Permission.LAW_REFORM_EDIT, Permission.LAW_FINDING_EDIT


@signed_in(VIEW)
@require_safe
def board(request: Request) -> HttpResponse:
    """Show the acts on their way by how far they are; by-laws stand with their own stage."""
    scope = request.scope
    within = queries.countries_with_reforms(scope)
    country = request.GET.get("country", "")
    rows = queries.bills(scope)
    if country in within:
        rows = rows.filter(country=country)
    columns = queries.board(rows)
    shown = [bill for column in columns for bill in column.bills]
    context = {
        "title": _("Reform of the law"),
        "columns": columns,
        "late": queries.overdue_of(shown),
        "countries": sorted(within),
        "country": country,
        "may_add": scope.allows_somewhere(EDIT),
        "count": len(shown),
    }
    return render(request, "law/reforms.html", context)


@signed_in(VIEW)
@require_safe
def overview(request: Request) -> HttpResponse:
    """Show by country how many recommendations and bills there are, and how far they are."""
    context = {"title": _("Reform by country"), "countries": queries.overview(request.scope)}
    return render(request, "law/reform_overview.html", context)


@signed_in(VIEW)
@require_form
def check(request: Request, code: str, pk: int) -> HttpResponse:
    """Look again at a finding that a bill in force answers, and say what is found now."""
    bill = found(request, code)
    due = {one.finding.pk: one for one in queries.due_checks(request.scope, bill=bill)}
    finding = get_object_or_404(queries.confirmed_findings(request.scope).filter(pk__in=due), pk=pk)
    request.scope.require(CODE, bill.country_id)
    asked = FindProvisionForm(request.GET)
    words = asked.cleaned_data["q"] if asked.is_valid() else ""
    has_levels = finding.requirement.scale == Scale.LEVEL
    start = FindingCheck(on_paper=finding.on_paper, in_force=finding.in_force, applied=finding.applied)
    initial = {"text": request.GET.get("text", "")}
    form = CheckForm(request.POST or None, instance=start, has_levels=has_levels, initial=initial)
    key = request.POST.get("text") or initial["text"]
    chosen = drafting.offered_text(request.scope, int(key)) if key.isdecimal() and len(key) < 19 else None

    def save() -> FindingCheck:
        shown = Shown(chosen, form.cleaned_data["quote"]) if chosen else Shown()
        with beside_the_form():
            return actions.check_finding(finding, bill, form.marks, shown=shown, by=request.scope)

    offered = drafting.found_provisions(words, bill.country_id, clock.today(), request.scope)
    context = {"one": due[pk], "bill": bill, "asked": asked, "words": words, "offered": offered}
    return _check_page(request, form, save, finding=finding, chosen=chosen, **context)


def _check_page(
    request: Request, form: CheckForm, save: Any, *, finding: Finding, **context: Any
) -> HttpResponse:
    title = _("Look again at %(code)s") % {"code": finding.requirement.code}
    page, template = reverse("law:rechecks"), "law/check.html"
    return pages.form_page(
        request,
        form,
        save,
        title=title,
        done=lambda _check: page,
        cancel=page,
        template=template,
        finding=finding,
        **context,
    )
