"""Letters by e-mail: written into a queue with the act that calls for them, sent by the worker.

A mail server that does not answer delays letters and loses none. A letter is sent once; only where the
process dies between the server's "accepted" and our note of it is it sent again, under the same Message-ID.
"""

import logging
import re
import smtplib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.html import escape, urlize
from django.utils.translation import get_language_info

from tumar.kernel import clock
from tumar.kernel.bulk import batches
from tumar.kernel.models import OutgoingLetter

State = OutgoingLetter.State

# Minutes after each attempt: a restart of the server, a lunch, a night, a weekend.
BACK_OFF = (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440)
# A letter that was being sent for so long was broken off with its process.
BROKEN_OFF_AFTER = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=180)
AT_ONCE = 50
_BREAKS = re.compile(r"[\r\n\t\v\f\x00-\x1f\x7f\u0085\u2028\u2029]+")
# Signs that are not seen and turn the line about; the joiners of Persian words are no such signs.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Enclosure:
    """A small text file that goes with a letter."""

    name: str
    media_type: str
    content: str


@dataclass(frozen=True)
class Letter:
    """What is written to one person, already in that person's language."""

    kind: str
    to: str
    language: str
    subject: str
    text: str
    enclosed: Sequence[Enclosure] = field(default_factory=tuple)
    reply_to: str = ""  # whoever an answer goes to, where a person wrote


class NoAddress(ValueError):
    """The letter has no address that mail can be sent to."""


def one_line(text: str) -> str:
    """Return the text as a header can hold it: nothing in it begins another line, or turns this one about."""
    bare = (" " if sign.isspace() or _BREAKS.match(sign) else sign for sign in text)
    kept = (sign for sign in bare if sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN)
    return " ".join("".join(kept).split())[:200].strip()


def is_address(text: str) -> bool:
    """Tell whether the text is one e-mail address and nothing else."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return not _BREAKS.search(text) and "," not in text and len(text) <= 254


def html_of(text: str, language: str) -> str:
    """Return plain text as a simple page: paragraphs, and addresses that can be followed."""
    side = "rtl" if get_language_info(language)["bidi"] else "ltr"
    paragraphs = (urlize(escape(one)).replace("\n", "<br>\n") for one in re.split(r"\n{2,}", text.strip()))
    body = "\n".join(f"<p>{one}</p>" for one in paragraphs)
    return f'<!doctype html>\n<html lang="{language}" dir="{side}"><body>\n{body}\n</body></html>\n'


@dataclass(frozen=True)
class Queued:
    """A letter with what it is kept under: the key that makes it go once, the record it is about, and where
    it is listed."""

    letter: Letter
    key: str
    about: str
    within: str = ""


def _row(one: Queued, due_at: datetime | None = None) -> dict[str, Any]:
    letter, now = one.letter, clock.now()
    for address in filter(None, (letter.to or "-", letter.reply_to)):
        if not is_address(address):
            raise NoAddress(address)
    return {
        "kind": letter.kind,
        "about": one.about,
        "within": one.within,
        "language": letter.language,
        "recipient": letter.to,
        "reply_to": letter.reply_to,
        "subject": one_line(letter.subject),
        "text": letter.text,
        "enclosed": [[one_line(each.name), each.media_type, each.content] for each in letter.enclosed],
        "queued_at": now,
        "due_at": due_at or now,
    }


def queue(letter: Letter, *, key: str, about: str, within: str = "", due_at: datetime | None = None) -> bool:
    """Put a letter into the queue, inside the action's transaction; False where the key was used before."""
    defaults = _row(Queued(letter, key, about, within), due_at)
    _letter, is_new = OutgoingLetter.objects.get_or_create(key=key[:150], defaults=defaults)
    return is_new


def queue_many(letters: Iterable[Queued]) -> int:
    """Put many letters into the queue, inside the action's transaction; returns how many keys were new."""
    rows = {one.key[:150]: _row(one) for one in letters}
    new = 0
    for keys in batches(rows):
        known = set(OutgoingLetter.objects.filter(key__in=keys).values_list("key", flat=True))
        made = [OutgoingLetter(key=key, **rows[key]) for key in keys if key not in known]
        # Somebody else may queue the same letter at this moment: then theirs stands.
        OutgoingLetter.objects.bulk_create(made, ignore_conflicts=True)
        new += len(made)
    return new


def send_due() -> int:
    """Send the letters that are due; return how many the mail server accepted."""
    sent = 0
    while batch := list(_due()[:AT_ONCE]):
        accepted, is_down = _send(batch)
        sent += accepted
        if is_down or len(batch) < AT_ONCE:
            break
    return sent


