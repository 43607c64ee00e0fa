"""Tables of the room; one noun a module."""

from tumar.network.models.announcements import Announcement, DigestSending, FeedKey, Subscription
from tumar.network.models.campaigns import Campaign, ReachEstimate
from tumar.network.models.directory import ContactMessage, DirectoryEntry
from tumar.network.models.groups import (
    Decision,
    DocumentVersion,
    Group,
    GroupDocument,
    Meeting,
    Member,
    Task,
)
from tumar.network.models.library import Resource
from tumar.network.models.listings import Listing

__all__ = [
    "Announcement",
    "Campaign",
    "ContactMessage",
    "Decision",
    "DigestSending",
    "DirectoryEntry",
    "DocumentVersion",
    "FeedKey",
    "Group",
    "GroupDocument",
    "Listing",
    "Meeting",
    "Member",
    "ReachEstimate",
    "Resource",
    "Subscription",
    "Task",
]
