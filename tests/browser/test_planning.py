"""The journey of planning an event: from a template to the agenda, through its states, to the report."""

from datetime import date, time, timedelta
from io import BytesIO

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.events.builders import a_session, an_event, on_the_list
from tests.people import MACHINE, a_person
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.planning import add_part
from tumar.events.models import BudgetLine, Event, Room, TargetGroup, Task
from tumar.events.queries.planning import seen
from tumar.kernel import clock
from tumar.people.rules import RoleKind

COORDINATOR = RoleKind.NATIONAL_COORDINATOR
DAY = date(2019, 5, 14)


@pytest.fixture
def template(db: None) -> Event:
    """An event of the past with all that a plan has, offered as a template."""
    event = an_event(
        "KZ",
        title={"en": "Biosafety for laboratories"},
        place="Almaty",
        starts=DAY,
        ends=DAY + timedelta(days=1),
        languages=["ru"],
        template_name="Two-day laboratory workshop",
    )
    room = add_part(Room, event, {"title": "Hall", "capacity": 40}, by=MACHINE)
    add_part(TargetGroup, event, {"group": "vet-lab", "planned": 20}, by=MACHINE)
    add_part(Task, event, {"title": "Book the hall", "due": DAY - timedelta(days=30)}, by=MACHINE)
    add_part(BudgetLine, event, {"description": "Hall", "planned_minor": 100_000}, by=MACHINE)
    session = a_session(event, title="Risk assessment")
    facts = {"begins_at": time(9), "ends_at": time(12), "room": room}
    amend_session(session, facts, speakers=[], version=seen(session), by=MACHINE)
    return event


def move(page: Page, state: str) -> None:
    """Follow the button of a state, and confirm the move."""
    with page.expect_navigation():
        page.get_by_role("region", name="State").get_by_role("link", name=state, exact=True).click()
    with page.expect_navigation():
        page.locator("main form").get_by_role("button").first.click()


@pytest.mark.usefixtures("template")
@pytest.mark.parametrize(("width", "script"), [(1440, True), (360, False)])
def test_an_event_is_planned_from_a_template_and_postponed(enter, width, script):
    page = enter(COORDINATOR, "KZ", width=width, java_script_enabled=script)
    first = clock.today() + timedelta(days=60)
    page.goto("/desk/events/add/")
    page.get_by_role("link", name="Two-day laboratory workshop").click()
    expect(page.get_by_text("its agenda, rooms, target groups, checklist")).to_be_visible()
    page.get_by_label("English").first.fill("Biosafety in Astana")
    page.get_by_label("Place").fill("Astana")
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill((first + timedelta(days=1)).isoformat())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Biosafety in Astana", level=1)).to_be_visible()

    page.get_by_role("link", name="Agenda").click()
    expect(page.get_by_text("09:00–12:00")).to_be_visible()
    page.get_by_role("link", name="Add a session").click()
    page.get_by_label("Day").fill((first + timedelta(days=1)).isoformat())
    page.get_by_label("Title").fill("Exercises")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("rowheader", name="Book the hall")).to_be_visible()
    page.get_by_role("link", name="Add a point to the checklist").click()
    page.get_by_label("What is to be done").fill("Invite the ministry")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("rowheader", name="Invite the ministry")).to_be_visible()
    page.get_by_role("link", name="Biosafety in Astana").first.click()

    move(page, "Registration open")
    expect(page.get_by_text("Now: registration open.")).to_be_visible()
    page.get_by_role("region", name="State").get_by_role("link", name="Postponed").click()
    page.get_by_label("Reason").fill("The hall is being repaired.")
    page.locator("main form").get_by_role("button").first.click()
    expect(page.get_by_text("The hall is being repaired.").first).to_be_visible()
    page.get_by_role("link", name="Report").click()
    expect(page.get_by_role("cell", name="Exercises", exact=True)).to_be_visible()
    expect(page.get_by_text("The hall is being repaired.")).to_be_visible()
    event = Event.objects.get(title__en="Biosafety in Astana")
    assert event.state == Event.State.POSTPONED
    assert [one.title for one in event.tasks.all()] == ["Book the hall", "Invite the ministry"]


def test_a_held_event_is_reported_and_closed_and_its_report_is_fetched(enter, template):
    on_the_list(template, a_person("Akhmetova", "Aizhan", group="vet-lab"), attended=True)
    page = enter(COORDINATOR, "KZ")
    page.goto(f"/desk/events/{template.code}/")
    move(page, "Reported")
    move(page, "Closed")
    expect(page.get_by_text("Now: closed.")).to_be_visible()
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("rowheader", name="Veterinary laboratory")).to_be_visible()
    page.get_by_label("Language of the report").select_option("ru")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="DOCX").click()
    made = docx.Document(BytesIO(fetched.value.path().read_bytes()))
    assert fetched.value.suggested_filename == f"report-{template.code}-ru.docx"
    assert made.core_properties.language == "ru-RU"
    assert made.paragraphs[1].text == "Biosafety for laboratories"
