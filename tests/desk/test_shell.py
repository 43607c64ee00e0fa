"""The frame of every page: where one may go, in which language and colours, and whose data these are."""

import pytest
from django.test import Client

from tests.people import a_programme, signed_in
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/desk/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_sent_to_the_door():
    answer = Client().get("/desk/")
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]


def test_the_office_goes_everywhere():
    text = page(signed_in(RoleKind.PROGRAMME_OFFICE))
    for place in ("events", "training", "supplies", "results", "people", "programmes", "journal", "import"):
        assert f'href="/desk/{place}/"' in text


@pytest.mark.parametrize(
    ("kind", "country", "not_for_them"),
    [
        (RoleKind.NATIONAL_COORDINATOR, "KZ", ["people/accounts"]),
        (RoleKind.TRAINER, "UZ", ["supplies", "journal", "import"]),
        (RoleKind.LOGISTICS_OFFICER, None, ["events", "training", "import"]),
        (RoleKind.DONOR_READER, None, ["events", "people", "supplies", "journal"]),
    ],
)
def test_nobody_is_led_to_where_they_may_not_go(kind, country, not_for_them):
    text = page(signed_in(kind, country))
    for place in not_for_them:
        assert f'href="/desk/{place}/"' not in text


def test_the_page_marks_where_one_is():
    text = page(signed_in(), "/desk/events/")
    assert 'href="/desk/events/" aria-current="page"' in text
    assert text.count("<h1>") == 1


def test_demonstration_data_say_so_on_every_page():
    client = signed_in()
    assert "Demonstration data" not in page(client)
    a_programme(is_demonstration=True)
    for address in ("/desk/", "/desk/events/", "/desk/search/", "/desk/people/persons/add/"):
        assert "Demonstration data" in page(client, address)


def test_a_language_chosen_stays_and_the_page_too():
    client = signed_in()
    answer = client.post("/desk/language/", {"language": "ru", "next": "/desk/events/?kind=training"})
    assert answer.headers["Location"] == "/desk/events/?kind=training"
    assert '<html lang="ru" dir="ltr"' in page(client)
    client.post("/desk/language/", {"language": "fa-af", "next": "/desk/"})
    text = page(client)
    assert '<html lang="fa-af" dir="rtl"' in text
    assert "desk.rtl.css" in text


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""]
)
def test_nobody_is_sent_elsewhere(address):
    answer = signed_in().post("/desk/language/", {"language": "ru", "next": address})
    assert answer.headers["Location"] == "/desk/"


def test_an_unknown_language_or_theme_changes_nothing():
    client = signed_in()
    assert "language" not in client.post("/desk/language/", {"language": "xx"}).cookies
    assert "theme" not in client.post("/desk/theme/", {"theme": "pink"}).cookies


def test_a_theme_chosen_is_told_by_the_server():
    client = signed_in()
    assert 'data-scheme="system"' in page(client)
    assert "data-bs-theme" not in page(client)
    client.post("/desk/theme/", {"theme": "dark", "next": "/desk/"})
    assert 'data-scheme="dark" data-bs-theme="dark"' in page(client)


def test_language_and_theme_are_not_changed_by_a_link():
    client = signed_in()
    assert client.get("/desk/language/").status_code == 405
    assert client.get("/desk/theme/").status_code == 405


def test_what_is_not_there_says_so_without_an_error():
    answer = signed_in().get("/desk/nowhere/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_what_is_not_allowed_says_so():
    answer = signed_in(RoleKind.DONOR_READER).get("/desk/journal/")
    assert answer.status_code == 403
    assert "You may not do this" in answer.content.decode()


def test_a_fault_of_ours_is_told_plainly(monkeypatch):
    client = signed_in()
    client.raise_request_exception = False
    monkeypatch.setattr("tumar.desk.views.home_of", lambda scope: 1 / 0)
    answer = client.get("/desk/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/desk/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "The form was too old" in answer.content.decode()


def test_a_designated_name_prints_its_note_at_the_foot():
    text = page(signed_in(), "/desk/search/?q=Kosovo")
    assert "Kosovo*" in text
    assert "UNSCR 1244/1999" in text


@pytest.mark.parametrize("address", ["/calendar/", "/library/", "/news/", "/people/", "/field/"])
def test_pages_outside_the_desk_say_it_too(address):
    client = signed_in(RoleKind.TRAINER, "KZ")
    assert "Demonstration data" not in client.get(address).content.decode()
    a_programme(is_demonstration=True)
    assert "Demonstration data" in client.get(address).content.decode()
