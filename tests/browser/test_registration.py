"""Registering in a browser: forms at addresses that hold a secret are sent, and taken."""

from tests.events.registrations import an_open_event, received


def test_somebody_confirms_an_address_by_the_link_in_the_letter(enter):
    registration = received(an_open_event())
    page = enter(width=360, java_script_enabled=False)
    page.goto(f"/register/own/{registration.token}/")
    answer = page.locator("main form button[type=submit]").first
    with page.expect_navigation():
        answer.click()
    registration.refresh_from_db()
    assert registration.state == "confirmed"
