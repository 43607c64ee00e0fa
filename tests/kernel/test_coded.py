"""Several codes in one column, the same on every database."""

import pytest
from django.core.exceptions import ValidationError

from tests.network.builders import a_resource
from tumar.kernel.coded import CodesField, has, named
from tumar.network.models import Resource

LETTERS = [("a", "Alpha"), ("b", "Beta"), ("ab", "Both")]


def a_field(**options) -> CodesField:
    field = CodesField(choices=LETTERS, **options)
    field.set_attributes_from_name("letters")
    return field


def test_codes_are_kept_once_and_in_order():
    assert a_field().get_prep_value(["b", "a", "b"]) == " a b "
    assert a_field().get_prep_value([]) == ""
    assert a_field().from_db_value(" a b ", None, None) == ["a", "b"]
    assert a_field().from_db_value("", None, None) == []


def test_codes_that_are_not_on_the_list_are_refused_by_name():
    with pytest.raises(ValidationError, match="x, y"):
        a_field().clean(["a", "x", "y"], None)


def test_a_field_that_is_needed_refuses_no_code():
    assert a_field().clean([], None) == []
    with pytest.raises(ValidationError):
        a_field(blank=False).clean([], None)


def test_a_code_more_on_the_list_is_no_change_of_the_table():
    _name, path, _arguments, options = a_field().deconstruct()
    assert path == "tumar.kernel.coded.CodesField"
    assert "choices" not in options


def test_words_stand_for_codes_and_an_unknown_code_for_itself():
    assert named(["a", "z"], LETTERS) == ["Alpha", "z"]


@pytest.mark.django_db
def test_a_code_is_found_whole_and_not_as_a_part_of_another():
    both = a_resource(languages=["en", "ru"], topics=["public-health"])
    a_resource(languages=["uz"], topics=["animal-health"])
    assert list(Resource.objects.filter(has("languages", "ru"))) == [both]
    assert list(Resource.objects.filter(has("topics", "public-health", "food-safety"))) == [both]
    assert not Resource.objects.filter(has("topics", "health")).exists()
    assert not Resource.objects.filter(has("languages")).exists()
    assert Resource.objects.get(pk=both.pk).languages == ["en", "ru"]
