"""What people see of persons and organisations."""

import pytest

from tests.pages import text_of
from tests.people import OFFICE, a_country, a_person, an_account, an_organisation, signed_in
from tumar.people.actions.persons import amend_person
from tumar.people.models import Organisation, Person
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def a_coordinator():
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")


def test_the_list_holds_the_persons_of_one_s_own_country():
    a_person("Akhmetova"), a_person("Karimov", country="UZ")
    page = text_of(a_coordinator().get("/desk/people/"))
    assert "Akhmetova" in page
    assert "Karimov" not in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("q=ахметова", {"Akhmetova"}),
        ("q=AKHM+aizh", {"Akhmetova"}),
        ("country=UZ", {"Karimov"}),
        ("group=human-lab", {"Karimov"}),
        ("sex=F", {"Akhmetova"}),
        ("employer=KZ-ORG-0001", {"Akhmetova"}),
        ("q=nobody", set()),
    ],
)
def test_the_list_is_searched_and_narrowed(asked, shown):
    employer = an_organisation()
    a_person("Akhmetova", family="Ахметова", sex="F", employer=employer)
    a_person("Karimov", "Botir", country="UZ", group="human-lab", sex="M")
    page = text_of(signed_in().get(f"/desk/people/?{asked}"))
    assert {name for name in ("Akhmetova", "Karimov") if name in page} == shown


def test_a_person_s_page_shows_the_name_in_both_scripts():
    person = a_person("Akhmetova", "Aizhan", family="Ахметова", given="Айжан", position="Вирусолог")
    page = text_of(a_coordinator().get(f"/desk/people/persons/{person.code}/"))
    for words in ("Ахметова Айжан", "Akhmetova Aizhan", "Вирусолог", "Kazakhstan"):
        assert words in page


def test_a_person_of_another_country_is_not_there():
    person = a_person("Karimov", country="UZ")
    client = a_coordinator()
    for address in ("", "edit/"):
        assert client.get(f"/desk/people/persons/{person.code}/{address}").status_code == 404


def test_a_trainer_sees_a_person_of_his_country_and_may_not_edit():
    person = a_person()
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert "Edit" not in text_of(trainer.get(f"/desk/people/persons/{person.code}/"))
    assert trainer.get(f"/desk/people/persons/{person.code}/edit/").status_code == 403
    assert trainer.get("/desk/people/persons/add/").status_code == 403


def test_a_donor_sees_no_persons():
    assert signed_in(RoleKind.DONOR_READER).get("/desk/people/").status_code == 403


def test_a_coordinator_adds_a_person():
    employer = an_organisation("Virology Laboratory")
    answer = a_coordinator().post(
        "/desk/people/persons/add/",
        {
            "family": "Ахметова",
            "given": "Айжан",
            "sex": "F",
            "group": "human-lab",
            "country": "KZ",
            "employer": "virology",
        },
    )
    assert answer.url == "/desk/people/persons/KZ-000001/"
    person = Person.objects.get()
    assert person.employer == employer
    assert person.sort_name


def test_only_one_s_own_countries_are_offered_and_taken():
    client = a_coordinator()
    page = text_of(client.get("/desk/people/persons/add/"))
    assert 'value="KZ"' in page
    assert 'value="UZ"' not in page
    answer = client.post(
        "/desk/people/persons/add/", {"family": "Karimov", "sex": "M", "group": "unknown", "country": "UZ"}
    )
    assert answer.status_code in {403, 422}
    assert not Person.objects.exists()


