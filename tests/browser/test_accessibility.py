"""Every page in light and dark, narrow and wide, in English, Russian and right to left: axe finds nothing.

A room adds its pages to PAGES: an address, with the names of what stands in it from `World.names`.
"""

import re

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import expect

from tests.browser.world import World, a_world, likely_provisions
from tumar.people.rules import RoleKind

PAGES = [
    "/desk/",
    "/desk/search/?q=oma",
    "/desk/search/?q=nothingatall",
    "/desk/journal/",
    "/desk/import/",
    "/desk/lists/",
    "/desk/lists/send/",
    "/desk/nowhere/",
    "/desk/events/",
    "/desk/events/?q=nothingatall",
    "/desk/events/add/",
    "/desk/events/{event}/",
    "/desk/events/{event}/edit/",
    "/desk/events/{ahead}/registrations/",
    "/desk/events/{ahead}/registrations/accept/",
    "/desk/events/{ahead}/registration/terms/",
    "/desk/events/{ahead}/registration/questions/add/",
    "/desk/events/{ahead}/registration/invitations/add/",
    "/desk/events/{ahead}/letters/",
    "/desk/events/{ahead}/letters/{letter}/",
    "/desk/events/{ahead}/letters/to-all/change/",
    "/desk/events/registrations/{placed}/",
    "/desk/events/registrations/{placed}/link/",
    "/desk/events/registrations/{waiting}/decide/",
    "/desk/events/registrations/{waiting}/line/",
    "/desk/events/{event}/evaluation/",
    "/desk/events/{ahead}/evaluation/",
    "/desk/events/{ahead}/evaluation/days/",
    "/desk/events/{ahead}/evaluation/questions/add/",
    "/desk/events/{ahead}/evaluation/questions/1/edit/",
    "/desk/events/{ahead}/evaluation/close/",
    "/desk/events/{ahead}/evaluation/paper/",
    "/desk/events/{ahead}/evaluation/paper/?entered={paper}",
    "/desk/events/{ahead}/evaluation/questions/copy/",
    "/desk/events/{ahead}/evaluation/list/",
    "/desk/events/answer-lists/{answers}/",
    "/desk/events/answer-lists/{wrong_answers}/",
    "/desk/events/answer-lists/{entered_answers}/",
    "/desk/events/answer-lists/{answers}/withdraw/",
    "/desk/events/papers/{paper}/",
    "/desk/events/papers/{paper}/withdraw/",
    "/desk/events/{event}/sessions/add/",
    "/desk/events/{event}/sessions/1/attendance/",
    "/desk/events/{event}/persons/add/",
    "/desk/events/{event}/attendance/",
    "/desk/events/{event}/agenda/",
    "/desk/events/{event}/plan/",
    "/desk/events/{event}/report/",
    *(f"/desk/events/{{event}}/plan/{kind}/add/" for kind in ("rooms", "target-groups", "budget")),
    *(f"/desk/events/{{event}}/plan/{kind}/add/" for kind in ("checklist", "materials", "photographs")),
    "/desk/events/{event}/plan/rooms/{room}/edit/",
    "/desk/events/{event}/plan/rooms/{room}/remove/",
    "/desk/events/{event}/sessions/1/edit/",
    "/desk/events/{event}/sessions/1/remove/",
    "/desk/events/{ahead}/move/cancelled/",
    "/desk/events/{event}/sheets/",
    "/desk/events/{event}/sheets/{scan}/",
    "/desk/people/matching/",
    "/desk/events/{event}/statements/",
    "/desk/events/{event}/statements/{unplaced}/enter/",
    "/desk/events/{event}/statements/{unplaced}/put-aside/",
    "/desk/events/{event}/attendance-rule/",
    "/field/",
    "/field/{event}/",
    "/desk/events/{event}/evidence/add/",
    "/desk/events/{event}/persons/{involvement}/withdraw/",
    "/desk/network/",
    "/desk/network/told/",
    "/desk/network/calendar/?month=2019-05",
    "/desk/network/calendar/?month=2026-02&view=list",
    "/desk/network/groups/",
    "/desk/network/groups/add/",
    "/desk/network/groups/{group}/",
    "/desk/network/groups/{group}/edit/",
    "/desk/network/groups/{group}/documents/add/",
    "/desk/network/groups/{group}/documents/1/add/",
    "/desk/network/groups/{group}/meetings/1/minutes/",
    "/desk/network/groups/{group}/members/add/",
    "/desk/network/groups/{group}/meetings/add/",
    "/desk/network/groups/{group}/decisions/add/",
    "/desk/network/groups/{group}/tasks/add/",
    "/desk/network/groups/{group}/tasks/1/edit/",
    "/desk/network/groups/{group}/tasks/1/remove/",
    "/desk/network/library/",
    "/desk/network/library/add/",
    "/desk/network/library/{resource}/",
    "/desk/network/library/{resource}/edit/",
    "/desk/network/campaigns/",
    "/desk/network/campaigns/add/",
    "/desk/network/campaigns/{campaign}/",
    "/desk/network/campaigns/{campaign}/edit/",
    "/desk/network/campaigns/{campaign}/estimates/add/",
    "/desk/network/campaigns/{campaign}/estimates/1/remove/",
    "/desk/network/announcements/",
    "/desk/network/announcements/add/",
    "/desk/network/announcements/{announcement}/",
    "/desk/network/announcements/{announcement}/edit/",
    "/desk/network/directory/",
    "/desk/network/directory/add/",
    "/desk/network/directory/{entry}/",
    "/desk/network/directory/{entry}/withdraw/",
    "/desk/law/",
    "/desk/law/?q=nothingatall",
    "/desk/law/search/",
    "/desk/law/search/?q=%D1%80%D0%B5%D0%B5%D1%81%D1%82%D1%80",
    "/desk/law/search/?q=%D1%80%D0%B8%D0%B5%D1%81%D1%82%D1%80&from=20",
    "/desk/law/treaties/",
    "/desk/law/treaties/acts/",
    "/desk/law/treaties/add/",
    "/desk/law/treaties/{treaty_act}/edit/",
    "/desk/law/treaties/{treaty_act}/remove/",
    "/desk/law/coverage/",
    "/desk/law/coverage/add/",
    "/desk/law/coverage/{coverage}/edit/",
    "/desk/law/coverage/{coverage}/remove/",
    "/desk/law/sets/",
    "/desk/law/sets/send/",
    "/desk/law/sets/files/{sent}/",
    "/desk/law/sets/{set}/",
    "/desk/law/sets/{set}/beside/{second_set}/",
    "/desk/law/requirements/{agreed}/",
    "/desk/law/requirements/{agreed}/relate/",
    "/desk/law/requirements/links/{mapping}/remove/",
    "/desk/law/rounds/",
    "/desk/law/rounds/add/",
    "/desk/law/rounds/{round}/",
    "/desk/law/rounds/{round}/?step=to-decide",
    "/desk/law/rounds/{round}/edit/",
    "/desk/law/rounds/{round}/close/",
    "/desk/law/rounds/{round}/requirements/{agreed}/",
    "/desk/law/rounds/{round}/requirements/{differing}/",
    "/desk/law/rounds/{round}/requirements/{differing}/cite/?q=register",
    "/desk/law/rounds/{round}/requirements/{differing}/decide/",
    "/desk/law/rounds/{round}/requirements/{agreed}/decide/",
    "/desk/law/suggestions/",
    "/desk/law/matrix/",
    "/desk/law/matrix/?country=KZ&set=TREATY&compared=on",
    "/desk/law/matrix/map/?country=KZ&set=TREATY&mark=on_paper",
    "/desk/law/report/?country=KZ&set=TREATY",
    "/desk/law/reforms/",
    "/desk/law/reforms/?country=KZ",
    "/desk/law/reforms/countries/",
    "/desk/law/reforms/recommendations/",
    "/desk/law/reforms/recommendations/add/?finding={unanswered}",
    "/desk/law/reforms/recommendations/{recommendation}/",
    "/desk/law/reforms/recommendations/{recommendation}/edit/",
    "/desk/law/reforms/recommendations/{recommendation}/wording/",
    "/desk/law/reforms/recommendations/{recommendation}/findings/",
    "/desk/law/reforms/recommendations/{recommendation}/provisions/?q=register",
    "/desk/law/reforms/recommendations/{recommendation}/state/",
    "/desk/law/reforms/recommendations/{recommendation}/tasks/add/",
    "/desk/law/reforms/bills/",
    "/desk/law/reforms/bills/add/?answers={recommendation}",
    "/desk/law/reforms/bills/{act}/",
    "/desk/law/reforms/bills/{bill}/",
    "/desk/law/reforms/bills/{bill}/edit/",
    "/desk/law/reforms/bills/{bill}/enter/",
    "/desk/law/reforms/bills/{bill}/take-back/",
    "/desk/law/reforms/bills/{bill}/plan/",
    "/desk/law/reforms/bills/{act}/text/",
    "/desk/law/reforms/bills/{bill}/tasks/add/",
    "/desk/law/reforms/bills/{act}/checks/{unanswered}/?q=register",
    "/desk/law/reforms/bills/{act}/checks/{unanswered}/?text={cited_text}",
    "/desk/law/rechecks/",
    "/desk/law/rechecks/{cited}/",
    "/desk/law/instruments/add/",
    "/desk/law/instruments/{law}/",
    "/desk/law/instruments/{treaty}/",
    "/desk/law/instruments/{law}/edit/",
    "/desk/law/instruments/{law}/withdraw/",
    *(f"/desk/law/instruments/{{law}}/{kind}/add/" for kind in ("languages", "publications", "relations")),
    "/desk/law/instruments/{law}/relations/1/edit/",
    "/desk/law/instruments/{law}/relations/1/remove/",
    "/desk/law/instruments/{law}/compare/",
    "/desk/law/instruments/{law}/side-by-side/",
    "/desk/law/instruments/{law}/languages/1/receive/",
    "/desk/law/instruments/{law}/languages/1/versions/{version}/",
    "/desk/law/instruments/{long_law}/languages/1/versions/1/?leaf=2",
    "/desk/law/instruments/{long_law}/languages/1/versions/1/?at=chp_3__art_80__para_2",
    "/desk/law/instruments/{long_law}/languages/1/versions/3/structure/?page=2&doubts=2",
    "/desk/law/instruments/{long_law}/compare/?old={long_old}&new={long_new}&page=2",
    "/desk/law/instruments/{law}/languages/1/versions/{version}/amend/",
    "/desk/law/instruments/{law}/languages/1/versions/{version}/withdraw/",
    "/desk/law/instruments/{law}/languages/1/versions/{amended}/proposals/",
    "/desk/law/instruments/{law}/languages/1/versions/{draft}/structure/",
    "/desk/law/instruments/{law}/languages/1/versions/{draft}/structure/?unit=7.0",
    "/desk/law/instruments/{law}/languages/1/versions/{refused}/",
    "/desk/training/",
    "/desk/training/trainers/{person}/",
    "/desk/training/qualifications/",
    "/desk/training/qualifications/add/",
    "/desk/training/qualifications/{qualification}/",
    "/desk/training/qualifications/{qualification}/edit/",
    "/desk/supplies/",
    "/desk/supplies/add/",
    "/desk/supplies/{consignment}/",
    "/desk/supplies/{consignment}/edit/",
    "/desk/supplies/{consignment}/evidence/add/",
    "/desk/supplies/{consignment}/lines/add/",
    "/desk/supplies/{consignment}/lines/1/edit/",
    "/desk/supplies/{consignment}/lines/1/remove/",
    "/desk/supplies/{consignment}/handover/",
    "/desk/results/",
    "/desk/results/programmes/{programme}/",
    "/desk/results/programmes/{programme}/editions/",
    "/desk/results/programmes/{programme}/freeze/",
    "/desk/results/programmes/{programme}/figures/experts_reached/",
    "/desk/results/programmes/{programme}/figures/experts_reached/lines/",
    "/desk/results/editions/{published}/",
    "/desk/results/editions/{edition}/",
    "/desk/results/editions/{edition}/compare/",
    "/desk/results/editions/{edition}/lines/experts_reached/",
    "/desk/people/",
    "/desk/people/persons/add/",
    "/desk/people/persons/{person}/",
    "/desk/people/persons/{person}/edit/",
    "/desk/people/persons/{person}/consents/add/",
    "/desk/people/persons/{person}/documents/add/",
    "/desk/people/persons/{person}/documents/{document}/number/",
    "/desk/people/persons/{person}/documents/{document}/remove/",
    "/desk/people/persons/{person}/erase/",
    "/desk/people/consent-texts/",
    "/desk/people/consent-texts/add/",
    "/desk/people/consent-texts/{text}/",
    "/desk/people/retention/",
    "/desk/people/retention/add/",
    "/desk/people/retention/{retention}/",
    "/desk/people/organisations/",
    "/desk/people/organisations/add/",
    "/desk/people/organisations/{organisation}/",
    "/desk/people/persons/{twin}/merge/",
    "/desk/people/persons/{twin}/merge/?other={other}",
    "/desk/people/organisations/{organisation}/merge/",
    "/desk/people/merges/",
    "/desk/people/merges/{merge}/",
    "/desk/people/merges/{merge}/undo/",
    "/desk/people/duplicates/",
    "/desk/people/duplicates/{duplicate}/",
    "/desk/people/duplicates/apart/",
    "/desk/people/duplicates/apart/{decision}/",
    "/desk/people/accounts/",
    "/desk/people/organisations/{organisation}/edit/",
    "/desk/people/accounts/add/",
    "/desk/people/accounts/{account}/",
    "/desk/people/accounts/{account}/roles/add/",
    "/desk/people/accounts/{account}/roles/{role}/end/",
    "/desk/people/accounts/{account}/deactivate/",
    "/desk/people/me/",
    "/desk/places/",
    "/desk/places/countries/XK/",
    "/desk/places/groupings/",
    "/desk/places/groupings/CA/",
    "/desk/places/groupings/CA/add/",
    "/desk/places/groupings/CA/members/{membership}/end/",
    "/desk/places/rates/",
    "/desk/places/rates/add/",
    "/desk/programmes/",
    "/desk/programmes/add/",
    "/desk/programmes/of/{programme}/",
    "/desk/programmes/of/{programme}/edit/",
    "/desk/programmes/of/{programme}/objectives/add/",
    "/desk/programmes/of/{programme}/objectives/{objective}/edit/",
    "/desk/programmes/of/{programme}/objectives/{objective}/remove/",
    "/desk/programmes/responses/",
    "/desk/programmes/responses/add/",
    "/desk/programmes/responses/{response}/",
    "/desk/programmes/responses/{response}/edit/",
    "/account/2fa/",
]
STRANGERS_PAGES = [
    "/",
    "/register/{ahead}/",
    "/register/received/",
    "/register/invited/{invitation}/",
    "/register/own/{own}/",
    "/register/own/{unconfirmed}/",
    "/register/own/{own}/withdraw/",
    "/evaluation/{hall}/",
    "/evaluation/own/{link}/",
    "/evaluation/thanks/",
    "/programmes/{programme}/",
    "/programmes/{programme}/figures/experts_reached/",
    "/programmes/{programme}/editions/{published}/",
    "/programmes/{programme}/editions/{published}/figures/experts_reached/",
    "/calendar/?month=2019-05",
    "/calendar/?month=2019-05&view=list",
    "/library/",
    "/library/{resource}/",
    "/news/",
    "/news/{announcement}/",
    "/people/",
    "/people/{entry}/",
    "/write/{entry}/",
    "/write/written/",
    "/account/login/",
    "/account/password/reset/",
]