def _due() -> QuerySet[OutgoingLetter]:
    now = clock.now()
    broken_off = Q(state=State.SENDING, due_at__lte=now - BROKEN_OFF_AFTER)
    return OutgoingLetter.objects.filter(Q(state=State.WAITING, due_at__lte=now) | broken_off).order_by(
        "due_at", "pk"
    )


def _claim(letter: OutgoingLetter) -> bool:
    """Take a letter for this worker alone; nobody else can have it until it counts as broken off."""
    same = OutgoingLetter.objects.filter(pk=letter.pk, state=letter.state, due_at=letter.due_at)
    return bool(same.update(state=State.SENDING, due_at=clock.now(), attempts=letter.attempts + 1))


def _send(batch: Iterable[OutgoingLetter]) -> tuple[int, bool]:
    """Send letters over one connection; tell how many were accepted and whether the server is away."""
    accepted, connection = 0, get_connection()
    try:
        for letter in batch:
            if not _claim(letter):
                continue
            letter.attempts += 1
            try:
                _message(letter, connection).send()
            except smtplib.SMTPRecipientsRefused as refusal:
                codes = [code for code, _said in refusal.recipients.values()]
                _failed(letter, refusal, is_final=all(code >= 500 for code in codes))
            except smtplib.SMTPResponseException as refusal:
                is_ours = isinstance(refusal, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError)
                _failed(letter, refusal, is_final=not is_ours and refusal.smtp_code >= 500)
            except (OSError, smtplib.SMTPException) as error:
                _failed(letter, error, is_final=False)
                return accepted, True
            except Exception as error:  # a letter that cannot be built must not stop those behind it
                LOG.exception("letter %s cannot be sent", letter.key)
                _failed(letter, error, is_final=True)
            else:
                accepted += 1
                OutgoingLetter.objects.filter(pk=letter.pk).update(
                    state=State.SENT, sent_at=clock.now(), message=""
                )
    finally:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            LOG.info("the mail server closed the line first")
    return accepted, False


def _failed(letter: OutgoingLetter, error: Exception, *, is_final: bool) -> None:
    is_over = is_final or letter.attempts > len(BACK_OFF)
    wait = BACK_OFF[min(letter.attempts, len(BACK_OFF)) - 1]
    OutgoingLetter.objects.filter(pk=letter.pk).update(
        state=State.GIVEN_UP if is_over else State.WAITING,
        due_at=clock.now() + timedelta(minutes=wait),
        message=one_line(f"{type(error).__name__}: {error}")[:300],
    )


def _message(letter: OutgoingLetter, connection: Any) -> EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    message_id = f"<{sha256(letter.key.encode()).hexdigest()[:32]}.{letter.pk}@{domain}>"
    headers = {
        "Message-ID": message_id,
        "Content-Language": letter.language,
        # So that machines on leave do not answer a machine.
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        one_line(letter.subject),
        letter.text,
        to=[letter.recipient],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers,
        connection=connection,
    )
    message.attach_alternative(html_of(letter.text, letter.language), "text/html")
    for name, media_type, content in letter.enclosed:
        message.attach(name, content.encode(), media_type)
    return message


def within(label: str) -> QuerySet[OutgoingLetter]:
    """Return the letters that the page of one record lists, newest first."""
    return OutgoingLetter.objects.filter(within=label)


def send_again(letter: OutgoingLetter) -> bool:
    """Queue a letter anew, sent or given up; inside the action's transaction. False where words are gone."""
    if not letter.text or not letter.recipient or letter.state in (State.WAITING, State.SENDING):
        return False
    now = clock.now()
    again = OutgoingLetter.objects.filter(pk=letter.pk, state=letter.state)
    return bool(again.update(state=State.WAITING, due_at=now, attempts=0, message="", sent_at=None))


def take_back(about: str, *kinds: str) -> int:
    """Take back what waits to be sent about a record, since it is no longer true; return how many."""
    rows = OutgoingLetter.objects.filter(about=about, state=State.WAITING)
    return (rows.filter(kind__in=kinds) if kinds else rows).update(state=State.TAKEN_BACK)


def forget_old() -> int:
    """Empty address and words of letters that were written long ago; return how many."""
    with transaction.atomic():
        old = OutgoingLetter.objects.filter(queued_at__lt=clock.now() - FORGOTTEN_AFTER).exclude(text="")
        return old.exclude(state__in=(State.WAITING, State.SENDING)).update(
            recipient="", reply_to="", subject="", text="", enclosed=[], message=""
        )
