"""Adopted text closes a finding only after somebody looked again."""

from datetime import date

import pytest

from tests.law.builders import a_version
from tests.law.reforms import (
    a_bill,
    a_checker,
    a_finding,
    a_recommendation,
    a_text_of_today,
    checked,
    entered,
    fresh,
    in_force,
    last_entry,
    linked,
    moved,
    published,
)
from tests.law.rounds import a_set
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    an_account,
)
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, SecondPersonNeeded
from tumar.law.actions import bills, checks
from tumar.law.actions.checks import NothingDue, Shown
from tumar.law.actions.findings import NotReady, NotTheLawOfTheDay, QuoteNotThere
from tumar.law.models import FindingCheck
from tumar.law.queries import reforms as queries
from tumar.law.rules.findings import Flaw as MarkFlaw
from tumar.law.rules.reforms import NextStep
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june_2026")]


def test_a_bill_in_force_puts_its_findings_into_the_queue_and_closes_nothing():
    finding = a_finding()
    one = a_recommendation(findings=[finding])
    bill = published(a_bill(answers=[one]))
    assert queries.due_checks(KZ_COORDINATOR) == []
    linked(bill)
    entered(bill, "in-force")
    (due,) = queries.due_checks(KZ_COORDINATOR)
    assert (due.finding, due.bill, due.recommendations) == (finding, bill, (one,))
    assert fresh(one).state == "proposed"
    assert queries.due_checks(UZ_COORDINATOR) == queries.due_checks(KZ_TRAINER) == []
    assert queries.steps_of(one, KZ_COORDINATOR)[0] is NextStep.RECHECK


def test_when_the_last_finding_is_found_answered_the_recommendation_is_done():
    version = a_set()
    first, second = a_finding(version=version), a_finding(version=version)
    one = a_recommendation(findings=[first, second])
    bill = in_force(a_bill(answers=[one]))
    made = checked(first, bill)
    assert made.closes
    assert fresh(one).state == "proposed"
    assert [due.finding for due in queries.due_checks(KZ_COORDINATOR)] == [second]
    checked(second, bill)
    assert fresh(one).state == "done"
    assert queries.due_checks(KZ_COORDINATOR) == []
    assert fresh(first).on_paper == "not-found", "the finding of the round stays as it was"
    assert last_entry(one).changes["state"] == ["proposed", "done"]
    told = JournalEntry.objects.filter(verb="law.finding.checked", about=first.round.label).first()
    assert (told.changes["on_paper"], told.changes["closes"]) == ("found", True)


def test_an_answer_in_part_leaves_the_finding_open_until_another_bill_comes():
    finding = a_finding()
    one = a_recommendation(findings=[finding])
    law = in_force(a_bill(answers=[one]))
    checked(finding, law, on_paper="partly", in_force="partly", note="The order is missing")
    assert fresh(one).state == "proposed"
    assert queries.due_checks(KZ_COORDINATOR) == []
    order = in_force(a_bill(kind="order", parent=law, answers=[one]))
    (due,) = queries.due_checks(KZ_COORDINATOR)
    assert due.bill == order
    checked(finding, order)
    assert fresh(one).state == "done"
    (shown,) = queries.answered(one, KZ_COORDINATOR)
    assert shown.is_closed
    assert shown.check.bill == order


def test_a_recommendation_waits_for_all_of_its_bills():
    finding = a_finding()
    one = a_recommendation(findings=[finding])
    law = in_force(a_bill(answers=[one]))
    order = a_bill(kind="order", parent=law, answers=[one])
    checked(finding, law)
    assert fresh(one).state == "proposed"
    in_force(order)
    assert fresh(one).state == "done"


def test_what_was_rejected_asks_nobody_to_look_again():
    one = a_recommendation(findings=[a_finding()])
    in_force(a_bill(answers=[one]))
    moved(one, "rejected")
    assert queries.due_checks(KZ_COORDINATOR) == []


def test_whoever_entered_that_the_bill_is_in_force_does_not_close_its_findings():
    account = an_account(RoleKind.NATIONAL_COORDINATOR, "KZ")
    finding = a_finding()
    bill = in_force(a_bill(answers=[a_recommendation(findings=[finding])]), by=scope_of(account))
    for by in (scope_of(account), MACHINE):
        with pytest.raises(SecondPersonNeeded):
            checked(finding, bill, by=by)
    assert checked(finding, bill, by=a_checker()).closes


def test_what_is_found_is_shown_in_words_of_todays_law():
    finding = a_finding()
    bill = in_force(a_bill(answers=[a_recommendation(findings=[finding])]))
    facts = {"on_paper": "found", "in_force": "found", "applied": "not-assessed"}
    by, text = a_checker(), a_text_of_today()

    def check(shown, **marks):
        return checks.check_finding(finding, bill, {**facts, **marks}, shown=shown, by=by)

    with pytest.raises(NotReady) as refusal:
        check(Shown())
    assert refusal.value.flaws == (MarkFlaw.NO_CITATION,)
    with pytest.raises(NotReady):
        check(Shown(), on_paper="not-assessed", in_force="not-assessed")
    with pytest.raises(QuoteNotThere):
        check(Shown(text, "keeps the list"))
    for wrong in (a_text_of_today("UZ"), _replaced(a_text_of_today())):
        with pytest.raises(NotTheLawOfTheDay):
            check(Shown(wrong, "keeps the register"))
    made = check(Shown(text, "keeps  the register"))
    assert (made.text, made.quote) == (text, "keeps the register")


def _replaced(text):
    a_version(text.version.expression, valid_from=date(2026, 3, 1))
    return text


def test_nothing_is_checked_before_a_bill_is_in_force_or_twice_for_it():
    finding = a_finding()
    bill = published(a_bill(answers=[a_recommendation(findings=[finding])]))
    with pytest.raises(NothingDue):
        checked(finding, bill)
    in_force_bill = fresh(linked(bill))
    entered(in_force_bill, "in-force")
    checked(finding, bill, on_paper="not-found", in_force="not-found")
    with pytest.raises(NothingDue):
        checked(finding, bill)
    assert FindingCheck.objects.count() == 1


def test_only_who_records_findings_in_the_country_looks_again():
    finding = a_finding()
    bill = in_force(a_bill(answers=[a_recommendation(findings=[finding])]))
    for by in (KZ_TRAINER, scope_of(an_account(RoleKind.LEGAL_EXPERT, "UZ"))):
        with pytest.raises(Denied):
            checked(finding, bill, by=by)


def test_an_entry_on_which_checks_rest_is_not_taken_back():
    finding = a_finding()
    bill = in_force(a_bill(answers=[a_recommendation(findings=[finding])]))
    checked(finding, bill)
    with pytest.raises(bills.NothingToTakeBack):
        bills.take_back_entry(bill, version=fresh(bill).version, by=OFFICE, reason="Mistake")
