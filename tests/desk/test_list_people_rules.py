"""What lists say in words: organisations' kinds and names, whereabouts, names as the record has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.people.rules.employers import employer_key, kind_by_name
from tumar.people.rules.listed_names import name_key, written_names
from tumar.people.rules.whereabouts import country_by_contact

NOTHING = dict.fromkeys(("family", "given", "patronymic", "single"), "") | dict.fromkeys(
    ("family_latin", "given_latin", "patronymic_latin", "single_latin"), ""
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Министерство здравоохранения", "ministry"),
        ("Ministry of Agriculture", "ministry"),
        ("Соғлиқни сақлаш вазирлиги", "ministry"),
        ("Республиканская ветеринарная лаборатория", "veterinary-service"),
        ("ТОО «Лаборатория»", "laboratory"),
        ("Областная больница № 2", "hospital"),
        ("Toshkent shifoxonasi", "hospital"),
        ("Центр санитарно-эпидемиологического надзора", "public-health-institute"),
        ("Таможенный комитет", "border-service"),
        ("Казахский национальный университет", "university"),
        ("МЧС, центр чрезвычайных ситуаций", "emergency-service"),
        ("ТОО Прогресс", "company"),
        ("Прогресс", "other"),
    ],
)
def test_a_name_tells_the_kind_of_organisation(name, kind):
    assert kind_by_name(name) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ГУ «Лаборатория № 1»", "Лаборатория №1"),
        ("Toshkent shifoxonasi", "toshkent  SHIFOXONASI"),
        ('РГП на ПХВ "Центр"', "«Центр» РГП"),
        ("Oʻzbekiston markazi", "O'zbekiston markazi"),
    ],
)
def test_marks_case_and_legal_form_make_no_other_name(one, other):
    assert employer_key(one) == employer_key(other)


@given(st.text(min_size=1, max_size=60))
def test_any_text_has_a_key_that_is_its_own_key(text):
    key = employer_key(text)
    assert employer_key(key) == key


@pytest.mark.parametrize(
    ("phone", "email", "country"),
    [
        ("+77011234567", "", "KZ"),
        ("+79161234567", "", ""),
        ("+998901234567", "x@mail.ru", "UZ"),
        ("+996555123456", "", "KG"),
        ("+93701234567", "", "AF"),
        ("87011234567", "", ""),
        ("", "a@health.gov.tj", "TJ"),
        ("", "a@example.org", ""),
        ("", "a@radio.me", ""),
        ("", "", ""),
        ("+", "@", ""),
    ],
)
def test_a_number_or_an_address_tells_the_country_when_it_is_told_by_nothing_else(phone, email, country):
    assert country_by_contact(phone, email) == country


def test_a_latin_name_beside_its_own_script_is_the_passports():
    listed = {"family": "Ахметова", "given": "Айжан", "family_latin": "Akhmetova", "given_latin": "Aizhan"}
    found = written_names(listed, "KZ")
    assert (found["family"], found["family_latin"]) == ("Ахметова", "Akhmetova")


@pytest.mark.parametrize(("country", "own"), [("KZ", ""), ("", ""), ("UZ", "Karimov"), ("AL", "Karimov")])
def test_a_latin_name_alone_belongs_where_the_countrys_documents_put_it(country, own):
    found = written_names({"family": "Karimov", "given": "Dilshod"}, country)
    assert found["family"] == own
    assert found["family_latin"] == ("" if own else "Karimov")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"family": "Ахметова", "given": "Айжан"}, {"family_latin": "Akhmetova", "given_latin": "Aizhan"}),
        ({"family": "Ахметова", "given": "Айжан"}, {"family": "Айжан", "given": "Ахметова"}),
    ],
)
def test_one_name_has_one_key_in_any_script_and_order(one, other):
    assert name_key({**NOTHING, **one}) == name_key({**NOTHING, **other})


@pytest.mark.parametrize("facts", [{"family": "Ахметова"}, {"family": "А.", "given": "Б."}, {}], ids=str)
def test_a_name_that_tells_too_little_has_no_key(facts):
    assert name_key({**NOTHING, **facts}) == ()


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["KZ", "UZ", ""]))
def test_no_letter_of_a_listed_name_is_lost(family, given_name, country):
    found = written_names({"family": family, "given": given_name}, country)
    kept = (found["family"] or found["family_latin"], found["given"] or found["given_latin"])
    assert kept == (family, given_name)
