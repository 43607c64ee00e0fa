"""Reads about campaigns: what was counted, what was reported and what was estimated, each by itself."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from tumar.events.models import Involvement
from tumar.kernel.coded import has
from tumar.kernel.scope import Scope
from tumar.network.models import Campaign

PARTICIPANT = Involvement.Role.PARTICIPANT


def campaigns(scope: Scope) -> QuerySet[Campaign]:
    """Return the campaigns that the scope may see, with country and programme."""
    return Campaign.objects.visible_to(scope).select_related("country", "programme")


def for_audience(rows: QuerySet[Campaign], audience: str) -> QuerySet[Campaign]:
    """Keep the campaigns that address an audience."""
    return rows.filter(has("audience", audience))


@dataclass(frozen=True)
class Counted:
    """What the records of a campaign's events say; estimates have no place among these."""

    events: int
    persons: int
    attendances: int
    head_count: int | None


def counted(campaign: Campaign) -> Counted:
    """Return how many different persons attended the campaign's events, and the head counts of the others.

    Persons are counted once however many events they attended. A head count stands only for events that
    have no list; it is reported, so it is told apart and not added.
    """
    attended = Involvement.objects.filter(event__in=campaign.events.all(), role=PARTICIPANT, attended=True)
    found = attended.aggregate(persons=Count("person", distinct=True), attendances=Count("pk"))
    listed = Involvement.objects.filter(event=OuterRef("pk"), role=PARTICIPANT)
    unlisted = campaign.events.filter(~Exists(listed), head_count__isnull=False)
    return Counted(
        events=campaign.events.count(),
        persons=found["persons"],
        attendances=found["attendances"],
        head_count=unlisted.aggregate(heads=Sum("head_count"))["heads"],
    )
