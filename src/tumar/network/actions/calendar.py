"""The public calendar: events put on it and taken off."""

from django.db import transaction

from tumar.events.models import Event
from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.models import Listing

PUBLISH = Permission.NETWORK_CALENDAR_PUBLISH


@retrying
def list_event(event: Event, *, by: Scope) -> Listing:
    """Put an event on the public calendar; twice changes nothing."""
    by.require(PUBLISH, event.country_id)
    with transaction.atomic():
        listing, is_new = Listing.objects.get_or_create(
            event=event, defaults={"by_id": by.account_id, "at": clock.now()}
        )
        if is_new:
            journal.write("network.listing.added", by=by, about=event.label)
    return listing


@retrying
def unlist_event(event: Event, *, by: Scope) -> None:
    """Take an event off the public calendar; twice changes nothing."""
    by.require(PUBLISH, event.country_id)
    with transaction.atomic():
        taken, _kinds = Listing.objects.filter(event=event).delete()
        if taken:
            journal.write("network.listing.removed", by=by, about=event.label)
