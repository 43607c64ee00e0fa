"""Journeys at the desk, with and without a script; what they weigh, and that they lead nowhere else."""

import gzip
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.world import a_world
from tests.people import an_account
from tumar.people.rules import RoleKind

FIRST_VISIT, LATER_PAGE = 160_000, 25_000


def weigh(response) -> int:
    """Return how many bytes an answer is when compressed."""
    return len(gzip.compress(response.body())) if response.status == 200 else 0


class Watch:
    """Everything that a window asks for."""

    def __init__(self, page) -> None:
        self.answers = []
        page.on("response", lambda answer: self.answers.append(answer))

    def weight(self) -> int:
        answers, self.answers[:] = list(self.answers), []
        return sum(weigh(answer) for answer in answers)


ADDRESSES = [
    "/desk/",
    "/desk/events/",
    "/desk/events/{event}/",
    "/desk/people/persons/add/",
    "/desk/journal/",
]


def test_no_page_asks_another_host_for_anything(enter, origin):
    world = a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES:
        page.goto(world.fill(address))
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {urlsplit(origin).netloc}


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_a_first_visit_and_later_pages_are_light(enter, language):
    world = a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE, language=language)
    watch = Watch(page)
    page.goto("/desk/", wait_until="networkidle")
    assert watch.weight() <= FIRST_VISIT
    for address in ADDRESSES[1:]:
        answer = page.goto(world.fill(address), wait_until="networkidle")
        assert weigh(answer) <= LATER_PAGE, address


def test_filters_change_the_list_in_place_and_the_address_with_it(enter):
    a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/events/")
    page.evaluate("document.body.dataset.kept = 'yes'")
    page.get_by_label("Kind").select_option("meeting")
    page.get_by_role("status").filter(has_text="1 record").wait_for()
    expect(page).to_have_url(re.compile("kind=meeting"))
    assert page.evaluate("document.body.dataset.kept") == "yes"
    page.get_by_role("link", name="Clear filters").click()
    page.get_by_role("columnheader", name="First day").get_by_role("link").click()
    page.locator("th[aria-sort=ascending]").wait_for()
    page.go_back()
    page.locator("th[aria-sort=descending]").wait_for()


def test_the_way_back_from_a_record_leads_to_the_whole_list(enter):
    a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/events/")
    page.get_by_label("Kind").select_option("meeting")
    page.get_by_role("status").filter(has_text="1 record").wait_for()
    page.get_by_role("link", name="Review of the year").click()
    page.wait_for_url("**/P53-KZ-2040-01/")
    page.go_back()
    page.get_by_role("status").filter(has_text="1 record").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")


def test_everything_goes_without_a_script(enter):
    a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE, width=360, java_script_enabled=False)
    page.goto("/desk/")
    page.locator("details.menu-narrow > summary").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    page.get_by_label("Kind").select_option("meeting")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 record")).to_be_visible()
    page.get_by_role("link", name="Review of the year").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of the year")
    page.locator("details.menu > summary").first.click()
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page).to_have_url(re.compile("/desk/events/"))


def test_search_leads_from_anywhere_to_a_record(enter):
    a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/journal/")
    page.get_by_role("searchbox", name="Search everything").fill("ахмет")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ахметова Айжан Сериковна").click()
    expect(page).to_have_url(re.compile("/desk/people/persons/"))


@pytest.mark.parametrize("scripted", [True, False])
def test_dark_is_dark_by_choice_and_by_the_device(enter, scripted):
    page = enter(RoleKind.PROGRAMME_OFFICE, scheme="dark", java_script_enabled=scripted)
    page.goto("/desk/")
    body = page.locator("body")
    expect(body).to_have_css("background-color", "rgb(14, 21, 25)")
    page.locator("details.menu > summary").nth(1).click()
    page.get_by_role("button", name="Light").click()
    expect(body).to_have_css("background-color", "rgb(243, 246, 247)")
    page.locator("details.menu > summary").nth(1).click()
    page.get_by_role("button", name="Dark").click()
    expect(body).to_have_css("background-color", "rgb(14, 21, 25)")


def test_the_keyboard_reaches_the_content_and_leaves_a_menu(enter):
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/")
    page.keyboard.press("Tab")
    expect(page.locator("a:focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("details.menu > summary").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.menu[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("details.menu[open]")).to_have_count(0)


def test_faults_are_listed_on_top_and_lead_to_their_fields(enter):
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto("/desk/people/organisations/add/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary-of-faults")).to_be_focused()
    page.locator(".summary-of-faults a").first.click()
    expect(page.locator(":focus")).to_have_attribute("aria-invalid", "true")


def test_two_people_edit_one_record_and_nothing_is_lost(enter):
    world = a_world()
    address = f"/desk/people/organisations/{world.laboratory.code}/edit/"
    first, second = (enter(an_account(name=name)) for name in ("Aigul", "Bolat"))
    for page in (first, second):
        page.goto(address)
    first.get_by_label("Name in English").fill("Laboratory, renamed by Aigul")
    first.get_by_role("button", name="Save").click()
    first.wait_for_url(lambda url: not url.endswith("/edit/"))
    second.get_by_label("Name in English").fill("Laboratory, renamed by Bolat")
    second.get_by_role("button", name="Save").click()
    panel = second.locator(".stale")
    expect(panel).to_contain_text("Aigul")
    expect(panel).to_contain_text("Laboratory, renamed by Aigul")
    expect(second.get_by_label("Name in English")).to_have_value("Laboratory, renamed by Bolat")
    second.get_by_role("button", name="Save").click()
    second.wait_for_url(lambda url: not url.endswith("/edit/"))
    expect(second.get_by_text("Laboratory, renamed by Bolat").first).to_be_visible()


def test_paper_shows_the_record_and_not_the_way_to_it(enter):
    world = a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE)
    page.goto(world.fill("/desk/events/{event}/"))
    page.emulate_media(media="print")
    expect(page.locator(".sidebar")).to_be_hidden()
    expect(page.locator(".topbar")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".demonstration")).to_be_visible()
