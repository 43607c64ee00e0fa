"""Campaigns: added and amended with their events and materials; estimates of their reach."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel import clock, journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.actions import numbered
from tumar.network.models import Campaign, ReachEstimate, Resource

EDIT = Permission.NETWORK_CAMPAIGN_EDIT
TOLD = ("channel", "audience", "estimate", "method", "source", "as_of")


def _words(campaign: Campaign) -> Iterable[str]:
    return [*campaign.title.values(), campaign.code, *(text[:200] for text in campaign.summary.values())]


@retrying
def create_campaign(
    facts: Mapping[str, Any],
    *,
    by: Scope,
    events: Iterable[Event] = (),
    resources: Iterable[Resource] = (),
) -> Campaign:
    """Add a campaign with its events and materials."""
    campaign = Campaign(**facts)
    by.require(EDIT, campaign.country_id)
    related = {"events": events, "resources": resources}
    verb = "network.campaign.added"
    return numbered.add(campaign, _words, prefix="CMP", by=by, verb=verb, related=related)


@retrying
def amend_campaign(
    campaign: Campaign,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Scope,
    events: Iterable[Event] | None = None,
    resources: Iterable[Resource] | None = None,
    reason: str = "",
) -> Campaign:
    """Change a campaign that nobody changed since `version`; a set that is None stays as it is."""
    country = changes.get("country", campaign.country)
    by.require(EDIT, campaign.country_id, country.pk if country else None)
    given = {"events": events, "resources": resources}
    related = {name: items for name, items in given.items() if items is not None}
    verb = "network.campaign.amended"
    return numbered.amend(
        campaign, changes, _words, version=version, by=by, verb=verb, reason=reason, related=related
    )


@retrying
def add_estimate(campaign: Campaign, facts: Mapping[str, Any], *, by: Scope) -> ReachEstimate:
    """Add an estimate of how many one channel may have reached; refused without its method and source."""
    by.require(EDIT, campaign.country_id)
    with transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
        number = next_number(locked.estimates)
        estimate = ReachEstimate(campaign=locked, number=number, **facts)
        faults = []
        if estimate.as_of and estimate.as_of > clock.today():
            faults.append(Fault("as_of", _("This day is still to come.")))
        try:
            estimate.full_clean()
        except ValidationError as error:
            faults += faults_of(error)
        if faults:
            raise Invalid(faults)
        estimate.save(force_insert=True)
        _write(estimate, "added", by=by)
    return estimate


@retrying
def remove_estimate(estimate: ReachEstimate, *, version: int, by: Scope, reason: str = "") -> Campaign:
    """Remove an estimate that was wrong; the journal keeps what it said."""
    by.require(EDIT, estimate.campaign.country_id)
    with transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=estimate.campaign_id)
        if locked.version != version:
            raise Stale(locked.label, version, locked.version)
        _write(estimate, "removed", by=by, reason=reason)
        estimate.delete()
    return locked


def _write(estimate: ReachEstimate, verb: str, *, by: Scope, reason: str = "") -> None:
    Campaign.objects.filter(pk=estimate.campaign_id).update(version=F("version") + 1)
    facts = {name: getattr(estimate, name) for name in TOLD if getattr(estimate, name) not in (None, "")}
    about = estimate.campaign.label
    journal.write(f"network.reachestimate.{verb}", by=by, about=about, reason=reason, **facts)
