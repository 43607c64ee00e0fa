"""Campaigns: added and amended with their events and materials; estimates of their reach."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel import clock
from tumar.kernel.parts import Parts
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.actions import numbered
from tumar.network.models import Campaign, ReachEstimate, Resource

EDIT = Permission.NETWORK_CAMPAIGN_EDIT


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


def _require(campaign: Campaign, by: Scope) -> None:
    by.require(EDIT, campaign.country_id)


def _check(estimate: ReachEstimate, _by: Scope) -> None:
    faults = []
    if estimate.as_of and estimate.as_of > clock.today():
        faults.append(Fault("as_of", _("This day is still to come.")))
    try:
        estimate.full_clean()
    except ValidationError as error:
        faults += faults_of(error)
    if faults:
        raise Invalid(faults)


# How many one channel may have reached; the table refuses an estimate without its method and source.
ESTIMATES = Parts("campaign", "network", require=_require, check=_check, is_numbered=True, counts=True)
add_estimate, remove_estimate = partial(ESTIMATES.add, ReachEstimate), ESTIMATES.remove
