"""A sentence is cut around its number, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.portal.pages import Sentence, cut
from tumar.results.rules import Qualifier, money_sentence, qualify_money


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("more than 1,200 experts reached", ("more than", "1,200", "experts reached")),
        ("7 regional events", ("", "7", "regional events")),
        ("over EUR 1.6 million of equipment", ("over", "EUR 1.6 million", "of equipment")),
        ("EUR 41,250.40 of supplies", ("", "EUR 41,250.40", "of supplies")),
        ("более 1\u00a0200 специалистов", ("более", "1\u00a0200", "специалистов")),
        ("свыше 950 тыс. евро — материалы", ("свыше", "950 тыс. евро", "материалы")),
        ("свыше 1,6 млн евро — материалы", ("свыше", "1,6 млн евро", "материалы")),
        ("nothing yet", ("nothing yet", "", "")),
    ],
)
def test_the_number_stands_alone(text, parts):
    assert cut(text) == Sentence(*parts)


@given(st.integers(0, 10**12), st.sampled_from(Qualifier), st.sampled_from(["en", "ru"]))
def test_no_word_and_no_digit_is_lost(cents, qualifier, language):
    text = money_sentence(qualify_money(cents, qualifier), language)
    parts = cut(text)
    assert " ".join(filter(None, (parts.before, parts.number, parts.after))) == text
    assert not any(letter.isdigit() for letter in parts.before + parts.after)
