"""The list component walks forth and back through every row exactly once, whatever the order."""

import pytest
from django.http import QueryDict

from tumar.kernel import lists
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import of_the_machine
from tumar.people.models import Organisation
from tumar.places.models import Country

BY = of_the_machine("a test")
pytestmark = pytest.mark.django_db

PAGE = ListPage(
    name="organisations",
    title="Organisations",
    columns=[
        Column("name", "Name", lambda row: row.name, sort="name"),
        Column("country", "Country", lambda row: row.country_id, sort="country_id"),
        Column("kind", "Kind", lambda row: row.kind),
    ],
    link=lambda row: f"/{row.code}",
    sort="name",
    filters=[
        Filter(
            "kind",
            "Kind",
            lambda scope: Organisation.Kind.choices,
            lambda rows, chosen: rows.filter(kind=chosen),
        )
    ],
    search_field="search_text",
)


@pytest.fixture
def organisations():
    country, _new = Country.objects.get_or_create(code="KZ", defaults={"alpha3": "KAZ"})
    return Organisation.objects.bulk_create(
        Organisation(
            code=f"ORG-{number:03d}",
            name=f"Laboratory {number % 40:02d}",  # names repeat, so that the id must decide
            kind="laboratory" if number % 3 else "hospital",
            country=country if number % 2 else None,
            search_text=f"laboratory {number % 40:02d}",
        )
        for number in range(130)
    )


def page(address: str = "") -> lists.Shown:
    return lists.shown(PAGE, Organisation.objects.all(), QueryDict(address.lstrip("?")), BY)


def codes(shown: lists.Shown) -> list[str]:
    return [row.url for row in shown.rows]


@pytest.mark.parametrize("sort", ["name", "-name", "country", "-country"])
def test_walking_forth_meets_every_row_once_and_walking_back_meets_the_same_pages(organisations, sort):
    forth, shown = [], page(f"sort={sort}")
    while True:
        forth.append(codes(shown))
        if not shown.next_url:
            break
        shown = page(shown.next_url)
    met = [code for codes_of_page in forth for code in codes_of_page]
    assert len(met) == len(set(met)) == 130
    back = [codes(shown)]
    while shown.previous_url:
        shown = page(shown.previous_url)
        back.append(codes(shown))
    assert back == forth[::-1]


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(organisations):
    assert not page().previous_url
    assert page().next_url
    assert page().count == 130


def test_a_filter_narrows_the_rows_and_stays_in_the_addresses(organisations):
    shown = page("kind=hospital")
    assert shown.count == 44
    assert shown.is_narrowed
    assert "kind=hospital" in shown.exports["csv"]


def test_a_choice_that_does_not_exist_narrows_nothing(organisations):
    assert page("kind=palace").count == 130


def test_every_word_searched_for_must_be_found(organisations):
    assert page("q=Laboratory+07").count == 4
    assert page("q=palace").count == 0


@pytest.mark.parametrize(
    "cursor", ["after=!!!", "after=bm9uc2Vuc2U", "before=W10", "sort=palace", "after=W3t9LHt9XQ"]
)
def test_an_address_that_makes_no_sense_gives_the_first_page(organisations, cursor):
    assert codes(page(cursor)) == codes(page())


def test_the_number_of_queries_does_not_grow_with_the_rows(organisations, django_assert_num_queries):
    with django_assert_num_queries(2):
        page()


def test_counting_stops_where_it_would_cost_more_than_it_tells(organisations, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_AT_MOST", 100)
    shown = page()
    assert (shown.count, shown.is_count_capped) == (100, True)
