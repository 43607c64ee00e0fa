"""From a cell to a value, or to a sentence that says why there is none."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tumar.kernel.codes import is_code
from tumar.kernel.folding import fold

FIRST_YEAR, LAST_YEAR = 1950, 2080
# What spreadsheet programs let slip into cells: no-break spaces, marks of order, joiners at the ends.
INVISIBLE = "\ufeff\u200b\u200e\u200f\u2060\u00a0\u202f"
YES = frozenset({"yes", "y", "true", "1", "да", "д", "истина", "بلی", "بله"})
NO = frozenset({"no", "n", "false", "0", "нет", "н", "ложь", "نخیر", "نه"})
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
CURRENCY = re.compile(r"^[A-Z]{3}$")
ISO_DAY = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
POINTED_DAY = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{4})$")
ISO_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
POINTED_MONTH = re.compile(r"^(\d{1,2})[./](\d{4})$")
NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")


class Unreadable(Exception):
    """A cell does not hold what its column asks for; `say` makes the sentence, with a suggestion if any."""

    def __init__(self, say: Callable[[], str]) -> None:
        super().__init__()
        self.say = say


class Formula(str):
    """What a cell holds that should be calculated; nothing here calculates."""


class Broken(str):
    """What a cell holds where a calculation has failed: #N/A, #REF! and their like."""


def _nobody(_text: str) -> None:
    """Know no country."""


@dataclass(frozen=True)
class Reading:
    """What parsers need to know of the world: which country a text names, and which it probably means."""

    country: Callable[[str], str | None] = _nobody
    nearest_country: Callable[[str], str | None] = _nobody


Parser = Callable[[Any, Reading], Any]


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or nothing."""
    folded = {fold(word): word for word in known}
    close = get_close_matches(fold(text)[:80], folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""


def meant(text: str, known: Iterable[str]) -> str:
    """Return a sentence that proposes the nearest known word, with a blank before it, or nothing."""
    word = nearest(text, known)
    return " " + _("Did you mean “%(word)s”?") % {"word": word} if word else ""


def as_text(value: Any) -> str:
    """Return a cell's value as the person sees it, in one Unicode form and without blanks around it."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip().strip(INVISIBLE).strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _checked_characters(written: str) -> str:
    for letter in written:
        if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t":
            raise Unreadable(lambda: _("The text holds a character that cannot be kept. Type it anew."))
    return written


def text(limit: int = 10_000, *, lines: bool = False) -> Parser:
    """Return a parser of text with at most so many letters, on one line unless `lines`."""

    def parse(value: Any, _reading: Reading) -> str:
        written = as_text(value).replace("\r\n", "\n").replace("\r", "\n")
        written = written if written.isprintable() else _checked_characters(written)
        written = written if lines else " ".join(written.split())
        if len(written) > limit:
            raise Unreadable(
                lambda: (
                    _("The text has %(long)s letters; %(limit)s fit. Shorten it.")
                    % {"long": len(written), "limit": limit}
                )
            )
        return written

    return parse


def code(value: Any, _reading: Reading) -> str:
    """Read a public code; small letters are raised."""
    written = as_text(value).upper()
    if not is_code(written):
        raise Unreadable(
            lambda: _("A code has capital Latin letters, digits, dots and hyphens, 40 at the most.")
        )
    return written


def choice(values: Collection[str]) -> Parser:
    """Return a parser of one code of a list."""
    known = {fold(value).replace("_", "-").replace(" ", "-"): value for value in values}

    def parse(value: Any, _reading: Reading) -> str:
        written = as_text(value)
        found = known.get(fold(written).replace("_", "-").replace(" ", "-"))
        if found is None:
            raise Unreadable(
                lambda: (
                    _("This is not one of: %(choices)s.") % {"choices": ", ".join(known.values())}
                    + meant(written, known.values())
                )
            )
        return found

    return parse