# Addresses that show no page of their own: they act, send on, or give a file.
NO_PAGES = {
    *("desk:file", "desk:set-language", "desk:set-theme"),
    *("desk:import-report", "desk:import-confirm", "desk:job", "results:freezing"),
    # The page of a list is looked at in each of its states on the journey in test_lists.py.
    *("desk:list", "desk:list-read", "desk:list-columns", "desk:list-preview"),
    *("desk:list-decide", "desk:list-commit", "desk:list-undo"),
    *("results:publish", "results:verify", "results:sealed"),
    *("people:make-sign-in-link", "people:reactivate-account", "people:next-duplicate"),
    "people:export-person",
    *("network:calendar-file", "network:feed-calendar", "network:feed-announcements"),
    *("network:make-feeds", "network:drop-feeds", "network:show-event", "network:hide-event"),
    *("network:finish-task", "network:publish-announcement", "network:withdraw-announcement"),
    # Its owner alone opens it; its form is the one of a new entry.
    "network:edit-entry",
    *("portal:calendar-file", "portal:news-feed", "portal:resource-file"),
    *("events:settle", "events:badges", "events:report-file"),
    *("field:worker", "field:manifest", "field:token", "field:roster", "field:batch"),
    *("events:enlist", "events:add-registered", "events:send-again"),
    *(
        "events:material",
        "events:photograph",
        "events:print-sheet",
        "events:sheet-cut-out",
        "events:reading-sheets",
    ),
    "people:learn-weights",
    *("events:prepare-evaluation", "events:open-evaluation", "events:send-evaluation"),
    *("events:remove-evaluation-question", "events:evaluation-paper", "events:evaluation-results"),
    *("events:answers-template", "events:enter-answers"),
    *("events:retire-question", "events:close-invitation", "registration:calendar"),
    *("law:text", "law:akn", "law:read-again", "law:correct", "law:undo-correction"),
    *("law:confirm-version", "law:decide-proposal"),
    *("law:install-sets", "law:take-set", "law:drop-set", "law:set-file", "law:publish-round"),
    "law:choose-provision",
    *("law:regional-report-file", "law:records"),
    *("law:round-file", "law:give-finding", "law:uncite", "law:confirm-finding"),
    *("law:dismiss-suggestion", "law:restore-suggestion", "law:measure-suggestions"),
    *("portal:file", "portal:lines", "portal:edition-file", "portal:edition-lines"),
}
# Pages look the same whatever keeps the records.
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="pages are looked at on SQLite")

