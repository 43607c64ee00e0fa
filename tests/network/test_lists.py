"""Every list of the network: sorted by each column, exported, narrowed by nonsense; forms by country."""

import re

import pytest
from django.urls import reverse

from tests.network.builders import (
    a_campaign,
    a_draft,
    a_group,
    a_member,
    a_resource,
    a_task,
    an_announcement,
    an_entry,
    somebody,
)
from tests.people import KZ_COORDINATOR, OFFICE, Client, a_country, an_organisation, signed_in
from tumar.kernel import labels
from tumar.kernel.models import JournalEntry
from tumar.network import lists
from tumar.network.forms.announcements import AnnouncementForm
from tumar.network.forms.directory import EntryForm
from tumar.network.forms.groups import PART_FORMS, GroupForm
from tumar.network.forms.library import CampaignForm, ResourceForm
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

LISTS = {
    "groups": lists.groups,
    "library": lists.resources,
    "campaigns": lists.campaigns,
    "announcements": lists.announcements,
    "directory": lambda scope: lists.directory("network:entry", scope),
}
SORTS = [(name, column) for name in LISTS for column in ("", "-")]


@pytest.fixture
def filled():
    """Two of everything, in two countries and in the region."""
    for country in ("KZ", "UZ", None):
        a_task(a_group(country))
        a_resource(country, organisation=an_organisation(), year=2020 if country else None)
        a_campaign(country)
        an_announcement(country), a_draft(country)
    for country in ("KZ", "UZ"):
        an_entry(somebody(country=country), country=a_country(country), name=f"Expert {country}")


def shown(client, name: str, **asked) -> str:
    response = client.get(reverse(f"network:{name}"), asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("name", "direction"), SORTS)
def test_a_list_is_sorted_by_each_of_its_columns_both_ways(name, direction):
    client, page = signed_in(), LISTS[name](OFFICE)
    whole = re.search(r"(\d+) records?", shown(client, name))[1]
    for column in page.columns:
        if column.sort:
            found = shown(client, name, sort=f"{direction}{column.key}")
            assert re.search(r"(\d+) records?", found)[1] == whole
            assert 'aria-sort="' in found


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_given_as_a_file_with_all_its_rows(name, kind):
    answer = signed_in().get(reverse(f"network:{name}"), {"format": kind})
    content = b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        rows = content.decode("utf-8-sig").strip().splitlines()
        assert len(rows[0].split(",")) >= len(LISTS[name](OFFICE).columns)
        assert len(rows) >= 3
    else:
        assert content.startswith(b"PK")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", LISTS)
def test_nonsense_in_the_address_narrows_nothing_and_breaks_nothing(name):
    client = signed_in()
    asked = {"country": "'; --", "topic": "<b>", "language": "xx", "sort": "-nothing", "after": "???"}
    assert "<b>" not in shown(client, name, **asked)
    assert "Nothing fits these filters." in shown(client, name, q="zzzzzz")


@pytest.mark.usefixtures("filled")
def test_an_empty_list_says_so_and_leads_on():
    reader = signed_in(RoleKind.TRAINER, "TJ")
    assert "No working group is on file yet." in shown(reader, "groups")
    assert "No campaign is on file yet." in shown(reader, "campaigns")


@pytest.mark.parametrize("form", [GroupForm, ResourceForm, CampaignForm, AnnouncementForm])
def test_a_form_offers_the_countries_in_which_one_may_write(form):
    own = form(scope=KZ_COORDINATOR).fields["country"]
    assert [code for code, _name in own.choices] == ["KZ"]
    assert own.required
    everywhere = form(scope=OFFICE).fields["country"]
    assert next(iter(everywhere.choices))[0] == ""
    assert not everywhere.required


def test_a_task_that_is_new_has_no_state_yet_and_an_old_one_has():
    group = a_group()
    new = PART_FORMS["tasks"](record=group, scope=OFFICE)
    old = PART_FORMS["tasks"](record=group, scope=OFFICE, instance=a_task(group))
    assert {"state", "done_on"} & set(new.fields) == set()
    assert {"state", "done_on"} <= set(old.fields)


def test_who_is_in_a_part_already_stays_though_the_reader_could_not_choose_them():
    group = a_group("UZ")
    seat = a_member(group)
    form = PART_FORMS["members"](
        {"person": seat.person.code, "part": "chair", "seen_version": "1", "reason": ""},
        instance=seat,
        record=group,
        scope=KZ_COORDINATOR,
    )
    assert form.is_valid(), form.errors
    assert form.facts["person"] == seat.person


def test_agreeing_is_asked_once_and_not_for_every_change():
    entry = an_entry()
    assert "agrees" in EntryForm(scope=OFFICE).fields
    assert "agrees" not in EntryForm(scope=OFFICE, instance=entry).fields


@pytest.mark.usefixtures("filled")
def test_every_act_of_the_room_and_every_column_it_tells_has_a_word():
    told = JournalEntry.objects.filter(verb__startswith="network.")
    assert told.exists()
    for entry in told:
        about = labels.part_told(entry.verb, entry.about)
        assert labels.deed(entry.verb)
        assert labels.kind_of(entry.about) != entry.about.partition(":")[0]
        assert [name for name in entry.changes if labels.field_name(about, name) == ""] == []


@pytest.mark.usefixtures("filled")
def test_every_record_of_the_room_has_a_page_that_its_label_leads_to():
    client = signed_in()
    kinds = set()
    for about in set(
        JournalEntry.objects.filter(about__startswith="network.").values_list("about", flat=True)
    ):
        kinds.add(about.partition(":")[0])
        assert client.get(labels.url_of(about)).status_code == 200, about
    assert kinds == {
        "network.announcement",
        "network.campaign",
        "network.entry",
        "network.group",
        "network.resource",
    }


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("language", ["ru", "fa-af"])
def test_every_page_of_the_room_is_shown_in_every_language(language):
    client = signed_in()
    client.cookies["language"] = language
    for name in (*LISTS, "home", "told", "calendar", "enter", "add-group", "add-resource", "add-campaign"):
        assert client.get(reverse(f"network:{name}")).status_code == 200


def test_a_stranger_is_led_to_the_entrance():
    for name in (*LISTS, "home", "told", "calendar", "calendar-file"):
        answer = Client().get(reverse(f"network:{name}"))
        assert answer.headers["Location"].startswith(reverse("account_login"))
