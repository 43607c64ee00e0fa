"""The registry of traditions: data that a person may add to, checked when they are read."""

import re

import pytest

from tumar.law.rules.structure.numbers import letter_address
from tumar.law.rules.traditions import BadTradition, by_language, read, traditions
from tumar.law.rules.units import Kind

LANGUAGES = (
    *(
        "ru",
        "kk",
        "kk-Latn",
        "ky",
        "uz",
        "uz-Latn",
        "uz-Cyrl",
        "tg",
        "tk",
        "mn",
        "az",
        "ka",
        "hy",
        "ro",
        "uk",
    ),
    *("sr", "sr-Cyrl", "sr-Latn", "bs", "hr", "cnr", "mk", "sq", "fa-AF", "ps", "ur", "en"),
)
LEAST = {
    "code": "xx",
    "name": "Sample",
    "languages": [{"code": "xx", "common": "and of"}],
    "headings": [{"kind": "article", "words": ["Artikel"], "number": "after"}],
    "letters": ["a b c"],
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_of_the_programme_has_a_tradition(code):
    assert by_language()[code.lower()][0] in traditions().values()


@pytest.mark.parametrize("code", sorted(traditions()))
def test_a_tradition_has_articles_annexes_and_words_to_be_known_by(code):
    tradition = traditions()[code]
    kinds = {heading.kind for heading in tradition.headings}
    assert kinds >= {Kind.ARTICLE, Kind.ANNEX, Kind.CHAPTER}
    assert all(len(language.common) >= 10 for language in tradition.languages)


@pytest.mark.parametrize("code", sorted(traditions()))
def test_no_two_letters_of_an_alphabet_share_an_address(code):
    for alphabet in traditions()[code].alphabets:
        spelt = [letter_address(letter) for letter in alphabet]
        assert len(set(spelt)) == len(alphabet)
        assert all(one.isascii() and one.isalnum() for one in spelt)


@pytest.mark.parametrize("code", sorted(traditions()))
def test_the_expressions_of_a_tradition_are_sound(code):
    tradition = traditions()[code]
    ordinals = tradition.ordinals
    told = [*ordinals.words, *ordinals.tens, *ordinals.round, *ordinals.suffixes, *tradition.repealed]
    for expression in [*told, *tradition.note_words, *tradition.note_lines]:
        assert re.compile(expression).fullmatch("") is None


def test_a_tradition_needs_little():
    tradition = read(LEAST)
    assert tradition.marks["1."] is Kind.PARAGRAPH
    assert tradition.dashes == "counted"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hedings": []}, "nobody knows hedings"),
        ({"dashes": "dropped"}, "dashes are counted or nested"),
        ({"marks": {"1:": "point"}}, "no number is written as 1:"),
        ({"headings": [{"kind": "letter", "words": ["x"], "number": "after"}]}, "no heading can be letter"),
        ({"headings": [{"kind": "article", "words": ["x"], "number": "beside"}]}, "with its number beside"),
        (
            {"headings": [{"kind": "article", "words": ["x"], "number": "after", "numerals": ["greek"]}]},
            "numerals are",
        ),
    ],
)
def test_what_cannot_be_is_said_when_a_tradition_is_read(changed, said):
    with pytest.raises(BadTradition, match=said):
        read({**LEAST, **changed}, "xx.toml")


def test_what_is_missing_is_said():
    with pytest.raises(BadTradition, match="there is no letters"):
        read({key: value for key, value in LEAST.items() if key != "letters"}, "xx.toml")
