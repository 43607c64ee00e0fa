"""The data dictionary in docs/ is the one that the models give."""

from tools import dictionary


def test_the_data_dictionary_is_up_to_date():
    assert dictionary.PLACE.read_text(encoding="utf-8") == dictionary.text(), "run `make dictionary`"


def test_every_table_says_what_one_row_is():
    written = dictionary.text()
    assert "Account(id," not in written, "a model without a docstring shows Django's list of columns"
