"""What somebody thought of an event, said by telephone in the hall, and what the desk sees of it."""

import pytest
from playwright.sync_api import expect

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import a_question, an_evaluation, answered
from tests.people import a_person
from tumar.events.models import Evaluation, FreeAnswer
from tumar.kernel import clock
from tumar.people.rules import RoleKind

LEAST_TOUCH = 44


@pytest.fixture
def evaluation(monkeypatch) -> Evaluation:
    """An evaluation with a question of every kind; nobody is too fast for it."""
    monkeypatch.setattr("tumar.events.forms.traps.FASTEST", 0)
    event = an_event("KZ", title={"en": "Safe transport", "ru": "Безопасная перевозка"})
    on_the_list(event, a_person("Akhmetova", email="a@example.kz"), attended=True)
    made = an_evaluation(event, closes_on=clock.today())
    for kind in ("one", "some", "number", "yes-no"):
        a_question(made, kind, text={"en": f"About {kind}?", "ru": f"Про {kind}?"})
    return made


def test_somebody_answers_by_thumb_without_script_in_russian(enter, evaluation):
    page = enter(width=360, java_script_enabled=False)
    page.goto(f"/evaluation/{evaluation.token}/")
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Безопасная перевозка")
    for group in page.get_by_role("group").all()[:4]:
        choice = group.locator("label").nth(3)
        assert choice.bounding_box()["height"] >= LEAST_TOUCH
        choice.click()
    page.get_by_role("group", name="Про one?").get_by_text("Exercises").click()
    several = page.get_by_role("group", name="Про some?")
    several.get_by_text("Lectures").click()
    several.get_by_text("Discussions").click()
    page.get_by_label("Про number?").fill("12")
    page.locator("button[type=submit]").click()
    # Twelve is more than was asked for: what was answered stays, and the fault is said.
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    page.get_by_label("Про number?").fill("7")
    page.locator("textarea").first.fill("Больше упражнений")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/evaluation/thanks/")
    sheet = evaluation.sheets.get()
    assert sheet.answers == {
        **dict.fromkeys(("q1", "q2", "q3", "q4"), 4),
        "q7": "c2",
        "q8": ["c1", "c3"],
        "q9": 7,
    }
    assert FreeAnswer.objects.get().words == "Больше упражнений"


def test_the_desk_asks_enters_paper_closes_and_sees_what_people_thought(enter, axe_findings, evaluation):
    answered(evaluation, *[{"q1": 5}] * 6, *[{"q1": 4}] * 5, {"q1": 1})
    page = enter(RoleKind.PROGRAMME_OFFICE, width=1440)
    page.goto(f"/desk/events/{evaluation.event.code}/")
    page.get_by_role("main").get_by_role("link", name="Evaluation").click()
    expect(page.get_by_text("hall 12, links 0, paper 0")).to_be_visible()
    expect(page.get_by_role("img", name="QR code of the address below")).to_be_visible()
    page.get_by_role("button", name="Send each a link for one sheet").click()
    expect(page.get_by_text("1 letter is on its way.")).to_be_visible()
    page.get_by_role("link", name="Enter a sheet from paper").click()
    page.get_by_role("group", name="What was taught here is useful").get_by_label(
        "5 (strongly agree)"
    ).check()
    page.get_by_role("button", name="Enter, and go on to the next one").click()
    code = f"{evaluation.event.code}-E-0001"
    expect(page.get_by_text(f"Write {code} onto the paper")).to_be_visible()
    page.goto(f"/desk/events/{evaluation.event.code}/evaluation/")
    page.get_by_role("link", name="Close, and show the results").click()
    page.get_by_role("button", name="Close, and show the results").click()
    told = page.get_by_role("region", name="What was taught here is useful for my work.")
    expect(told.get_by_role("rowheader", name="1 (strongly disagree) to 4")).to_be_visible()
    expect(told.get_by_role("cell")).to_have_text(["6", "46 %", "7", "54 %"])
    expect(page.get_by_text("Fewer than 5 people answered; nothing is shown.")).to_have_count(9)
    assert not axe_findings(page)
