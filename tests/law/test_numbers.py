"""Numbers as printed, as they stand in addresses, and in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.structure.numbers import Number, arabic, number_of, roman, roman_value
from tumar.law.rules.traditions import traditions


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("12", "12"),
        ("12-1", "12-1"),
        ("12.1", "12.1"),
        ("12¹", "12sup1"),
        ("12^1", "12sup1"),
        ("12¹²", "12sup12"),
        ("12/1", "12slash1"),
        ("12а", "12a"),
        ("12-а", "12a"),
        ("12b", "12b"),
        ("12 bis", "12bis"),
        ("12-1-2", "12-1-2"),
        ("12¹-1", "12sup1-1"),
        ("3.1.2", "3.1.2"),
        ("З.1", "3.1"),
        ("۱۲", "12"),
        ("٣", "3"),
    ],
)
def test_a_number_keeps_in_its_address_what_tells_it_from_others(printed, address):
    assert arabic(printed).address == address


def test_no_two_spellings_of_a_number_share_an_address():
    printed = [
        "121",
        "12-1",
        "12.1",
        "12¹",
        "12/1",
        "12а",
        "12б",
        "12ш",
        "12 bis",
        "12-1-1",
        "12.1.1",
        "12¹-1",
    ]
    assert len({arabic(one).address for one in printed}) == len(printed)


@pytest.mark.parametrize(
    ("printed", "value"),
    [("I", 1), ("IV", 4), ("XL", 40), ("ХІV", 14), ("ІІ", 2), ("ХХІ", 21), ("IIII", 4), ("МС", 1100)],
)
def test_roman_numbers_are_read_in_latin_and_in_letters_that_look_like_it(printed, value):
    assert roman_value(printed) == value


@pytest.mark.parametrize("word", ["", "IC", "VX", "MIX-UP", "ДЕЛ"])
def test_words_that_only_use_the_letters_are_no_roman_numbers(word):
    assert roman_value(word) is None


def test_a_roman_number_stands_in_latin_capitals_in_its_address():
    assert roman("ХІІ-1").address == "XII-1"


@pytest.mark.parametrize(
    ("word", "tradition", "value"),
    [
        ("первая", "ru", 1),
        ("ДВАДЦАТЬ ПЕРВАЯ", "ru", 21),
        ("тридцатая", "ru", 30),
        ("жиырма бірінші", "kk", 21),
        ("он екінші", "kk", 12),
        ("жиырмасыншы", "kk", 20),
        ("o'n uchinchi", "uz", 13),
        ("ҳаждаҳум", "tg", 18),
        ("бисту якум", "tg", 21),
        ("АРВАН ХОЁРДУГААР", "mn", 12),
        ("ХОРЬДУГААР", "mn", 20),
        ("ХОРИН НЭГДҮГЭЭР", "mn", 21),
        ("iyirmi ikinci", "az", 22),
        ("მეოთხე", "ka", 4),
        ("երրորդ", "hy", 3),
        ("a doua", "ro", 2),
        ("други", "sr", 2),
        ("трета", "mk", 3),
        ("i tretë", "sq", 3),
        ("بیست و یکم", "fa-AF", 21),
        ("سی ام", "fa-AF", 30),
        ("دوه یمه", "ps", 2),
        ("چہارم", "ur", 4),
        ("twenty-first", "en", 21),
    ],
)
def test_numbers_in_words_are_read_in_each_language(word, tradition, value):
    assert number_of(word, traditions()[tradition]) == Number(str(value), (value,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("4", "5"),
        ("4", "4-1"),
        ("4-1", "4-2"),
        ("4-2", "5"),
        ("4", "4¹"),
        ("4¹", "5"),
        ("4", "4а"),
        ("4а", "4б"),
        ("4", "4 bis"),
    ],
)
def test_a_number_follows_another(before, after):
    assert arabic(after).follows(arabic(before))


@pytest.mark.parametrize(
    ("before", "after"), [("4", "6"), ("4", "4"), ("5", "4"), ("4", "4-2"), ("4-1", "4-3")]
)
def test_a_number_does_not_follow_another(before, after):
    assert not arabic(after).follows(arabic(before))


@given(st.integers(1, 3999))
def test_a_roman_number_says_what_its_letters_say(value):
    tens = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
    ]
    written, rest = "", value
    for worth, letters in [*tens, (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        written += letters * (rest // worth)
        rest %= worth
    assert roman_value(written) == value
