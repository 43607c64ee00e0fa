"""Acts on their way: stages and their reasons, plans, papers, by-laws, the text in the library."""

import pytest

from tests.law.builders import a_version, an_expression, an_instrument
from tests.law.reforms import (
    a_bill,
    a_recommendation,
    entered,
    faults,
    fresh,
    in_force,
    last_entry,
    published,
)
from tests.network.builders import a_group
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR
from tumar.kernel import files
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.law.actions import bills
from tumar.law.actions.bills import EntryRefused, MoveRefused, Reached
from tumar.law.queries import reforms as queries
from tumar.law.rules.reforms import Flaw, Stage, Standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june_2026")]


def test_a_bill_goes_from_stage_to_stage_and_each_entry_says_who_and_when():
    bill = a_bill(by=KZ_COORDINATOR)
    entered(bill, "draft", "2026-01", by=KZ_COORDINATOR, reason="")
    told = entered(bill, "interagency", "2026-02-10", source="Letter 12", note="Two objections", reason="")
    assert (told.number, told.move, told.by_label) == (2, "forward", "tests")
    bill = fresh(bill)
    assert (bill.stage, bill.version) == ("interagency", 3)
    changes = last_entry(bill).changes
    assert (changes["stage"], changes["day"], changes["source"]) == ("interagency", "2026-02-10", "Letter 12")


def test_stages_are_left_out_and_gone_back_over_for_a_reason_only():
    bill = a_bill()
    entered(bill, "idea")
    for stage in ("draft", "withdrawn"):
        with pytest.raises(EntryRefused) as refusal:
            entered(bill, stage, reason=" ")
        assert refusal.value.flaws == (Flaw.REASON_NEEDED,)
    assert entered(bill, "draft", reason="The text came from the parliament").move == "skip"
    assert entered(bill, "concept", reason="The ministry of justice asked for it").move == "back"
    assert entered(bill, "withdrawn", reason="No money").move == "end"
    assert entered(bill, "draft", reason="Taken up again").move == "back"


def test_a_move_that_the_table_does_not_have_is_refused_with_what_stands_between():
    bill = a_bill()
    entered(bill, "draft")
    with pytest.raises(MoveRefused) as refusal:
        entered(bill, "published")
    assert refusal.value.between == (Stage.ADOPTED,)
    assert fresh(bill).stage == "draft"


def test_days_are_neither_to_come_nor_before_the_last_entry():
    bill = a_bill()
    entered(bill, "draft", "2026-03-10")
    for day, flaw in (("2026-03-09", Flaw.BEFORE_LAST), ("2026-06-02", Flaw.FUTURE_DAY)):
        with pytest.raises(EntryRefused) as refusal:
            entered(bill, "interagency", day)
        assert refusal.value.flaws == (flaw,)
    with pytest.raises(EntryRefused):
        entered(bill, "interagency", "in spring")
    assert entered(bill, "interagency", "2026-03").day == "2026-03"


def test_the_file_of_an_entry_stands_as_evidence_of_the_bill():
    bill = a_bill()
    told = entered(bill, "draft", content=b"%PDF letter", name="letter.pdf")
    assert [one.file for one in files.of(bill.label)] == [told.file]
    assert last_entry(bill).verb == "law.bill.reached"
    assert last_entry(bill).changes["file"] == told.file.sha256


def test_nobody_writes_over_what_somebody_else_entered_meanwhile():
    bill = a_bill()
    entered(bill, "draft")
    with pytest.raises(Stale):
        bills.enter_stage(bill, Reached("interagency", "2026-02"), version=1, by=MACHINE)


def test_a_bill_comes_in_force_with_its_text_in_the_library_only():
    bill = published(a_bill())
    with pytest.raises(EntryRefused) as refusal:
        entered(bill, "in-force")
    assert refusal.value.flaws == (Flaw.TEXT_NEEDED,)
    expression = an_expression(an_instrument())
    version = a_version(expression)
    tied = bills.link_text(
        bill, expression.instrument, text_version=version, version=bill.version, by=KZ_COORDINATOR
    )
    assert (tied.instrument, tied.text_version) == (expression.instrument, version)
    assert entered(bill, "in-force").move == "forward"
    with pytest.raises(bills.TextNeeded):
        bills.link_text(bill, None, text_version=None, version=fresh(bill).version, by=KZ_COORDINATOR)


def test_the_text_is_the_countrys_own_and_the_version_the_acts_own():
    bill = a_bill()
    text = an_instrument()
    with pytest.raises(bills.NotAdopted):
        bills.link_text(bill, text, text_version=None, version=1, by=KZ_COORDINATOR)
    bill = published(bill)
    other = a_version(an_expression(an_instrument()))
    wrong = [(an_instrument("UZ"), None), (an_instrument(None), None), (text, other), (None, other)]
    for instrument, version in wrong:
        with pytest.raises(bills.TextOfAnother):
            bills.link_text(bill, instrument, text_version=version, version=bill.version, by=KZ_COORDINATOR)


