"""Findings come back when what they cite says something else."""

from datetime import date

import pytest

from tests.law.builders import a_version
from tests.law.rounds import (
    LATER,
    a_provision,
    a_requirement,
    a_round,
    a_third,
    agreed,
)
from tests.people import (
    KZ_COORDINATOR,
    OFFICE,
    UZ_COORDINATOR,
    an_account,
)
from tumar.kernel.refusals import Denied
from tumar.law.actions import rechecks, rounds
from tumar.law.queries import rechecks as queue
from tumar.law.queries.seals import seal_holds
from tumar.people.queries import scope_of

pytestmark = pytest.mark.django_db


def a_cited_round():
    text = a_provision()
    one = a_round()
    agreed(one, a_requirement(one.sets.get().version), text=text)
    return rounds.close_round(one, by=scope_of(an_account())), text


def test_a_finding_comes_back_when_its_provision_says_something_else():
    one, text = a_cited_round()
    today = date(2026, 6, 1)
    a_version(text.version.expression, valid_from=date(2026, 2, 1))
    assert queue.rechecks(KZ_COORDINATOR, today) == []
    newer = a_version(text.version.expression, LATER, valid_from=date(2026, 3, 1))
    [found] = queue.rechecks(KZ_COORDINATOR, today)
    assert found.newest == newer
    assert [words for kind, words in found.changes if kind == "new"] == [" of health"]
    assert queue.rechecks(KZ_COORDINATOR, date(2026, 2, 20)) == []
    assert queue.rechecks(UZ_COORDINATOR, today) == []
    assert seal_holds(one)


def test_a_provision_that_is_gone_comes_back_as_well(stopped_clock):
    _one, text = a_cited_round()
    a_version(text.version.expression, LATER.partition("Article 2")[0], valid_from=date(2026, 2, 1))
    [found] = queue.rechecks(OFFICE, stopped_clock.date())
    assert found.is_gone
    expert = a_third()
    rechecks.review_citation(found.citation, outcome="anew", note="Repealed", by=expert)
    assert queue.rechecks(OFFICE, stopped_clock.date()) == []
    with pytest.raises(rechecks.NothingChanged):
        rechecks.review_citation(found.citation, outcome="stands", by=expert)
    # A version after that asks again.
    a_version(text.version.expression, LATER, valid_from=date(2026, 3, 1))
    assert len(queue.rechecks(OFFICE, stopped_clock.date())) == 1


def test_who_may_not_record_findings_reviews_none(stopped_clock):
    _one, text = a_cited_round()
    a_version(text.version.expression, LATER, valid_from=date(2026, 2, 1))
    [found] = queue.rechecks(OFFICE, stopped_clock.date())
    with pytest.raises(Denied):
        rechecks.review_citation(found.citation, outcome="stands", by=UZ_COORDINATOR)


def test_a_published_round_of_another_country_is_no_work_of_ours(stopped_clock):
    one, text = a_cited_round()
    rounds.publish_round(one, by=scope_of(an_account()))
    a_version(text.version.expression, LATER, valid_from=date(2026, 2, 1))
    assert queue.rechecks(UZ_COORDINATOR, stopped_clock.date()) == []
