"""A workbook that was written before a merge: old codes mean the survivor, and nothing is brought back."""

from datetime import date

import pytest

from tests.desk.books import AIZHAN, LABORATORY, PROGRAMME, WORKSHOP
from tests.desk.test_imports import bring, check, found, only
from tests.people.merging import merged
from tumar.events.models import Involvement
from tumar.people.models import Organisation, Person

pytestmark = pytest.mark.django_db

AGAIN = {"Code": "KZ-000009", "Family name Latin": "Ahmetova", "Country": "KZ", "Employer": "KZ-OLD"}
OLD = {"Code": "KZ-OLD", "Name": "Старая лаборатория", "Kind": "laboratory", "Country": "KZ"}


@pytest.fixture
def merged_codes():
    bring(
        {
            "Organisations": [LABORATORY, OLD],
            "Programmes": [PROGRAMME],
            "Persons": [AIZHAN, AGAIN],
            "Events": [WORKSHOP],
        }
    )
    merged(Organisation.objects.get(code="KZ-LAB"), Organisation.objects.get(code="KZ-OLD"))
    merged(Person.objects.get(code="KZ-000001"), Person.objects.get(code="KZ-000009"))


ON_THE_LIST = {"Event": "P53-KZ-2018-01", "Person": "KZ-000009", "Role": "participant", "Attended": "yes"}


def test_a_row_that_names_a_merged_person_means_the_one_who_stands_for_her(merged_codes):
    bring({"Event persons": [ON_THE_LIST]})
    assert Involvement.objects.get().person.code == "KZ-000001"
    plan = check({"Event persons": [ON_THE_LIST]})
    assert [one.counts.unchanged for one in plan.sheets if one.sheet.name == "Event persons"] == [1]


def test_one_person_under_both_codes_stands_on_a_list_once(merged_codes):
    plan = check({"Event persons": [ON_THE_LIST, {**ON_THE_LIST, "Person": "KZ-000001"}]})
    assert "already" in str(only(plan))


def test_a_set_that_names_a_merged_organisation_means_its_survivor(merged_codes):
    bring({"Events": [{**WORKSHOP, "Hosts": "KZ-LAB; KZ-OLD", "Last day": date(2018, 4, 4)}]})
    [hosting] = Organisation.objects.get(code="KZ-LAB").events.all()
    assert hosting.event.ends == date(2018, 4, 4)


def test_an_employer_named_by_the_old_code_is_no_change(merged_codes):
    plan = check({"Persons": [{**AIZHAN, "Employer": "KZ-OLD"}]})
    assert found(plan) == []
    assert [one.counts.unchanged for one in plan.sheets if one.sheet.name == "Persons"] == [1]


@pytest.mark.parametrize(("sheet", "row"), [("Persons", AGAIN), ("Organisations", OLD)])
def test_a_row_about_the_merged_one_itself_is_refused_and_names_the_survivor(merged_codes, sheet, row):
    plan = check({sheet: [row]})
    said = str(only(plan))
    assert "was merged into" in said
    assert ("KZ-000001" in said) or ("KZ-LAB" in said)
