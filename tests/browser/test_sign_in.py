"""A passkey made and used in Chromium, with the virtual key that the browser lends to tests."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.people import PASSWORD, an_account

pytestmark = pytest.mark.django_db

A_PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, origin: str, settings, tmp_path):
    """A window with a virtual key; passkeys belong to a name, so the server is called by one."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    window = browser.new_context(base_url=origin.replace("127.0.0.1", "localhost"))
    page = window.new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.devices = window.new_cdp_session(page)
    page.devices.send("WebAuthn.enable")
    page.key = page.devices.send("WebAuthn.addVirtualAuthenticator", {"options": A_PASSKEY})[
        "authenticatorId"
    ]
    yield page
    window.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/desk/$"))


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    # The page first wipes what the field page kept on the device, then goes.
    page.wait_for_url(lambda address: "logout" not in address)


def add_a_key(page: Page, *, passwordless: bool) -> None:
    page.goto("/account/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My telephone")
    if passwordless:
        page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Recovery codes")).to_be_visible()


def test_somebody_adds_a_passkey_and_signs_in_with_it_alone(page):
    account = an_account()
    sign_in(page, account.email)
    add_a_key(page, passwordless=True)
    page.goto("/account/2fa/webauthn/")
    expect(page.get_by_role("row", name="My telephone")).to_contain_text("passkey")
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/desk/$"))
    expect(page.locator("body")).to_contain_text(account.email)
    assert page.faults == []


def test_a_security_key_is_the_second_step_after_the_password(page):
    account = an_account()
    sign_in(page, account.email)
    add_a_key(page, passwordless=False)
    sign_out(page)
    page.goto("/account/login/")
    page.get_by_label("Email").fill(account.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey or security key").click()
    expect(page).to_have_url(re.compile("/desk/$"))
    assert page.faults == []


def test_a_demonstration_account_is_refused_at_the_door_of_passkeys_as_well(page, settings):
    account = an_account(is_demonstration=True)
    sign_in(page, account.email)
    add_a_key(page, passwordless=True)
    sign_out(page)
    settings.TUMAR_LISTENS_ON_LOOPBACK = False
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1, name="This account is closed")).to_be_visible()


def test_a_passkey_that_is_not_there_is_said_in_words(page):
    page.goto("/account/login/")
    page.devices.send("WebAuthn.setUserVerified", {"authenticatorId": page.key, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey was not used")).to_be_visible()


def test_a_passkey_is_removed_again(page):
    account = an_account()
    sign_in(page, account.email)
    add_a_key(page, passwordless=True)
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No passkey has been added yet")).to_be_visible()
