"""Days of which only the month or the year is known, as people read them and as files keep them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tests.law.builders import an_instrument
from tumar.kernel.days import PartialDay, day_words
from tumar.kernel.templatetags.parts import shown
from tumar.law.models import Instrument


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", "2019", "2019"),
        ("en", "2019-10", "October 2019"),
        ("en", "2022-05-21", "21 May 2022"),
        ("ru", "2019", "2019"),
        ("ru", "2019-10", "октябрь 2019\u202fг."),
        ("ru", "2022-05-21", "21 мая 2022"),
        ("kk", "2019-10", "2019\u202fж. қазан"),
        ("en", "", ""),
        ("en", "unknown", "unknown"),
        ("en", "2019-13", "2019-13"),
    ],
)
def test_a_day_is_told_as_far_as_it_is_known(language, day, words):
    with translation.override(language):
        assert day_words(day) == words


@pytest.mark.parametrize("language", ["en", "ru", "uz-cyrl", "sr-latn", "prs"])
def test_a_whole_day_reads_the_same_whether_it_is_a_date_or_a_text(language):
    with translation.override(language):
        assert day_words("2022-05-21") == day_words(date(2022, 5, 21)) == shown(PartialDay("2022-05-21"))
        assert shown(datetime(2022, 5, 21, 9, 30, tzinfo=UTC)).startswith(day_words("2022-05-21"))


def test_a_text_that_looks_like_a_day_and_is_none_stays_as_it_is():
    with translation.override("ru"):
        assert shown("2022-05-21") == "2022-05-21"


@pytest.mark.django_db
def test_a_row_gives_its_day_as_one_that_pages_put_into_words_and_files_keep():
    key = an_instrument(day="2019-10").pk
    kept = Instrument.objects.get(pk=key)
    assert type(kept.day) is PartialDay
    assert f"{kept.day}" == "2019-10"
    with translation.override("ru"):
        assert shown(kept.day) == "октябрь 2019\u202fг."
    assert Instrument.objects.filter(day=kept.day).exists()
    assert Instrument.objects.filter(day__lt="2020").values_list("day", flat=True).get() == "2019-10"
