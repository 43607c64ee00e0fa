"""The public pages in Chromium: nothing for axe to find, nothing wider than the screen, no script needed."""

import re

import pytest
from playwright.sync_api import expect

from tests.portal.world import a_full_programme, a_published_programme

PAGES = ("/", "/programmes/P53/figures/experts_reached/", "/programmes/P53/figures/equipment_value/")


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_public_pages_are_for_everybody(enter, axe_findings, width, scheme, language):
    a_full_programme()
    page = enter(width=width, scheme=scheme, language=language)
    findings = []
    for path in PAGES:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        findings += [f"{path}: {one}" for one in axe_findings(page)]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            findings.append(f"{path}: wider than {width}")
    assert not findings, "\n".join(findings)


def test_before_anything_is_published_the_way_in_is_shown(enter, axe_findings):
    page = enter(width=360)
    page.goto("/")
    assert not axe_findings(page)
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/account/login/")


def test_a_stranger_gets_from_the_sentence_to_a_line_without_script(enter):
    a_published_programme()
    page = enter(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="experts reached").click()
    page.get_by_role("link", name="Kazakhstan").first.click()
    expect(page.get_by_text("a person in Kazakhstan").first).to_be_visible()
    page.get_by_role("link", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\S"))
    expect(page).to_have_url(re.compile("country=KZ"))
