"""Registering in a browser: forms at addresses that hold a secret are sent, and taken."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.events.registrations import an_open_event, letters_to, received
from tumar.events.forms import traps
from tumar.events.models import Event, Registration
from tumar.kernel.models import OutgoingLetter
from tumar.people.rules import RoleKind


def test_somebody_confirms_an_address_by_the_link_in_the_letter(enter):
    registration = received(an_open_event())
    page = enter(width=360, java_script_enabled=False)
    page.goto(f"/register/own/{registration.token}/")
    answer = page.locator("main form button[type=submit]").first
    with page.expect_navigation():
        answer.click()
    registration.refresh_from_db()
    assert registration.state == "confirmed"


@pytest.fixture
def typed_fast(monkeypatch: pytest.MonkeyPatch, counters_of_this_test: None) -> None:
    """A browser in a test fills forms in faster than people can."""
    monkeypatch.setattr(traps, "FASTEST", 0)


def register(page: Page, event: Event, given: str, family: str) -> Registration:
    """Fill in the public page, and follow the link in the letter."""
    page.goto(f"/register/{event.code}/")
    email = f"{given.lower()}@example.kz"
    page.get_by_label("Given name").fill(given)
    page.get_by_label("Family name").fill(family)
    page.get_by_label("Country of work").select_option("KZ")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("I agree").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    letter = OutgoingLetter.objects.get(recipient=email)
    page.goto(re.search(r"/register/own/\S+", letter.text).group())
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm the registration").click()
    return Registration.objects.get(event=event, email=email)


@pytest.mark.usefixtures("typed_fast")
@pytest.mark.parametrize(("width", "script"), [(1440, True), (360, False)])
def test_a_place_that_is_given_back_goes_to_the_next_in_line(enter, width, script):
    event = an_open_event(places=1, title={"en": "Biosafety in Almaty"})
    first, second = (enter(width=width, java_script_enabled=script) for _person in range(2))
    aizhan = register(first, event, "Aizhan", "Akhmetova")
    expect(first.locator("main")).to_contain_text("Has a place")
    daniyar = register(second, event, "Daniyar", "Tulegenov")
    expect(second.locator("main")).to_contain_text("On the waiting list")
    assert letters_to(daniyar) == ["confirm-address", "waiting"]

    with first.expect_navigation():
        first.get_by_role("link", name="Withdraw the registration").click()
    with first.expect_navigation():
        first.get_by_role("button", name="Withdraw").click()
    expect(first.locator("main")).to_contain_text("Withdrawn")
    second.reload()
    expect(second.locator("main")).to_contain_text("Has a place")
    expect(second.get_by_role("link", name="Add to my calendar")).to_be_visible()
    assert letters_to(aizhan)[-1] == "withdrawn"
    assert letters_to(daniyar)[-1] == "promoted"

    desk = enter(RoleKind.NATIONAL_COORDINATOR, "KZ", width=width, java_script_enabled=script)
    desk.goto(f"/desk/events/{event.code}/registrations/")
    expect(desk.get_by_role("region", name="Registration").first).to_contain_text("1 / 1")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Put them on the list").click()
    expect(desk.get_by_text("Added: 1. Left for you to decide: 0.")).to_be_visible()
    assert event.involvements.get().person.family == "Tulegenov"
