"""How the report of an event writes numbers, days and amounts: as the pages of the desk do."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import pgettext

from tumar.kernel.templatetags.money import money
from tumar.kernel.templatetags.parts import number, shown


def count(value: int | None) -> str:
    """Return a number with its thousands, or the word for what nobody knows."""
    return pgettext("a value", "unknown") if value is None else number(value)


def amount(minor: int | None, currency: str) -> str:
    """Return an amount with its currency, or the word for what nobody knows."""
    return pgettext("a value", "unknown") if minor is None else money(minor, currency)


def days(first: date, last: date) -> str:
    """Return one day, or the first and the last of several."""
    return str(shown(first)) if first == last else f"{shown(first)} – {shown(last)}"


def hours(begins: time | None, ends: time | None) -> str:
    """Return from when until when, as far as it is known."""
    return "–".join(f"{one:%H:%M}" for one in (begins, ends) if one)


def listed(words: Iterable[object]) -> str:
    """Return words in one line."""
    return ", ".join(str(one) for one in words)


def upper(text: str) -> str:
    """Return a label with a capital at its beginning."""
    return text[:1].upper() + text[1:]
