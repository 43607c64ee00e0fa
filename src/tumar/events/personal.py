"""What becomes of this room's columns when a person is erased; and when a person was last met."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.personal import Fate, Rows, Rule


def _letters(person: Any) -> Q:
    """Find the letters about a person's registrations, and those to or from its addresses."""
    labels = [f"events.registration:{code}" for code in person.registrations.values_list("code", flat=True)]
    condition = Q(about__in=labels)
    account = getattr(person, "account", None)
    for address in filter(None, (person.email, account.email if account else "")):
        condition |= Q(recipient__iexact=address) | Q(reply_to__iexact=address)
    return condition


_NAMES = ("family", "given", "patronymic", "family_latin", "given_latin")
_GIVEN = ("birth_year", "employer", "position", "email", "telephone", "answers", "reason")

# Who came, in which role, to how many sessions: figures rest on these, and none of them names anybody.
_SPOKEN = {**dict.fromkeys(("key", "device", "by_label", "said_at", "received_at"), Fate.KEPT)}
RULES = (
    Rule("events.involvement", Rows.KEPT),
    Rule("events.speaking", Rows.KEPT, title=_("sessions spoken at")),
    Rule("events.mark", Rows.KEPT, title=_("attendance by session")),
    Rule("events.statement", Rows.KEPT, {**_SPOKEN, "held_at": Fate.KEPT, "note": Fate.CLEARED}),
    Rule("events.walkin", Rows.KEPT, {**_SPOKEN, "employer": Fate.CLEARED}),
    # What waits names persons in the words of whoever typed it; it goes with the person that it mentions.
    Rule(
        "events.unplaced",
        Rows.KEPT,
        {**_SPOKEN, "said": Fate.CLEARED, "reason": Fate.CLEARED},
        found=lambda _person: Q(pk__in=[]),
        is_swept=True,
    ),
    # That a place was asked for and given stays, so that the numbers of the event do.
    Rule(
        "events.registration",
        Rows.KEPT,
        {
            **dict.fromkeys((*_NAMES, *_GIVEN, "language"), Fate.CLEARED),
            **dict.fromkeys(
                ("code", "version", "token", "received_at", "address_confirmed_at", "line", "consented_at"),
                Fate.KEPT,
            ),
        },
        is_swept=True,
    ),
    # Who answered what is kept nowhere; but words can name somebody, and belong to whoever they mention.
    Rule(
        "events.freeanswer",
        Rows.KEPT,
        {"words": Fate.CLEARED},
        found=lambda _person: Q(pk__in=[]),
        is_swept=True,
    ),
    Rule("kernel.outgoingletter", Rows.DELETED, found=_letters, is_swept=True),
)

LAST_MET = ("involvements__event__ends",)
