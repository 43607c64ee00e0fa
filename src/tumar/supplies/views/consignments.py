"""The list of consignments, a consignment's page, and its forms."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.inputs import EvidenceForm
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.supplies import lists, queries
from tumar.supplies.actions import consignments as actions
from tumar.supplies.forms import ConsignmentForm, HandoverForm
from tumar.supplies.models import Consignment

VIEW, EDIT = Permission.SUPPLIES_CONSIGNMENT_VIEW, Permission.SUPPLIES_CONSIGNMENT_EDIT


def page_of(consignment: Record) -> str:
    return reverse("supplies:consignment", args=[consignment.code])


def found(request: Request, code: str) -> Consignment:
    return get_object_or_404(queries.consignments(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def consignments(request: Request) -> HttpResponseBase:
    rows = queries.with_values(queries.consignments(request.scope))
    create = reverse("supplies:add") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.consignments(request.scope),
        rows,
        create_url=create,
        create_label=_("Add a consignment"),
    )


@signed_in(VIEW)
@require_safe
def consignment(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    lines = queries.lines_of(one)
    may_edit = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "supplies/consignment.html",
        consignment=one,
        lines=lines,
        sums=queries.sums_of(lines),
        total=sum(line.euro_cents for line in lines),
        handover_form=HandoverForm(initial={"seen_version": one.version}, auto_id="handover_%s"),
        evidence_form=EvidenceForm(),
        may_edit=may_edit,
        edit_url=reverse("supplies:edit", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = ConsignmentForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_consignment(form.facts, by=request.scope),
        title=_("Add a consignment"),
        done=page_of,
        cancel=reverse("supplies:consignments"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = ConsignmentForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_consignment(one, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
    )


@signed_in(VIEW)
@require_form
def hand_over(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    initial = {"seen_version": one.version}
    form = HandoverForm(request.POST or None, request.FILES or None, initial=initial)

    def save() -> Consignment:
        return actions.hand_over(one, by=request.scope, **form.given)

    title = _("Handover of %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def add_evidence(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def save() -> Consignment:
        actions.add_evidence(one, content=form.content, name=form.name, by=request.scope)
        return one

    return pages.form_page(
        request,
        form,
        save,
        title=_("Add evidence of %(name)s") % {"name": one},
        done=page_of,
        said=_("The file is kept."),
        cancel=page_of(one),
    )
