"""Illustrative exchange rates of the months in which consignments were handed over."""

from decimal import Decimal

from tumar.reference import lots
from tumar.reference.book import Book

SOURCE = "Illustrative rate for demonstration"
DECIMALS = {"JPY": 0}

# Units per euro at the beginning of 2018, and how they moved in a year.
ABOUT: dict[str, tuple[str, str]] = {
    "USD": ("1.18", "-0.02"),
    "GBP": ("0.88", "-0.01"),
    "CHF": ("1.12", "-0.02"),
    "JPY": ("130", "1"),
    "KZT": ("400", "22"),
    "KGS": ("80", "4"),
    "TJS": ("10.6", "0.5"),
    "UZS": ("9600", "700"),
    "MNT": ("2900", "120"),
    "PKR": ("135", "18"),
    "AFN": ("83", "3"),
    "UAH": ("33", "-0.5"),
    "GEL": ("3.05", "0.2"),
    "AMD": ("575", "-2"),
    "MDL": ("20.6", "-0.1"),
    "RSD": ("118", "-0.2"),
    "ALL": ("133", "-3"),
    "MKD": ("61.5", "0.05"),
    "BAM": ("1.95583", "0"),
    "AZN": ("2.0", "0"),
}
LOCAL = {
    "KZ": "KZT",
    "KG": "KGS",
    "TJ": "TJS",
    "UZ": "UZS",
    "MN": "MNT",
    "PK": "PKR",
    "AF": "AFN",
    "UA": "UAH",
    "GE": "GEL",
    "AM": "AMD",
    "MD": "MDL",
    "RS": "RSD",
    "AL": "ALL",
    "MK": "MKD",
    "BA": "BAM",
    "AZ": "AZN",
    "ME": "EUR",
}


class Rates:
    """Gives the rate of a currency in a month, and remembers which were asked for."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._used: dict[tuple[str, str], Decimal] = {}

    def per_euro(self, currency: str, month: str) -> Decimal:
        """Return how many units one euro bought in the month (yyyy-mm)."""
        if currency == "EUR":
            return Decimal(1)
        if (currency, month) not in self._used:
            start, drift = (Decimal(number) for number in ABOUT[currency])
            years = Decimal(int(month[:4]) - 2018) + Decimal(int(month[5:])) / 12
            sway = Decimal(lots.stream(self._seed, currency, month).randint(-150, 150)) / 10_000
            # A currency that is tied to the euro does not sway.
            moved = (start + drift * years) * (1 + sway) if drift else start
            self._used[(currency, month)] = moved.quantize(Decimal("0.00001"))
        return self._used[(currency, month)]

    def tell(self, book: Book) -> None:
        """Tell every rate that was asked for."""
        for currency, month in sorted(self._used):
            book.add("Exchange rates", currency, month, self._used[(currency, month)], SOURCE)
