"""From the queue of possible duplicates to a merge and back: by keyboard, and on a telephone."""

import re

from playwright.sync_api import expect

from tests.browser.world import a_world
from tumar.people.models import Person
from tumar.people.rules import RoleKind


def test_two_are_made_one_and_taken_apart_again(enter):
    world = a_world()
    persons = Person.objects.count()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/people/duplicates/")
    page.get_by_role("link", name="Decide one after the other").click()
    page.get_by_text("1 pair left to decide").wait_for()
    expect(page.get_by_text("given name one letter apart")).to_be_visible()
    page.get_by_role("link", name="Same person: merge…").focus()
    page.keyboard.press("Enter")
    given = page.get_by_role("group", name="Given name, passport Latin")
    given.get_by_label(f"Mady ({world.names['other']})").check()
    page.get_by_role("button", name="Merge").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The two are one now.").wait_for()
    assert Person.objects.count() == persons - 1
    assert Person.objects.get(code=world.names["twin"]).given_latin == "Mady"
    page.goto(f"/desk/people/persons/{world.names['other']}/")
    expect(page).to_have_url(re.compile(f"/persons/{world.names['twin']}/$"))
    page.get_by_role("link", name=world.names["other"]).first.click()
    page.get_by_role("link", name="Undo this merge").click()
    page.get_by_role("button", name="Undo the merge").click()
    page.get_by_text("The two are apart again.").wait_for()
    assert Person.objects.count() == persons
    assert Person.objects.get(code=world.names["twin"]).given_latin == "Madi"


def test_it_all_goes_on_a_telephone_without_a_script(enter):
    world = a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE, width=360, java_script_enabled=False)
    page.goto(f"/desk/people/persons/{world.names['twin']}/")
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_label("The other record").fill(world.names["other"])
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="What moves")).to_be_visible()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("The two are one now.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
