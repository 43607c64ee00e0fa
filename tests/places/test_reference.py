"""The world as it is laid out by the first migration."""

from collections import Counter
from datetime import date

import pytest

from tests.people import OFFICE, STRANGER
from tumar.places import queries, reference
from tumar.places.actions import world
from tumar.places.models import Country, Grouping, Membership

SEVEN = {"AF", "KZ", "KG", "MN", "PK", "TJ", "UZ"}
TEN = {"AL", "AM", "AZ", "BA", "GE", "MD", "ME", "MK", "RS", "UA"}


def test_iso_3166_1_is_whole_and_kosovo_is_there():
    codes = [code for code, _alpha3, _numeric in reference.COUNTRIES]
    assert len(codes) == 250
    assert "XK" in codes
    for column in zip(*reference.COUNTRIES, strict=True):
        assert max(Counter(filter(None, column)).values()) == 1
    assert all(
        len(code) == 2 and len(alpha3) == 3 and len(numeric) in {0, 3}
        for code, alpha3, numeric in reference.COUNTRIES
    )


@pytest.mark.parametrize(
    "row", [("AF", "AFG", "004"), ("KZ", "KAZ", "398"), ("MD", "MDA", "498"), ("XK", "XKX", "")]
)
def test_a_country_has_its_codes(row):
    assert row in reference.COUNTRIES


def test_every_belonging_names_a_source_a_country_and_a_grouping():
    codes = {code for code, _alpha3, _numeric in reference.COUNTRIES}
    groupings = {group.code for group in reference.GROUPINGS}
    for one in reference.BELONGINGS:
        assert one.source
        assert one.country in codes
        assert one.grouping in groupings


@pytest.mark.django_db
class TestTheWorld:
    def test_all_eight_regions_are_there_in_both_languages(self):
        regions = Grouping.objects.filter(kind=Grouping.Kind.COE_REGION)
        assert {one.code for one in regions} == {"AAF", "CA", "ECA", "GCC", "MIE", "NAS", "SEA", "SEEE"}
        assert all(one.name["en"] and one.name["ru"] for one in regions)

    def test_the_programme_s_countries_belong_to_its_two_regions(self):
        regions = queries.regions_on(date(2021, 6, 1))
        assert {code for code, region in regions.items() if region == "CA"} == SEVEN
        assert {code for code, region in regions.items() if region == "SEEE"} == TEN

    def test_region_partnership_and_association_are_three_relations(self):
        assert queries.regions_on(date(2018, 1, 1))["KZ"] == "CA"
        partners = Membership.objects.filter(grouping__code="COE", country="KZ")
        assert not partners.holding(date(2018, 1, 1)).exists()
        assert partners.holding(date(2024, 1, 1)).exists()
        members = Membership.objects.filter(grouping__code="BACAC").values_list("country_id", flat=True)
        assert "TM" in members
        assert "TM" not in queries.regions_on(date(2024, 1, 1))

    def test_a_country_of_no_region_has_none(self):
        assert "FR" not in queries.regions_on(date(2024, 1, 1))

    def test_laying_out_the_world_again_changes_nothing(self):
        before = [kind.objects.count() for kind in (Country, Grouping, Membership)]
        world.fill(Country, Grouping, Membership)
        assert [kind.objects.count() for kind in (Country, Grouping, Membership)] == before

    def test_countries_are_sorted_into_regions_with_the_rest_at_the_end(self):
        found = queries.by_region(["FR", "UZ", "KZ", "GE"], date(2021, 6, 1))
        assert [(one.code, one.countries) for one in found] == [
            ("CA", ("KZ", "UZ")),
            ("SEEE", ("GE",)),
            ("", ("FR",)),
        ]

    def test_choices_put_the_countries_of_the_regions_first(self):
        (_near, near), (_far, far) = queries.country_choices()
        assert ("KZ", "Kazakhstan") in near
        assert ("XK", "Kosovo*") in far
        assert len(near) + len(far) == 250

    def test_choices_within_a_country_are_that_country(self):
        assert queries.country_choices(frozenset({"KZ"})) == [("KZ", "Kazakhstan")]

    def test_whoever_holds_nothing_sees_no_country(self):

        assert not queries.countries(STRANGER).exists()
        assert queries.countries(OFFICE).count() == 250
