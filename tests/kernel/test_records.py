"""A record is added, amended and refused in one way."""

import pytest

from tumar.kernel import journal, records
from tumar.kernel.refusals import Invalid, Stale
from tumar.kernel.scope import of_the_machine
from tumar.people.models import Organisation

BY = of_the_machine("a test")
pytestmark = pytest.mark.django_db


def a_laboratory(**facts) -> Organisation:
    facts = {"code": "ORG-1", "name": "Veterinary Laboratory", "kind": "laboratory", **facts}
    return records.add(Organisation(**facts), by=BY, verb="people.organisation.created")


def amend(organisation: Organisation, version: int, **changes) -> Organisation:
    return records.amend(
        organisation, changes, version=version, by=BY, verb="people.organisation.amended", reason="a letter"
    )


def test_a_new_record_is_told_with_its_facts():
    laboratory = a_laboratory()
    entry = journal.about(laboratory.label).get()
    assert entry.verb == "people.organisation.created"
    assert entry.changes["name"] == "Veterinary Laboratory"


def test_an_amendment_tells_old_and_new_and_counts_the_version():
    laboratory = amend(a_laboratory(), 1, name="Central Laboratory", kind="laboratory")
    assert laboratory.version == 2
    entry = journal.about(laboratory.label).first()
    assert entry.changes == {"name": ["Veterinary Laboratory", "Central Laboratory"]}
    assert entry.reason == "a letter"


def test_an_amendment_that_changes_nothing_leaves_no_trace():
    laboratory = amend(a_laboratory(), 1, name="Veterinary Laboratory")
    assert laboratory.version == 1
    assert journal.about(laboratory.label).count() == 1


def test_the_second_of_two_people_is_told_and_the_first_one_s_work_is_kept():
    laboratory = a_laboratory()
    amend(laboratory, 1, name="First")
    with pytest.raises(Stale) as refusal:
        amend(laboratory, 1, name="Second")
    assert (refusal.value.seen, refusal.value.current) == (1, 2)
    laboratory.refresh_from_db()
    assert laboratory.name == "First"


def test_every_fault_is_listed_and_nothing_is_stored():
    with pytest.raises(Invalid) as refusal:
        a_laboratory(code="lower case", name="", kind="palace")
    assert {fault.field for fault in refusal.value.faults} == {"code", "name", "kind"}
    assert not Organisation.objects.exists()


def test_a_taken_code_is_refused():
    a_laboratory()
    with pytest.raises(Invalid) as refusal:
        a_laboratory()
    assert [fault.field for fault in refusal.value.faults] == ["code"]
