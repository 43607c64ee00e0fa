"""The calendar on its page, and the feeds that calendars and readers of news ask for."""

from datetime import date

import pytest
from django.urls import reverse

from tests.events.builders import an_event
from tests.network.builders import an_announcement, somebody
from tests.network.pages import at, coordinator, entered, page
from tests.people import Client, signed_in
from tumar.kernel import clock
from tumar.network.models import (
    Listing,
)
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
TRAINER = RoleKind.TRAINER
TODAY = clock.today()


def test_the_calendar_shows_a_month_and_a_list_and_leads_to_the_records():
    event = an_event(starts=date(2026, 5, 13), ends=date(2026, 5, 14), title={"en": "Workshop"})
    client = coordinator()
    shown = page(client, at("calendar"), month="2026-05")
    assert shown.count(reverse("events:event", args=[event.code])) == 2
    assert "May 2026" in shown
    listed = page(client, at("calendar"), month="2026-05", view="list")
    assert "Workshop" in listed
    assert "Show to the public" in listed
    assert "Show to the public" not in page(
        signed_in(TRAINER, "KZ"), at("calendar"), month="2026-05", view="list"
    )
    assert "Workshop" not in page(client, at("calendar"), month="2026-05", country="UZ")


def test_an_event_is_put_on_the_public_calendar_and_taken_off():
    event, client = an_event(), coordinator()
    assert client.post(at("show-event", event.code)).status_code == 302
    assert Listing.objects.get().event == event
    assert "Take off" in page(client, at("calendar"), month="2019-05", view="list")
    client.post(at("hide-event", event.code))
    assert not Listing.objects.exists()


def secret_of(client) -> tuple[str, str]:
    """Make the addresses of one's own feeds and return them: calendar, announcements."""
    answer = client.post(at("make-feeds"))
    assert answer.headers["Cache-Control"] == "no-store"
    found = [part.split("<")[0] for part in answer.content.decode().split("<code>")[1:]]
    return found[0].removeprefix("http://testserver"), found[1].removeprefix("http://testserver")


def test_one_s_own_feeds_give_what_one_may_see_without_signing_in():
    client = signed_in(TRAINER, "KZ")
    with clock.stopped(clock.now()):
        an_event("KZ", title={"en": "Kazakh workshop"}, starts=TODAY)
        an_event("UZ", title={"en": "Uzbek workshop"}, starts=TODAY)
        an_event("KZ", title={"en": "Long ago"}, starts=date(2019, 1, 1))
    an_announcement("KZ", title={"en": "For Kazakhstan"})
    an_announcement("UZ", title={"en": "For Uzbekistan"})
    calendar, news = secret_of(client)
    reader = Client()
    shown = page(reader, calendar)
    assert "Kazakh workshop" in shown
    assert "Uzbek workshop" not in shown
    assert "Long ago" not in shown
    told = page(reader, news)
    assert "For Kazakhstan" in told
    assert "For Uzbekistan" not in told


def test_feeds_are_closed_by_a_button_and_replaced_by_new_ones():
    client, reader = signed_in(TRAINER, "KZ"), Client()
    first, _news = secret_of(client)
    second, _news = secret_of(client)
    assert reader.get(first).status_code == 404
    answer = reader.get(second)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-cache")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "They cannot be shown again" in page(client, at("told"))
    client.post(at("drop-feeds"))
    assert reader.get(second).status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again():
    calendar, _news = secret_of(signed_in(TRAINER, "KZ"))
    reader = Client()
    etag = reader.get(calendar).headers["ETag"]
    assert reader.get(calendar, headers={"If-None-Match": etag}).status_code == 304


def test_a_feed_speaks_the_language_of_its_reader():
    client = entered(somebody(language="ru"))
    an_event("KZ", title={"en": "Workshop", "ru": "Семинар"}, starts=TODAY)
    an_announcement(title={"en": "Law", "ru": "Закон"})
    calendar, news = secret_of(client)
    assert "Семинар" in page(Client(), calendar)
    assert "Закон" in page(Client(), news)
