"""Countries are recognised however people write them, and named as the programme names them."""

import pytest
from django.utils.translation import override

from tumar.places import names, reference, spelling


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KZ", "KZ"),
        ("kz", "KZ"),
        ("KAZ", "KZ"),
        ("Kazakhstan", "KZ"),
        ("Республика Казахстан", "KZ"),
        ("Қазақстан", "KZ"),
        ("KYRGYZSTAN", "KG"),
        ("Kyrgyz Republic", "KG"),
        ("Киргизия", "KG"),
        ("Кыргызстан", "KG"),
        ("O'zbekiston", "UZ"),
        ("Oʻzbekiston", "UZ"),
        ("Ўзбекистон", "UZ"),
        ("Тоҷикистон", "TJ"),
        ("Монгол", "MN"),
        ("افغانستان", "AF"),
        ("پاکستان", "PK"),
        ("Shqipëri", "AL"),
        ("Հայաստան", "AM"),
        ("Azərbaycan", "AZ"),
        ("Bosna i Hercegovina", "BA"),
        ("საქართველო", "GE"),
        ("Republica Moldova", "MD"),
        ("Молдова", "MD"),
        ("Crna Gora", "ME"),
        ("Северна Македонија", "MK"),
        ("Србија", "RS"),
        ("Srbija", "RS"),
        ("Україна", "UA"),
        ("Kosovo*", "XK"),
        ("XKX", "XK"),
        ("Палестина**", "PS"),
        ("  U.S.A. ", "US"),
    ],
)
def test_a_country_is_found_as_people_write_it(written, code):
    assert names.find(written) == code


@pytest.mark.parametrize("written", ["", "Atlantis", "QQ", "Central Asia", "77", "*"])
def test_what_is_no_country_is_not_found(written):
    assert names.find(written) is None


@pytest.mark.parametrize(
    ("written", "code"), [("Uzbekstan", "UZ"), ("Kazachstan", "KZ"), ("Таджикистон", "TJ"), ("Mongol", "MN")]
)
def test_a_slip_of_the_pen_gets_a_suggestion(written, code):
    assert names.find(written) is None
    assert names.nearest(written) == code


def test_nothing_is_suggested_for_what_looks_like_no_country():
    assert names.nearest("Atlantis") is None


@pytest.mark.parametrize("language", names.KNOWN_LANGUAGES)
def test_every_country_is_found_by_its_own_name_in_every_project_language(language):
    territories = spelling.locale(language).territories
    wrong = {
        territories[code]: names.find(territories[code])
        for code, _alpha3, _numeric in reference.COUNTRIES
        if code in territories and names.find(territories[code]) != code
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "code", "name"),
    [
        ("en", "KG", "Kyrgyzstan"),
        ("ru", "KG", "Кыргызстан"),
        ("ru", "MD", "Республика Молдова"),
        ("en", "XK", "Kosovo*"),
        ("ru", "XK", "Косово*"),
        ("en", "PS", "Palestine**"),
        ("fa-af", "AF", "افغانستان"),
    ],
)
def test_a_country_is_named_with_its_mark(language, code, name):
    with override(language):
        assert names.marked_name(code) == name


def test_an_unknown_code_stands_for_itself():
    assert names.name("QQ", "en") == "QQ"
