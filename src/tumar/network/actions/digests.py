"""Digests of announcements by e-mail: composed per person, queued once, for those who want them."""

from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from tumar.kernel import clock, mail
from tumar.kernel.retry import retrying
from tumar.network import rules
from tumar.network.models import Announcement, DigestSending
from tumar.network.queries import announcements as queries
from tumar.people.models import Account

LETTER = "network.digest"


@dataclass(frozen=True)
class Digest:
    """One person's digest, ready to be sent: subject and text in the person's own language."""

    account: Account
    language: str
    subject: str
    text: str
    announcements: tuple[Announcement, ...]


def compose(account: Account, *, origin: str = "") -> Digest | None:
    """Return what the account has not been sent yet, as one e-mail; None where there is nothing new.

    `origin` is the address of this installation, such as `https://example.org`, without which the text
    names no addresses.
    """
    found = queries.unsent(account)
    if not found:
        return None
    language = queries.language_of(account)
    with override(language):
        subject = ngettext("%(count)d new announcement", "%(count)d new announcements", len(found))
        text = render_to_string(
            "network/digest.txt", {"announcements": found, "account": account, "origin": origin}
        )
    return Digest(account, language, subject % {"count": len(found)}, text, tuple(found))


@retrying
def send(digest: Digest) -> bool:
    """Record what is told and queue the letter, both or neither; False where it was told already.

    The record comes first and by a unique row, so that of two jobs at the same time one sends.
    """
    now, account = clock.now(), digest.account
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        keys = [one.pk for one in digest.announcements]
        if DigestSending.objects.filter(account=account, announcement__in=keys).exists():
            return False
        DigestSending.objects.bulk_create(
            DigestSending(account=account, announcement=one, at=now, language=digest.language)
            for one in digest.announcements
        )
        letter = mail.Letter(LETTER, account.email, digest.language, digest.subject, digest.text)
        # An announcement is in one digest of an account, so the first one names the digest.
        return mail.queue(letter, key=f"{LETTER}:{account.pk}:{keys[0]}", about=account.label)


def send_due(*, origin: str = "") -> int:
    """Queue their digest for all for whom it is due, and return how many; the worker sends them."""
    now, sent = clock.now(), 0
    for account in queries.readers():
        frequency = queries.subscription_of(account.pk).frequency
        if not rules.is_due(frequency, queries.last_digest(account), now):
            continue
        if digest := compose(account, origin=origin):
            sent += send(digest)
    return sent
