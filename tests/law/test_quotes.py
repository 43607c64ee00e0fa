"""Quoted words: found exactly where they stand; two texts told apart word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.quotes import span_of, word_changes

TEXT = "Объект ведёт журнал (форма № 1)  и\u00a0сообщает о нём."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("ведёт журнал", "ведёт журнал"),
        ("  ведёт\n журнал ", "ведёт журнал"),
        ("и сообщает", "и\u00a0сообщает"),
        ("(форма № 1) и", "(форма № 1)  и"),
        ("ведет журнал", None),
        ("Ведёт журнал", None),
        ("журнал и", None),
        (".", "."),
        ("", None),
        ("   ", None),
    ],
)
def test_words_are_found_where_they_stand_with_the_law_s_own_letters(quote, found):
    span = span_of(TEXT, quote)
    assert (TEXT[span[0] : span[1]] if span else None) == found


def test_the_first_place_is_taken():
    assert span_of("a b a b", "a b") == (0, 3)


TEXTS = st.text("аб (),.\n12ё", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(1, 20))
def test_whatever_is_copied_out_of_a_text_is_found_in_it(text, start, length):
    quote = text[start : start + length]
    if quote.strip():
        span = span_of(text, quote)
        assert span is not None
        assert text[span[0] : span[1]].split() == quote.split()


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(old, new):
    pieces = word_changes(old, new)
    assert "".join(words for kind, words in pieces if kind != "new") == old
    assert "".join(words for kind, words in pieces if kind != "gone") == new


def test_only_what_changed_is_called_so():
    assert word_changes("в течение двадцати часов", "в течение двенадцати часов") == [
        ("same", "в течение "),
        ("gone", "двадцати"),
        ("new", "двенадцати"),
        ("same", " часов"),
    ]
    assert word_changes("a", "a") == [("same", "a")]
    assert word_changes("", "") == []
