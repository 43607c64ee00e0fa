"""Attendance in a hall: the network is cut and breaks while sending, and nothing is lost or double."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import segno
from playwright.sync_api import Page, expect

from tests.events.builders import a_session, an_event, on_the_list
from tests.people import a_person, an_account
from tumar.events.models import HeadCount, Mark, Statement
from tumar.events.queries.statements import badge_of, disagreements
from tumar.kernel import clock
from tumar.people.models import Person
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

NAMES = (("Akhmetova", "Aizhan"), ("Bekova", "Dana"), ("Karimov", "Aziz"))


class Hall:
    """A workshop of today with one session, three people on the list, and its trainer."""

    def __init__(self) -> None:
        today = clock.today()
        self.event = an_event(starts=today, ends=today)
        self.session = a_session(self.event)
        self.aizhan, self.dana, self.aziz = (on_the_list(self.event, a_person(*name)) for name in NAMES)
        self.trainer = an_account(RoleKind.TRAINER, "KZ")

    def visit(self, enter: Callable[..., Page], **how: Any) -> Page:
        page = enter(self.trainer, **how)
        page.goto(f"/field/{self.event.code}/")
        expect(page.locator("#field[data-offline=ready]")).to_be_attached()
        return page

    def states(self) -> dict[str, str]:
        marks = Mark.objects.filter(session=self.session).select_related("involvement__person")
        return {one.involvement.person.family_latin: one.state for one in marks}


@pytest.fixture
def hall(browser) -> Hall:
    return Hall()


def here(page: Page, name: str) -> None:
    page.locator(".field-line", has_text=name).locator("[data-here]").click()


def say(page: Page, name: str, word: str) -> None:
    line = page.locator(".field-line", has_text=name)
    line.locator("summary").click()
    line.get_by_role("button", name=word, exact=True).click()


def unsent(page: Page, count: int) -> None:
    """Wait until so much is unsent, and all of it is written on the device: a reload then loses nothing."""
    expect(page.locator(f'#field[data-unsent="{count}"][data-kept="{count}"]')).to_be_attached()


def add_walk_in(page: Page, name: str) -> None:
    page.get_by_text("Somebody who is not on the list").click()
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Sex").select_option("F")
    page.get_by_label("Employer").fill("Regional laboratory")
    page.get_by_role("button", name="Add and mark as present").click()


def test_marks_taken_without_a_line_survive_a_restart_and_arrive_when_it_is_back(enter, hall):
    page = hall.visit(enter, width=360)
    page.context.set_offline(True)
    here(page, "Akhmetova")
    say(page, "Bekova", "Late")
    unsent(page, 2)
    page.reload()
    unsent(page, 2)
    expect(page.get_by_role("button", name=re.compile("Akhmetova.* present"))).to_have_attribute(
        "aria-pressed", "true"
    )
    add_walk_in(page, "Сапарова Гүлнар")
    page.get_by_text("Head count", exact=True).click()
    page.get_by_label("How many are in the room").fill("31")
    page.get_by_role("button", name="Keep", exact=True).click()
    unsent(page, 5)
    page.reload()
    expect(page.locator(".field-line")).to_have_count(4)
    assert not Statement.objects.exists()
    page.context.set_offline(False)
    unsent(page, 0)
    assert hall.states() == {"Akhmetova": "present", "Bekova": "late", "": "present"}
    assert HeadCount.objects.get().count == 31
    page.reload()
    expect(page.locator(".field-line")).to_have_count(4)
    expect(page.locator("#count")).to_have_text("3 / 4")
    say(page, "Сапарова", "Left early")
    unsent(page, 0)
    assert Person.objects.filter(family="Сапарова").count() == 1
    assert hall.states()[""] == "left-early"


def test_what_comes_over_the_line_closes_no_card_and_empties_no_note(enter, hall):
    page = hall.visit(enter, width=360)
    card = page.locator(".field-line", has_text="Bekova")
    card.locator("summary").click()
    note = card.get_by_label("Note")
    note.fill("came with the")
    with page.expect_response("**/roster.json"):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#field[data-line=up]")).to_be_attached()
    expect(note).to_be_focused()
    expect(note).to_have_value("came with the")
    note.press_sequentially(" night train")
    card.get_by_role("button", name="Late", exact=True).click()
    unsent(page, 0)
    assert Statement.objects.get().note == "came with the night train"
    expect(card.locator("details")).not_to_have_attribute("open", "")


def test_thirty_people_are_marked_with_one_tap_each_and_one_is_undone(enter, hall):
    for number in range(27):
        on_the_list(hall.event, a_person(f"Participant{number:02}"))
    page = hall.visit(enter, width=360)
    for button in page.locator("[data-here]").all():
        assert button.bounding_box()["height"] >= 44
        button.click()
    expect(page.locator("#count")).to_have_text("30 / 30")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#count")).to_have_text("29 / 30")
    unsent(page, 0)
    assert len(hall.states()) == 29


def test_an_answer_that_is_lost_on_its_way_makes_nothing_double(enter, hall):
    page = hall.visit(enter)
    lost: list[str] = []

    def lose(route: Any) -> None:
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route("**/batch/", lose)
    here(page, "Akhmetova")
    add_walk_in(page, "Saparova Gulnar")
    expect(page.locator("#field[data-line=no-line]")).to_be_attached()
    unsent(page, 3)
    page.unroute("**/batch/")
    unsent(page, 0)
    assert lost
    assert hall.states() == {"Akhmetova": "present", "Saparova": "present"}
    assert Statement.objects.count() == 2
    assert Person.objects.filter(family_latin="Saparova").count() == 1


def test_two_devices_that_differ_are_both_heard_and_shown(enter, hall):
    first, second = hall.visit(enter), hall.visit(enter)
    for page in (first, second):
        page.context.set_offline(True)
    here(first, "Akhmetova")
    say(second, "Akhmetova", "Absent")
    for page in (first, second):
        page.context.set_offline(False)
        unsent(page, 0)
    assert hall.states() == {"Akhmetova": "absent"}
    (shown,) = disagreements(hall.event, scope_of(hall.trainer))
    assert [word.state for word in shown.words] == ["present", "absent"]


def test_a_device_three_hours_fast_is_told_so_and_does_not_win_by_it(enter, hall):
    fast = enter(hall.trainer)
    fast.clock.install(time=clock.now().timestamp() + 3 * 3600)
    fast.goto(f"/field/{hall.event.code}/")
    expect(fast.locator(".field-line")).to_have_count(3)
    here(fast, "Akhmetova")
    fast.get_by_role("button", name="Send now").click()
    unsent(fast, 0)
    expect(fast.locator("#said")).to_contain_text("180")
    right = hall.visit(enter)
    say(right, "Akhmetova", "Late")
    unsent(right, 0)
    assert hall.states() == {"Akhmetova": "late"}
    ahead = Statement.objects.order_by("pk").first()
    assert 10_000 < (ahead.said_at - ahead.held_at).total_seconds() < 11_000


def test_a_badge_is_typed_or_scanned_like_a_keyboard_does(enter, hall):
    page = hall.visit(enter)
    page.get_by_text("Code of a badge").click()
    field = page.get_by_label("Type or scan the code")
    field.fill(badge_of(hall.aziz).lower().replace("-", " "))
    field.press("Enter")
    expect(page.locator("#said")).to_have_text(re.compile("Karimov.*present"))
    field.fill("0000-0000")
    field.press("Enter")
    expect(page.locator("#said")).to_contain_text("Nobody here has this code")
    unsent(page, 0)
    assert Statement.objects.get().means == "qr"


def test_an_expired_session_keeps_what_was_marked_and_asks_to_sign_in(enter, hall):
    page = hall.visit(enter)
    cookies = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    here(page, "Akhmetova")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    unsent(page, 1)
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Send now").click()
    unsent(page, 0)
    assert hall.states() == {"Akhmetova": "present"}


KEPT = """async () => {
  const databases = (await indexedDB.databases()).map((one) => one.name);
  const workers = await navigator.serviceWorker.getRegistrations();
  return JSON.stringify([databases, await caches.keys(), workers.length]);
}"""


def test_only_the_field_page_is_kept_and_signing_out_wipes_it_after_a_warning(enter, hall):
    page = hall.visit(enter)
    page.goto("/desk/")
    page.goto(f"/field/{hall.event.code}/")
    expect(page.locator("#field[data-offline=ready]")).to_be_attached()
    addresses = page.evaluate(
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).map((one) => one.url)"
    )
    assert not [one for one in addresses if "/desk/" in one or "roster" in one]
    page.route("**/batch/", lambda route: route.abort())
    here(page, "Akhmetova")
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("they would be lost: 1")
    dialog.get_by_role("button", name="Stay").click()
    unsent(page, 1)
    page.get_by_role("button", name="Sign out", exact=True).click()
    dialog.get_by_role("button", name="Sign out and lose them").click()
    page.wait_for_url(lambda url: "/field/" not in url)
    assert json.loads(page.evaluate(KEPT)) == [[], [], 0]
    assert not Statement.objects.exists()


def test_signing_out_at_the_desk_wipes_the_field_page_too(enter, hall):
    page = hall.visit(enter)
    page.goto("/desk/")
    page.locator("summary", has_text="trainer").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/desk/" not in url)
    assert json.loads(page.evaluate(KEPT)) == [[], [], 0]


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_right_on_a_telephone_in_every_language(enter, hall, axe_findings, language, scheme):
    page = hall.visit(enter, width=360, scheme=scheme, language=language)
    here(page, "Akhmetova")
    for card in page.locator("details").all():
        card.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe_findings(page) == []


# A camera that sees one badge, and nothing else of Chromium's: this machine has none.
CAMERA = """
modules => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const draw = () => {
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = "#000";
    modules.forEach((row, y) =>
      row.forEach((dark, x) => dark && pen.fillRect(120 + x * 10, 40 + y * 10, 10, 10)));
    requestAnimationFrame(draw);
  };
  draw();
  delete window.BarcodeDetector;
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
}
"""


def test_the_camera_reads_a_badge_also_where_the_browser_reads_no_codes(enter, hall):
    page = enter(hall.trainer, width=360)
    page.goto(f"/field/{hall.event.code}/")
    expect(page.locator("#field[data-offline=ready]")).to_be_attached()
    modules = [list(row) for row in segno.make(badge_of(hall.aziz), micro=False).matrix_iter(border=4)]
    page.evaluate(CAMERA, modules)
    page.context.set_offline(True)
    page.get_by_text("Code of a badge").click()
    page.get_by_role("button", name="Camera").click()
    expect(page.locator("#said")).to_have_text(re.compile("Karimov.*present"))
    page.get_by_role("button", name="Camera").click()
    expect(page.locator("#picture")).to_be_hidden()
    page.context.set_offline(False)
    unsent(page, 0)
    said = Statement.objects.get()
    assert (said.means, hall.states()) == ("qr", {"Karimov": "present"})
