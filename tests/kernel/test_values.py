"""Intervals, codes, folded text and texts in several languages."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel.codes import is_code, next_code
from tumar.kernel.folding import fold, search_text
from tumar.kernel.intervals import Interval
from tumar.kernel.languages import said

DAYS = st.dates(date(2016, 1, 1), date(2026, 12, 31))
ENDS = st.none() | DAYS


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (date(2020, 3, 11), None, True),
        (date(2020, 3, 12), None, False),
        (None, date(2020, 3, 11), True),
        (None, date(2020, 3, 10), False),
    ],
)
def test_both_ends_of_an_interval_are_included(since, until, holds):
    assert Interval(since, until).holds(date(2020, 3, 11)) is holds


@given(ENDS, ENDS, ENDS, ENDS, DAYS)
def test_two_intervals_that_hold_on_one_day_meet(since, until, other_since, other_until, day):
    one, other = Interval(since, until), Interval(other_since, other_until)
    if one.holds(day) and other.holds(day):
        assert one.meets(other)
        assert other.meets(one)


def test_the_next_code_follows_the_highest_number_of_its_own_prefix():
    assert next_code("KZ", ["KZ-002", "KZ-010", "KZ-X-011", "UZ-090"]) == "KZ-011"
    assert next_code("KZ", []) == "KZ-001"


@pytest.mark.parametrize("text", ["", "kz-1", "KZ 1", "-KZ", "A" * 41, "КЗ-1"])
def test_what_cannot_be_read_out_on_the_telephone_is_no_code(text):
    assert not is_code(text)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Oʻtkir", "o'tkir"),
        ("Алёна", "алена"),
        ("Đorđević", "dordevic"),
        ("  Two   words ", "two words"),
        ("İsmayıl", "ismayil"),
        ("Şükrü", "sukru"),
    ],
)
def test_a_name_typed_another_way_is_found(typed, searched):
    assert fold(typed) == fold(searched)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


def test_what_a_record_is_found_by_holds_each_part_once():
    assert search_text("Айгуль", None, "Aigul", "айгуль") == "аигуль aigul"


@pytest.mark.parametrize(
    ("language", "shown"), [("ru", "Семинар"), ("ru-kz", "Семинар"), ("fa-af", "Workshop")]
)
def test_a_text_is_said_in_the_page_s_language_or_in_english(language, shown):
    with translation.override(language):
        assert said({"en": "Workshop", "ru": "Семинар"}) == shown


def test_a_text_that_is_kept_in_one_language_only_is_said_in_that_one():
    assert said({"ru": "Семинар"}, "en") == "Семинар"
    assert said({}) == ""
