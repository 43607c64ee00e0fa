"""One hall, three ways of saying who was there: a badge and marks made without a line, and the signed sheet.

They come in one after the other, and in the end there is one mark for each person, and one report.
"""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from bench import paper
from tests.browser.test_field import Hall, add_walk_in, say, unsent
from tumar.events.models import Involvement, Mark, SheetPage, Statement
from tumar.events.queries.statements import badge_of
from tumar.people.models import Person
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def hall(browser, settings) -> Hall:
    """A workshop of today; work asked for in the background is done at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return Hall()


def fetched(page: Page, button: str) -> bytes:
    """What the browser keeps when this button is pressed."""
    with page.expect_download() as given:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(given.value.path()).read_bytes()


def signed(pdf: bytes, names: set[str]) -> bytes:
    """A scan of the printed sheet on which these persons signed."""
    printed = SheetPage.objects.get()
    sheet, chance = paper.on_paper(pdf)[0], np.random.default_rng(1)
    for row in range(printed.layout.rows):
        entry = printed.person_of(row)
        if entry and Involvement.objects.get(pk=entry[0]).person.family_latin in names:
            paper.Pen(sheet, chance).draw(paper.signature(chance, printed.layout.box(row, 0)))
    return paper.scanned(sheet, 1)


def mark_without_a_line(page: Page, hall: Hall) -> None:
    """A badge, two taps and somebody who was not on the list, all kept on the telephone."""
    page.context.set_offline(True)
    page.get_by_text("Code of a badge").click()
    field = page.get_by_label("Type or scan the code")
    field.fill(badge_of(hall.aizhan))
    field.press("Enter")
    say(page, "Bekova", "Late")
    say(page, "Karimov", "Absent")
    add_walk_in(page, "Saparova Gulnar")
    unsent(page, 5)


def send_sheet(page: Page, hall: Hall, scan: bytes) -> None:
    """Send the signed sheet, look at what was read, and confirm it."""
    page.goto(f"/desk/events/{hall.event.code}/")
    with page.expect_navigation():
        page.get_by_role("link", name="Read signed sheets").click()
    file: Any = {"name": "hall.jpg", "mimeType": "image/jpeg", "buffer": scan}
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Send and read").click()
    with page.expect_navigation():
        page.get_by_role("region", name="Look at each page").get_by_role("link").first.click()
    expect(page.get_by_text("Every box was read with confidence.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text("2 marks changed.")).to_be_visible()


def settle(page: Page, hall: Hall) -> None:
    """See who was said to be there and not to be there, and say what stands."""
    page.goto(f"/desk/events/{hall.event.code}/statements/")
    differing = page.get_by_role("region", name="Where what was said differs")
    expect(differing.get_by_role("heading", level=3)).to_have_count(1)
    expect(differing.get_by_role("heading", level=3)).to_contain_text("Karimov")
    with page.expect_navigation():
        differing.get_by_role("button", name="It stands: present").click()
    expect(differing).to_contain_text("Nothing that was said differs, or it is settled.")


def close(page: Page, hall: Hall) -> None:
    """Bring the event to its end, state by state."""
    page.goto(f"/desk/events/{hall.event.code}/")
    for state in ("Held", "Reported", "Closed"):
        with page.expect_navigation():
            page.get_by_role("region", name="State").get_by_role("link", name=state, exact=True).click()
        with page.expect_navigation():
            page.get_by_role("button", name="Confirm", exact=True).click()
        expect(page.get_by_role("region", name="State")).to_contain_text(f"Now: {state.lower()}")


def test_badge_field_page_and_paper_come_together_and_the_event_is_closed_and_reported(enter, hall):
    desk = enter(RoleKind.NATIONAL_COORDINATOR, "KZ")
    desk.goto(f"/desk/events/{hall.event.code}/")
    scan = signed(fetched(desk, "Print sign-in sheets"), {"Akhmetova", "Karimov"})
    telephone = hall.visit(enter, width=360)
    mark_without_a_line(telephone, hall)
    send_sheet(desk, hall, scan)
    assert hall.states() == {"Akhmetova": "present", "Karimov": "present"}

    telephone.context.set_offline(False)
    unsent(telephone, 0)
    assert Involvement.objects.filter(event=hall.event).count() == 4
    assert Person.objects.filter(family_latin="Saparova").count() == 1
    assert Mark.objects.filter(session=hall.session).count() == 4, "one mark for each, whoever said it"
    assert sorted(Statement.objects.filter(involvement=hall.aizhan).values_list("means", flat=True)) == [
        "paper",
        "qr",
    ]

    settle(desk, hall)
    assert hall.states() == {
        "Akhmetova": "present",
        "Bekova": "late",
        "Karimov": "present",
        "Saparova": "present",
    }
    close(desk, hall)
    with desk.expect_navigation():
        desk.get_by_role("link", name="Report", exact=True).click()
    expect(desk.get_by_text("No tests are on record for this event.")).to_be_visible()
    printed = pypdfium2.PdfDocument(fetched(desk, "PDF"))
    said = "".join(one.get_textpage().get_text_bounded() for one in printed)
    assert "Annex: signed sheets" in said
    assert "No tests are on record" in " ".join(said.split())
    editable = Document(io.BytesIO(fetched(desk, "DOCX")))
    tables = {tuple(cell.text for cell in row.cells) for table in editable.tables for row in table.rows}
    assert any(row[-1] == "4" for row in tables), tables
