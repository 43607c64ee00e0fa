"""Consignments and their lines are added, corrected, handed over, and valued at the rate of one month."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.events.builders import the_programme
from tests.people import KZ_COORDINATOR, LOGISTICS, a_country, a_scope, an_organisation
from tests.supplies.builders import DAY, MONTH, a_consignment, a_line, a_rate, line_facts
from tumar.kernel import clock, files, journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people.rules import RoleKind
from tumar.places.models import ExchangeRate
from tumar.supplies import queries
from tumar.supplies.actions import consignments, lines
from tumar.supplies.models import Consignment, ConsignmentLine

pytestmark = pytest.mark.django_db

UZ_LOGISTICS = a_scope(RoleKind.LOGISTICS_OFFICER, "UZ")


def fields(refusal) -> list[str]:
    return [fault.field for fault in refusal.value.faults]


def version(consignment: Consignment) -> int:
    consignment.refresh_from_db()
    return consignment.version


def seen(line: ConsignmentLine) -> int:
    """What somebody sees of a line who looks at it now."""
    return version_of(ConsignmentLine.objects.get(pk=line.pk))


def facts(**other) -> dict:
    return {"recipient": an_organisation(), "programme": the_programme(), **other}


def test_a_consignment_is_in_the_country_of_its_recipient_and_gets_the_next_code():
    given = facts()
    codes = [consignments.create_consignment(given, by=LOGISTICS).code for _ in range(2)]
    assert codes == ["P53-KZ-C-001", "P53-KZ-C-002"]
    entry = journal.about("supplies.consignment:P53-KZ-C-001").get()
    assert (entry.verb, entry.changes["country"]) == ("supplies.consignment.added", "KZ")


def test_nobody_adds_or_amends_a_consignment_where_he_may_not():
    consignment = a_consignment()
    line = a_line(consignment)
    refused = [
        lambda by: consignments.create_consignment(facts(), by=by),
        lambda by: consignments.amend_consignment(consignment, {"note": "x"}, version=2, by=by),
        lambda by: consignments.hand_over(consignment, on=DAY, version=2, by=by),
        lambda by: consignments.add_evidence(consignment, content=b"x", name="x.pdf", by=by),
        lambda by: lines.add_line(consignment, line_facts(), by=by),
        lambda by: lines.amend_line(line, {"unit": "kit"}, version=2, by=by),
        lambda by: lines.remove_line(line, version=2, by=by),
    ]
    for act in refused:
        for by in (UZ_LOGISTICS, KZ_COORDINATOR):
            with pytest.raises(Denied):
                act(by)


def test_a_recipient_sees_but_never_edits_even_its_own():
    consignment = a_consignment()
    recipient = a_scope(RoleKind.RECIPIENT_LABORATORY, "KZ", consignment.recipient)
    assert list(queries.consignments(recipient)) == [consignment]
    with pytest.raises(Denied):
        consignments.amend_consignment(consignment, {"note": "x"}, version=1, by=recipient)


def test_a_consignment_moves_to_another_country_only_with_the_right_in_both():
    consignment = a_consignment(an_organisation(country="UZ"))
    with pytest.raises(Denied):
        consignments.amend_consignment(consignment, {"country": a_country("KZ")}, version=1, by=UZ_LOGISTICS)


def test_what_a_consignment_is_found_by_follows_its_recipient_and_its_note():
    consignment = a_consignment(an_organisation("Институт", name_latin="Institute"))
    assert "институт institute" in consignment.search_text
    consignments.amend_consignment(consignment, {"note": "Cold chain"}, version=1, by=LOGISTICS)
    assert list(Consignment.objects.filter(search_text__contains="cold chain")) == [consignment]


def test_the_second_of_two_people_is_told():
    consignment = a_consignment()
    consignments.amend_consignment(consignment, {"note": "first"}, version=1, by=LOGISTICS)
    with pytest.raises(Stale):
        consignments.amend_consignment(consignment, {"note": "second"}, version=1, by=LOGISTICS)
    with pytest.raises(Stale):
        consignments.hand_over(consignment, on=DAY, version=1, by=LOGISTICS)


def test_a_handover_is_recorded_with_its_paper():
    consignment = a_consignment(handed_over=None)
    handed = consignments.hand_over(
        consignment, on=DAY, version=1, content=b"%PDF", name="act.pdf", by=LOGISTICS
    )
    assert handed.handed_over == DAY
    assert [one.file.name for one in files.of(consignment.label)] == ["act.pdf"]
    verbs = {entry.verb for entry in journal.about(consignment.label)}
    assert "supplies.consignment.handed-over" in verbs


def test_nothing_was_handed_over_on_a_day_to_come():
    consignment, later = a_consignment(handed_over=None), clock.today() + timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        consignments.hand_over(consignment, on=later, version=1, content=b"%PDF", name="a.pdf", by=LOGISTICS)
    assert fields(refusal) == ["on"]
    assert not files.of(consignment.label).exists()
    for act in (
        lambda: consignments.create_consignment(facts(handed_over=later), by=LOGISTICS),
        lambda: consignments.amend_consignment(consignment, {"handed_over": later}, version=1, by=LOGISTICS),
    ):
        with pytest.raises(Invalid) as refusal:
            act()
        assert fields(refusal) == ["handed_over"]


def test_a_line_in_euro_is_worth_what_it_says():
    line = a_line(a_consignment())
    assert (line.euro_cents, line.rate_per_euro, line.rate_month) == (200_000, 1, MONTH)


def test_a_line_in_another_currency_is_valued_at_the_rate_of_the_handover_s_month():
    a_rate("USD", MONTH, "1.1")
    a_rate("USD", "2020-01", "1.25")
    consignment = a_consignment()
    line = a_line(consignment, currency="USD")
    assert (line.euro_cents, line.rate_month, line.rate_source) == (181_818, MONTH, "InforEuro")
    assert a_line(consignment, currency="USD", rate_month="2020-01").euro_cents == 160_000


def test_a_missing_rate_is_named_with_its_month_and_where_to_add_it():
    with pytest.raises(Invalid) as refusal:
        a_line(a_consignment(), currency="USD")
    (fault,) = refusal.value.faults
    assert fault.field == "rate_month"
    for word in ("USD", MONTH, "Exchange rates"):
        assert word in fault.message
    assert not ConsignmentLine.objects.exists()


def test_before_the_handover_the_month_must_be_named_except_for_the_euro():
    a_rate()
    consignment = a_consignment(handed_over=None)
    with pytest.raises(Invalid) as refusal:
        a_line(consignment, currency="USD")
    assert fields(refusal) == ["rate_month"]
    assert a_line(consignment, currency="USD", rate_month=MONTH).rate_month == MONTH
    assert a_line(consignment).euro_cents == 200_000


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"quantity": Decimal(0)}, "quantity"),
        ({"quantity": Decimal(-1)}, "quantity"),
        ({"unit_value_minor": -1}, "unit_value"),
        ({"unit_value_minor": 10**12}, "quantity"),
        ({"category": "palace"}, "category"),
        ({"description": ""}, "description"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(wrong, field):
    with pytest.raises(Invalid) as refusal:
        a_line(a_consignment(), **wrong)
    assert fields(refusal) == [field]


def test_lines_are_numbered_and_each_change_is_told_and_counts_the_version():
    consignment = a_consignment()
    first, second = a_line(consignment), a_line(consignment, description="Gloves")
    assert (first.number, second.number, version(consignment)) == (1, 2, 3)
    changes = {"quantity": Decimal(3)}
    lines.amend_line(first, changes, version=seen(first), by=LOGISTICS, reason="counted again")
    lines.remove_line(second, version=seen(second), by=LOGISTICS, reason="not sent")
    assert version(consignment) == 5
    removed, amended = journal.about(consignment.label)[:2]
    assert (removed.verb, removed.changes["description"]) == ("supplies.line.removed", "Gloves")
    assert (amended.reason, amended.changes["quantity"]) == ("counted again", ["2", "3"])
    assert a_line(consignment).number == 2


def test_a_line_that_stays_the_same_leaves_no_trace():
    consignment = a_consignment()
    line = a_line(consignment)
    lines.amend_line(line, line_facts(), version=seen(line), by=LOGISTICS)
    assert version(consignment) == 2


def test_whoever_corrects_or_removes_a_line_that_somebody_else_corrected_is_told():
    line = a_line(a_consignment())
    before = seen(line)
    lines.amend_line(line, {"quantity": Decimal(3)}, version=before, by=LOGISTICS)
    with pytest.raises(Stale):
        lines.amend_line(line, {"quantity": Decimal(4)}, version=before, by=LOGISTICS)
    with pytest.raises(Stale):
        lines.remove_line(line, version=before, by=LOGISTICS)
    line.refresh_from_db()
    assert line.quantity == 3


def test_two_who_correct_two_lines_do_not_meet():
    consignment = a_consignment()
    first, second = a_line(consignment), a_line(consignment, description="Gloves")
    versions = seen(first), seen(second)
    lines.amend_line(first, {"quantity": Decimal(3)}, version=versions[0], by=LOGISTICS)
    assert lines.amend_line(second, {"unit": "kits"}, version=versions[1], by=LOGISTICS).unit == "kits"
    assert version(consignment) == 5


def test_a_rate_corrected_later_does_not_change_what_a_line_was_valued_at():
    a_rate()
    a_rate("USD", "2020-04", "2")
    line = a_line(a_consignment(), currency="USD")
    ExchangeRate.objects.filter(month=MONTH).update(per_euro=4)
    amended = lines.amend_line(line, {"quantity": Decimal(4)}, version=seen(line), by=LOGISTICS)
    assert (amended.rate_per_euro, amended.euro_cents) == (Decimal("1.1"), 363_636)
    moved = lines.amend_line(line, {"rate_month": "2020-04"}, version=seen(line), by=LOGISTICS)
    assert (moved.rate_per_euro, moved.euro_cents) == (2, 200_000)


def test_a_check_finds_a_value_that_its_own_columns_do_not_give():
    a_rate()
    consignment = a_consignment()
    line = a_line(consignment, currency="USD", quantity=Decimal("0.333"))
    a_line(consignment)
    assert list(queries.value_faults()) == []
    ConsignmentLine.objects.filter(pk=line.pk).update(euro_cents=1)
    (fault,) = queries.value_faults()
    assert consignment.code in fault
    assert "line 1" in fault


def test_a_consignment_without_lines_has_no_known_value():
    empty, full = a_consignment(), a_consignment()
    a_line(full)
    worth = {one.pk: one.euro_cents for one in queries.with_values(queries.consignments(LOGISTICS))}
    assert worth == {empty.pk: None, full.pk: 200_000}


def test_the_day_of_a_handover_can_be_corrected():
    consignment = a_consignment()
    changes = {"handed_over": date(2020, 3, 21)}
    amended = consignments.amend_consignment(consignment, changes, version=1, by=LOGISTICS, reason="the act")
    assert amended.handed_over == date(2020, 3, 21)
