"""Organisations, trainers and lines of consignments from lists."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils.translation import override

from tests.desk.lists import AIZHAN, DILSHOD, imported, listed, planned
from tests.events.builders import an_event, the_programme
from tests.people import KZ_COORDINATOR, LOGISTICS, OFFICE, a_person, an_organisation
from tests.supplies.builders import a_consignment, a_line, a_rate
from tumar.desk.lists_in import reading, undoing
from tumar.people.models import Organisation, Person
from tumar.people.rules.values import goods, words
from tumar.supplies.models import Consignment, ConsignmentLine
from tumar.training.actions import qualifications
from tumar.training.models import Qualification

pytestmark = pytest.mark.django_db

LAB = {"name": "Республиканская ветеринарная лаборатория", "country": "KG"}
GLOVES = {"item": "Gloves", "quantity": "100", "unit_price": "1.50", "currency": "EUR", "category": "ppe"}


def decisions(found):
    return [one.decision for one in found]


def test_organisations_are_added_once_with_a_kind_and_a_code():
    one = imported("organisations", listed(LAB, LAB))
    organisation = Organisation.objects.get()
    assert (organisation.code, organisation.kind) == ("KG-ORG-0001", "veterinary-service")
    undoing.undo(one.key, by=OFFICE)
    assert not Organisation.objects.exists()


def test_an_organisation_of_this_name_is_found_whatever_its_marks_and_legal_form():
    known = an_organisation("ГУ «Республиканская ветеринарная лаборатория»", country="KG")
    (one,), _needs = planned("organisations", listed(LAB))
    assert (one.decision, one.record) == ("unchanged", known.label)


def test_the_same_name_in_another_country_is_another_organisation():
    an_organisation(LAB["name"], country="KZ")
    (one,), _needs = planned("organisations", listed(LAB))
    assert one.decision == "new"


def test_an_international_organisation_belongs_to_no_country():
    imported("organisations", listed({"name": "World Health Organization", "kind": "international"}))
    assert Organisation.objects.get().code == "INT-ORG-0001"


def test_a_row_with_the_code_of_an_organisation_amends_it():
    known = an_organisation("Old name", country="KG")
    one = imported("organisations", listed({"code": known.code, "name": "New name"}))
    assert Organisation.objects.get().name == "New name"
    undoing.undo(one.key, by=OFFICE)
    assert Organisation.objects.get().name == "Old name"


def test_an_organisation_without_a_name_is_refused():
    found, _needs = planned("organisations", listed({"name": "—", "country": "KG"}))
    assert decisions(found) == ["refused"]


def test_a_coordinator_adds_no_organisation_of_another_country():
    found, _needs = planned("organisations", listed(LAB), by=KZ_COORDINATOR)
    assert decisions(found) == ["refused"]


def test_trainers_get_a_qualification_from_the_event_that_made_them():
    event = an_event(kind="train-the-trainers", starts=date(2019, 5, 14), ends=date(2019, 5, 16))
    known = {"email": "dilshod@example.org", "qualified_on": "2019-06-01"}
    lines = listed({**AIZHAN, "email": "aizhan@example.org"}, {**DILSHOD, **known})
    one = imported("trainers", lines, event=event.code)
    first, second = Qualification.objects.order_by("person__country")
    assert (first.code, first.since, first.event, first.programme.code) == (
        "KZ-Q-0001",
        date(2019, 5, 16),
        event,
        "P53",
    )
    assert second.since == date(2019, 6, 1)
    again, _needs = planned("trainers", lines, event=event.code)
    assert decisions(again) == ["unchanged", "unchanged"]
    undoing.undo(one.key, by=OFFICE)
    assert not Qualification.objects.exists()
    assert not Person.objects.exists()


def test_a_trainer_since_nobody_knows_when_is_refused():
    the_programme()
    found, _needs = planned("trainers", listed(AIZHAN), programme="P53")
    assert decisions(found) == ["refused"]


def test_trainers_of_no_programme_ask_for_one():
    _found, needs = planned("trainers", listed({**AIZHAN, "qualified_on": "2019-06-01"}))
    assert needs == {"programme"}


def test_a_qualification_given_later_by_hand_stands_in_the_way_of_undoing_the_person():
    one = imported("persons", listed(AIZHAN))
    qualifications.create_qualification(
        {"person": Person.objects.get(), "programme": the_programme(), "since": date(2020, 1, 1)}, by=OFFICE
    )
    with pytest.raises(undoing.InTheWay):
        undoing.undo(one.key, by=OFFICE)


def test_lines_are_added_to_a_consignment_on_file():
    consignment = a_consignment()
    a_line(consignment)
    one = imported("consignments", listed({**GLOVES, "consignment": consignment.code}))
    line = ConsignmentLine.objects.get(number=2)
    assert (line.description, line.quantity, line.euro_cents) == ("Gloves", Decimal(100), 15_000)
    undoing.undo(one.key, by=OFFICE)
    assert ConsignmentLine.objects.count() == 1


def test_a_line_that_a_consignment_has_already_is_not_added_again():
    consignment = a_consignment()
    row = {**GLOVES, "consignment": consignment.code}
    imported("consignments", listed(row))
    (again,), _needs = planned("consignments", listed({**row, "unit": "pairs"}))
    assert again.decision == "unchanged"


def test_a_consignment_is_added_for_a_recipient_and_a_day_and_found_again():
    the_programme()
    row = {**GLOVES, "recipient": LAB["name"], "country": "KG", "handed_over": "2020-03-20"}
    lines = listed(row, {**row, "item": "Masks"})
    one = imported("consignments", lines, programme="P53")
    consignment = Consignment.objects.get()
    assert (consignment.code, consignment.handed_over) == ("P53-KG-C-001", date(2020, 3, 20))
    assert consignment.recipient.name == LAB["name"]
    assert consignment.lines.count() == 2
    imported("consignments", listed({**row, "item": "Gowns"}), programme="P53")
    assert Consignment.objects.count() == 1
    assert consignment.lines.count() == 3
    undoing.undo(one.key, by=OFFICE)
    assert list(consignment.lines.values_list("description", flat=True)) == ["Gowns"]


def test_a_consignment_that_nobody_used_since_goes_with_its_lines():
    the_programme()
    row = {**GLOVES, "recipient": LAB["name"], "country": "KG", "handed_over": "2020-03-20"}
    one = imported("consignments", listed(row), programme="P53")
    undoing.undo(one.key, by=OFFICE)
    assert not Consignment.objects.exists()
    assert not Organisation.objects.exists()


GOODS = "Наименование;Категория;Кол-во;Ед.;Цена;Валюта;Накладная\n"


def read_as_goods(consignment, *rows: tuple[str, str]):
    text = GOODS + "".join(f"{item};{category};2;шт;10;EUR;{consignment.code}\n" for item, category in rows)
    tables = reading.tables_of(text.encode(), "list.csv", "consignments")
    mapping = {column["key"]: column["field"] for table in tables for column in table["columns"]}
    return list(reading.rows_of(text.encode(), "list.csv", "consignments", mapping))


def test_a_category_in_words_becomes_that_of_the_code_list():
    consignment = a_consignment()
    rows = read_as_goods(consignment, ("Перчатки", "СИЗ"), ("Набор", "Диагностические наборы"))
    imported("consignments", rows)
    found = ConsignmentLine.objects.values_list("description", "category")
    assert dict(found) == {"Перчатки": "ppe", "Набор": "diagnostic-kits"}


def test_a_word_that_names_no_category_is_said_of_its_cell():
    consignment = a_consignment()
    (row,) = read_as_goods(consignment, ("Стол", "Мебель"))
    (finding,) = row.findings
    assert (finding["cell"], finding["content"], finding["field"]) == ("B2", "Мебель", "")
    assert finding["severity"] == "warning"
    assert "“other”" in finding["message"]
    imported("consignments", [row])
    assert ConsignmentLine.objects.get().category == "other"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_category_is_known_by_our_own_words_for_it(language):
    assert set(words.listed("goods.toml")) == set(ConsignmentLine.Category.values)
    with override(language):
        labels = {code: goods.category_of(str(label)) for code, label in ConsignmentLine.Category.choices}
    assert labels == {code: code for code in labels}


def test_the_value_in_all_gives_the_value_of_one():
    consignment = a_consignment()
    row = {"item": "Gloves", "quantity": "4", "total_price": "10", "currency": "EUR"}
    imported("consignments", listed({**row, "consignment": consignment.code}))
    assert ConsignmentLine.objects.get().unit_value_minor == 250


def test_a_currency_needs_the_rate_of_the_month():
    consignment = a_consignment()
    row = {**GLOVES, "currency": "USD", "consignment": consignment.code}
    found, _needs = planned("consignments", listed(row))
    assert decisions(found) == ["refused"]
    a_rate()
    found, _needs = planned("consignments", listed(row))
    assert decisions(found) == ["new"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": "0"},
        {"quantity": "-1"},
        {"quantity": "NaN"},
        {"unit_price": None},
        {"item": " "},
        {"quantity": "1e300"},
        {"unit_price": "1e30"},
    ],
    ids=str,
)
def test_a_line_that_makes_no_sense_is_refused(wrong):
    consignment = a_consignment()
    found, _needs = planned("consignments", listed({**GLOVES, **wrong, "consignment": consignment.code}))
    assert decisions(found) == ["refused"]


def test_the_logistics_officer_may_send_lines_and_no_persons():
    consignment = a_consignment()
    found, _needs = planned("consignments", listed({**GLOVES, "consignment": consignment.code}), by=LOGISTICS)
    assert decisions(found) == ["new"]
    found, _needs = planned("persons", listed(AIZHAN), by=LOGISTICS)
    assert decisions(found) == ["refused"]


def test_a_person_on_file_becomes_a_trainer_without_being_added_again():
    person = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", email="a@example.org")
    event = an_event(kind="train-the-trainers")
    imported("trainers", listed({**AIZHAN, "email": "a@example.org"}), event=event.code)
    assert Qualification.objects.get().person == person
