"""Messages through the directory: kept, limited, and put into the queue of letters; no address is shown."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tumar.kernel import clock, limits, mail
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Invalid, Refusal
from tumar.kernel.retry import retrying
from tumar.network.models import ContactMessage, DirectoryEntry
from tumar.network.queries.announcements import language_of

AN_HOUR, A_DAY = 3600, 86_400  # seconds
MOST_AN_HOUR, MOST_A_DAY = 5, 15  # from one place
MOST_TO_ONE_A_DAY = 20
LETTER = "network.message"


class TooManyMessages(Refusal):
    """So many messages came from one place, or went to one entry, that the next has to wait."""


@retrying
def write_to(
    entry: DirectoryEntry, *, name: str, email: str, subject: str, text: str, sender: str
) -> ContactMessage:
    """Keep a message to an entry and queue its letter; `sender` is the network address that it came from."""
    message = ContactMessage(
        entry=entry,
        entry_code=entry.code,
        name=mail.one_line(name),
        email=email,
        subject=mail.one_line(subject),
        text=text,
        received_at=clock.now(),
    )
    try:
        message.full_clean()
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error
    if not _is_within_limits(entry, sender):
        raise TooManyMessages(_("Too many messages were sent. Please try again tomorrow."))
    with transaction.atomic():
        message.save(force_insert=True)
        mail.queue(
            _letter(entry, message), key=f"{LETTER}:{message.pk}", about=entry.label, within=entry.label
        )
    return message


def _is_within_limits(entry: DirectoryEntry, sender: str) -> bool:
    # A list, so that each is counted whatever the others say.
    return all(
        [
            limits.is_within("contact-hour", sender, times=MOST_AN_HOUR, seconds=AN_HOUR),
            limits.is_within("contact-day", sender, times=MOST_A_DAY, seconds=A_DAY),
            limits.is_within("contact-entry", entry.code, times=MOST_TO_ONE_A_DAY, seconds=A_DAY),
        ]
    )


def _letter(entry: DirectoryEntry, message: ContactMessage) -> mail.Letter:
    """Return the message as it goes to the owner of the entry; an answer goes to whoever wrote."""
    language = language_of(entry.owner)
    with override(language):
        told = _(
            "%(name)s wrote to you through the directory of Tumar. Your address was not shown. If you answer "
            "this e-mail, your answer goes to %(email)s and your address becomes known to them."
        )
        subject = _("Directory: %(subject)s") % {"subject": message.subject}
    text = f"{told % {'name': message.name, 'email': message.email}}\n\n{message.text}\n"
    return mail.Letter(LETTER, entry.owner.email, language, subject, text, reply_to=message.email)
