"""Sums over lines, the month whose rate counts, and the value in euro that a rate gives."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel.money import euro_cents, exponent
from tumar.supplies.rules import month_of_rate, sums_by_category

CURRENCIES = st.sampled_from(["EUR", "USD", "KZT", "JPY", "KWD"])
AMOUNTS = st.integers(0, 10**10)
QUANTITIES = st.decimals("0.001", "100000", places=3)
RATES = st.decimals("0.000100", "20000", places=6)


@dataclass(frozen=True)
class Valued:
    category: str
    euro_cents: int


LINES = st.lists(st.builds(Valued, st.sampled_from(["ppe", "rt-pcr", "other"]), st.integers(0, 10**9)))


@given(AMOUNTS, QUANTITIES, CURRENCIES, RATES)
def test_a_value_in_euro_is_the_exact_quotient_rounded_once_to_the_nearest_cent(
    amount, quantity, currency, rate
):
    exact = Fraction(amount) * Fraction(quantity) * 100 / (10 ** exponent(currency) * Fraction(rate))
    assert euro_cents(amount, quantity, currency, rate) == round(exact)


@given(AMOUNTS, st.integers(1, 1000))
def test_an_amount_in_euro_is_its_own_value(amount, quantity):
    assert euro_cents(amount, Decimal(quantity), "EUR", Decimal(1)) == amount * quantity


@given(AMOUNTS, QUANTITIES, CURRENCIES, RATES)
def test_more_of_a_thing_is_never_worth_less(amount, quantity, currency, rate):
    one, more = (euro_cents(amount, each, currency, rate) for each in (quantity, quantity + 1))
    assert one <= more


@given(LINES)
def test_the_sums_of_the_categories_make_the_whole(lines):
    sums = sums_by_category(lines)
    assert sum(sums.values()) == sum(line.euro_cents for line in lines)
    assert list(sums.values()) == sorted(sums.values(), reverse=True)


@pytest.mark.parametrize(
    ("given_month", "handed_over", "counts"),
    [
        ("2020-01", date(2020, 3, 20), "2020-01"),
        ("", date(2020, 3, 20), "2020-03"),
        ("2020-01", None, "2020-01"),
        ("", None, ""),
    ],
)
def test_the_month_given_counts_before_that_of_the_handover(given_month, handed_over, counts):
    assert month_of_rate(given_month, handed_over) == counts
