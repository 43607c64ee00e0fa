"""A round is closed when nothing waits, sealed, and published by another person."""

import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.law.rounds import (
    AS_OF,
    QUOTE,
    a_closed_round,
    a_coder,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    a_third,
    agreed,
    code_it,
    coders,
)
from tests.people import (
    KZ_COORDINATOR,
    OFFICE,
    UZ_COORDINATOR,
    an_account,
)
from tumar.config.commands.check import PARTS
from tumar.kernel.refusals import Denied, Invalid, SecondPersonNeeded
from tumar.law.actions import findings, rounds
from tumar.law.models import Finding, Round
from tumar.law.queries import rounds as queries
from tumar.law.queries.seals import seal_faults, seal_holds, seal_text
from tumar.people.queries import scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Round:
    return a_round()


@pytest.fixture
def requirement(one):
    return a_requirement(one.sets.get().version)


def test_agreement_is_told_set_by_set():
    versions = [a_set("one"), a_set("two")]
    one = a_round(versions=versions)
    first, second = coders(one)
    text = a_provision()
    agreed(one, a_requirement(versions[0], "A-1"))
    agreed(one, a_requirement(versions[0], "A-2"), text=text)
    code_it(one, a_requirement(versions[0], "A-3"), first)
    found = queries.agreements(one)
    assert [(each.requirements, each.both_given) for each in found] == [(3, 2), (3, 0)]
    assert found[0].agreement.kappa == 1
    assert found[1].agreement.kappa is None
    code_it(one, a_requirement(versions[0], "A-3"), second, text=text)
    assert queries.agreements(one)[0].agreement.kappa == pytest.approx(0.4)


def test_a_round_is_closed_when_nothing_waits_and_then_stays_as_it_is(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    closer = scope_of(an_account())
    with pytest.raises(rounds.RoundNotReady) as refusal:
        rounds.close_round(one, by=closer)
    assert (refusal.value.pending.differing, refusal.value.pending.unconfirmed) == (1, 0)
    findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=first)
    with pytest.raises(rounds.RoundNotReady) as refusal:
        rounds.close_round(one, by=closer)
    assert (refusal.value.pending.differing, refusal.value.pending.unconfirmed) == (0, 1)
    findings.confirm_finding(one, requirement, by=second)
    closed = rounds.close_round(one, by=closer)
    assert not closed.is_open
    with pytest.raises(rounds.RoundIsClosed):
        findings.save_finding(closed, a_requirement(closed.sets.get().version, "A-2"), {}, by=first)
    # Whoever still has the open round before them is refused as well.
    with pytest.raises(rounds.RoundIsClosed):
        findings.save_finding(one, a_requirement(one.sets.get().version, "A-2"), {}, by=first)
    with pytest.raises(rounds.RoundIsClosed):
        rounds.amend_round(closed, {"scope": "x"}, version=closed.version, by=closer)


def test_the_seal_is_of_a_text_with_the_words_of_the_law_and_breaks_when_a_finding_is_altered():
    one = a_round()
    agreed(one, a_requirement(one.sets.get().version), text=a_provision())
    closed = rounds.close_round(one, by=scope_of(an_account()))
    sha256, text = seal_text(closed)
    assert closed.sha256 == sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert QUOTE in text
    assert "TREATY@1:" in text
    assert one.first_coder.name not in text
    assert seal_holds(closed)
    assert list(seal_faults()) == []
    Finding.objects.filter(round=one, seat="final").update(on_paper="partly")
    assert not seal_holds(closed)
    assert list(seal_faults()) == [f"Round {closed.code} no longer bears its seal {closed.sha256[:12]}."]


def test_the_check_of_an_installation_looks_at_the_seals_of_rounds():
    assert PARTS["rounds of law"] is seal_faults


def test_a_round_is_published_by_another_person_and_then_read_everywhere():
    closer = an_account()
    closed = a_closed_round(by=scope_of(closer))
    with pytest.raises(SecondPersonNeeded):
        rounds.publish_round(closed, by=scope_of(closer))
    with pytest.raises(Denied):
        rounds.publish_round(closed, by=a_third())
    with pytest.raises(rounds.RoundIsOpen):
        rounds.publish_round(a_round(versions=[closed.sets.get().version]), by=OFFICE)
    rounds.publish_round(closed, by=scope_of(an_account()))
    assert queries.rounds(UZ_COORDINATOR).get() == closed
    assert queries.finals(closed, UZ_COORDINATOR).count() == 1
    assert not queries.codings(closed, UZ_COORDINATOR).exists()
    with pytest.raises(rounds.AlreadyPublished):
        rounds.publish_round(closed, by=scope_of(an_account()))


def test_what_findings_rest_on_cannot_be_amended(one, requirement):
    amended = rounds.amend_round(one, {"as_of": date(2025, 1, 1)}, version=one.version, by=KZ_COORDINATOR)
    code_it(amended, requirement, coders(amended)[0])
    for changes in ({"as_of": AS_OF}, {"first_coder": a_coder()}):
        with pytest.raises(Invalid):
            rounds.amend_round(amended, changes, version=amended.version, by=KZ_COORDINATOR)
    replaced = a_coder()
    amended = rounds.amend_round(
        amended, {"second_coder": replaced, "scope": "Laws"}, version=amended.version, by=KZ_COORDINATOR
    )
    assert amended.second_coder == replaced


def test_a_closed_round_without_a_seal_cannot_be(one):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(state="closed")
