"""The public side of the network: what strangers see of it, and what they do not."""

from datetime import date
from xml.etree import ElementTree

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from tests.events.builders import an_event
from tests.network.builders import (
    a_draft,
    a_group,
    a_meeting,
    a_resource,
    an_announcement,
    an_entry,
    somebody,
)
from tests.people import MACHINE
from tumar.kernel import clock
from tumar.network.actions import calendar, directory
from tumar.people.queries import scope_of

pytestmark = pytest.mark.django_db
FIRST_VISIT = 60_000
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def stranger() -> Client:
    return Client()


def at(name: str, *words) -> str:
    return reverse(f"portal:{name}", args=words)


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return response.content.decode()


def on_the_calendar(country: str = "KZ", **facts):
    event = an_event(country, **facts)
    calendar.list_event(event, by=MACHINE)
    return event


def test_the_public_calendar_shows_what_was_put_there_and_nothing_else(stranger):
    on_the_calendar(title={"en": "Conference"}, starts=date(2026, 5, 13))
    an_event(title={"en": "Closed workshop"}, starts=date(2026, 5, 13))
    a_meeting(a_group(), day=date(2026, 5, 13))
    for view in ("", "list"):
        shown = page(stranger, at("calendar"), month="2026-05", view=view)
        assert "Conference" in shown
        assert "Closed workshop" not in shown
        assert "National legislation" not in shown
        assert "/desk/" not in shown


def test_the_public_calendar_is_followed_as_a_whole_or_for_one_country(stranger):
    on_the_calendar("KZ", starts=clock.today()), on_the_calendar("UZ", starts=clock.today())
    whole = icalendar.Calendar.from_ical(stranger.get(at("calendar-file")).content)
    assert len(whole.events) == 2
    answer = stranger.get(at("calendar-file"), {"country": "UZ"})
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    one = icalendar.Calendar.from_ical(answer.content)
    assert [str(zone["TZID"]) for zone in one.timezones] == ["Asia/Tashkent"]
    assert stranger.get(at("calendar-file"), {"country": "Atlantis"}).status_code == 404


def test_the_public_library_gives_files_with_their_licence(stranger):
    held = a_resource(content=b"%PDF manual", is_public=True)
    closed = a_resource(content=b"%PDF closed", title={"en": "Closed text"})
    shown = page(stranger, at("library"))
    assert "Manual of transport" in shown
    assert "Closed text" not in shown
    assert "CC BY 4.0" in page(stranger, at("resource", held.code))
    answer = stranger.get(at("resource-file", held.code))
    assert b"".join(answer.streaming_content) == b"%PDF manual"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    for name in ("resource", "resource-file"):
        assert stranger.get(at(name, closed.code)).status_code == 404


def test_a_reference_is_text_and_no_link(stranger):
    held = a_resource(reference="https://example.org/manual", is_public=True)
    shown = page(stranger, at("resource", held.code))
    assert "https://example.org/manual" in shown
    assert 'href="https://example.org' not in shown
    assert stranger.get(at("resource-file", held.code)).status_code == 404


def test_the_public_library_is_narrowed(stranger):
    a_resource(is_public=True)
    a_resource(is_public=True, title={"en": "Poster"}, languages=["kk"], topics=["biosecurity"])
    for asked in ({"language": "kk"}, {"topic": "biosecurity"}, {"q": "poster"}):
        shown = page(stranger, at("library"), **asked)
        assert "Poster" in shown
        assert "Manual of transport" not in shown
    assert "Nothing fits these filters" in page(stranger, at("library"), q="nowhere")


def test_public_announcements_are_read_and_followed(stranger):
    one = an_announcement(title={"en": "Law", "ru": "Закон"}, body={"en": "Adopted"}, is_public=True)
    an_announcement(title={"en": "Inside"}), a_draft(title={"en": "Draft"}, is_public=True)
    shown = page(stranger, at("news"))
    assert "Law" in shown
    assert "Inside" not in shown
    assert "Draft" not in shown
    assert "Adopted" in page(stranger, at("announcement", one.code))
    root = ElementTree.fromstring(stranger.get(at("news-feed")).content)
    [entry] = root.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{at('announcement', one.code)}"
    russian = ElementTree.fromstring(stranger.get(at("news-feed"), {"lang": "ru"}).content)
    assert russian.find(f"{ATOM}entry/{ATOM}title").text == "Закон"


def test_the_public_directory_names_who_chose_it_until_they_withdraw(stranger):
    owner = somebody(email="hidden@example.org")
    entry = an_entry(owner, visibility="public")
    an_entry(name="For members")
    shown = page(stranger, at("directory"))
    assert entry.name in shown
    assert "For members" not in shown
    told = page(stranger, at("entry", entry.code))
    assert reverse("contact:write", args=[entry.code]) in told
    assert "hidden@example.org" not in told
    directory.withdraw_entry(entry, by=scope_of(owner))
    assert stranger.get(at("entry", entry.code)).status_code == 404
    assert entry.name not in page(stranger, at("directory"))


@pytest.mark.parametrize("asked", [{"country": "UZ"}, {"expertise": "food-safety"}, {"language": "uz"}])
def test_the_public_directory_is_searched_by_country_expertise_and_language(stranger, asked):
    from tests.people import a_country

    an_entry(visibility="public")
    an_entry(
        name="Uzbek expert",
        visibility="public",
        country=a_country("UZ"),
        expertise=["food-safety"],
        languages=["uz"],
    )
    shown = page(stranger, at("directory"), **asked)
    assert "Uzbek expert" in shown
    assert "Nurlanova" not in shown


def test_strangers_get_no_script_and_little_to_load(stranger):
    for number in range(60):
        a_resource(is_public=True, title={"en": f"Manual number {number} of the safe transport of samples"})
    on_the_calendar(starts=clock.today())
    an_announcement(is_public=True), an_entry(visibility="public")
    for name in ("calendar", "library", "news", "directory"):
        answer = stranger.get(at(name))
        assert "<script" not in answer.content.decode()
        assert len(answer.content) < FIRST_VISIT
        assert not answer.cookies


def test_an_empty_house_has_empty_pages(stranger):
    for name in ("calendar", "library", "news", "directory"):
        assert page(stranger, at(name))


def test_public_pages_cost_the_same_however_many_rows_they_have(stranger, django_assert_max_num_queries):
    for name in ("library", "directory", "calendar"):
        seen = []
        for _ in range(2):
            for _number in range(3):
                a_resource(is_public=True), on_the_calendar(starts=clock.today())
                an_entry(visibility="public")
            with django_assert_max_num_queries(10) as asked:
                page(stranger, at(name))
            seen.append(len(asked))
        assert seen[0] == seen[1], name
