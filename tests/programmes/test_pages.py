"""What people see of programmes and responses."""

from datetime import date

import pytest

from tests.pages import text_of
from tests.people import OFFICE, a_country, a_programme, an_account, an_organisation, signed_in
from tumar.kernel.parts import version_of
from tumar.people.models import Organisation
from tumar.people.rules import RoleKind
from tumar.programmes import queries
from tumar.programmes.actions import parts, programmes, responses
from tumar.programmes.models import Claim, Objective, Participation, Programme, ProgrammeTag, Response

pytestmark = pytest.mark.django_db

PAGE = "/desk/programmes/of/P53/"


def a_whole_programme() -> Programme:
    programme = a_programme(
        "P53",
        title={"en": "National legal framework", "ru": "Правовая база"},
        funder=an_organisation("European Union", country=None, kind=Organisation.Kind.INTERNATIONAL),
        budget_cents=650_000_000,
        notes={"en": "Not all countries involved are partner countries, Kosovo among them."},
    )
    for kind, facts in [
        (Objective, {"number": 1, "title": {"en": "Raise awareness"}}),
        (Participation, {"country": a_country("KZ"), "since": date(2017, 11, 1), "source": "A letter"}),
        (ProgrammeTag, {"scheme": "area", "tag": "legal-framework"}),
        (
            Claim,
            {
                "indicator": "equipment_value",
                "figure": 160_000_000,
                "qualifier": "over",
                "as_of": date(2024, 4, 10),
                "source": "Public page",
            },
        ),
    ]:
        parts.add_part(kind, programme, facts, by=OFFICE)
    return programme


def test_a_programme_shows_what_it_is():
    a_whole_programme()
    page = text_of(signed_in(RoleKind.DONOR_READER).get(PAGE))
    for words in (
        *("National legal framework", "European Union", "EUR 6,500,000.00", "Raise awareness"),
        *("Central Asia", "Kazakhstan", "1 Nov 2017", "Legal framework", "EUR 1,600,000.00", "Public page"),
        "without prejudice to positions on status",
    ):
        assert words in page, words
    assert "Add an objective" not in page


def test_a_programme_speaks_russian():
    a_whole_programme()
    client = signed_in()
    client.cookies["language"] = "ru"
    assert "Правовая база" in text_of(client.get(PAGE))


def test_the_list_narrows_to_a_partner_country():
    a_whole_programme(), a_programme("P54")
    client = signed_in()
    assert {"P53", "P54"} <= set(
        text_of(client.get("/desk/programmes/")).replace("<", " ").replace(">", " ").split()
    )
    narrowed = text_of(client.get("/desk/programmes/?country=KZ"))
    assert "P53" in narrowed
    assert "Programme P54" not in narrowed


def test_the_office_adds_and_amends_a_programme():
    office = signed_in()
    funder = an_organisation("European Union", country=None)
    facts = {
        "code": "P53",
        "title_en": "Project",
        "title_ru": "Проект",
        "funder": "european",
        "budget": "6500000",
    }
    assert office.post("/desk/programmes/add/", {**facts, "is_ours": "on"}).url == PAGE
    programme = Programme.objects.get()
    assert programme.title == {"en": "Project", "ru": "Проект"}
    assert (programme.funder, programme.budget_cents, programme.is_ours) == (funder, 650_000_000, True)
    form = text_of(office.get(PAGE + "edit/"))
    assert "6500000" in form
    assert f"{funder.code} · European Union" in form
    changed = {**facts, "title_en": "Other", "seen_version": 1, "reason": "New title"}
    assert office.post(PAGE + "edit/", changed).url == PAGE
    assert Programme.objects.get().title["en"] == "Other"
    assert "New title" in text_of(office.get(PAGE))


def test_the_second_of_two_who_edit_a_programme_is_told():
    programme = a_programme()
    programmes.amend_programme(programme, {"short_title": "Theirs"}, version=1, by=OFFICE)
    answer = signed_in().post(PAGE + "edit/", {"title_en": "T", "short_title": "Mine", "seen_version": 1})
    assert answer.status_code == 409
    assert "Theirs" in text_of(answer)
    assert "Mine" in text_of(answer)


