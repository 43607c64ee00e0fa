"""Whoever sends a workbook brings in no more than the own rights reach."""

import pytest

from tests.desk.books import AIZHAN, DILSHOD, a_whole_programme, bring, check, office_of, only
from tests.people import KZ_COORDINATOR, LOGISTICS
from tumar.desk import imports
from tumar.desk.imports import BookHasErrors
from tumar.kernel.refusals import Denied
from tumar.people.models import Person

pytestmark = pytest.mark.django_db
KZ_OFFICE = office_of("KZ")


def test_who_may_not_import_is_refused():
    with pytest.raises(Denied):
        check({"Persons": [DILSHOD]}, by=LOGISTICS)


def test_who_looks_after_the_law_of_a_country_sends_no_persons():
    plan = check({"Persons": [DILSHOD]}, by=KZ_COORDINATOR)
    assert "You may not import this sheet. Take it out." in [one.message for one in plan.findings]
    assert plan.rows == 0
    with pytest.raises(BookHasErrors):
        imports.apply(plan, by=KZ_COORDINATOR)


def test_rows_of_a_country_without_the_right_are_findings():
    plan = check({"Persons": [{**AIZHAN, "Employer": None}, DILSHOD]}, by=KZ_OFFICE)
    finding = only(plan)
    assert (finding.row, finding.column) == (3, "Country")
    assert "needs the right for UZ" in finding.message
    imports.apply(plan, by=KZ_OFFICE, good_rows=True)
    assert [person.code for person in Person.objects.all()] == ["KZ-000001"]


def test_nobody_takes_a_person_over_from_another_country():
    bring({"Persons": [DILSHOD]})
    plan = check({"Persons": [{**DILSHOD, "Country": "KZ"}]}, by=KZ_OFFICE)
    assert "needs the right for UZ" in only(plan).message


def test_an_event_of_another_country_is_not_filled_by_this_one():
    bring(a_whole_programme(Persons=[AIZHAN, DILSHOD, {**DILSHOD, "Code": "UZ-2"}]))
    row = {"Event": "P53-KZ-2018-01", "Person": "UZ-2", "Role": "participant"}
    assert "needs the right for KZ" in only(check({"Event persons": [row]}, by=office_of("UZ"))).message
