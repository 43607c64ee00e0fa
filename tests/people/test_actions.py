"""Persons and organisations are written by who may, and stand in the journal."""

from datetime import date

import pytest

from tests.people import (
    DONOR,
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_organisation,
)
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people import queries
from tumar.people.actions.organisations import amend_organisation, create_organisation
from tumar.people.actions.persons import amend_person, create_person
from tumar.people.models import Organisation, Person

pytestmark = pytest.mark.django_db


def entries(verb: str):
    return JournalEntry.objects.filter(verb=verb)


def test_a_coordinator_adds_a_person_of_her_country_and_the_journal_says_so():
    person = create_person({"family_latin": "Akhmetova", "country": a_country("KZ")}, by=KZ_COORDINATOR)
    entry = entries("people.person.added").get()
    assert entry.about == person.label == "people.person:KZ-000001"
    assert entry.changes["family_latin"] == "Akhmetova"
    assert entry.by_label == KZ_COORDINATOR.label
    assert "search_text" not in entry.changes
    assert list(journal.breaks()) == []


@pytest.mark.parametrize("by", [UZ_COORDINATOR, KZ_TRAINER, DONOR])
def test_a_person_is_not_added_by_who_may_not(by):
    with pytest.raises(Denied):
        create_person({"family_latin": "Akhmetova", "country": a_country("KZ")}, by=by)
    assert not Person.objects.exists()
    assert not JournalEntry.objects.exists()


def test_codes_follow_each_other_in_a_country_and_leave_out_what_is_taken():
    a_person("One")
    a_person("Two", code="KZ-000003")
    assert a_person("Three").code == "KZ-000004"
    assert a_person("Four", country="UZ").code == "UZ-000001"
    assert an_organisation(country="KZ").code == "KZ-ORG-0001"
    assert an_organisation(country=None).code == "INT-ORG-0001"


def test_a_code_that_is_taken_is_refused_beside_its_field():
    a_person("One", code="KZ-000007")
    with pytest.raises(Invalid) as refusal:
        a_person("Two", code="KZ-000007")
    assert [fault.field for fault in refusal.value.faults] == ["code"]


def test_a_person_without_any_name_is_refused():
    with pytest.raises(Invalid, match="at least one name"):
        create_person({"country": a_country("KZ")}, by=OFFICE)


def test_a_new_name_is_found_and_sorted_at_once_and_told_once():
    person = a_person("Akhmetova", "Aizhan")
    amended = amend_person(person, {"family_latin": "Bekova"}, version=1, by=KZ_COORDINATOR, reason="Married")
    assert (amended.version, amended.sort_name) == (2, "bekova aizhan")
    assert queries.find_persons(OFFICE, "bekova") == [person]
    assert queries.find_persons(OFFICE, "akhmetova") == []
    entry = entries("people.person.amended").get()
    assert entry.changes == {"family_latin": ["Akhmetova", "Bekova"]}
    assert entry.reason == "Married"


def test_the_second_of_two_who_change_a_person_is_told():
    person = a_person()
    amend_person(person, {"position": "Virologist"}, version=1, by=KZ_COORDINATOR)
    with pytest.raises(Stale):
        amend_person(person, {"position": "Epidemiologist"}, version=1, by=OFFICE)
    assert Person.objects.get().position == "Virologist"


def test_what_stays_the_same_is_not_told():
    person = a_person(position="Virologist")
    amended = amend_person(person, {"position": "Virologist"}, version=1, by=OFFICE)
    assert amended.version == 1
    assert not entries("people.person.amended").exists()


def test_a_person_is_not_moved_to_a_country_where_one_has_no_right():
    person = a_person()
    with pytest.raises(Denied):
        amend_person(person, {"country": a_country("UZ")}, version=1, by=KZ_COORDINATOR)
    with pytest.raises(Denied):
        amend_person(person, {"position": "x"}, version=1, by=UZ_COORDINATOR)
    assert amend_person(person, {"country": a_country("UZ")}, version=1, by=OFFICE).country_id == "UZ"