def test_every_fault_stands_beside_its_field_and_nothing_typed_is_lost():
    an_organisation("Laboratory One"), an_organisation("Laboratory Two")
    answer = a_coordinator().post(
        "/desk/people/persons/add/",
        {"family": "Ахметова", "sex": "X", "group": "unknown", "country": "", "employer": "laboratory"},
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Ахметова" in page
    assert "Several fit" in page
    assert "Laboratory Two" in page
    assert "This field is required" in page


def test_the_second_of_two_who_edit_a_person_is_told_and_may_save_again():
    person = a_person(position="Nurse")
    client = a_coordinator()
    typed = {
        "family_latin": "Akhmetova",
        "given_latin": "Aizhan",
        "sex": "U",
        "group": "unknown",
        "country": "KZ",
        "position": "Epidemiologist",
        "seen_version": "1",
    }
    amend_person(person, {"position": "Virologist"}, version=1, by=OFFICE)
    answer = client.post(f"/desk/people/persons/{person.code}/edit/", typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Virologist" in page
    assert "Epidemiologist" in page
    client.post(f"/desk/people/persons/{person.code}/edit/", {**typed, "seen_version": "2"})
    assert Person.objects.get().position == "Epidemiologist"


def test_the_code_of_a_person_is_not_changed():
    person = a_person()
    page = text_of(a_coordinator().get(f"/desk/people/persons/{person.code}/edit/"))
    assert 'name="code"' not in page


def test_an_organisation_s_page_shows_its_parts_and_who_works_there():
    ministry = an_organisation("Ministry", kind=Organisation.Kind.MINISTRY)
    an_organisation("Laboratory", parent=ministry)
    a_person("Akhmetova", employer=ministry)
    page = text_of(a_coordinator().get(f"/desk/people/organisations/{ministry.code}/"))
    for words in ("Ministry or agency", "Laboratory", "Akhmetova"):
        assert words in page


def test_who_works_there_is_not_for_everybody():
    ministry = an_organisation("Ministry")
    a_person("Akhmetova", employer=ministry)
    page = text_of(signed_in(RoleKind.LEGAL_EXPERT, "KZ").get(f"/desk/people/organisations/{ministry.code}/"))
    assert "Ministry" in page
    assert "Akhmetova" not in page


def test_the_office_adds_and_amends_an_organisation():
    office = signed_in()
    ministry = an_organisation("Ministry")
    answer = office.post(
        "/desk/people/organisations/add/",
        {"name": "Лаборатория", "kind": "laboratory", "country": "KZ", "parent": ministry.code},
    )
    laboratory = Organisation.objects.get(name="Лаборатория")
    assert laboratory.parent == ministry
    assert answer.url == f"/desk/people/organisations/{laboratory.code}/"
    office.post(
        answer.url + "edit/",
        {
            "name": "Лаборатория",
            "name_latin": "Laboratory",
            "kind": "laboratory",
            "country": "KZ",
            "seen_version": 1,
        },
    )
    laboratory.refresh_from_db()
    assert (laboratory.name_latin, laboratory.parent) == ("Laboratory", None)


def test_a_hostile_name_is_only_a_name():
    person = a_person("<script>alert(1)</script>")
    client = a_coordinator()
    for address in ("/desk/people/", f"/desk/people/persons/{person.code}/"):
        assert "<script>alert" not in text_of(client.get(address))


def some(number: int) -> None:
    employer = an_organisation()
    country = a_country("KZ")
    Person.objects.bulk_create(
        Person(
            code=f"P-{one}",
            family_latin=f"Name {one:03}",
            sort_name=f"name {one:03}",
            country=country,
            employer=employer,
        )
        for one in range(number)
    )
    Organisation.objects.bulk_create(
        Organisation(code=f"O-{one}", name=f"Place {one:03}", kind="other", country=country, parent=employer)
        for one in range(number)
    )


@pytest.mark.parametrize("address", ["/desk/people/", "/desk/people/organisations/"])
def test_a_list_asks_as_little_for_many_as_for_few(client, django_assert_max_num_queries, address):
    client.force_login(an_account())
    some(120)
    with django_assert_max_num_queries(8):
        assert "Next" in text_of(client.get(address))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "address", ["/desk/people/", "/desk/people/organisations/", "/desk/people/accounts/"]
)
def test_a_list_is_exported(address, kind):
    some(3)
    assert b"".join(signed_in().get(f"{address}?format={kind}").streaming_content)


def test_a_latin_spelling_is_proposed_while_the_passport_s_is_not_known():
    person = a_person("", "", family="Қасымова", given="Әлия")
    page = text_of(a_coordinator().get(f"/desk/people/persons/{person.code}/"))
    assert "Kasymova Aliya" in page
    assert "kk/passport" in page
    person.refresh_from_db()
    assert not person.name_latin


def test_no_spelling_is_proposed_beside_the_passport_s():
    person = a_person("Kassymova", "Aliya", family="Қасымова", given="Әлия")
    assert "Kasymova Aliya" not in text_of(a_coordinator().get(f"/desk/people/persons/{person.code}/"))


def test_the_form_says_how_a_table_would_spell_the_name():
    person = a_person("", "", family="Қасымова", given="Әлия")
    page = text_of(a_coordinator().get(f"/desk/people/persons/{person.code}/edit/"))
    assert "a table would give Kasymova." in page
    assert "a table would give Aliya." in page


@pytest.mark.parametrize("asked", ["Kasymova", "Касымова", "Kassym", "Әлия Qasymova"])
def test_a_person_is_found_in_another_script(asked):
    a_person("", "", family="Қасымова", given="Әлия")
    a_person("Akhmetova", "Dana", family="Ахметова", given="Дана")
    page = text_of(a_coordinator().get("/desk/people/", {"q": asked}))
    assert "Қасымова" in page
    assert "Ахметова" not in page


def test_a_renamed_person_is_found_by_the_new_name_in_another_script():
    person = a_person("", "", family="Қасымова", given="Әлия")
    amend_person(person, {"family": "Жұмабаева"}, version=person.version, by=OFFICE)
    client = a_coordinator()
    assert "Жұмабаева" in text_of(client.get("/desk/people/?q=Zhumabaeva"))
    assert "Жұмабаева" not in text_of(client.get("/desk/people/?q=Kasymova"))
