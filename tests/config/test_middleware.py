"""What every answer carries, whichever room it comes from."""

import pytest

from tests.people import signed_in
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def test_nothing_inline_and_nothing_foreign_may_run(client):
    policy = client.get("/account/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_head_has_the_headers_of_its_page_and_no_body(client):
    page, head = client.get("/account/login/"), client.head("/account/login/")
    assert head.status_code == page.status_code == 200
    assert head.content == b""
    assert int(head.headers["Content-Length"]) > 1000


def test_a_page_that_names_a_designated_territory_prints_its_note():
    office = signed_in(RoleKind.PROGRAMME_OFFICE)
    page = office.get("/desk/places/countries/XK/").content.decode()
    assert "UNSCR 1244/1999" in page
    assert "Kosovo*" in page


def test_a_page_that_names_none_prints_no_note():
    office = signed_in(RoleKind.PROGRAMME_OFFICE)
    assert "UNSCR" not in office.get("/desk/places/countries/KZ/").content.decode()
    assert "<!-- designation notes -->" not in office.get("/desk/places/countries/KZ/").content.decode()
