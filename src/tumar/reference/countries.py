"""Which countries the reference programme works in, and since when, after published pages."""

from datetime import date

CENTRAL_ASIA = ("AF", "KZ", "KG", "MN", "PK", "TJ", "UZ")
EASTERN_EUROPE = ("AL", "AM", "AZ", "BA", "GE", "MD", "ME", "MK", "RS", "UA")
PARTNERS = CENTRAL_ASIA + EASTERN_EUROPE

KICK_OFF = "News item on the regional kick-off meeting, Bishkek, 2-3 February 2017"
FIRST_WORKSHOP = "News item on the first train-the-trainers workshop, Almaty, 2-6 October 2017"
SECOND_MEETING = "News item on the second regional meeting, Tashkent, 2-3 November 2017"
WIDENED = "Programme's public page, 10 April 2024: support in 2020-2021; the page states no day"

SINCE: dict[str, tuple[date, str]] = {
    **{code: (date(2017, 2, 2), KICK_OFF) for code in ("AF", "KG", "MN", "TJ", "UZ")},
    "KZ": (date(2017, 10, 2), FIRST_WORKSHOP),
    "PK": (date(2017, 11, 2), SECOND_MEETING),
    **{code: (date(2020, 1, 1), WIDENED) for code in EASTERN_EUROPE},
}

ENGLISH = {
    "AF": "Afghanistan",
    "KZ": "Kazakhstan",
    "KG": "Kyrgyzstan",
    "MN": "Mongolia",
    "PK": "Pakistan",
    "TJ": "Tajikistan",
    "UZ": "Uzbekistan",
    "AL": "Albania",
    "AM": "Armenia",
    "AZ": "Azerbaijan",
    "BA": "Bosnia and Herzegovina",
    "GE": "Georgia",
    "MD": "Moldova",
    "ME": "Montenegro",
    "MK": "North Macedonia",
    "RS": "Serbia",
    "UA": "Ukraine",
}
# In Russian as it stands after «для»; English needs no such form.
RUSSIAN_FOR = {
    "AF": "Афганистана",
    "KZ": "Казахстана",
    "KG": "Кыргызстана",
    "MN": "Монголии",
    "PK": "Пакистана",
    "TJ": "Таджикистана",
    "UZ": "Узбекистана",
}
