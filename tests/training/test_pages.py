"""Pages about trainers, by what a person sees on them."""

import pytest
from django.urls import reverse

from tests.events.builders import an_event, on_the_list, the_programme
from tests.people import a_person, signed_in
from tests.training.builders import a_qualification, a_workshop_by
from tumar.people.rules import RoleKind
from tumar.training.models import Qualification

pytestmark = pytest.mark.django_db
COORDINATOR = RoleKind.NATIONAL_COORDINATOR


def page(client, name: str, *arguments, **asked) -> str:
    response = client.get(reverse(f"training:{name}", args=arguments), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_trainers_are_listed_with_what_they_gave():
    person = a_qualification(a_person("Serikova", "Dana")).person
    a_qualification(a_person("Karimova", "Nodira", "UZ"))
    a_workshop_by(person)
    shown = page(signed_in(COORDINATOR, "KZ"), "trainers")
    assert "Serikova Dana" in shown
    assert ">1</td>" in shown
    assert "Karimova" not in shown


@pytest.mark.parametrize("name", ["trainers", "qualifications"])
@pytest.mark.parametrize("asked", [{"country": "UZ"}, {"programme": "WHO"}, {"q": "nodira"}])
def test_lists_are_narrowed(name, asked):
    a_qualification(a_person("Serikova", "Dana"))
    a_qualification(a_person("Karimova", "Nodira", "UZ"), programme="WHO")
    shown = page(signed_in(), name, **asked)
    assert "Karimova" in shown
    assert "Serikova" not in shown


def test_qualifications_are_narrowed_by_year():
    a_qualification(a_person("Serikova"))
    a_qualification(a_person("Omarova"), since="2020-01-01")
    shown = page(signed_in(), "qualifications", year="2020")
    assert "Omarova" in shown
    assert "Serikova" not in shown


@pytest.mark.parametrize("name", ["trainers", "qualifications"])
def test_lists_cost_the_same_however_many_rows_they_have(name, django_assert_max_num_queries):
    client, seen = signed_in(), []
    for _ in range(2):
        for _number in range(3):
            a_workshop_by(a_qualification().person)
        with django_assert_max_num_queries(8) as asked:
            page(client, name)
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_trainer_s_page_shows_qualifications_workshops_and_whom_they_reached():
    qualification = a_qualification()
    event = a_workshop_by(qualification.person, title={"en": "Waste"})
    on_the_list(event, attended=True)
    shown = page(signed_in(COORDINATOR, "KZ"), "trainer", qualification.person.code)
    for text in (qualification.code, "P53", "Waste", "1 attendance", "still held"):
        assert text in shown


def test_a_person_who_is_no_trainer_may_become_one():
    person = a_person("Serikova")
    shown = page(signed_in(), "trainer", person.code)
    assert "no qualification" in shown
    assert person.code in page(signed_in(), "add-qualification", person=person.code)


@pytest.mark.parametrize("name", ["qualification", "edit-qualification"])
def test_a_qualification_of_another_country_is_not_there(name):
    client = signed_in(COORDINATOR, "UZ")
    assert client.get(reverse(f"training:{name}", args=[a_qualification().code])).status_code == 404


def test_a_coordinator_sees_a_qualification_but_does_not_edit_it():
    qualification, client = a_qualification(), signed_in(COORDINATOR, "KZ")
    address = reverse("training:edit-qualification", args=[qualification.code])
    assert address not in page(client, "qualification", qualification.code)
    assert client.get(address).status_code == 403
    assert client.get(reverse("training:add-qualification")).status_code == 403


def test_a_qualification_is_added_with_a_form():
    person, event = (
        a_person("Serikova", "Dana"),
        an_event(kind="train-the-trainers", title={"en": "Trainers"}),
    )
    typed = {
        "person": "dana serik",
        "programme": the_programme().pk,
        "event": event.code,
        "since": "2019-05-20",
    }
    answer = signed_in().post(reverse("training:add-qualification"), typed)
    qualification = Qualification.objects.get()
    assert answer.url == reverse("training:qualification", args=[qualification.code])
    assert (qualification.person, qualification.event) == (person, event)
    shown = page(signed_in(), "qualification", qualification.code)
    assert "Trainers" in shown


def test_a_form_tells_that_nobody_has_the_name():
    typed = {"person": "Nobody", "programme": the_programme().pk, "since": "2019-05-20"}
    answer = signed_in().post(reverse("training:add-qualification"), typed)
    assert answer.status_code == 422
    assert "Nothing on file has this code or name" in answer.content.decode()


def test_the_second_of_two_editors_is_told():
    qualification, client = a_qualification(), signed_in()
    address = reverse("training:edit-qualification", args=[qualification.code])
    typed = {"programme": the_programme().pk, "since": "2018-04-20", "seen_version": 1}
    assert client.post(address, typed | {"until": "2020-01-01"}).status_code == 302
    assert client.post(address, typed | {"until": "2021-01-01"}).status_code == 409
    qualification.refresh_from_db()
    assert str(qualification.until) == "2020-01-01"
