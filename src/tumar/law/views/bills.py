"""Acts on their way: listed, taken up, brought from stage to stage, planned, tied to their text."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law import lists_reforms as lists
from tumar.law.actions import bills as actions
from tumar.law.actions.bills import Reached
from tumar.law.forms.reforms import BillForm, EntryForm, PlanForm, TakeBackForm, TextForm
from tumar.law.models import Bill, StageEntry
from tumar.law.queries import reforms as queries
from tumar.law.views.recommendations import give_task
from tumar.law.views.told import beside_the_form

VIEW, EDIT = Permission.LAW_REFORM_VIEW, Permission.LAW_REFORM_EDIT


def page_of(bill: Record) -> str:
    return reverse("law:bill", args=[bill.code])


def found(request: Request, code: str) -> Bill:
    return get_object_or_404(queries.bills(request.scope), code=code)


def editable(request: Request, code: str) -> Bill:
    bill = found(request, code)
    request.scope.require(EDIT, bill.country_id)
    return bill


@signed_in(VIEW)
@require_safe
def bills(request: Request) -> HttpResponseBase:
    create = reverse("law:add-bill") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.bills(request.scope),
        queries.bills(request.scope),
        template="law/list.html",
        create_url=create,
        create_label=_("Take up an act"),
    )


@signed_in(VIEW)
@require_safe
def bill(request: Request, code: str) -> HttpResponse:
    """Show an act on its way: its line in time, its by-laws, what it answers, what comes next."""
    one, scope = found(request, code), request.scope
    entries = queries.entries_of(one)
    may_edit = queries.may_edit(one.country_id, scope)
    return pages.record_page(
        request,
        one,
        "law/bill.html",
        one=one,
        may_edit=may_edit,
        edit_url=reverse("law:edit-bill", args=[code]) if may_edit else "",
        entries=list(reversed(entries)),
        line=queries.timeline_of(one, entries),
        by_laws=queries.bills(scope).filter(parent=one).order_by("code"),
        answers=queries.recommendations(scope).filter(bills=one),
        steps=queries.steps_of_bill(one, scope),
        due=queries.due_checks(scope, bill=one),
        tasks=queries.tasks_of(one.tasks.all()),
        may_give_tasks=queries.may_give_tasks(one.group, scope),
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    """Take up an act; the address may name the act of which it is a by-law, or what it answers."""
    scope = request.scope
    parent = queries.bills(scope).filter(code=request.GET.get("parent", "")).first()
    answered = queries.recommendations(scope).filter(code=request.GET.get("answers", ""))
    begun = parent or answered.first()
    initial = {
        "parent": parent,
        "kind": Bill.Kind.BY_LAW if parent else None,
        "recommendations": list(answered),
        "country": begun.country_id if begun else None,
        "group": begun.group_id if begun else None,
    }
    given = {name: value for name, value in initial.items() if value}
    form = BillForm(request.POST or None, scope=scope, initial=given)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_bill(form.columns, recommendations=form.answers, by=scope),
        title=_("Take up an act on its way"),
        done=page_of,
        cancel=reverse("law:bills"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = BillForm(request.POST or None, instance=one, scope=request.scope)

    def save() -> Bill:
        told = {"recommendations": form.answers, **form.version_and_reason}
        return actions.amend_bill(one, form.columns, by=request.scope, **told)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def enter(request: Request, code: str) -> HttpResponse:
    """Record that an act came to a stage; the table offers what can follow."""
    one = editable(request, code)
    form = EntryForm(request.POST or None, request.FILES or None, bill=one)

    def save() -> StageEntry:
        version = form.cleaned_data["seen_version"]
        with beside_the_form():
            return actions.enter_stage(one, Reached(**form.told), version=version, by=request.scope)

    title, page = _("Next stage of %(name)s") % {"name": one}, page_of(one)
    return pages.form_page(
        request,
        form,
        save,
        title=title,
        done=lambda _entry: page,
        cancel=page,
        template="law/enter.html",
        one=one,
    )


@signed_in(VIEW)
@require_form
def take_back(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = TakeBackForm(pages.posted(request), initial={"seen_version": one.version})

    def save() -> Bill:
        told = {"version": form.cleaned_data["seen_version"], "reason": form.cleaned_data["reason"]}
        with beside_the_form():
            return actions.take_back_entry(one, by=request.scope, **told)

    title = _("Take back the last entry of %(name)s") % {"name": one}
    label = _("Take it back")
    return pages.form_page(
        request, form, save, title=title, done=page_of, cancel=page_of(one), save_label=label
    )


@signed_in(VIEW)
@require_form
def plan(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = PlanForm(request.POST or None, bill=one)
    return pages.form_page(
        request,
        form,
        lambda: actions.plan_stages(
            one, form.days, version=form.cleaned_data["seen_version"], by=request.scope
        ),
        title=_("Plan of %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
        template="law/plan_bill.html",
    )


@signed_in(VIEW)
@require_form
def text(request: Request, code: str) -> HttpResponse:
    """Tie an adopted act to its text; the text itself is put into the library."""
    one = editable(request, code)
    form = TextForm(request.POST or None, bill=one, scope=request.scope)

    def save() -> Bill:
        given = dict(form.cleaned_data)
        instrument, version = given.pop("instrument"), given.pop("seen_version")
        with beside_the_form():
            return actions.link_text(one, instrument, version=version, by=request.scope, **given)

    title = _("Adopted text of %(name)s") % {"name": one}
    return pages.form_page(
        request, form, save, title=title, done=page_of, cancel=page_of(one), template="law/link_text.html"
    )


@signed_in(VIEW)
@require_form
def add_task(request: Request, code: str) -> HttpResponse:
    return give_task(request, found(request, code), page_of)
