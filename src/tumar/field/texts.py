"""What the field page's script says, in the language of the page."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tumar.events.models import Mark


def states() -> list[tuple[str, str]]:
    """Return what can be said about a person beside that he is here, with its words."""
    others = [choice for choice in Mark.State.choices if choice[0] != Mark.State.PRESENT]
    return [(value, str(label)) for value, label in others]


def texts() -> dict[str, object]:
    """Return the script's texts by its own names for them; numbers come after the colon."""
    return {
        "states": {value: str(label) for value, label in Mark.State.choices},
        "more": _("More about"),
        "unsent": _("Not sent yet:"),
        "oldest": pgettext("unsent marks", "waiting for"),
        "minutes": pgettext("after a number", "min"),
        "nothingUnsent": _("Everything is sent."),
        "ofOthers": _("Kept for another account, sent when it signs in:"),
        "noSession": _("This event has no session yet. Add one at the desk."),
        "added": _("Added:"),
        "counted": _("Head count kept:"),
        "unknownCode": _("Nobody here has this code:"),
        "noCamera": _("The camera is not available. Type the code."),
        "wait": _("Kept at the desk for a decision:"),
        "clock": _("The clock of this device is wrong, and marks are corrected by it. Minutes:"),
        "up": _("There is a line."),
        "no-line": _("No line. What you mark is kept here and sent later."),
        "signed-out": _("You are signed out. What you marked is kept here; sign in to send it."),
        "other-account": _("Somebody else is signed in. What you marked is kept here for you."),
        "refused": _("The server did not take it. What you marked is kept here."),
        "leftWithoutLine": _("This device is wiped. Sign out again when there is a line."),
    }
