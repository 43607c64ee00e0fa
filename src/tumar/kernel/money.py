"""Money as whole minor units with a currency; conversion at a stated rate, rounded once, half to even."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

# ISO 4217 exponents that differ from 2, for the currencies that a programme here may meet.
EXPONENTS = {"JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3, "OMR": 3, "TND": 3, "IQD": 3, "JOD": 3}


def exponent(currency: str) -> int:
    """Return how many decimal places the currency's minor unit has."""
    return EXPONENTS.get(currency, 2)


def minor_units(amount: Decimal, currency: str) -> int:
    """Return the amount in whole minor units, rounded half to even."""
    return int((amount * 10 ** exponent(currency)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def major_units(minor: int, currency: str) -> Decimal:
    """Return the amount in major units, exactly."""
    return Decimal(minor).scaleb(-exponent(currency))


@dataclass(frozen=True)
class Rate:
    """How many units of a currency one euro buys, in one month, after one source."""

    currency: str
    per_euro: Decimal
    month: str
    source: str


def euro_cents(amount_minor: int, quantity: Decimal, currency: str, per_euro: Decimal) -> int:
    """Return the value of a quantity at a unit price in euro cents; the line is rounded once, at its end."""
    value = major_units(amount_minor, currency) * quantity / per_euro
    return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