# Each width, scheme and language is met with each of the others at least once.
LOOKS = {
    "en": [(360, "light"), (1440, "dark")],
    "ru": [(360, "dark"), (1440, "light")],
    "fa-af": [(360, "light"), (1440, "dark")],
}


def named(pattern: URLResolver, room: str = "") -> set[str]:
    """Return the names of all addresses in the rooms, as `room:page`."""
    names = set()
    for one in pattern.url_patterns:
        if isinstance(one, URLResolver):
            names |= named(one, one.namespace or room)
        elif isinstance(one, URLPattern) and room:
            names.add(f"{room}:{one.name}")
    return names


def test_every_page_is_looked_at():
    looked_at = set()
    for address in [*PAGES, *STRANGERS_PAGES]:
        path = address.replace("nowhere/", "").split("?")[0]
        looked_at.add(resolve(re.sub(r"{\w+}", "1", path)).view_name)
    assert named(get_resolver()) - looked_at - NO_PAGES == set()


def faults(page, address: str, language: str, axe_findings) -> list[str]:
    """Return what is wrong with one page, looked at in two ways."""
    answer = page.goto(address)
    assert answer.status == (404 if "nowhere" in address else 200), f"{address}: {answer.status}"
    found = [] if page.locator("h1").count() == 1 else ["not one heading of the first rank"]
    for width, scheme in LOOKS[language]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        # What the bar of buttons covers on a telephone can be scrolled free.
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        found += axe_findings(page)
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if too_wide > 0:
            found.append(f"at {width} the page is {too_wide} pixels too wide")
    return [f"{address}: {fault}" for fault in found]


