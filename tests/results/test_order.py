"""Cells of a breakdown stand by their names in the language of the page."""

import pytest
from django.utils import translation

from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.labels import Labels
from tumar.results.rules import SEVERAL, UNKNOWN, By


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ["AF", "AL", "KZ", "UZ"]), ("ru", ["AL", "AF", "KZ", "UZ"])],
)
def test_countries_stand_by_name_and_what_names_none_comes_last(language, told):
    with translation.override(language):
        keys = Labels({}).in_order(By.COUNTRY, [UNKNOWN, "UZ", SEVERAL, "KZ", "AF", "AL"])
    assert keys == [*told, SEVERAL, UNKNOWN]


def test_years_stay_as_they_come():
    assert Labels({}).in_order(By.YEAR, ["2019", "2018"]) == ["2019", "2018"]


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.code)
def test_what_counts_is_a_sentence_and_no_part_of_the_hash(definition):
    before = definition.hash
    with translation.override("ru"):
        said = str(definition.counts)
        assert definition.hash == before
    assert said.endswith(".")
    assert "_" not in said
    assert said != definition.meaning
