"""Recommendations to a country: who gives and answers them, through which states, and when they are done."""

import pytest

from tests.law.reforms import a_bill, a_finding, a_recommendation, faults, in_force, last_entry, moved
from tests.law.rounds import a_requirement, a_round, a_set, code_it, coders
from tests.network.builders import a_group, a_member
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    OFFICE,
    TJ_LEGAL_EXPERT,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_organisation,
)
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.law.actions import recommendations
from tumar.law.models import Finding
from tumar.law.queries import reforms as queries
from tumar.law.rules.reforms import StateFlaw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june_2026")]


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
            moved(one, "accepted", by=scope)
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
    assert moved(one, "accepted", reason="").state == "accepted"
    rejected = moved(one, "rejected", reason="Done by an order already")
    assert (rejected.state, rejected.state_reason) == ("rejected", "Done by an order already")
    assert last_entry(one).changes["state"] == ["accepted", "rejected"]
    with pytest.raises(recommendations.StateRefused) as refusal:
        moved(one, "done")
    assert refusal.value.flaws == (StateFlaw.NO_MOVE,)


def test_what_is_superseded_names_another_recommendation_of_the_country():
    one, other = a_recommendation(), a_recommendation()
    with pytest.raises(recommendations.StateRefused) as refusal:
        moved(one, "superseded")
    assert refusal.value.flaws == (StateFlaw.NO_SUCCESSOR,)
    for wrong in (one, a_recommendation("UZ")):
        with pytest.raises(Invalid):
            moved(one, "superseded", superseded_by=wrong)
    assert moved(one, "superseded", superseded_by=other).superseded_by == other
    assert moved(one, "proposed").superseded_by is None


def test_without_findings_a_person_says_that_it_is_done_and_why():
    one = a_recommendation()
    moved(one, "accepted")
    with pytest.raises(recommendations.StateRefused):
        moved(one, "done", reason="")
    assert moved(one, "done", reason="The ministry issued its guide").state == "done"


def test_with_findings_nobody_says_that_it_is_done_before_they_were_looked_at_again():
    one = a_recommendation(findings=[a_finding()])
    bill = a_bill(answers=[one])
    moved(one, "accepted")
    with pytest.raises(recommendations.StateRefused) as refusal:
        moved(one, "done")
    assert refusal.value.flaws == (StateFlaw.NOT_RECHECKED, StateFlaw.BILLS_ON_THEIR_WAY)
    in_force(bill)
    with pytest.raises(recommendations.StateRefused) as refusal:
        moved(one, "done")
    assert refusal.value.flaws == (StateFlaw.NOT_RECHECKED,)
