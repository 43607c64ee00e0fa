"""The journey of a list: sent, its columns confirmed, its rows looked at, imported, undone; on any screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OneByOne
from tests.desk.test_list_pages import work
from tests.people import a_person
from tumar.people.models import Person
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TABLE = (
    "Список участников семинара;;;;\n"
    "ФИО;Пол;Год рождения;Место работы;Телефон\n"
    "Ахметова Айжан Сериковна;ж;1985;Республиканская лаборатория;+77011234567\n"
    "Каримов Дильшод;м;1980;Toshkent shifoxonasi;+998901234567\n"
    "Асанов Бек;м;;Областная ветеринарная лаборатория;\n"
    ";м;1990;;\n"
).encode()
LOOKS = [(1440, "en", "light"), (360, "ru", "light"), (360, "fa-af", "dark")]


def send(page, form: str) -> None:
    """Send a form, and wait until it is answered: what waits is otherwise looked for before it is there."""
    with page.expect_navigation():
        page.click(f"{form} button[type=submit]")


def worked(page) -> None:
    """Let the worker do what waits, and look again; pages and worker share one connection."""
    with OneByOne.turn:
        work()
    page.goto(page.url)


def looked_at(page, axe_findings) -> None:
    """Nothing sticks out, and axe finds nothing."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"
    assert not axe_findings(page)


@pytest.mark.parametrize(("width", "language", "scheme"), LOOKS, ids=["desk", "telephone", "rtl"])
def test_a_list_is_imported_and_undone(enter, axe_findings, width, language, scheme):
    for year in (1985, None):
        a_person("", "", family="Асанов", given="Бек", country="KG", birth_year=year)
    page = enter(RoleKind.PROGRAMME_OFFICE, width=width, language=language, scheme=scheme)
    page.goto("/desk/lists/send/")
    looked_at(page, axe_findings)
    page.set_input_files("#id_file", {"name": "list.csv", "mimeType": "text/csv", "buffer": TABLE})
    page.select_option("#id_country", "KG")
    send(page, "form.record-form")
    worked(page)
    expect(page.locator("select[name^=column-]")).to_have_count(5)
    looked_at(page, axe_findings)
    send(page, "form[action$='/columns/']")
    worked(page)
    expect(page.locator(".listed-row")).to_have_count(4)
    page.click("details.more > summary")
    expect(page.locator("details.more li")).to_have_count(1)
    looked_at(page, axe_findings)
    with page.expect_navigation():
        page.click("a[href='?decision=review']:visible >> nth=0")
    page.check("input[name='row-3'][value=new]")
    looked_at(page, axe_findings)
    send(page, "form[action$='/decide/']")
    send(page, "form[action$='/import/']")
    worked(page)
    with OneByOne.turn:
        assert Person.objects.count() == 5
    looked_at(page, axe_findings)
    send(page, "form[action$='/undo/']")
    worked(page)
    with OneByOne.turn:
        assert Person.objects.count() == 2
    looked_at(page, axe_findings)


def test_a_list_is_imported_without_a_script(enter):
    page = enter(RoleKind.PROGRAMME_OFFICE, java_script_enabled=False)
    page.goto("/desk/lists/send/")
    page.fill("#id_text", TABLE.decode().replace(";", "\t"))
    page.select_option("#id_country", "KG")
    send(page, "form.record-form")
    worked(page)
    send(page, "form[action$='/columns/']")
    worked(page)
    send(page, "form[action$='/import/']")
    worked(page)
    with OneByOne.turn:
        assert Person.objects.count() == 3
