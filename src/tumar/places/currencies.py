"""The currencies in which amounts are typed, by name in the language of the page."""

from babel import Locale
from django.utils.translation import get_language

# The programme's own currency, those it buys in, and those of its partner countries (domain.md 4.8).
CURRENCIES = (
    *("EUR", "USD", "GBP", "CHF", "JPY", "AFN", "KZT", "KGS", "MNT", "PKR", "TJS", "UZS"),
    *("ALL", "AMD", "AZN", "BAM", "GEL", "MDL", "MKD", "RSD", "UAH"),
)


def currency_choices(kept: str = "") -> list[tuple[str, str]]:
    """Return the currencies to choose from, by name in the language of the page, and the one kept."""
    named = Locale.parse((get_language() or "en").split("-")[0]).currencies
    codes = dict.fromkeys([*CURRENCIES, *([kept] if kept else [])])
    return [(code, f"{code} · {named.get(code, code)}") for code in codes]
