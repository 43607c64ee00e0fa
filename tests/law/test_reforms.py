"""Recommendations and acts on their way: what is written, what is refused, when a finding is closed."""

from datetime import UTC, date, datetime

import pytest

from tests.law.builders import a_version, an_expression, an_instrument
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
    linked,
    published,
)
from tests.law.rounds import a_provision, a_requirement, a_round, a_set, agreed, code_it, coders
from tests.network.builders import a_group, a_member
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    TJ_LEGAL_EXPERT,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_account,
    an_organisation,
)
from tumar.kernel import clock, files
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid, SecondPersonNeeded, Stale
from tumar.law.actions import bills, checks, recommendations, reform_tasks
from tumar.law.actions.bills import EntryRefused, MoveRefused, Reached
from tumar.law.actions.checks import NothingDue, Shown
from tumar.law.actions.findings import NotReady, NotTheLawOfTheDay, QuoteNotThere
from tumar.law.models import Bill, Finding, FindingCheck, Recommendation, ReformTask
from tumar.law.queries import drafting
from tumar.law.queries import reforms as queries
from tumar.law.rules.findings import Flaw as MarkFlaw
from tumar.law.rules.reforms import Flaw, NextStep, Stage, Standing, StateFlaw
from tumar.network.models import Task
from tumar.people.actions import merging
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _today():
    with clock.stopped(datetime(2026, 6, 1, 9, 30, tzinfo=UTC)):
        yield


def move(one: Recommendation, state: str, **told) -> Recommendation:
    told.setdefault("reason", "The ministry said so")
    told.setdefault("by", KZ_COORDINATOR)
    return recommendations.move_recommendation(one, state=state, version=fresh(one).version, **told)


def faults(refusal) -> dict[str, str]:
    return {fault.field: fault.message for fault in refusal.value.faults}


def last_entry(record) -> JournalEntry:
    return JournalEntry.objects.filter(about=record.label).order_by("-sequence")[0]


# Recommendations.


def test_a_recommendation_is_numbered_by_its_country_and_told_in_the_journal():
    finding = a_finding()
    one = a_recommendation(findings=[finding], by=KZ_COORDINATOR, due="2026-12")
    assert one.code == "REC-KZ-01"
    assert list(one.findings.all()) == [finding]
    assert one.state == "proposed"
    told = last_entry(one)
    assert told.verb == "law.recommendation.added"
    assert told.changes["findings"] == [str(finding.pk)]


def test_others_neither_write_nor_see_what_is_recommended_to_a_country():
    one = a_recommendation()
    for scope in (UZ_COORDINATOR, TJ_LEGAL_EXPERT, KZ_TRAINER):
        with pytest.raises(Denied):
            a_recommendation(by=scope)
        with pytest.raises(Denied):
            move(one, "accepted", by=scope)
        assert not queries.recommendations(scope).exists()
    assert queries.recommendations(OFFICE).get() == queries.recommendations(KZ_COORDINATOR).get() == one


def test_only_what_two_people_confirmed_in_this_country_can_be_answered():
    with pytest.raises(Invalid) as refusal:
        a_recommendation(findings=[a_finding("UZ")])
    assert set(faults(refusal)) == {"findings"}
    one = a_round(versions=[a_set("other")])
    code_it(one, a_requirement(one.sets.get().version), coders(one)[0])
    with pytest.raises(Invalid):
        a_recommendation(findings=list(Finding.objects.filter(round=one, seat="first")))


def test_there_is_one_owner_at_the_most_and_it_is_of_the_country():
    person, body = a_person(), an_organisation()
    assert a_recommendation(owner_person=person).owner == person
    assert a_recommendation(owner_organisation=body).owner == body
    member = a_member(a_group())
    assert a_recommendation(owner_member=member).owner == member
    with pytest.raises(Invalid) as refusal:
        a_recommendation(owner_person=person, owner_organisation=body)
    assert "owner_person" in faults(refusal)
    with pytest.raises(Invalid) as refusal:
        a_recommendation(owner_member=a_member(a_group("UZ")), group=a_group("UZ"), due="2026-02-30")
    assert set(faults(refusal)) == {"owner_member", "group", "due"}


def test_a_regional_group_may_see_to_a_countrys_recommendation():
    assert a_recommendation(group=a_group(None)).group is not None


def test_a_recommendation_is_amended_from_the_version_that_was_seen_and_stays_in_its_country():
    one = a_recommendation()
    amended = recommendations.amend_recommendation(one, {"priority": 1}, version=1, by=KZ_COORDINATOR)
    assert (amended.priority, amended.version) == (1, 2)
    with pytest.raises(Stale):
        recommendations.amend_recommendation(one, {"priority": 3}, version=1, by=KZ_COORDINATOR)
    with pytest.raises(Invalid) as refusal:
        recommendations.amend_recommendation(one, {"country": a_country("UZ")}, version=2, by=OFFICE)
    assert set(faults(refusal)) == {"country"}
    with pytest.raises(Invalid):
        recommendations.amend_recommendation(one, {"cost_minor": -1}, version=2, by=KZ_COORDINATOR)


