"""Pages of the network as a whole: announcements, letters, search, navigation, the journal."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.network.builders import (
    a_campaign,
    a_draft,
    a_group,
    a_member,
    a_resource,
    an_announcement,
    an_entry,
)
from tests.network.pages import at, coordinator, page
from tests.people import signed_in
from tumar.kernel import clock
from tumar.network.models import (
    Announcement,
    Subscription,
)
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
TRAINER = RoleKind.TRAINER
TODAY = clock.today()


def test_an_announcement_is_written_published_and_taken_back():
    client, reader = coordinator(), signed_in(TRAINER, "KZ")
    typed = {"title_en": "Call for trainers", "body_en": "Send names.", "country": "KZ", "roles": ["trainer"]}
    assert client.post(at("add-announcement"), typed).status_code == 302
    one = Announcement.objects.get()
    where = at("announcement", one.code)
    assert reader.get(where).status_code == 404
    client.post(at("publish-announcement", one.code), {"seen_version": "1"})
    assert "Send names." in page(reader, where)
    assert "Call for trainers" in page(reader, reverse("desk:home"))
    assert signed_in(RoleKind.LOGISTICS_OFFICER, "KZ").get(where).status_code == 404
    said = client.post(at("withdraw-announcement", one.code), {"seen_version": "1"}, follow=True)
    assert "Somebody else changed it meanwhile" in said.content.decode()
    client.post(at("withdraw-announcement", one.code), {"seen_version": "2"})
    assert reader.get(where).status_code == 404


def test_what_cannot_be_published_says_why():
    one = a_draft("KZ", until=TODAY - timedelta(1))
    said = coordinator().post(at("publish-announcement", one.code), {"seen_version": "1"}, follow=True)
    assert "Its last day has passed" in said.content.decode()


def test_an_announcement_is_read_in_the_language_of_the_page():
    an_announcement(title={"en": "Law", "ru": "Закон"}, body={"en": "Adopted", "ru": "Принят"})
    client = signed_in(TRAINER, "KZ")
    client.cookies["language"] = "ru"
    assert "Закон" in page(client, at("announcements"))


def test_somebody_chooses_how_often_to_be_written_to():
    client = signed_in(TRAINER, "KZ")
    assert "once a week" in page(client, at("told"))
    assert client.post(at("told"), {"frequency": "never"}).status_code == 302
    assert Subscription.objects.get().frequency == "never"
    assert client.post(at("told"), {"frequency": "hourly"}).status_code == 422


def test_everything_is_found_by_the_search():
    a_group(name={"en": "Tumar group"}), a_resource(title={"en": "Tumar text"})
    an_announcement(title={"en": "Tumar news"}), a_campaign(title={"en": "Tumar campaign"})
    an_entry(name="Tumar expert")
    shown = page(signed_in(), reverse("desk:search"), q="tumar")
    for text in ("Tumar group", "Tumar text", "Tumar news", "Tumar campaign", "Tumar expert"):
        assert text in shown


def test_the_navigation_leads_to_the_network_between_training_and_supplies():
    shown = page(signed_in(), reverse("desk:home"))
    places = [
        shown.index(f'href="{reverse(name)}"')
        for name in ("training:trainers", "network:home", "supplies:consignments")
    ]
    assert places == sorted(places)


def test_the_journal_of_a_group_speaks_of_the_columns_of_its_parts():
    group = a_group()
    a_member(group, until=date(2026, 12, 31))
    shown = page(signed_in(), at("group", group.code))
    assert "31 Dec 2026" in shown
    assert "Shown until" not in shown