def _in_reason(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(
            lambda: (
                _("The year %(year)s is out of reason. Years from %(first)s to %(last)s are taken.")
                % {"year": found.year, "first": FIRST_YEAR, "last": LAST_YEAR}
            )
        )
    return found


def _calendar_day(year: str, month: str, day_of_month: str, written: str) -> date:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        raise Unreadable(
            lambda: _("There is no such day in the calendar: %(day)s. Correct it.") % {"day": written[:40]}
        ) from None


def day(value: Any, _reading: Reading) -> date:
    """Read a day: a real date, or text such as 2020-02-28 or 28.02.2020."""
    if isinstance(value, datetime):
        return _in_reason(value.date())
    if isinstance(value, date):
        return _in_reason(value)
    written = as_text(value)
    if found := ISO_DAY.match(written):
        return _in_reason(_calendar_day(found[1], found[2], found[3], written))
    if found := POINTED_DAY.match(written):
        return _in_reason(_calendar_day(found[3], found[2], found[1], written))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Unreadable(
            lambda: _("This is a number. Format the cell as a date, or write the day as 2020-02-28.")
        )
    raise Unreadable(lambda: _("This is not a day. Write it as 2020-02-28 or 28.02.2020."))


def month(value: Any, reading: Reading) -> str:
    """Read a month: 2020-03, 03.2020, or any day of it."""
    written = as_text(value)
    found = ISO_MONTH.match(written)
    year, number = (found[1], found[2]) if found else ("", "")
    if turned := POINTED_MONTH.match(written):
        year, number = turned[2], turned[1]
    try:
        first = _calendar_day(year, number, "1", written) if year else day(value, reading)
    except Unreadable:
        raise Unreadable(lambda: _("This is not a month. Write it as 2020-03.")) from None
    return _in_reason(first).strftime("%Y-%m")


def _number(value: Any) -> Decimal:
    """Return the number as written; a comma is taken for the point where it can be nothing else."""
    if isinstance(value, bool | date | time | timedelta):
        raise Unreadable(lambda: _("This is not a number."))
    written = "".join(as_text(value).split()).replace("−", "-")
    if isinstance(value, int | float):
        try:
            found = Decimal(written)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise Unreadable(lambda: _("This is not a number."))
        return found
    if written.count(",") == 1 and "." not in written and len(written.rpartition(",")[2]) != 3:
        written = written.replace(",", ".")
    if not NUMBER.match(written) or len(written) > 40:
        raise Unreadable(lambda: _("This is not a number. Write it without signs for thousands: 1234.56."))
    return Decimal(written)


def decimal(*, digits: int, places: int, above_zero: bool = False) -> Parser:
    """Return a parser of a number that is not negative, with so many digits and places at the most."""

    def parse(value: Any, _reading: Reading) -> Decimal:
        found = _number(value)
        if found < 0:
            raise Unreadable(lambda: _("The number is negative. Correct it."))
        if above_zero and found == 0:
            raise Unreadable(lambda: _("The number must be above zero."))
        if found >= Decimal(10) ** (digits - places):
            raise Unreadable(lambda: _("The number is too large to be true."))
        exact = found.quantize(Decimal(1).scaleb(-places))
        if exact != found:
            raise Unreadable(
                lambda: (
                    _("The number has more than %(places)s decimal places. Round it.") % {"places": places}
                )
            )
        return exact

    return parse


def integer(*, least: int = 0, most: int = 2_147_483_647) -> Parser:
    """Return a parser of a whole number within limits."""

    def parse(value: Any, _reading: Reading) -> int:
        found = _number(value)
        if found != found.to_integral_value():
            raise Unreadable(lambda: _("This is not a whole number."))
        if not least <= found <= most:
            raise Unreadable(
                lambda: (
                    _("The number must lie between %(least)s and %(most)s.") % {"least": least, "most": most}
                )
            )
        return int(found)

    return parse


def yes_no(value: Any, _reading: Reading) -> bool:
    """Read yes or no."""
    written = fold(as_text(value))
    if written in YES:
        return True
    if written in NO:
        return False
    raise Unreadable(lambda: _("Write yes or no."))


def country(value: Any, reading: Reading) -> str:
    """Read a country by our two-letter code, its three-letter code, or its name in any project language."""
    written = as_text(value)
    found = reading.country(written[:100])
    if found is None:
        raise Unreadable(
            lambda: _("No country has this code or name.") + _meant_country(written[:100], reading)
        )
    return found


def _meant_country(written: str, reading: Reading) -> str:
    word = reading.nearest_country(written)
    return " " + _("Did you mean “%(word)s”?") % {"word": word} if word else ""


def currency(value: Any, _reading: Reading) -> str:
    """Read the three letters of a currency."""
    written = as_text(value).upper()
    if not CURRENCY.match(written):
        raise Unreadable(lambda: _("A currency is named by three letters: EUR, USD, KZT."))
    return written


def language(value: Any, _reading: Reading) -> str:
    """Read the tag of a language: ru, uz-Cyrl, fa-AF."""
    first, *rest = as_text(value).replace("_", "-").split("-")
    written = "-".join([first.lower(), *rest])
    if not LANGUAGE.match(written):
        raise Unreadable(lambda: _("A language is named by its tag: ru, kk, uz-Cyrl, fa-AF."))
    return written


def email(value: Any, _reading: Reading) -> str:
    """Read an e-mail address."""
    written = as_text(value)
    try:
        validate_email(written)
    except ValidationError:
        raise Unreadable(lambda: _("This is not an e-mail address.")) from None
    if len(written) > 254:
        raise Unreadable(lambda: _("This e-mail address is too long."))
    return written


def listed(one: Parser) -> Parser:
    """Return a parser of several values, each read by `one`, with semicolons between them."""

    def parse(value: Any, reading: Reading) -> tuple[Any, ...]:
        if not isinstance(value, str):
            return (one(value, reading),)
        parts = [part for part in map(str.strip, value.replace("；", ";").split(";")) if part]
        return tuple(dict.fromkeys(one(part, reading) for part in parts))

    return parse
