"""Which clocks a place goes by."""

import pytest

from tumar.kernel import zones
from tumar.places.zones import _BY_CITY, OF_COUNTRY, zone_of

PROGRAMME = (
    "AF",
    "KZ",
    "KG",
    "MN",
    "PK",
    "TJ",
    "UZ",
    "AL",
    "AM",
    "AZ",
    "BA",
    "GE",
    "MD",
    "ME",
    "MK",
    "RS",
    "UA",
)


@pytest.mark.parametrize("zone", sorted({*OF_COUNTRY.values(), *_BY_CITY.values()}))
def test_every_zone_named_is_one(zone):
    assert zones.zone(zone).key == zone


def test_every_country_of_the_programme_has_its_clocks():
    assert [country for country in PROGRAMME if zone_of(country) == "UTC"] == []


@pytest.mark.parametrize(
    ("country", "place", "zone"),
    [
        ("KZ", "", "Asia/Almaty"),
        ("KZ", "Aktau", "Asia/Aqtau"),
        ("KZ", "Уральск", "Asia/Oral"),
        ("MN", "Khovd", "Asia/Hovd"),
        ("UZ", "Самарканд", "Asia/Samarkand"),
        ("XK", "", "Europe/Belgrade"),
        # People of one country meet in another: the clocks are those of where they are.
        ("AF", "Dushanbe", "Asia/Dushanbe"),
        ("AF", "Душанбе, Таджикистан", "Asia/Dushanbe"),
        ("AF", "Ташкент", "Asia/Tashkent"),
        ("AF", "Hotel Serena, Tajikistan", "Asia/Dushanbe"),
        ("KZ", "Ministry of Health, Astana", "Asia/Almaty"),
        ("KZ", "Hotel Kazakhstan in Bishkek", "Asia/Bishkek"),
        (None, "Geneva", "Europe/Zurich"),
        (None, "Vienna (Austria)", "Europe/Vienna"),
        (None, "", "UTC"),
        (None, "Somewhere", "UTC"),
        ("ZZ", "", "UTC"),
    ],
)
def test_a_place_goes_by_its_city_then_by_the_country_it_names_then_by_its_own(country, place, zone):
    assert zone_of(country, place) == zone
