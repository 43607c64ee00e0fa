"""Quantities and prices as people type them: decimal commas, thousands apart, a currency beside."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tumar.kernel.tables.grids import Value
from tumar.people.rules.values import words
from tumar.people.rules.values.remarks import Said

DIGITS = re.compile(r"[-−]?\d[\d\s\u00a0\u202f.,'’]*")
BLANKS = re.compile(r"[\s\u00a0\u202f'’]")


@dataclass(frozen=True)
class Amount:
    """A number as a cell states it, with the words around it: a unit or a currency."""

    value: Decimal | None = None
    beside: str = ""
    said: Said | None = None


def _decimal(written: str) -> tuple[Decimal | None, bool]:
    """Return the number, and whether a single sign before three digits leaves it open what it means."""
    bare = BLANKS.sub("", written).rstrip(".,").replace("−", "-")
    commas, points = bare.count(","), bare.count(".")
    is_open = False
    if commas and points:
        last = max(bare.rfind(","), bare.rfind("."))
        bare = re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]
    elif commas > 1 or points > 1:
        bare = bare.replace(",", "").replace(".", "")
    elif commas or points:
        sign = "," if commas else "."
        before, _sign, after = bare.partition(sign)
        is_open = len(after) == 3 and 0 < len(before.lstrip("-")) <= 3 and before.lstrip("-") != "0"
        bare = bare.replace(sign, "" if is_open and sign == "," else ".")
    try:
        return Decimal(bare), is_open
    except InvalidOperation:
        return None, False


def amount(value: Value) -> Amount:
    """Return the number that a cell states; said where it states none, or leaves open which."""
    if isinstance(value, bool) or value is None:
        return Amount(said=Said.NUMBER_UNREADABLE if value is not None else None)
    if isinstance(value, int | float):
        return Amount(Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value))
    if not isinstance(value, str):
        return Amount(said=Said.NUMBER_UNREADABLE)
    found = DIGITS.search(value.translate(PERSIAN))
    if not found:
        return Amount(beside=value, said=Said.NUMBER_UNREADABLE)
    number, is_open = _decimal(found[0])
    beside = " ".join((value[: found.start()] + " " + value[found.end() :]).split())
    said = Said.NUMBER_UNREADABLE if number is None else Said.NUMBER_AMBIGUOUS if is_open else None
    return Amount(number, beside, said)


PERSIAN = {0x660 + digit: str(digit) for digit in range(10)} | {
    0x6F0 + digit: str(digit) for digit in range(10)
}


def currency_beside(said: Amount, country: str = "") -> str | None:
    """Return the currency that stands beside a number, or None."""
    return words.currency(said.beside, country) if said.beside else None
