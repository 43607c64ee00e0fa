"""Verdicts on pairs: remembered with what they were made on, taken back; and the queue before them."""

import pytest

from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, OFFICE, a_person, an_organisation
from tumar.kernel import journal
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import decisions as actions
from tumar.people.models import Candidate, Kind, PairDecision
from tumar.people.queries import decisions as queries
from tumar.people.rules.pairs import Found

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return a_person("Akhmetova", birth_year=1980), a_person("Ahmetova", family="Ахметова")


def test_not_the_same_is_remembered_with_what_was_seen(pair):
    one, other = pair
    decision = actions.decide_not_same(
        other, one, by=KZ_COORDINATOR, reason="Two sisters", evidence={"score": 0.87, "parts": ["same name"]}
    )
    assert (decision.first, decision.second) == (one.code, other.code)
    assert queries.verdict_on(Kind.PERSON, other.code, one.code) == decision
    kept = PairDecision.objects.get()
    assert kept.evidence["score"] == 0.87
    assert kept.evidence["first"] == {
        "code": one.code,
        "family_latin": "Akhmetova",
        "given_latin": "Aizhan",
        "birth_year": 1980,
        "country": "KZ",
        "sex": "U",
        "group": "unknown",
    }
    assert kept.evidence["second"]["family"] == "Ахметова"
    assert [journal.about(each.label)[0].reason for each in pair] == ["Two sisters"] * 2


def test_the_same_verdict_twice_is_kept_once(pair):
    for reason in ("first", "second"):
        actions.decide_not_same(*pair, by=OFFICE, reason=reason)
    assert PairDecision.objects.get().reason == "second"


def test_a_verdict_is_taken_back_and_the_pair_waits_again(pair):
    one, other = pair
    actions.queue_candidates([Found(one.code, other.code, 0.8, ["same given name"])])
    decision = actions.decide_not_same(one, other, by=OFFICE)
    assert decision.evidence["parts"] == ["same given name"]
    assert not Candidate.objects.all().waiting()
    actions.take_back(decision, by=OFFICE, reason="They are one after all")
    assert not PairDecision.objects.exists()
    assert Candidate.objects.all().waiting().count() == 1
    assert journal.about(other.label)[0].verb == "people.person.not-the-same.taken-back"


def test_nobody_decides_beyond_his_own_country(pair):
    stranger = a_person("Karimov", country="UZ")
    with pytest.raises(Denied):
        actions.decide_not_same(pair[0], stranger, by=KZ_COORDINATOR)
    with pytest.raises(Denied):
        actions.decide_not_same(*pair, by=KZ_TRAINER)
    decision = actions.decide_not_same(pair[0], stranger, by=OFFICE)
    with pytest.raises(Denied):
        actions.take_back(decision, by=KZ_COORDINATOR)


def test_a_pair_is_two_records_of_a_kind(pair):
    for other in (pair[0], an_organisation()):
        with pytest.raises(Invalid):
            actions.decide_not_same(pair[0], other, by=OFFICE)


def test_organisations_are_pairs_too():
    one, other = an_organisation("Virology Laboratory"), an_organisation("Laboratory of Virology")
    actions.decide_not_same(one, other, by=OFFICE)
    assert queries.verdict_on(Kind.ORGANISATION, one.code, other.code)
    assert list(queries.verdicts(Kind.PERSON)) == []
    assert len(list(queries.verdicts(Kind.ORGANISATION))) == 1


def test_a_pair_is_queued_once_whichever_comes_first(pair):
    one, other = (each.code for each in pair)
    assert actions.queue_candidates([Found(one, other, 0.7), Found(other, one, 0.7)]) == 1
    assert actions.queue_candidates([Found(other, one, 0.9)]) == 0
    assert Candidate.objects.get().score == 0.7


def test_what_is_decided_is_not_queued_again(pair):
    one, other = pair
    actions.decide_not_same(one, other, by=OFFICE)
    assert actions.queue_candidates([Found(one.code, other.code, 0.9)]) == 0


def test_the_likeliest_comes_first_and_what_was_put_off_last(pair):
    third = a_person("Akhmetov")
    codes = [one.code for one in (*pair, third)]
    scores = {(codes[0], codes[1]): 0.9, (codes[0], codes[2]): 0.8, (codes[1], codes[2]): 0.7}
    actions.queue_candidates([Found(*both, score) for both, score in scores.items()])
    assert [one.score for one in Candidate.objects.all().waiting()] == [0.9, 0.8, 0.7]
    actions.postpone(Candidate.objects.get(score=0.9), by=OFFICE)
    assert [one.score for one in Candidate.objects.all().waiting()] == [0.8, 0.7, 0.9]
    with pytest.raises(Denied):
        actions.postpone(Candidate.objects.get(score=0.8), by=KZ_TRAINER)


@pytest.mark.parametrize("is_same", [True, False])
def test_a_row_of_an_import_is_decided_for_the_import_to_act_on(pair, is_same):
    row = Found(pair[0].code, score=0.6, row="list-7:Sheet1:12", facts={"family": "Ахметова"})
    assert actions.queue_candidates([row, row]) == 1
    [candidate] = Candidate.objects.all().waiting()
    assert candidate.facts == {"family": "Ахметова"}
    actions.decide_row(candidate, is_same=is_same, by=KZ_COORDINATOR)
    assert Candidate.objects.get().state == ("same" if is_same else "different")
    assert journal.about(pair[0].label)[0].changes["row"] == "list-7:Sheet1:12"


def test_a_pair_on_file_is_not_decided_as_a_row(pair):
    actions.queue_candidates([Found(pair[0].code, pair[1].code, 0.6)])
    with pytest.raises(Invalid):
        actions.decide_row(Candidate.objects.get(), is_same=True, by=MACHINE)
