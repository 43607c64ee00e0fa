"""How names are shown, sorted and found."""

import pytest

from tumar.kernel.folding import fold
from tumar.people import rules
from tumar.people.rules import Name


@pytest.mark.parametrize(
    ("original", "latin", "country", "shown"),
    [
        (
            Name("Ахметова", "Айжан", "Сериковна"),
            Name("Akhmetova", "Aizhan"),
            "KZ",
            "Ахметова Айжан Сериковна",
        ),
        (Name(), Name("Akhmetova", "Aizhan"), "KZ", "Akhmetova Aizhan"),
        (Name(single="نجیب"), Name(single="Najib"), "AF", "نجیب"),
        (Name("", "Болормаа", "Батын"), Name(), "MN", "Батын Болормаа"),
        (Name("", "", "", "Тэмүүжин"), Name(), "MN", "Тэмүүжин"),
    ],
)
def test_a_name_is_shown_as_the_country_s_lists_have_it(original, latin, country, shown):
    assert rules.display_name(original, latin, country=country) == shown


def test_persons_are_sorted_by_passport_latin_where_there_is_one():
    assert rules.sort_name(Name("Ахметова", "Айжан"), Name("Akhmetova", "Aizhan")) == "akhmetova aizhan"
    assert rules.sort_name(Name("Ахметова", "Айжан"), Name()) == fold("Ахметова Айжан")


def test_a_person_is_found_by_code_and_by_the_names_in_both_scripts():
    text = rules.person_search_text("KZ-000001", Name("Ёлкин", "Пётр"), Name("Yolkin", "Pyotr"))
    for words in ("KZ-000001", "елкин", "Ёлкин", "yolkin", "ПЕТР"):
        assert fold(words) in text


def test_what_an_organisation_is_found_by_fits_its_column():
    assert len(rules.organisation_search_text("X", "а" * 300, "b" * 300)) <= 700


@pytest.mark.parametrize(
    ("original", "latin", "language", "shown"),
    [
        ("Маркази назорат", "Control Centre", "en", "Control Centre"),
        ("Маркази назорат", "Control Centre", "ru", "Маркази назорат"),
        ("რეგიონული ცენტრი", "Regional Centre", "ru", "Regional Centre"),
        ("اداره صحت عامه", "Public Health Office", "fa-af", "اداره صحت عامه"),
        ("Маркази назорат", "", "en", "Маркази назорат"),
        ("Laboratori Kombëtar", "National Laboratory", "en", "Laboratori Kombëtar"),
    ],
)
def test_an_organisation_is_shown_by_the_name_that_the_reader_can_read(original, latin, language, shown):
    assert rules.readable_name(original, latin, language=language) == shown