def test_states_follow_the_table_and_keep_their_reason():
    one = a_recommendation()
    assert move(one, "accepted", reason="").state == "accepted"
    moved = move(one, "rejected", reason="Done by an order already")
    assert (moved.state, moved.state_reason) == ("rejected", "Done by an order already")
    assert last_entry(one).changes["state"] == ["accepted", "rejected"]
    with pytest.raises(recommendations.StateRefused) as refusal:
        move(one, "done")
    assert refusal.value.flaws == (StateFlaw.NO_MOVE,)


def test_what_is_superseded_names_another_recommendation_of_the_country():
    one, other = a_recommendation(), a_recommendation()
    with pytest.raises(recommendations.StateRefused) as refusal:
        move(one, "superseded")
    assert refusal.value.flaws == (StateFlaw.NO_SUCCESSOR,)
    for wrong in (one, a_recommendation("UZ")):
        with pytest.raises(Invalid):
            move(one, "superseded", superseded_by=wrong)
    assert move(one, "superseded", superseded_by=other).superseded_by == other
    assert move(one, "proposed").superseded_by is None


def test_without_findings_a_person_says_that_it_is_done_and_why():
    one = a_recommendation()
    move(one, "accepted")
    with pytest.raises(recommendations.StateRefused):
        move(one, "done", reason="")
    assert move(one, "done", reason="The ministry issued its guide").state == "done"


def test_with_findings_nobody_says_that_it_is_done_before_they_were_looked_at_again():
    one = a_recommendation(findings=[a_finding()])
    bill = a_bill(answers=[one])
    move(one, "accepted")
    with pytest.raises(recommendations.StateRefused) as refusal:
        move(one, "done")
    assert refusal.value.flaws == (StateFlaw.NOT_RECHECKED, StateFlaw.BILLS_ON_THEIR_WAY)
    in_force(bill)
    with pytest.raises(recommendations.StateRefused) as refusal:
        move(one, "done")
    assert refusal.value.flaws == (StateFlaw.NOT_RECHECKED,)


# Draft wording.


def test_draft_wording_stands_word_by_word_against_what_the_provision_says_today():
    text = a_text_of_today()
    one = a_recommendation(wording={"en": "The ministry of health keeps the register of facilities."})
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    (draft,) = drafting.drafts(one, TODAY, KZ_COORDINATOR)
    assert draft.present.text == "The ministry keeps the register of facilities."
    assert [(span.op, span.text.strip()) for span in draft.spans if span.op != "same"] == [
        ("added", "of health")
    ]


def test_an_article_is_taken_with_all_that_stands_under_it_and_follows_newer_versions():
    text = a_text_of_today()
    article = text.provision.instrument.provisions.get(eid="chp_1__art_1")
    present = drafting.present_texts(article, TODAY, KZ_COORDINATOR)["en"].text
    assert present.splitlines()[0] == "Article 1. Terms"
    assert present.splitlines()[-1] == "2) a facility is a place where agents are handled."
    newer = "Chapter 1. General\nArticle 1. Terms\n1. Nothing."
    a_version(text.version.expression, newer, valid_from=date(2026, 5, 1))
    assert (
        drafting.present_texts(article, TODAY, KZ_COORDINATOR)["en"].text == "Article 1. Terms\n1. Nothing."
    )
    before = drafting.present_texts(article, date(2026, 4, 30), KZ_COORDINATOR)
    assert "agent" in before["en"].text


def test_a_language_without_a_text_on_file_shows_the_draft_alone():
    text = a_text_of_today()
    one = a_recommendation(wording={"ru": "Министерство ведет реестр."})
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    (draft,) = drafting.drafts(one, TODAY, KZ_COORDINATOR)
    assert (draft.present, draft.spans, draft.direction) == (None, (), "ltr")


def test_the_model_clause_of_the_requirement_is_offered_to_start_from():
    version = a_set()
    version.requirements.filter(code="A-1").update(clause={"en": "[Authority] keeps a register."})
    one = a_recommendation(findings=[a_finding(version=version)])
    assert drafting.starting_texts(one, TODAY, KZ_COORDINATOR) == {
        "clause": {"en": "[Authority] keeps a register."}
    }
    text = a_text_of_today()
    one = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    assert drafting.starting_texts(one, TODAY, KZ_COORDINATOR)["present"] == {"en": text.text}


