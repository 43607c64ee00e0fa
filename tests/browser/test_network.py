"""Journeys through the network: an announcement from draft to public, a calendar by keyboard, a message."""

import re
from datetime import date

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.events.builders import an_event
from tests.network.builders import an_entry, somebody
from tests.people import MACHINE
from tumar.kernel import mail as letters
from tumar.network.actions import calendar
from tumar.people.rules import RoleKind


@pytest.fixture
def public_event(db: None):
    event = an_event("KZ", title={"en": "Open conference"}, starts=date(2026, 3, 10), ends=date(2026, 3, 11))
    calendar.list_event(event, by=MACHINE)
    return event


def test_a_coordinator_writes_an_announcement_and_a_stranger_reads_it(enter):
    desk = enter(RoleKind.NATIONAL_COORDINATOR, "KZ")
    desk.goto("/desk/network/announcements/add/")
    desk.get_by_label("English").first.fill("Call for trainers")
    desk.get_by_label("English").nth(1).fill("Send us your names.")
    desk.get_by_label("Open to the public").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Saved as a draft")).to_be_visible()
    stranger = enter(width=360)
    stranger.goto("/news/")
    expect(stranger.get_by_text("There is no announcement yet.")).to_be_visible()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_role("button", name="Take back")).to_be_visible()
    stranger.reload()
    stranger.get_by_role("link", name="Call for trainers").click()
    expect(stranger.get_by_text("Send us your names.")).to_be_visible()


@pytest.mark.usefixtures("public_event")
@pytest.mark.parametrize("width", [360, 1440])
def test_a_calendar_is_walked_through_by_keyboard_and_without_script(enter, width):
    page = enter(width=width, java_script_enabled=False)
    page.goto("/calendar/?month=2026-02")
    expect(page.get_by_role("heading", name="February 2026")).to_be_visible()
    page.get_by_role("link", name="Later").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="March 2026")).to_be_visible()
    expect(page.get_by_text("Open conference")).to_have_count(2)
    page.get_by_role("link", name="As a list").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("view=list"))
    expect(page.get_by_text("Open conference")).to_have_count(1)


def test_a_stranger_writes_to_somebody_without_script_and_never_sees_the_trap(enter):
    owner = somebody(email="hidden@example.org")
    an_entry(owner, visibility="public")
    page = enter(width=360, java_script_enabled=False)
    page.goto("/people/")
    page.get_by_role("link", name="Dr Aigerim Nurlanova").click()
    page.get_by_role("link", name="Write a message").click()
    expect(page.get_by_label("Leave this empty")).to_be_hidden()
    page.get_by_label("Your name").fill("Lola Karimova")
    page.get_by_label("Your e-mail").fill("lola@example.org")
    page.get_by_label("Subject").fill("A question")
    page.get_by_label("Message").fill("Could you help us?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    letters.send_due()
    assert [sent.to for sent in mail.outbox] == [["hidden@example.org"]]
