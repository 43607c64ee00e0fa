"""What the marks of an event say, and what an event is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules import attended, code_prefix, event_search_text

STATES = st.lists(st.sampled_from(["present", "absent"]))


@pytest.mark.parametrize(
    ("states", "listed", "was_there"),
    [
        ([], None, None),
        ([], True, True),
        ([], False, False),
        (["present"], None, True),
        (["present"], False, True),
        (["absent"], None, False),
        (["absent"], True, False),
        (["absent", "present"], None, True),
    ],
)
def test_marks_outweigh_the_list_and_one_presence_is_enough(states, listed, was_there):
    assert attended(states, listed) is was_there


@given(STATES, st.sampled_from([True, False, None]))
def test_neither_order_nor_repetition_of_marks_matters(states, listed):
    assert attended(states, listed) is attended(sorted(states * 2), listed)


def test_an_event_is_found_by_every_title_its_code_and_its_place_and_sorted_by_its_title():
    text = event_search_text(["Биобезопасность", "Biosafety"], "P53-KZ-01", "Алматы")
    assert text == "биобезопасность biosafety p53-kz-01 алматы"


def test_a_code_says_programme_country_and_year():
    assert code_prefix("P53", "KZ", 2018) == "P53-KZ-2018"
    assert code_prefix("P53", "", 2018) == "P53-REG-2018"
