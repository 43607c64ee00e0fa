"""Names: the order in which lists show them, what a certificate bears, what is proposed and what is found."""

import pytest

from tumar.people import rules
from tumar.people.rules import Name


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        ("KZ", "Rahimi Najib"),
        ("AF", "Najib Rahimi"),
        ("PK", "Najib Rahimi"),
        ("RS", "Najib Rahimi"),
        ("INT", "Najib Rahimi"),
    ],
)
def test_lists_put_the_family_or_the_given_name_first(country, shown):
    assert rules.display_name(Name(), Name("Rahimi", "Najib"), country=country) == shown


def test_a_certificate_bears_the_passport_s_spelling_where_it_is_known():
    original = Name("Қасымова", "Әлия", "Серікқызы")
    assert rules.certificate_name(original, Name("Kassymova", "Aliya"), country="KZ") == "Kassymova Aliya"
    assert rules.certificate_name(original, Name(), country="KZ") == "Қасымова Әлия Серікқызы"
    assert rules.certificate_name(Name(), Name(single="Najib"), country="AF") == "Najib"


@pytest.mark.parametrize(
    ("country", "name", "language", "latin"),
    [
        ("KZ", Name("Қасымова", "Әлия"), "kk", "Kasymova Aliya"),
        ("UZ", Name("Ғуломов", "Ўткир"), "uz", "Gʻulomov Oʻtkir"),
        ("UA", Name("Згурський", "Юрій"), "uk", "Zghurskyi Yurii"),
        ("UA", Name("Рыжов", "Эдуард"), "ru", "Ryzhov Eduard"),
        ("GE", Name("ბერიძე", "გიორგი"), "ka", "Beridze Giorgi"),
        ("GE", Name("Иванов", "Пётр"), "ru", "Ivanov Petr"),
        ("AZ", Name("Həsənov", "İlqar"), "az", "Hasanov Ilqar"),
        ("PK", Name(single="عمران"), "ur", "Amran"),
        ("MD", Name("Țurcanu", "Ștefan"), "ro", "Turcanu Stefan"),
        ("MD", Name("Чебан", "Иван"), "ru", "Cheban Ivan"),
        ("MK", Name("Ѓорѓиев", "Ќирил"), "mk", "Gjorgjiev Kjiril"),
        ("BR", Name("Иванов", "Пётр"), "ru", "Ivanov Petr"),
    ],
)
def test_a_latin_spelling_is_proposed_by_the_language_of_the_name(country, name, language, latin):
    proposal = rules.proposed_latin(name, country)
    assert proposal is not None
    assert proposal.system.language == language
    assert str(proposal.name) == latin


@pytest.mark.parametrize("name", [Name(), Name("山田", "太郎")])
def test_no_spelling_is_proposed_where_no_table_reads_the_name(name):
    assert rules.proposed_latin(name, "KZ") is None


@pytest.mark.parametrize(
    ("asked", "own", "latin"),
    [
        ("Kasymova", Name("Қасымова", "Әлия"), Name()),
        ("kassym", Name("Қасымова", "Әлия"), Name()),
        ("Касымова", Name("Қасымова", "Әлия"), Name()),
        ("Қасымова", Name(), Name("Kassymova", "Aliya")),
        ("Юсупов", Name(), Name("Jusupov", "Timur")),
        ("O'tkir", Name("Каримов", "Ўткир"), Name()),
        ("Beridze", Name("ბერიძე", "გიორგი"), Name()),
        ("Milošević", Name("Милошевић", "Ана"), Name()),
    ],
)
def test_a_person_is_found_in_any_script_by_the_beginning_of_a_name(asked, own, latin):
    text = rules.person_search_text("KZ-000001", own, latin)
    assert any(spelling in text for spelling in rules.spellings(asked))


@pytest.mark.parametrize("asked", ["Ahmetov", "symova", "12"])
def test_a_person_is_not_found_by_another_name(asked):
    text = rules.person_search_text("KZ-000001", Name("Қасымова", "Әлия"), Name())
    assert not any(spelling in text for spelling in rules.spellings(asked))


def test_what_a_person_is_found_by_fits_its_column():
    long = Name("Ш" * 100, "Ж" * 100, "Щ" * 100)
    assert len(rules.person_search_text("KZ-000001", long, long)) <= 900
