"""Campaigns and the estimates of their reach."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events import queries as events
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import remove_part_page
from tumar.kernel.permissions import Permission
from tumar.network import lists
from tumar.network.actions import campaigns as actions
from tumar.network.forms.library import CampaignForm, EstimateForm
from tumar.network.models import Campaign
from tumar.network.queries import campaigns as queries

VIEW, EDIT = Permission.NETWORK_CAMPAIGN_VIEW, Permission.NETWORK_CAMPAIGN_EDIT


def page_of(campaign: Record) -> str:
    return reverse("network:campaign", args=[campaign.code])


def found(request: Request, code: str) -> Campaign:
    return get_object_or_404(queries.campaigns(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def campaigns(request: Request) -> HttpResponseBase:
    create = reverse("network:add-campaign") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.campaigns(request.scope),
        queries.campaigns(request.scope),
        template="network/list.html",
        create_url=create,
        create_label=_("Add a campaign"),
    )


@signed_in(VIEW)
@require_safe
def campaign(request: Request, code: str) -> HttpResponse:
    """Show a campaign: what was counted, what was reported and what was estimated, side by side."""
    one = found(request, code)
    may_edit = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "network/campaign.html",
        campaign=one,
        counted=queries.counted(one),
        estimates=one.estimates.order_by("number"),
        events=events.events(request.scope).filter(campaigns=one).order_by("starts"),
        resources=one.resources.order_by("pk"),
        may_edit=may_edit,
        edit_url=reverse("network:edit-campaign", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = CampaignForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_campaign(form.columns, by=request.scope, **form.sets),
        title=_("Add a campaign"),
        done=page_of,
        cancel=reverse("network:campaigns"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = CampaignForm(request.POST or None, instance=one, scope=request.scope)

    def save() -> Campaign:
        given = {**form.sets, **form.version_and_reason}
        return actions.amend_campaign(one, form.columns, by=request.scope, **given)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def add_estimate(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = EstimateForm(request.POST or None)

    def save() -> Campaign:
        return actions.add_estimate(one, form.cleaned_data, by=request.scope).campaign

    title = _("Add an estimate of the reach of %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def remove_estimate(request: Request, code: str, number: int) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    estimate = get_object_or_404(one.estimates, number=number)
    return remove_part_page(request, actions.ESTIMATES, estimate, done=page_of, cancel=page_of(one))
