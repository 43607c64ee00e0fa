"""Money is whole minor units, and a value in euro is rounded once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.kernel import money


@pytest.mark.parametrize(
    ("unit_minor", "quantity", "currency", "per_euro", "cents"),
    [
        (12_345, "2", "EUR", "1", 24_690),
        (10_000, "1", "USD", "1.25", 8_000),
        (1_000, "3", "JPY", "120", 2_500),
        (100, "1", "KZT", "480", 0),
        (1, "0.5", "EUR", "1", 0),  # half a cent, to the even side
        (3, "0.5", "EUR", "1", 2),
    ],
)
def test_a_line_s_value_in_euro_cents(unit_minor, quantity, currency, per_euro, cents):
    assert money.euro_cents(unit_minor, Decimal(quantity), currency, Decimal(per_euro)) == cents


@given(st.integers(0, 10**13), st.sampled_from(["EUR", "JPY", "KWD", "KZT"]))
def test_minor_and_major_units_convert_without_loss(minor, currency):
    assert money.minor_units(money.major_units(minor, currency), currency) == minor


@given(st.integers(0, 10**10), st.integers(1, 10**6))
def test_a_value_in_euro_at_a_rate_of_one_is_price_times_quantity(cents, quantity):
    assert money.euro_cents(cents, Decimal(quantity), "EUR", Decimal(1)) == cents * quantity
