"""One requirement in a round: coded, given, decided, confirmed; and findings to look at again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law.actions import findings as actions
from tumar.law.actions import rechecks as reviewing
from tumar.law.forms.rounds import CiteForm, DecisionForm, FindProvisionForm, MarksForm, ReviewForm
from tumar.law.models import Citation, Finding, Requirement, Round, Scale
from tumar.law.queries import findings as queries
from tumar.law.queries import rechecks as queue
from tumar.law.queries import rounds as reads
from tumar.law.queries import suggesting
from tumar.law.queries.reforms import due_checks
from tumar.law.views.rounds import READ, found
from tumar.law.views.told import acted, beside_the_form

VIEW, CODE = Permission.LAW_ROUND_VIEW, Permission.LAW_FINDING_EDIT


def asked(request: Request, code: str, pk: int) -> tuple[Round, Requirement]:
    one = found(request, code)
    return one, get_object_or_404(reads.requirements_of(one), pk=pk)


def page_of(one: Round, requirement: Requirement) -> str:
    return reverse("law:finding", args=[one.code, requirement.pk])


def _has_levels(requirement: Requirement) -> bool:
    return requirement.scale == Scale.LEVEL


@signed_in(READ)
@require_form
def finding(request: Request, code: str, pk: int) -> HttpResponse:
    """Show one requirement with what this person may see of it, and let a coder record what they found."""
    one, requirement = asked(request, code, pk)
    detail = queries.detail(one, requirement, request.scope)
    start = detail.own or Finding()
    form = MarksForm(request.POST or None, instance=start, has_levels=_has_levels(requirement))
    if request.method == "POST":
        request.scope.require(CODE, one.country_id)

    def save() -> Finding:
        with beside_the_form():
            return actions.save_finding(one, requirement, form.cleaned_data, by=request.scope)

    context: dict[str, Any] = {"one": one, "requirement": requirement, "detail": detail}
    context["answer"] = suggesting.answer(one, requirement, request.scope) if detail.may_change else None
    context["may_recommend"] = _may_recommend(one, detail, request)
    context["elsewhere"] = queries.elsewhere(one, requirement, request.scope)
    title, page = str(requirement), page_of(one, requirement)
    return pages.form_page(
        request, form, save, title=title, done=lambda _f: page, template="law/finding.html", **context
    )


def _may_recommend(one: Round, detail: queries.Detail, request: Request) -> bool:
    is_confirmed = detail.final is not None and detail.final.confirmed_at is not None
    return is_confirmed and request.scope.allows(Permission.LAW_REFORM_EDIT, one.country_id)


@signed_in(VIEW)
@require_POST
def give(request: Request, code: str, pk: int) -> HttpResponse:
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    said = _("Given. When both have given theirs, they are compared.")
    act = lambda: actions.give_finding(one, requirement, by=request.scope)  # noqa: E731
    return acted(request, act, back=page_of(one, requirement), said=said)


@signed_in(VIEW)
@require_form
def cite(request: Request, code: str, pk: int) -> HttpResponse:
    """Look for a provision as it held on the round's day, and cite words of it."""
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    looked_for = FindProvisionForm(request.GET)
    words = looked_for.cleaned_data["q"] if looked_for.is_valid() else ""
    form = CiteForm(pages.posted(request))

    def save() -> Citation:
        with beside_the_form():
            text = queries.citable(one, request.scope, form.cleaned_data["text"])
            quoted = actions.Quoted(text, form.cleaned_data["quote"], form.cleaned_data["relation"])
            return actions.cite(one, requirement, quoted, by=request.scope)

    # A suggestion leads here with its provision chosen.
    chosen = request.POST.get("text", "") or request.GET.get("text", "")
    context: dict[str, Any] = {"one": one, "requirement": requirement, "asked": looked_for, "words": words}
    context["offered"] = queries.offered(one, words, request.scope, chosen=chosen)
    title = _("Cite the law for %(code)s") % {"code": requirement.code}
    page, template = page_of(one, requirement), "law/cite.html"
    return pages.form_page(
        request, form, save, title=title, done=lambda _one: page, template=template, **context
    )


@signed_in(VIEW)
@require_POST
def uncite(request: Request, code: str, pk: int, number: int) -> HttpResponse:
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    act = lambda: actions.uncite(one, requirement, number, by=request.scope)  # noqa: E731
    return acted(request, act, back=page_of(one, requirement), said=_("Removed."))


def _not_to_decide(
    request: Request, one: Round, requirement: Requirement, detail: queries.Detail
) -> HttpResponse:
    """Show what was decided already, by whom and when, or why nothing can be; and the way on."""
    context: dict[str, Any] = {"one": one, "requirement": requirement, "detail": detail}
    context["title"] = _("Decide on %(code)s") % {"code": requirement.code}
    status = 409 if request.method == "POST" else 200
    return render(request, "law/decided.html", context, status=status)


@signed_in(VIEW)
@require_form
def decide(request: Request, code: str, pk: int) -> HttpResponse:
    """Decide where the coders differ; what both said stands beside the form."""
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    detail = queries.detail(one, requirement, request.scope)
    if not detail.may_decide:
        return _not_to_decide(request, one, requirement, detail)
    seen: dict[str, Any] = {"instance": detail.final or Finding(), "codings": detail.codings}
    form = DecisionForm(request.POST or None, has_levels=_has_levels(requirement), **seen)

    def save() -> Finding:
        with beside_the_form():
            rests = {"reason": form.cleaned_data["reason"], "kept": form.cleaned_data.get("citations")}
            return actions.decide_finding(one, requirement, form.marks, by=request.scope, **rests)

    context: dict[str, Any] = {"one": one, "requirement": requirement, "detail": detail}
    title, page = _("Decide on %(code)s") % {"code": requirement.code}, page_of(one, requirement)
    context |= {"cancel": page, "template": "law/decide.html"}
    return pages.form_page(request, form, save, title=title, done=lambda _one: page, **context)


@signed_in(VIEW)
@require_POST
def confirm(request: Request, code: str, pk: int) -> HttpResponse:
    one, requirement = asked(request, code, pk)
    request.scope.require(CODE, one.country_id)
    act = lambda: actions.confirm_finding(one, requirement, by=request.scope)  # noqa: E731
    return acted(request, act, back=page_of(one, requirement), said=_("Confirmed."))


@signed_in(VIEW)
@require_safe
def rechecks(request: Request) -> HttpResponse:
    """Show findings whose cited provisions say something else by now, and those that a reform answers."""
    found_again = queue.rechecks(request.scope, clock.today())
    context = {
        "rechecks": found_again,
        "due": due_checks(request.scope),
        "title": _("Findings to look at again"),
    }
    return render(request, "law/rechecks.html", context)


@signed_in(VIEW)
@require_form
def review(request: Request, pk: int) -> HttpResponse:
    changed = queue.changed_citations(request.scope, clock.today())
    citation = get_object_or_404(changed, pk=pk)
    request.scope.require(CODE, citation.finding.round.country_id)
    form = ReviewForm(request.POST or None)

    def save() -> Any:
        with beside_the_form():
            return reviewing.review_citation(citation, by=request.scope, **form.cleaned_data)

    page = reverse("law:rechecks")
    seen = queue.recheck(citation, clock.today(), request.scope)
    title = _("Look again at %(code)s") % {"code": citation.finding.requirement}
    template = "law/review.html"
    return pages.form_page(
        request, form, save, title=title, done=lambda _r: page, cancel=page, template=template, seen=seen
    )