@pytest.mark.parametrize(
    ("kind", "facts", "shown"),
    [
        ("objectives", {"number": 3, "title_en": "Assess needs"}, "Assess needs"),
        ("activity-lines", {"code": "A7", "title_en": "Equipment"}, "Equipment"),
        ("participations", {"country": "MN", "since": "2017-02-01"}, "Mongolia"),
        ("tags", {"tag": "biological"}, "Biological"),
        (
            "claims",
            {
                "indicator": "trainers_trained",
                "qualifier": "exactly",
                "figure": "88",
                "as_of": "2024-04-10",
                "source": "A page",
            },
            "A page",
        ),
    ],
)
def test_the_office_adds_changes_and_removes_a_part(kind, facts, shown):
    programme, office = a_programme(), signed_in()
    assert office.get(f"{PAGE}{kind}/add/").status_code == 200
    assert office.post(f"{PAGE}{kind}/add/", facts).url == PAGE
    assert shown in text_of(office.get(PAGE))
    part = queries.parts(programme, kind).get()
    assert office.get(f"{PAGE}{kind}/{part.pk}/edit/").status_code == 200
    seen = {"seen_version": version_of(part)}
    assert office.post(f"{PAGE}{kind}/{part.pk}/edit/", {**facts, **seen}).url == PAGE
    seen = {"seen_version": version_of(queries.parts(programme, kind).get())}
    assert office.post(f"{PAGE}{kind}/{part.pk}/remove/", {"reason": "Twice", **seen}).url == PAGE
    assert not queries.parts(programme, kind).exists()
    assert "Twice" in text_of(office.get(PAGE))


def test_money_is_claimed_in_euro_and_things_have_no_fractions():
    a_programme()
    office = signed_in()
    claim = {"qualifier": "over", "as_of": "2024-04-10", "source": "A page"}
    office.post(f"{PAGE}claims/add/", {**claim, "indicator": "equipment_value", "figure": "1600000.50"})
    assert Claim.objects.get().figure == 160_000_050
    form = text_of(office.get(f"{PAGE}claims/{Claim.objects.get().pk}/edit/"))
    assert "1600000.50" in form
    answer = office.post(f"{PAGE}claims/add/", {**claim, "indicator": "trainers_trained", "figure": "88.5"})
    assert answer.status_code == 422
    assert "has no fraction" in text_of(answer)


def test_a_part_of_another_programme_is_not_found_under_this_one():
    a_programme()
    other = a_programme("P54")
    part = parts.add_part(Objective, other, {"number": 1, "title": {"en": "One"}}, by=OFFICE)
    office = signed_in()
    for act in ("edit", "remove"):
        assert office.get(f"{PAGE}objectives/{part.pk}/{act}/").status_code == 404
    assert office.get(f"{PAGE}wishes/add/").status_code == 404


def test_a_coordinator_reads_and_changes_nothing():
    a_whole_programme()
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    assert coordinator.get(PAGE).status_code == 200
    for address in ("/desk/programmes/add/", PAGE + "edit/", PAGE + "objectives/add/"):
        assert coordinator.get(address).status_code == 403, address


def test_the_office_adds_and_amends_a_response():
    office = signed_in()
    facts = {"code": "COVID-19", "name_en": "COVID-19", "since": "2020-03-11"}
    answer = office.post("/desk/programmes/responses/add/", facts)
    assert answer.url == "/desk/programmes/responses/COVID-19/"
    office.post(answer.url + "edit/", {"name_en": "COVID-19", "until": "2023-05-05", "seen_version": 1})
    assert Response.objects.get().until == date(2023, 5, 5)
    assert "5 May 2023" in text_of(office.get(answer.url))
    assert "COVID-19" in text_of(office.get("/desk/programmes/responses/"))


@pytest.mark.parametrize("address", ["/desk/programmes/", "/desk/programmes/responses/"])
def test_a_list_asks_as_little_for_many_as_for_few(client, django_assert_max_num_queries, address):
    client.force_login(an_account())
    funder = an_organisation(country=None)
    Programme.objects.bulk_create(
        Programme(code=f"P{one:03}", title={"en": "P"}, funder=funder) for one in range(60)
    )
    for one in range(60):
        responses.create_response({"code": f"R{one:03}", "name": {"en": "R"}}, by=OFFICE)
    with django_assert_max_num_queries(8):
        assert "Next" in text_of(client.get(address))


def test_a_programme_s_page_asks_as_little_for_many_parts_as_for_few(client, django_assert_max_num_queries):
    client.force_login(an_account())
    programme = a_whole_programme()
    for number in range(2, 20):
        parts.add_part(Objective, programme, {"number": number, "title": {"en": "O"}}, by=OFFICE)
    for country in ("UZ", "TJ", "GE", "AM"):
        parts.add_part(Participation, programme, {"country": a_country(country)}, by=OFFICE)
    with django_assert_max_num_queries(16):
        client.get(PAGE)
