"""Short codes on participants' badges: read by a camera or typed by hand; values alone."""

import hashlib
import hmac

# No letter that looks like a digit or another letter; what is typed so is read as what it looks like.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNED = 6  # letters of five bits each
GROUP = 4


def _letters(number: int, length: int = 1) -> str:
    told = ""
    while number or len(told) < length:
        number, rest = divmod(number, len(LETTERS))
        told = LETTERS[rest] + told
    return told


def _signature(number: int, event: int, secret: str) -> str:
    told = hmac.new(secret.encode(), f"tumar.badge:{event}:{number}".encode(), hashlib.sha256).digest()
    return _letters(int.from_bytes(told[:8], "big") >> (64 - 5 * SIGNED), SIGNED)[-SIGNED:]


def badge_code(number: int, event: int, secret: str) -> str:
    """Return the code of one entry on an event's list: its number and thirty bits that nobody can guess.

    It names nobody, and says nothing outside this event.
    """
    code = _letters(number) + _signature(number, event, secret)
    return "-".join(code[max(0, end - GROUP) : end] for end in _ends(len(code)))


def _ends(length: int) -> range:
    first = length % GROUP or GROUP
    return range(first, length + 1, GROUP)