def test_provisions_that_findings_cite_are_offered_and_one_of_another_country_is_refused():
    version = a_set()
    round_ = a_round(versions=[version])
    text = a_provision()
    agreed(round_, a_requirement(version), text=text)
    one = a_recommendation(findings=list(Finding.objects.filter(round=round_, seat="final")))
    assert [row.provision for row in drafting.cited_provisions(one)] == [text.provision]
    found = drafting.found_provisions("keeps register", "KZ", TODAY, KZ_COORDINATOR)
    assert text.provision in [row.provision for row in found]
    assert drafting.found_provisions(" ", "KZ", TODAY, KZ_COORDINATOR) == []
    with pytest.raises(recommendations.ProvisionOfAnother):
        recommendations.choose_provision(one, a_provision("UZ").provision, version=1, by=KZ_COORDINATOR)
    chosen = recommendations.choose_provision(one, text.provision, version=1, by=KZ_COORDINATOR)
    assert last_entry(one).changes["provision"] == [
        None,
        f"{text.provision.instrument.code} {text.provision.eid}",
    ]
    assert recommendations.choose_provision(chosen, None, version=2, by=KZ_COORDINATOR).provision is None


# Acts on their way.


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


# Adopted text closes a finding only after somebody looked again.


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
    move(one, "rejected")
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


# Working groups, tasks, the overview.


def test_a_task_is_the_groups_own_and_stands_on_the_page_of_the_bill():
    bill = a_bill(group=a_group())
    member = a_member(bill.group)
    tied = reform_tasks.add_task(bill, {"text": "Collect comments", "owner": member}, by=KZ_COORDINATOR)
    assert tied.task.group == bill.group
    assert [one.task.owner for one in queries.tasks_of(bill.tasks.all())] == [member]
    one = a_recommendation(group=bill.group)
    reform_tasks.add_task(one, {"text": "Word it"}, by=KZ_COORDINATOR)
    assert last_entry(one).changes["task"] == "Word it"
    assert [each.task.text for each in queries.tasks_of(one.tasks.all())] == ["Word it"]
    Task.objects.get(text="Word it").delete()
    assert ReformTask.objects.get() == tied


def test_a_task_needs_a_group_and_somebody_who_may_give_it():
    with pytest.raises(Invalid):
        reform_tasks.add_task(a_bill(), {"text": "Alone"}, by=KZ_COORDINATOR)
    bill = a_bill(group=a_group())
    expert = a_checker()
    with pytest.raises(Denied):
        reform_tasks.add_task(bill, {"text": "Not mine to give"}, by=expert)
    assert queries.may_give_tasks(bill.group, KZ_COORDINATOR)
    assert not queries.may_give_tasks(bill.group, expert)
    assert not queries.may_give_tasks(None, KZ_COORDINATOR)


def test_the_overview_counts_by_country_and_shows_each_scope_its_own():
    one = a_recommendation(findings=[a_finding()])
    in_force(a_bill(answers=[one]))
    late = a_bill()
    bills.plan_stages(late, {"draft": "2026-01"}, version=1, by=MACHINE)
    a_recommendation("UZ")
    (kazakh,) = queries.overview(KZ_COORDINATOR)
    assert (kazakh.country, kazakh.states, kazakh.columns) == (
        "KZ",
        {"proposed": 1},
        {"in-force": 1, "prepared": 1},
    )
    assert (kazakh.overdue, kazakh.to_recheck) == (1, 1)
    assert [row.country for row in queries.overview(OFFICE)] == ["KZ", "UZ"]
    assert queries.countries_with_reforms(OFFICE) == {"KZ", "UZ"}
    assert queries.overview(KZ_TRAINER) == []


def test_the_board_puts_every_bill_into_one_column():
    a_bill()
    entered(a_bill(), "first-reading")
    in_force(a_bill())
    told = {one.column.value: len(one.bills) for one in queries.board(queries.bills(KZ_COORDINATOR))}
    assert told == {
        "prepared": 1,
        "agreed": 0,
        "parliament": 1,
        "adopted": 0,
        "in-force": 1,
        "carried-out": 0,
        "ended": 0,
    }


def test_owners_and_bodies_follow_when_two_turn_out_to_be_one():
    kept, gone = a_person("Kept"), a_person("Gone")
    one = a_recommendation(owner_person=gone)
    merging.merge(kept, gone, versions=(1, 1), by=OFFICE)
    assert fresh(one).owner == kept
    body, twin = an_organisation("Ministry"), an_organisation("Ministry of Health")
    other = a_recommendation(owner_organisation=twin)
    bill = a_bill(organisation=twin)
    merging.merge(body, twin, versions=(1, 1), by=OFFICE)
    assert fresh(other).owner == fresh(bill).organisation == body
    assert Bill.objects.count() == 1
