"""How often somebody is written to, and the secret in the addresses of their own feeds."""

import secrets

from django.db import transaction
from django.http import Http404

from tumar.kernel import clock, journal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.models import FeedKey, Subscription
from tumar.network.queries.announcements import hash_of
from tumar.people.models import Account

SECRET_BYTES = 32


def _account_of(by: Scope) -> Account:
    account = Account.objects.filter(pk=by.account_id or 0).first()
    if account is None:
        raise Http404
    return account


@retrying
def choose_frequency(frequency: str, *, by: Scope) -> Subscription:
    """Keep how often somebody wants announcements by e-mail; `never` stops them at once."""
    account = _account_of(by)
    with transaction.atomic():
        found, _is_new = Subscription.objects.get_or_create(account=account)
        if found.frequency != frequency:
            before, found.frequency = found.frequency, frequency
            found.full_clean()
            found.save()
            journal.write(
                "network.subscription.amended", by=by, about=account.label, frequency=[before, frequency]
            )
    return found


@retrying
def make_feed_key(*, by: Scope) -> str:
    """Make the secret of somebody's own feeds and return it, once; addresses made earlier stop working."""
    account, secret = _account_of(by), secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        facts = {"hash": hash_of(secret), "made_at": clock.now()}
        FeedKey.objects.update_or_create(account=account, defaults=facts)
        journal.write("network.feedkey.made", by=by, about=account.label)
    return secret


@retrying
def drop_feed_key(*, by: Scope) -> None:
    """Close somebody's own feeds."""
    account = _account_of(by)
    with transaction.atomic():
        dropped, _kinds = FeedKey.objects.filter(account=account).delete()
        if dropped:
            journal.write("network.feedkey.removed", by=by, about=account.label)
