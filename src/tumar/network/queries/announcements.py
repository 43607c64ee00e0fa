"""Reads about announcements: what one reader is meant to see, what everybody may, what was not sent yet."""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, QuerySet

from tumar.kernel import clock
from tumar.kernel.scope import Scope
from tumar.network.models import Announcement, DigestSending, FeedKey, Subscription
from tumar.people.models import Account

SHOWN_ON_HOME = 4
# Somebody who signs up is not sent the news of years.
SENT_BACK_TO = timedelta(days=60)


def announcements(scope: Scope) -> QuerySet[Announcement]:
    """Return the announcements that the scope may see; who may write them sees drafts and old ones, too."""
    return Announcement.objects.visible_to(scope).select_related("country")


def for_reader(scope: Scope, language: str) -> QuerySet[Announcement]:
    """Return what the scope's person is meant to read now in a language, the newest first."""
    rows = Announcement.objects.current().meant_for(scope.account_id).in_language(language)
    return rows.select_related("country").order_by("-published_at", "-pk")


def on_home(scope: Scope, language: str) -> list[Announcement]:
    """Return the latest announcements for the first page."""
    return list(for_reader(scope, language)[:SHOWN_ON_HOME])


def public_announcements(language: str) -> QuerySet[Announcement]:
    """Return what everybody may read in a language, the newest first."""
    rows = Announcement.objects.public().in_language(language)
    return rows.select_related("country").order_by("-published_at", "-pk")


def public_announcement() -> QuerySet[Announcement]:
    """Return what everybody may read, in whichever language it was written for."""
    return Announcement.objects.public().select_related("country")


def unsent(account: Account) -> list[Announcement]:
    """Return what the account is meant to read and was not sent yet, the oldest first."""
    sent = DigestSending.objects.filter(account=account).values("announcement")
    rows = Announcement.objects.current().meant_for(account.pk).in_language(account.language)
    recent = rows.filter(published_at__gte=clock.now() - SENT_BACK_TO).exclude(pk__in=sent)
    return list(recent.select_related("country").order_by("published_at", "pk"))


def last_digest(account: Account) -> datetime | None:
    """Return when the account was last sent a digest."""
    last: datetime | None = DigestSending.objects.filter(account=account).aggregate(last=Max("at"))["last"]
    return last


def subscription_of(account_id: int) -> Subscription:
    """Return how often an account gets announcements; what it never chose is once a week, not yet stored."""
    found = Subscription.objects.filter(account=account_id).first()
    return found or Subscription(account_id=account_id)


def readers() -> QuerySet[Account]:
    """Return the accounts that may be written to: those that may sign in, demonstration ones left out."""
    chose_none = Subscription.objects.filter(frequency=Subscription.Frequency.NEVER).values("account")
    rows = Account.objects.filter(is_active=True, is_demonstration=False).exclude(pk__in=chose_none)
    return rows.select_related("subscription").order_by("pk")


def hash_of(secret: str) -> str:
    """Return what is kept of the secret in the address of somebody's feeds."""
    return hashlib.sha256(f"tumar.feed:{secret}".encode()).hexdigest()


def reader_with(secret: str) -> Account | None:
    """Return the account whose feeds have this secret in their address, while it may sign in."""
    found = FeedKey.objects.filter(hash=hash_of(secret)).select_related("account").first()
    if found is None or not found.account.is_active:
        return None
    return found.account


def feed_key_of(account_id: int) -> FeedKey | None:
    """Return when an account made the addresses of its feeds, if it did."""
    return FeedKey.objects.filter(account=account_id).first()


def language_of(account: Account) -> str:
    """Return the language in which an account is written to."""
    return account.language if account.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
