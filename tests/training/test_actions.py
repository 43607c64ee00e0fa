"""Qualifications are given and corrected."""

from datetime import date

import pytest

from tests.events.builders import an_event, the_programme
from tests.people import KZ_COORDINATOR, OFFICE, a_person
from tests.training.builders import SINCE, a_qualification
from tumar.kernel import journal
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.training.actions.qualifications import amend_qualification, create_qualification

pytestmark = pytest.mark.django_db


def facts(**other) -> dict:
    return {"person": a_person(), "programme": the_programme(), "since": SINCE, **other}


def test_a_qualification_gets_a_code_and_is_told_in_the_journal():
    qualification = create_qualification(facts(), by=OFFICE)
    assert qualification.code == "KZ-Q-0001"
    entry = journal.about(qualification.label).get()
    assert entry.verb == "training.qualification.added"
    assert entry.changes["person"] == qualification.person.label


def test_only_who_holds_the_right_gives_and_corrects():
    with pytest.raises(Denied):
        create_qualification(facts(), by=KZ_COORDINATOR)
    with pytest.raises(Denied):
        amend_qualification(a_qualification(), {"until": SINCE}, version=1, by=KZ_COORDINATOR)


def test_nothing_is_earned_before_the_event():
    event = an_event(kind="train-the-trainers", starts=date(2018, 4, 16))
    create_qualification(facts(event=event), by=OFFICE)
    with pytest.raises(Invalid) as refusal:
        create_qualification(facts(event=event, since=date(2018, 4, 1)), by=OFFICE)
    assert [fault.field for fault in refusal.value.faults] == ["since"]


def test_a_qualification_does_not_end_before_it_starts():
    with pytest.raises(Invalid):
        create_qualification(facts(until=date(2017, 1, 1)), by=OFFICE)


def test_nobody_is_qualified_by_one_programme_twice_on_one_day():
    qualification = a_qualification()
    with pytest.raises(Invalid):
        a_qualification(qualification.person)


def test_the_second_of_two_people_is_told():
    qualification = a_qualification()
    amend_qualification(qualification, {"until": date(2020, 1, 1)}, version=1, by=OFFICE, reason="a letter")
    with pytest.raises(Stale):
        amend_qualification(qualification, {"until": None}, version=1, by=OFFICE)
    qualification.refresh_from_db()
    assert qualification.until == date(2020, 1, 1)