def test_a_coordinator_keeps_her_organisations_and_no_international_ones():
    mine = create_organisation(
        {"name": "Лаборатория", "kind": "laboratory", "country": a_country("KZ")}, by=KZ_COORDINATOR
    )
    amended = amend_organisation(mine, {"name_latin": "Laboratory"}, version=1, by=KZ_COORDINATOR)
    assert queries.find_organisations(KZ_COORDINATOR, "laboratory") == [amended]
    for country in (None, a_country("UZ")):
        with pytest.raises(Denied):
            create_organisation({"name": "X", "kind": "other", "country": country}, by=KZ_COORDINATOR)
        with pytest.raises(Denied):
            amend_organisation(mine, {"country": country}, version=2, by=KZ_COORDINATOR)
    assert Organisation.objects.count() == 1


def test_an_organisation_is_not_part_of_itself_at_any_remove():
    ministry = an_organisation("Ministry")
    laboratory = an_organisation("Laboratory", parent=ministry)
    for parent in (ministry, laboratory):
        with pytest.raises(Invalid, match="part of itself"):
            amend_organisation(ministry, {"parent": parent}, version=1, by=OFFICE)


def test_the_second_of_two_who_change_an_organisation_is_told():
    laboratory = an_organisation()
    amend_organisation(laboratory, {"name": "One"}, version=1, by=OFFICE)
    with pytest.raises(Stale):
        amend_organisation(laboratory, {"name": "Two"}, version=1, by=OFFICE)


def test_persons_of_other_countries_are_not_seen():
    here, elsewhere = a_person("Here"), a_person("Elsewhere", country="UZ")
    assert set(queries.persons(KZ_COORDINATOR)) == {here}
    assert set(queries.persons(OFFICE)) == {here, elsewhere}
    assert set(queries.persons(DONOR)) == set()


def test_who_may_not_see_a_person_reads_a_person_in_country(django_assert_num_queries):
    here, elsewhere = a_person("Here", ""), a_person("Elsewhere", "", country="XK")
    codes = [here.code, elsewhere.code]
    with django_assert_num_queries(2):
        labels = queries.person_labels(codes, KZ_COORDINATOR)
    assert labels == {here.code: "Here", elsewhere.code: "a person in Kosovo*"}
    assert queries.person_labels(codes, OFFICE) == {here.code: "Here", elsewhere.code: "Elsewhere"}
    assert set(queries.person_labels(codes, DONOR).values()) == {
        "a person in Kazakhstan",
        "a person in Kosovo*",
    }
    assert queries.person_labels(["QQ-1"], OFFICE) == {}


def test_an_international_organisation_is_everybody_s_to_name():
    funder = an_organisation("European Union", country=None, kind=Organisation.Kind.INTERNATIONAL)
    an_organisation("European Laboratory", country="UZ")
    assert queries.find_organisations(KZ_COORDINATOR, "europ") == [funder]
    assert queries.find_organisations(KZ_COORDINATOR, funder.code.lower()) == [funder]


def test_the_machine_may_everything():
    assert create_person({"single": "Najib", "country": a_country("AF")}, by=MACHINE).code == "AF-000001"


def test_a_date_of_birth_says_the_year():
    born = create_person(
        {"family": "Асанова", "country": a_country("KG"), "birth_date": date(1980, 5, 3)}, by=OFFICE
    )
    assert born.birth_year == 1980


def test_a_year_of_birth_may_stand_alone_but_never_against_the_date():
    facts = {"family": "Асанова", "country": a_country("KG"), "birth_year": 1980}
    assert create_person(facts, by=OFFICE).birth_date is None
    with pytest.raises(Invalid) as refusal:
        create_person({**facts, "birth_date": date(1981, 5, 3)}, by=OFFICE)
    assert "year of birth" in str(refusal.value.faults[0])
