"""What people see of countries, groupings and rates."""

from datetime import date

import pytest

from tests.pages import text_of
from tests.people import an_account, signed_in
from tumar.people.rules import RoleKind
from tumar.places.models import ExchangeRate, Membership

pytestmark = pytest.mark.django_db


def test_the_list_shows_the_countries_where_work_is_done():
    page = text_of(signed_in(RoleKind.DONOR_READER).get("/desk/places/"))
    assert "Kazakhstan" in page
    assert "Central Asia" in page
    assert "France" not in page


def test_the_whole_world_is_one_choice_away():
    page = text_of(signed_in().get("/desk/places/?which=world"))
    assert "250 records" in page


def test_the_list_narrows_to_a_region():
    page = text_of(signed_in().get("/desk/places/?region=SEEE"))
    assert "10 records" in page
    assert "Georgia" in page
    assert "Uzbekistan" not in page


def test_a_country_shows_its_memberships_by_kind_with_their_sources():
    page = text_of(signed_in().get("/desk/places/countries/KZ/"))
    for words in ("CoE region", "CoE partnership", "Association", "1 Mar 2022", "an observer in 2019"):
        assert words in page


def test_a_designated_territory_carries_its_note():
    page = text_of(signed_in().get("/desk/places/countries/XK/"))
    assert "Kosovo*" in page
    assert "without prejudice to positions on status" in page


def test_there_is_no_country_that_does_not_exist():
    assert signed_in().get("/desk/places/countries/QQ/").status_code == 404


def test_the_office_adds_a_country_to_a_grouping_and_ends_it():
    office = signed_in()
    answer = office.post(
        "/desk/places/groupings/CA/add/", {"country": "TM", "since": "2024-05-01", "source": "A letter"}
    )
    assert answer.url == "/desk/places/groupings/CA/"
    member = Membership.objects.get(country="TM", grouping__code="CA")
    office.post(f"/desk/places/groupings/CA/members/{member.pk}/end/", {"until": "2025-01-31"})
    member.refresh_from_db()
    assert member.until == date(2025, 1, 31)
    page = text_of(office.get("/desk/places/groupings/CA/"))
    assert "31 Jan 2025" in page
    assert "A letter" in page


def test_a_refusal_stands_beside_its_field():
    answer = signed_in().post("/desk/places/groupings/CA/add/", {"country": "KZ", "source": "A letter"})
    assert answer.status_code == 422
    assert "belongs to this grouping at that time already" in text_of(answer)


def test_a_member_of_another_grouping_is_not_found_under_this_one():
    member = Membership.objects.filter(grouping__code="BACAC").first()
    assert signed_in().get(f"/desk/places/groupings/CA/members/{member.pk}/end/").status_code == 404


def test_a_coordinator_reads_groupings_and_changes_none():
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    page = text_of(coordinator.get("/desk/places/groupings/CA/"))
    assert "Mongolia" in page
    assert "Add a country" not in page
    assert coordinator.get("/desk/places/groupings/CA/add/").status_code == 403


def test_the_office_adds_a_rate():
    office = signed_in()
    facts = {"currency": "USD", "month": "2020-03", "per_euro": "1.0977", "source": "A bulletin"}
    assert office.post("/desk/places/rates/add/", facts).url == "/desk/places/rates/"
    assert "A bulletin" in text_of(office.get("/desk/places/rates/?currency=USD&year=2020"))
    assert office.post("/desk/places/rates/add/", facts).status_code == 422


def test_somebody_without_a_role_sees_no_places():
    assert signed_in(None).get("/desk/places/").status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_countries_is_exported(kind):
    answer = signed_in().get(f"/desk/places/?format={kind}")
    content = b"".join(answer.streaming_content)
    assert len(content) > 500


def test_a_list_asks_as_little_for_many_as_for_few(client, django_assert_max_num_queries):
    client.force_login(an_account())
    ExchangeRate.objects.bulk_create(
        ExchangeRate(currency="USD", month=f"{year}-{month:02}", per_euro=1, source="s")
        for year in range(2000, 2010)
        for month in range(1, 13)
    )
    for address in ("/desk/places/", "/desk/places/groupings/", "/desk/places/rates/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
