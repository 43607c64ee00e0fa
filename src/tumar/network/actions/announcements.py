"""Announcements: written, amended, published, withdrawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import clock, records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.actions import numbered
from tumar.network.models import Announcement

EDIT = Permission.NETWORK_ANNOUNCEMENT_EDIT


def _words(announcement: Announcement) -> Iterable[str]:
    return [
        *announcement.title.values(),
        announcement.code,
        *(text[:300] for text in announcement.body.values()),
    ]


@retrying
def write_announcement(facts: Mapping[str, Any], *, by: Scope) -> Announcement:
    """Write an announcement; nobody but its writers sees it before it is published."""
    announcement = Announcement(**facts)
    by.require(EDIT, announcement.country_id)
    return numbered.add(announcement, _words, prefix="ANN", by=by, verb="network.announcement.added")


@retrying
def amend_announcement(
    announcement: Announcement, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Announcement:
    """Change an announcement that nobody changed since `version`; who was sent it is not sent it again."""
    country = changes.get("country", announcement.country)
    by.require(EDIT, announcement.country_id, country.pk if country else None)
    verb = "network.announcement.amended"
    return numbered.amend(announcement, changes, _words, version=version, by=by, verb=verb, reason=reason)


@retrying
def publish_announcement(announcement: Announcement, *, version: int, by: Scope) -> Announcement:
    """Show an announcement to those whom it is for, from now on."""
    by.require(EDIT, announcement.country_id)
    if announcement.until and announcement.until < clock.today():
        raise Invalid([Fault("", _("Its last day has passed: nobody would see it."))])
    changes = {"published_at": announcement.published_at or clock.now()}
    verb = "network.announcement.published"
    return records.amend(announcement, changes, version=version, by=by, verb=verb)


@retrying
def withdraw_announcement(
    announcement: Announcement, *, version: int, by: Scope, reason: str = ""
) -> Announcement:
    """Take an announcement back; it is a draft again."""
    by.require(EDIT, announcement.country_id)
    verb = "network.announcement.withdrawn"
    return records.amend(
        announcement, {"published_at": None}, version=version, by=by, verb=verb, reason=reason
    )
