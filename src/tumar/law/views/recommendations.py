"""Recommendations on the law: listed, proposed, worded against the present text, decided on."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Stale
from tumar.law import lists_reforms as lists
from tumar.law.actions import recommendations as actions
from tumar.law.actions import reform_tasks
from tumar.law.forms.reforms import (
    ChooseForm,
    FindingsForm,
    RecommendationForm,
    StateForm,
    TaskForm,
    WordingForm,
)
from tumar.law.forms.rounds import FindProvisionForm
from tumar.law.models import Finding, Recommendation
from tumar.law.queries import drafting
from tumar.law.queries import reforms as queries
from tumar.law.views.told import acted, beside_the_form

VIEW, EDIT = Permission.LAW_REFORM_VIEW, Permission.LAW_REFORM_EDIT


def page_of(one: Record) -> str:
    return reverse("law:recommendation", args=[one.code])


def found(request: Request, code: str) -> Recommendation:
    return get_object_or_404(queries.recommendations(request.scope), code=code)


def editable(request: Request, code: str) -> Recommendation:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    return one


@signed_in(VIEW)
@require_safe
def recommendations(request: Request) -> HttpResponseBase:
    """List the recommendations; all of them can be taken home as a workbook."""
    create = reverse("law:add-recommendation") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.recommendations(request.scope),
        queries.recommendations(request.scope),
        template="law/list.html",
        create_url=create,
        create_label=_("Propose a change"),
        may_take_records=bool(create) and request.scope.allows_somewhere(Permission.LAW_INSTRUMENT_VIEW),
    )


@signed_in(VIEW)
@require_safe
def recommendation(request: Request, code: str) -> HttpResponse:
    """Show a recommendation: why, the draft against the present text, bills, what comes next."""
    one, scope = found(request, code), request.scope
    may_edit = queries.may_edit(one.country_id, scope)
    return pages.record_page(
        request,
        one,
        "law/recommendation.html",
        one=one,
        may_edit=may_edit,
        edit_url=reverse("law:edit-recommendation", args=[code]) if may_edit else "",
        answered=queries.answered(one, scope),
        drafts=drafting.drafts(one, clock.today(), scope),
        steps=queries.steps_of(one, scope),
        bills=queries.bills(scope).filter(recommendations=one),
        tasks=queries.tasks_of(one.tasks.all()),
        may_give_tasks=queries.may_give_tasks(one.group, scope),
    )


def _asked_finding(request: Request) -> Finding | None:
    """Return the finding for which a recommendation is begun, as the address names it."""
    key = request.GET.get("finding", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    return queries.confirmed_findings(request.scope).filter(pk=key).first()


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    """Propose a change, for a finding or for none; the model clause of its requirement is the first draft."""
    finding = _asked_finding(request)
    initial: dict[str, Any] = {}
    if finding is not None:
        initial = {"country": finding.round.country_id, "title": finding.requirement.title}
    form = RecommendationForm(request.POST or None, scope=request.scope, initial=initial)

    def save() -> Recommendation:
        facts = dict(form.columns)
        if finding is not None:
            facts["wording"] = drafting.model_clauses([finding])
        return actions.add_recommendation(facts, findings=[finding] if finding else [], by=request.scope)

    title, cancel = _("Propose a change of the law"), reverse("law:recommendations")
    return pages.form_page(
        request,
        form,
        save,
        title=title,
        done=page_of,
        cancel=cancel,
        template="law/propose.html",
        finding=finding,
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = RecommendationForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_recommendation(one, form.columns, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
    )


@signed_in(VIEW)
@require_form
def word(request: Request, code: str) -> HttpResponse:
    """Word the draft; it can start from the model clause or from what the provision says today."""
    one = editable(request, code)
    starts = drafting.starting_texts(one, clock.today(), request.scope)
    wording = starts.get(request.GET.get("from", ""), one.wording)
    form = WordingForm(request.POST or None, initial={"wording": wording, "seen_version": one.version})

    def save() -> Recommendation:
        changes, version = {"wording": form.cleaned_data["wording"]}, form.cleaned_data["seen_version"]
        return actions.amend_recommendation(one, changes, version=version, by=request.scope)

    title = _("Draft wording of %(name)s") % {"name": one}
    template, page = "law/word.html", page_of(one)
    return pages.form_page(
        request, form, save, title=title, done=page_of, cancel=page, template=template, one=one, starts=starts
    )


@signed_in(VIEW)
@require_form
def findings(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    offered = queries.answerable(one, request.scope)
    chosen = [str(key) for key in one.findings.values_list("pk", flat=True)]
    initial = {"findings": chosen, "seen_version": one.version}
    form = FindingsForm(request.POST or None, offered=offered, initial=initial)

    def save() -> Recommendation:
        version = form.cleaned_data["seen_version"]
        return actions.choose_findings(one, form.chosen, version=version, by=request.scope)

    title = _("Findings that %(name)s answers") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_safe
def provisions(request: Request, code: str) -> HttpResponse:
    """Offer the provisions that the findings cite, and those with the words looked for."""
    one = editable(request, code)
    asked = FindProvisionForm(request.GET)
    words = asked.cleaned_data["q"] if asked.is_valid() else ""
    offered = drafting.found_provisions(words, one.country_id, clock.today(), request.scope)
    return pages.record_page(
        request,
        one,
        "law/provision.html",
        one=one,
        asked=asked,
        words=words,
        offered=offered,
        cited=drafting.cited_provisions(one),
    )


@signed_in(VIEW)
@require_POST
def choose_provision(request: Request, code: str) -> HttpResponse:
    """Take the provision whose text was chosen, or none."""
    one = editable(request, code)
    form = ChooseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the provisions on the page."))
        return HttpResponseRedirect(reverse("law:find-provision", args=[code]))
    key, seen = form.cleaned_data["text"], form.cleaned_data["seen_version"]
    text = drafting.offered_text(request.scope, key) if key else None
    if key and text is None:
        raise Http404
    chosen = text.provision if text else None
    act = lambda: actions.choose_provision(one, chosen, version=seen, by=request.scope)  # noqa: E731
    try:
        return acted(request, act, back=page_of(one))
    except Stale:
        messages.error(request, _("Somebody else changed it meanwhile; look again."))
        return HttpResponseRedirect(reverse("law:find-provision", args=[code]))


@signed_in(VIEW)
@require_form
def move(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = StateForm(request.POST or None, one=one, scope=request.scope)

    def save() -> Recommendation:
        given = dict(form.cleaned_data)
        version = given.pop("seen_version")
        with beside_the_form():
            return actions.move_recommendation(one, version=version, by=request.scope, **given)

    title = _("State of %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def add_task(request: Request, code: str) -> HttpResponse:
    return give_task(request, found(request, code), page_of)


def give_task(request: Request, about: Any, page: Any) -> HttpResponse:
    """Let whoever may edit the working group of a recommendation or bill give it a task."""
    if not queries.may_give_tasks(about.group, request.scope):
        raise Http404
    form = TaskForm(request.POST or None, group=about.group)
    return pages.form_page(
        request,
        form,
        lambda: reform_tasks.add_task(about, form.facts, by=request.scope),
        title=_("Add a task for %(name)s") % {"name": about},
        done=lambda _tied: page(about),
        cancel=page(about),
    )
