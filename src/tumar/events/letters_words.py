"""The kinds of letters about registrations, each with its subject and its first paragraph."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

CONFIRM, ALREADY, RECEIVED, CONFIRMED = "confirm-address", "already", "received", "confirmed"
WAITING, PROMOTED, REFUSED, WITHDRAWN = "waiting", "promoted", "refused", "withdrawn"
REMINDER, CHANGE, CANCELLED = "reminder", "change", "cancelled"

# Both texts name the event as %(event)s.
WORDS: Mapping[str, tuple[Any, Any]] = {
    CONFIRM: (
        _("Please confirm your registration: %(event)s"),
        _(
            "this address was given to register you for “%(event)s”. The registration counts once you "
            "confirm it on the page below. "
            "If you know nothing of it, do nothing: it is deleted after a week."
        ),
    ),
    ALREADY: (
        _("You are registered already: %(event)s"),
        _(
            "this address was given to register for “%(event)s”, and it is registered already. "
            "Your registration was not changed; the page below shows how it stands."
        ),
    ),
    RECEIVED: (
        _("Your registration was received: %(event)s"),
        _("thank you for registering for “%(event)s”. We will write to you when it has been decided."),
    ),
    CONFIRMED: (
        _("You have a place: %(event)s"),
        _("you are registered for “%(event)s” and have a place."),
    ),
    WAITING: (
        _("You are on the waiting list: %(event)s"),
        _(
            "“%(event)s” has no free place at the moment, and you are on the waiting list. "
            "We will write to you as soon as a place is yours; there is nothing you need to do."
        ),
    ),
    PROMOTED: (
        _("A place is free for you: %(event)s"),
        _(
            "a place at “%(event)s” became free, and it is yours. If you cannot come, please give it "
            "back on the page below, so that the next person can."
        ),
    ),
    REFUSED: (
        _("Your registration could not be accepted: %(event)s"),
        _("we are sorry: your registration for “%(event)s” could not be accepted."),
    ),
    WITHDRAWN: (
        _("Your registration is withdrawn: %(event)s"),
        _("your registration for “%(event)s” is withdrawn."),
    ),
    REMINDER: (
        _("Soon: %(event)s"),
        _(
            "we look forward to seeing you at “%(event)s”. If you cannot come, please give your place "
            "back on the page below, so that somebody else can have it."
        ),
    ),
    CHANGE: (
        _("Changed: %(event)s"),
        _("days or place of “%(event)s” have changed. Below is how it stands now."),
    ),
    CANCELLED: (
        _("Cancelled: %(event)s"),
        _("we are sorry: “%(event)s” will not take place."),
    ),
}