def test_by_laws_have_stages_of_their_own_and_hold_the_law_back_from_being_implemented():
    law = in_force(a_bill())
    order = a_bill(kind="order", parent=law)
    assert order.stage == ""
    assert queries.open_by_laws(law) == 1
    with pytest.raises(EntryRefused) as refusal:
        entered(law, "implemented", "2026-02-10")
    assert refusal.value.flaws == (Flaw.BY_LAWS_OPEN,)
    in_force(order)
    assert queries.open_by_laws(law) == 0
    assert entered(law, "implemented", "2026-03-01").move == "skip"


def test_a_by_law_is_of_an_act_of_the_same_country_that_is_no_by_law_itself():
    law = a_bill()
    order = a_bill(kind="order", parent=law)
    for parent in (order, a_bill("UZ")):
        with pytest.raises(Invalid) as refusal:
            a_bill(kind="order", parent=parent)
        assert set(faults(refusal)) == {"parent"}
    with pytest.raises(Invalid):
        bills.amend_bill(law, {"parent": a_bill()}, recommendations=[], version=1, by=MACHINE)


def test_a_kind_that_never_was_in_parliament_is_refused_once_the_bill_was():
    bill = a_bill()
    entered(bill, "first-reading")
    with pytest.raises(Invalid) as refusal:
        bills.amend_bill(bill, {"kind": "decree"}, recommendations=[], version=2, by=MACHINE)
    assert set(faults(refusal)) == {"kind"}


def test_a_bill_answers_recommendations_of_its_country():
    one = a_recommendation()
    assert list(a_bill(answers=[one]).recommendations.all()) == [one]
    with pytest.raises(Invalid) as refusal:
        a_bill("UZ", answers=[one], group=a_group("KZ"))
    assert set(faults(refusal)) == {"recommendations", "group"}


def test_the_plan_stands_beside_what_happened_and_tells_what_is_overdue():
    bill = a_bill(kind="order")
    entered(bill, "idea", "2026-01-10")
    days = {"draft": "2026-03", "adopted": "2026-09-01", "published": ""}
    planned = bills.plan_stages(bill, days, version=2, by=KZ_COORDINATOR)
    assert last_entry(bill).changes == {"adopted": [None, "2026-09-01"], "draft": [None, "2026-03"]}
    assert list(queries.overdue_of([planned])) == [bill.pk]
    entered(bill, "draft", "2026-05-01")
    steps = {step.stage: step for step in queries.timeline_of(fresh(bill), queries.entries_of(bill))}
    assert steps[Stage.DRAFT].days_late == 31
    assert steps[Stage.ADOPTED].standing is Standing.AHEAD
    assert queries.overdue_of([bill]) == {}
    wrong = {"draft": "2026-02-30", "first-reading": "2026-07"}
    with pytest.raises(Invalid) as refusal:
        bills.plan_stages(bill, wrong, version=fresh(bill).version, by=KZ_COORDINATOR)
    assert set(faults(refusal)) == {"draft", "first-reading"}


def test_an_entry_made_by_mistake_is_taken_back_and_stays_in_the_journal():
    bill = a_bill()
    entered(bill, "draft")
    entered(bill, "interagency")
    back = bills.take_back_entry(bill, version=3, by=KZ_COORDINATOR, reason="Another bill")
    assert (back.stage, back.entries.count()) == ("draft", 1)
    told = last_entry(bill)
    assert (told.verb, told.reason, told.changes["stage"]) == (
        "law.bill.taken-back",
        "Another bill",
        "interagency",
    )
    bills.take_back_entry(bill, version=4, by=KZ_COORDINATOR, reason="This one, too")
    with pytest.raises(bills.NothingToTakeBack):
        bills.take_back_entry(bill, version=5, by=KZ_COORDINATOR, reason="Again")


def test_others_write_nothing_about_a_countrys_bills():
    bill = published(a_bill())
    for scope in (UZ_COORDINATOR, KZ_TRAINER):
        with pytest.raises(Denied):
            a_bill(by=scope)
        with pytest.raises(Denied):
            entered(bill, "in-force", by=scope)
        with pytest.raises(Denied):
            bills.plan_stages(bill, {}, version=1, by=scope)
        with pytest.raises(Denied):
            bills.link_text(bill, None, text_version=None, version=1, by=scope)
        with pytest.raises(Denied):
            bills.take_back_entry(bill, version=1, by=scope, reason="")
        assert not queries.bills(scope).exists()
