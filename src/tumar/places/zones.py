"""Which clocks a place goes by: the IANA zone of a city, of a country named in the place, of the country.

Zones after the IANA time zone database (zone.tab): where a country has several, the capital's stands for the
country and the cities of the others are named.
"""

import re

from tumar.kernel.folding import fold
from tumar.places import names

UTC = "UTC"

OF_COUNTRY: dict[str, str] = {
    "AF": "Asia/Kabul",
    "AL": "Europe/Tirane",
    "AM": "Asia/Yerevan",
    "AT": "Europe/Vienna",
    "AZ": "Asia/Baku",
    "BA": "Europe/Sarajevo",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "BY": "Europe/Minsk",
    "CH": "Europe/Zurich",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GE": "Asia/Tbilisi",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IT": "Europe/Rome",
    "KG": "Asia/Bishkek",
    "KZ": "Asia/Almaty",
    "LU": "Europe/Luxembourg",
    "MD": "Europe/Chisinau",
    "ME": "Europe/Podgorica",
    "MK": "Europe/Skopje",
    "MN": "Asia/Ulaanbaatar",
    "NL": "Europe/Amsterdam",
    "PK": "Asia/Karachi",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm",
    "TJ": "Asia/Dushanbe",
    "TM": "Asia/Ashgabat",
    "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    # No zone of its own in the database: Belgrade's clocks.
    "XK": "Europe/Belgrade",
}

# Cities in which a programme meets, in the scripts in which lists write them.
_CITIES: dict[str, tuple[str, ...]] = {
    "Asia/Almaty": ("Almaty", "Алматы", "Алма-Ата", "Astana", "Астана", "Nur-Sultan", "Нур-Султан"),
    "Asia/Aqtau": ("Aktau", "Aqtau", "Актау"),
    "Asia/Aqtobe": ("Aktobe", "Aqtöbe", "Актобе"),
    "Asia/Ashgabat": ("Ashgabat", "Ашхабад", "Aşgabat"),
    "Asia/Atyrau": ("Atyrau", "Атырау"),
    "Asia/Baku": ("Baku", "Баку", "Bakı"),
    "Asia/Bishkek": ("Bishkek", "Бишкек", "Osh", "Ош"),
    "Asia/Dushanbe": ("Dushanbe", "Душанбе", "Khujand", "Худжанд"),
    "Asia/Hovd": ("Khovd", "Hovd", "Ховд", "Ulgii", "Ölgii", "Улгий", "Ulaangom", "Улаангом"),
    "Asia/Kabul": ("Kabul", "Кабул", "کابل"),
    "Asia/Karachi": ("Islamabad", "Исламабад", "Karachi", "Карачи", "Lahore", "Лахор"),
    "Asia/Oral": ("Oral", "Uralsk", "Уральск", "Орал"),
    "Asia/Qostanay": ("Kostanay", "Qostanay", "Костанай"),
    "Asia/Qyzylorda": ("Kyzylorda", "Qyzylorda", "Кызылорда"),
    "Asia/Samarkand": ("Samarkand", "Самарканд", "Bukhara", "Бухара", "Nukus", "Нукус"),
    "Asia/Tashkent": ("Tashkent", "Ташкент", "Toshkent"),
    "Asia/Tbilisi": ("Tbilisi", "Тбилиси", "თბილისი"),
    "Asia/Ulaanbaatar": ("Ulaanbaatar", "Ulan Bator", "Улан-Батор", "Улаанбаатар"),
    "Asia/Yerevan": ("Yerevan", "Ереван", "Երևան"),
    "Europe/Belgrade": ("Belgrade", "Белград", "Pristina", "Prishtina", "Приштина"),
    "Europe/Berlin": ("Berlin", "Берлин", "Munich", "Мюнхен"),
    "Europe/Brussels": ("Brussels", "Брюссель", "Bruxelles"),
    "Europe/Chisinau": ("Chisinau", "Chișinău", "Кишинев"),
    "Europe/Istanbul": ("Istanbul", "Стамбул", "Ankara", "Анкара"),
    "Europe/Kyiv": ("Kyiv", "Kiev", "Київ", "Киев"),
    "Europe/Paris": ("Paris", "Париж", "Lyon", "Лион"),
    "Europe/Podgorica": ("Podgorica", "Подгорица"),
    "Europe/Rome": ("Rome", "Рим", "Ispra", "Испра"),
    "Europe/Sarajevo": ("Sarajevo", "Сараево"),
    "Europe/Skopje": ("Skopje", "Скопье"),
    "Europe/Tirane": ("Tirana", "Tiranë", "Тирана"),
    "Europe/Vienna": ("Vienna", "Вена"),
    "Europe/Zurich": ("Geneva", "Женева", "Spiez", "Шпиц"),
}
_BY_CITY = {fold(city): zone for zone, cities in _CITIES.items() for city in cities}
_BETWEEN = re.compile(r"[,;()/\n]|\s[-–—]\s")


def zone_of(country: str | None, place: str = "") -> str:
    """Return the IANA zone of a place: its city's, else that of a country it names, else the country's.

    An event for people of one country is often held in another; its clocks are those of where it is held.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(place) if piece.strip()]
    cities = (_BY_CITY[fold(piece)] for piece in pieces if fold(piece) in _BY_CITY)
    named = (OF_COUNTRY[code] for piece in pieces if (code := names.find(piece)) in OF_COUNTRY)
    words = (_BY_CITY[word] for word in fold(place).split() if word in _BY_CITY)
    found = next(cities, None) or next(named, None) or next(words, None)
    return found or OF_COUNTRY.get(country or "", UTC)