@once
@pytest.mark.parametrize("language", LOOKS)
def test_axe_finds_nothing_at_the_desk(enter, axe_findings, language):
    world: World = a_world()
    page = enter(RoleKind.PROGRAMME_OFFICE, language=language, reduced_motion="reduce")
    found = [
        fault for address in PAGES for fault in faults(page, world.fill(address), language, axe_findings)
    ]
    assert not found, "\n".join(["", *found])


@once
@pytest.mark.parametrize("language", LOOKS)
def test_axe_finds_nothing_where_strangers_come(enter, axe_findings, language):
    world = a_world()
    page = enter(language=language, reduced_motion="reduce")
    addresses = [world.fill(address) for address in STRANGERS_PAGES]
    found = [fault for address in addresses for fault in faults(page, address, language, axe_findings)]
    assert not found, "\n".join(["", *found])


@once
@pytest.mark.parametrize("language", LOOKS)
def test_axe_finds_nothing_where_a_coder_sees_likely_provisions(enter, axe_findings, language):
    account, addresses = likely_provisions()
    page = enter(account, language=language, reduced_motion="reduce")
    found = [fault for address in addresses for fault in faults(page, address, language, axe_findings)]
    assert not found, "\n".join(["", *found])


def test_axe_finds_nothing_on_a_form_that_was_refused(enter, axe_findings):
    page = enter(RoleKind.PROGRAMME_OFFICE, width=360)
    page.goto("/desk/people/organisations/add/")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary-of-faults")).to_be_visible()
    assert axe_findings(page) == []


def test_axe_finds_nothing_on_open_menus(enter, axe_findings):
    page = enter(RoleKind.PROGRAMME_OFFICE, width=360)
    page.goto("/desk/")
    page.locator("details.menu-narrow > summary").click()
    assert axe_findings(page) == []
    page.locator("details.menu > summary").last.click()
    assert axe_findings(page) == []


def test_the_axe_in_use_is_sharp(enter, axe_findings):
    page = enter()
    page.goto("/account/login/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x\"><input>')")
    assert {fault.split(":")[0] for fault in axe_findings(page)} >= {"image-alt", "label"}
