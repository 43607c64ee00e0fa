"""A country's belonging to a grouping: begun and ended."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.intervals import Interval
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.places.models import Country, Grouping, Membership


def _refuse_overlap(new: Membership) -> None:
    others = Membership.objects.filter(country=new.country, grouping=new.grouping)
    if any(other.interval.meets(Interval(new.since, new.until)) for other in others):
        raise Invalid([Fault("since", _("The country belongs to this grouping at that time already."))])


@retrying
def add_membership(
    *,
    country: Country,
    grouping: Grouping,
    since: date | None,
    until: date | None,
    source: str,
    by: Scope,
) -> Membership:
    """Write down that a country belongs to a grouping; two stretches of one membership never overlap."""
    by.require(Permission.PLACES_PLACE_EDIT, country.pk)
    membership = Membership(country=country, grouping=grouping, since=since, until=until, source=source)
    with transaction.atomic():
        try:
            membership.full_clean()
        except ValidationError as error:
            raise Invalid(faults_of(error)) from error
        _refuse_overlap(membership)
        membership.save(force_insert=True)
        facts: dict[str, Any] = {"country": country.pk, "since": since, "until": until, "source": source}
        journal.write("places.membership.added", by=by, about=grouping.label, **facts)
    return membership


@retrying
def end_membership(membership: Membership, *, until: date, by: Scope, reason: str = "") -> Membership:
    """End a membership; the day given is the last on which it holds."""
    by.require(Permission.PLACES_PLACE_EDIT, membership.country_id)
    with transaction.atomic():
        current = Membership.objects.select_for_update().select_related("grouping").get(pk=membership.pk)
        if current.since and until < current.since:
            raise Invalid([Fault("until", _("The membership begins after this day."))])
        before, current.until = current.until, until
        current.save(update_fields=["until"])
        facts = {"country": current.country_id, "until": [before, until]}
        journal.write("places.membership.ended", by=by, about=current.grouping.label, reason=reason, **facts)
    return current
