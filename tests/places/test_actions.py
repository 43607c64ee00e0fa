"""Memberships and exchange rates are written by who may, and stand in the journal."""

from datetime import date
from decimal import Decimal

import pytest

from tests.people import KZ_COORDINATOR, OFFICE, a_country
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.places import queries
from tumar.places.actions.memberships import add_membership, end_membership
from tumar.places.actions.rates import add_rate
from tumar.places.models import Grouping, Membership

pytestmark = pytest.mark.django_db


def a_membership(country: str = "TM", grouping: str = "CA", since=None, until=None, by=OFFICE) -> Membership:
    return add_membership(
        country=a_country(country),
        grouping=Grouping.objects.get(code=grouping),
        since=since,
        until=until,
        source="A letter",
        by=by,
    )


def test_a_country_joins_a_region_and_the_journal_says_so():
    a_membership("TM", "CA", since=date(2024, 5, 1))
    assert "TM" not in queries.regions_on(date(2024, 4, 30))
    assert queries.regions_on(date(2024, 5, 1))["TM"] == "CA"
    entry = JournalEntry.objects.get(verb="places.membership.added")
    assert entry.about == "places.grouping:CA"
    assert entry.changes["country"] == "TM"
    assert entry.by_label == OFFICE.label
    assert list(journal.breaks()) == []


def test_a_membership_ends_with_its_last_day():
    membership = a_membership("TM", "CA", since=date(2024, 5, 1))
    end_membership(membership, until=date(2025, 1, 31), by=OFFICE, reason="It left")
    assert queries.regions_on(date(2025, 1, 31))["TM"] == "CA"
    assert "TM" not in queries.regions_on(date(2025, 2, 1))
    assert JournalEntry.objects.get(verb="places.membership.ended").reason == "It left"


def test_a_membership_does_not_end_before_it_begins():
    membership = a_membership("TM", "CA", since=date(2024, 5, 1))
    with pytest.raises(Invalid, match="begins after"):
        end_membership(membership, until=date(2024, 4, 1), by=OFFICE)


def test_one_country_is_not_twice_in_one_grouping_at_one_time():
    with pytest.raises(Invalid, match="already"):
        a_membership("KZ", "CA", since=date(2024, 5, 1))
    with pytest.raises(Invalid):
        a_membership("TM", "CA", since=date(2024, 5, 1), until=date(2023, 1, 1))
    a_membership("TM", "CA", since=date(2020, 1, 1), until=date(2021, 1, 1))
    a_membership("TM", "CA", since=date(2022, 1, 1))
    assert Membership.objects.filter(country="TM", grouping__code="CA").count() == 2


def test_a_coordinator_does_not_change_who_belongs_where():
    with pytest.raises(Denied):
        a_membership(by=KZ_COORDINATOR)
    with pytest.raises(Denied):
        end_membership(
            Membership.objects.filter(country="KZ").first(), until=date(2025, 1, 1), by=KZ_COORDINATOR
        )
    assert not JournalEntry.objects.filter(verb__startswith="places.").exists()


def a_rate(currency="USD", month="2020-03", per_euro="1.0977", by=OFFICE):
    return add_rate(currency=currency, month=month, per_euro=Decimal(per_euro), source="A bulletin", by=by)


def test_a_rate_is_found_for_its_month():
    a_rate(" usd ")
    rate = queries.rate_of("USD", "2020-03")
    assert rate.per_euro == Decimal("1.0977")
    assert rate.source == "A bulletin"
    assert queries.rate_of("USD", "2020-04") is None
    assert JournalEntry.objects.get(verb="places.rate.added").about == "places.rate:USD-2020-03"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"currency": "Dollar"}, "currency"),
        ({"currency": "EUR"}, "currency"),
        ({"month": "2020-13"}, "month"),
        ({"month": "March 2020"}, "month"),
        ({"per_euro": "0"}, ""),
        ({"per_euro": "-1"}, ""),
    ],
)
def test_a_wrong_rate_is_refused_beside_its_field(wrong, field):
    with pytest.raises(Invalid) as refusal:
        a_rate(**wrong)
    assert field in {fault.field for fault in refusal.value.faults}


def test_every_fault_of_a_rate_is_told():
    with pytest.raises(Invalid) as refusal:
        a_rate(currency="Dollar", month="March")
    assert {fault.field for fault in refusal.value.faults} == {"currency", "month"}


def test_a_month_has_one_rate():
    a_rate()
    with pytest.raises(Invalid):
        a_rate(per_euro="1.2")


def test_a_coordinator_adds_no_rate():
    with pytest.raises(Denied):
        a_rate(by=KZ_COORDINATOR)
