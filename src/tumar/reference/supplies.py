"""Consignments of equipment, and of supplies under the response, down to the cent."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random

from tumar.reference import lots, stock
from tumar.reference.book import CODE, Book
from tumar.reference.countries import CENTRAL_ASIA, EASTERN_EUROPE
from tumar.reference.happenings import EVIDENCE
from tumar.reference.programme import RESPONSE
from tumar.reference.rates import DECIMALS, LOCAL, Rates

EQUIPMENT_CENTS, RESPONSE_CENTS = 163_451_233, 96_348_055
CENT = Decimal("0.01")
ITEMS: dict[str, list[str]] = json.loads((stock.FOLDER / "items.json").read_text(encoding="utf-8"))
# In which currency an item was bought where it was not the euro; LOCAL is the recipient's own.
BOUGHT_IN = {
    "cycler": "USD",
    "photometer": "GBP",
    "anemometer": "GBP",
    "pipettes": "CHF",
    "cycler-small": "JPY",
    "coverall": "LOCAL",
    "gloves": "LOCAL",
    "goggles": "LOCAL",
    "detection": "USD",
}

# Recipient, year, items: three consignments to each of the seven countries.
FIRST = {"cabinet": 3, "autoclave": 2, "freezer": 2, "centrifuge": 3, "incubator": 2, "pipettes": 10}
SECOND = {"cycler": 1, "extraction": 10, "detection": 12, "anemometer": 2, "photometer": 1, "smoke": 2}
THIRD = {"coverall": 420, "respirator": 1500, "goggles": 250, "gloves": 240}
EXTRA = {
    "KZ": "isolator",
    "KG": "isolator",
    "MN": "isolator",
    "PK": "isolator",
    "UZ": "sequencer",
    "AF": "cycler-small",
}
AGAINST_COVID = {"respirator": 3200, "coverall": 900, "gloves": 500, "extraction": 28, "detection": 37}
# Published: 11 March 2021, EUR 100,000, kits and materials for 8,000 tests.
KITS_DAY, KITS = date(2021, 3, 11), {"covid-kit": 8000}


@dataclass
class Line:
    """One item of a consignment at the price paid."""

    item: str
    quantity: int
    unit_value: Decimal
    currency: str
    euro_cents: int


@dataclass
class Consignment:
    """What one organisation received, or is still to receive."""

    code: str
    country: str
    recipient: str
    handed_over: date | None
    rate_month: str
    response: str = ""
    note: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def evidence(self) -> str:
        """The name of the handover protocol, as the book has it; none while nothing was handed over."""
        return f"{EVIDENCE}/{self.code}.pdf" if self.handed_over else ""

    @property
    def euro_cents(self) -> int:
        return sum(line.euro_cents for line in self.lines)


def euro_cents(unit_value: Decimal, quantity: int, per_euro: Decimal) -> int:
    """Return the value of a line in euro cents, rounded once, half to even."""
    return int((unit_value * quantity / per_euro * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


class Buyer:
    """Buys items at prices that sway a little, in the currency in which they are sold."""

    def __init__(self, rates: Rates, chance: Random) -> None:
        self._rates = rates
        self._chance = chance

    def buy(self, consignment: Consignment, basket: dict[str, int], *, exact: bool = False) -> None:
        """Add a line for each item of the basket; exact means at the price of the list, in euro."""
        for item, quantity in basket.items():
            price = Decimal(ITEMS[item][3])
            currency = "EUR"
            if not exact:
                price *= 1 + Decimal(self._chance.randint(-40, 40)) / 1000
                currency = BOUGHT_IN.get(item, "EUR")
                currency = LOCAL[consignment.country] if currency == "LOCAL" else currency
            per_euro = self._rates.per_euro(currency, consignment.rate_month)
            places = Decimal(1).scaleb(-DECIMALS.get(currency, 2))
            unit_value = (price * per_euro).quantize(places, ROUND_HALF_EVEN)
            cents = euro_cents(unit_value, quantity, per_euro)
            consignment.lines.append(Line(item, quantity, unit_value, currency, cents))


def all_of_them(rates: Rates, seed: str) -> list[Consignment]:
    """Return the consignments of both kinds; each kind comes to its total exactly."""
    chance = lots.stream(seed, "supplies")
    buyer = Buyer(rates, chance)
    equipment = [one for country in CENTRAL_ASIA for one in _equipment(country, buyer, chance)]
    equipment.append(_to_the_cent("TJ", "sequencer", EQUIPMENT_CENTS, equipment, date(2022, 6, 14), "S04"))
    response = [_kits(buyer)]
    for country in (*CENTRAL_ASIA, *EASTERN_EUROPE):
        if country != "KG":
            response.append(_against_covid(country, buyer, chance))
    response.append(
        _to_the_cent("GE", "cycler", RESPONSE_CENTS, response, date(2021, 10, 5), "R02", RESPONSE)
    )
    return [*equipment, *response, _on_its_way(buyer)]


def _equipment(country: str, buyer: Buyer, chance: Random) -> list[Consignment]:
    made = []
    baskets = ((2018, "LAB", FIRST), (2019, "VET", SECOND), (2021, "PHI", THIRD))
    for number, (year, recipient, basket) in enumerate(baskets, 1):
        day = date(year, 3, 1) + timedelta(days=chance.randrange(250))
        if (country, number) == ("MN", 2):
            day = date(2019, 4, 30)
        if country == "AF" and year == 2021:
            day = date(2020, 11, 17)
        one = _consignment(f"{CODE}-{country}-S{number:02d}", country, recipient, _weekday(day))
        buyer.buy(one, basket)
        if number == 2 and country in EXTRA:
            buyer.buy(one, {EXTRA[country]: 1})
        made.append(one)
    return made


def _consignment(
    code: str, country: str, recipient: str, day: date, response: str = "", note: str = ""
) -> Consignment:
    return Consignment(code, country, f"{country}-{recipient}", day, f"{day:%Y-%m}", response, note)


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() > 4 else day


def _kits(buyer: Buyer) -> Consignment:
    one = _consignment(
        f"{CODE}-KG-R01",
        "KG",
        "PHI",
        KITS_DAY,
        RESPONSE,
        "Diagnostic kits and materials for 8,000 PCR tests.",
    )
    buyer.buy(one, KITS, exact=True)
    return one


def _against_covid(country: str, buyer: Buyer, chance: Random) -> Consignment:
    day = date(2020, 7, 1) + timedelta(days=chance.randrange(365))
    recipient = chance.choice(("PHI", "HOS", "LAB"))
    one = _consignment(f"{CODE}-{country}-R01", country, recipient, _weekday(day), RESPONSE)
    buyer.buy(one, AGAINST_COVID)
    return one


def _to_the_cent(
    country: str,
    item: str,
    total: int,
    others: list[Consignment],
    day: date,
    number: str,
    response: str = "",
) -> Consignment:
    """Return a consignment of one item, bought in euro, at the price that makes the total."""
    rest = total - sum(one.euro_cents for one in others)
    usual = Decimal(ITEMS[item][3]) * 100
    if not usual / 2 < rest < usual * 2:
        raise ValueError(f"{item} would cost {rest} cents")
    one = _consignment(f"{CODE}-{country}-{number}", country, "PHI", day, response)
    one.lines.append(Line(item, 1, Decimal(rest) * CENT, "EUR", rest))
    return one


def _on_its_way(buyer: Buyer) -> Consignment:
    one = Consignment(
        f"{CODE}-PK-S04", "PK", "PK-LAB", None, "2022-09", note="On its way; not handed over yet."
    )
    buyer.buy(one, {"cabinet": 2, "cycler-small": 1})
    return one


def tell(book: Book, consignments: list[Consignment]) -> None:
    """Tell the consignments and their lines to the book."""
    for one in consignments:
        book.add(
            "Consignments",
            *(one.code, CODE, one.response, one.recipient, one.country, one.handed_over, one.note),
            one.evidence,
        )
        for number, line in enumerate(one.lines, 1):
            category, description, unit, _price = ITEMS[line.item]
            # The month is told only where the day of handover does not tell it.
            month = "" if one.handed_over else one.rate_month
            book.add(
                "Consignment lines",
                *(one.code, number, category, description, line.quantity, unit),
                *(line.unit_value, line.currency, month),
            )
