"""Pages of the network, by what a person sees on them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import an_event, on_the_list
from tests.network.builders import (
    a_campaign,
    a_draft,
    a_group,
    a_meeting,
    a_member,
    a_resource,
    a_task,
    an_announcement,
    an_entry,
    somebody,
)
from tests.people import Client, a_person, an_organisation, signed_in
from tumar.kernel import clock, files
from tumar.kernel import mail as letters
from tumar.kernel.parts import version_of
from tumar.network.actions import documents
from tumar.network.models import (
    Announcement,
    Campaign,
    ContactMessage,
    DirectoryEntry,
    Group,
    Listing,
    Resource,
    Subscription,
    Task,
)
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
COORDINATOR, TRAINER = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER
TODAY = clock.today()


def at(name: str, *words) -> str:
    return reverse(f"network:{name}", args=words)


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return response.content.decode()


def entered(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def coordinator() -> Client:
    return signed_in(COORDINATOR, "KZ")


def fresh(group: Group) -> Group:
    return Group.objects.get(pk=group.pk)


def test_a_coordinator_sets_up_a_group_in_one_s_own_country():
    client = coordinator()
    typed = {
        "name_en": "Legislation",
        "name_ru": "Законодательство",
        "country": "KZ",
        "topic": "legal-framework",
    }
    answer = client.post(at("add-group"), typed)
    group = Group.objects.get()
    assert answer.headers["Location"] == at("group", group.code)
    assert "Legislation" in page(client, at("group", group.code))
    assert client.post(at("add-group"), {**typed, "country": "UZ"}).status_code == 403
    assert client.post(at("add-group"), {**typed, "country": ""}).status_code == 422


def test_a_list_is_narrowed_by_country_topic_state_and_words():
    a_group(name={"en": "Legislation"})
    a_group("UZ", name={"en": "Waste"}, topic="waste-management", closed=date(2025, 1, 1))
    a_group(None, name={"en": "Regional"}, topic="other")
    client = signed_in()
    for asked in ({"topic": "waste-management"}, {"state": "closed"}, {"q": "waste"}):
        shown = page(client, at("groups"), **asked)
        assert "Waste" in shown
        assert "Legislation" not in shown
    regional = page(client, at("groups"), country="REG")
    assert "Regional" in regional
    assert "Legislation" not in regional


def test_a_list_costs_the_same_however_many_groups_it_has(django_assert_max_num_queries):
    client, seen = signed_in(), []
    for _ in range(2):
        for _number in range(3):
            group = a_group()
            a_member(group), a_task(group)
        with django_assert_max_num_queries(10) as asked:
            page(client, at("groups"))
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_group_s_page_shows_members_tasks_decisions_meetings_and_documents():
    group = a_group()
    seat = a_member(group, person=a_person("Omarova", "Dana"), mandate="Order No. 53")
    a_task(group, text="Collect the comments", owner=seat, due=TODAY - timedelta(1))
    a_meeting(group, event=an_event(kind="meeting", title={"en": "Spring meeting"}))
    documents.add_document(group, title="Draft law", content=b"x", name="draft.docx", by=_machine())
    shown = page(coordinator(), at("group", group.code))
    for text in ("Omarova", "Order No. 53", "Collect the comments", "overdue", "Spring meeting", "Draft law"):
        assert text in shown


def _machine():
    from tests.people import MACHINE

    return MACHINE


def test_a_group_s_page_costs_the_same_however_much_belongs_to_it(django_assert_max_num_queries):
    client, group, seen = signed_in(), a_group(), []
    for _ in range(2):
        for _number in range(3):
            seat = a_member(group, organisation=an_organisation())
            a_task(group, owner=seat), a_meeting(group)
        with django_assert_max_num_queries(30) as asked:
            page(client, at("group", group.code))
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_member_without_any_role_reads_the_group_and_its_files_and_changes_nothing():
    group, account = a_group("UZ"), somebody(None)
    a_member(group, person=account.person)
    kept = documents.add_document(group, title="Draft", content=b"draft", name="draft.pdf", by=_machine())
    client = entered(account)
    shown = page(client, at("group", group.code))
    assert "Add a task" not in shown
    assert client.get(reverse("desk:file", args=[kept.file.sha256])).status_code == 200
    assert client.get(at("add-part", group.code, "tasks")).status_code == 403
    assert str(group) in page(client, at("home"))
    stranger = signed_in(TRAINER, "UZ")
    assert stranger.get(at("group", group.code)).status_code == 404
    assert stranger.get(reverse("desk:file", args=[kept.file.sha256])).status_code == 404


def test_a_secretary_adds_a_member_a_meeting_a_decision_and_a_task():
    group, account = a_group(), somebody(COORDINATOR)
    a_member(group, person=account.person, part="secretary")
    ministry, person = an_organisation("Ministry of Health"), a_person("Omarova", "Dana")
    client = entered(account)
    for kind, typed in {
        "members": {"person": person.code, "organisation": ministry.code, "part": "member"},
        "meetings": {"day": "2026-02-10", "begins": "10:00", "ends": "12:00", "place": "Astana"},
        "decisions": {"text": "Go on", "day": "2026-02-10", "meeting": ""},
        "tasks": {"text": "Invite the ministries", "due": "2026-03-01"},
    }.items():
        answer = client.post(at("add-part", group.code, kind), typed)
        assert answer.status_code == 302, answer.content.decode()
    shown = page(client, at("group", group.code))
    for text in ("Omarova", "Ministry of Health", "10:00–12:00", "Go on", "Invite the ministries"):
        assert text in shown


def test_what_is_wrong_with_a_part_is_said_beside_the_field_and_what_was_typed_stays():
    group = a_group()
    typed = {"begins": "12:00", "ends": "10:00", "day": "2026-02-10", "place": "Somewhere"}
    answer = coordinator().post(at("add-part", group.code, "meetings"), typed)
    assert answer.status_code == 422
    assert "ends before it begins" in answer.content.decode()
    assert "Somewhere" in answer.content.decode()
    answer = coordinator().post(
        at("add-part", group.code, "members"), {"person": "Nobody Known", "part": "member"}
    )
    assert "Nothing on file has this code or name" in answer.content.decode()


def test_a_kind_of_part_that_is_none_is_not_there():
    group = a_group()
    for name in ("add-part",):
        assert signed_in().get(at(name, group.code, "secrets")).status_code == 404


def test_a_part_that_somebody_changed_meanwhile_comes_back_with_what_was_typed():
    group = a_group()
    task = a_task(group, text="Collect")
    typed = {"text": "Collect mine", "state": "open", "seen_version": "1", "reason": ""}
    answer = coordinator().post(at("edit-part", group.code, "tasks", task.number), typed)
    assert answer.status_code == 409
    assert "Collect mine" in answer.content.decode()
    answer = coordinator().post(
        at("edit-part", group.code, "tasks", task.number), {**typed, "seen_version": version_of(task)}
    )
    assert answer.status_code == 302
    assert Task.objects.get().text == "Collect mine"


def test_a_part_is_removed_after_a_question():
    group = a_group()
    task = a_task(group)
    where = at("remove-part", group.code, "tasks", task.number)
    assert "Collect the comments" in page(coordinator(), where)
    typed = {"seen_version": version_of(task), "reason": "Twice"}
    assert coordinator().post(where, typed).status_code == 302
    assert not Task.objects.exists()


def test_the_owner_of_a_task_says_with_one_button_that_it_is_done():
    group, account = a_group(), somebody()
    task = a_task(group, owner=a_member(group, person=account.person))
    client = entered(account)
    assert "It is done" in page(client, at("group", group.code))
    assert str(task) in page(client, at("home"))
    client.post(at("finish-task", group.code, task.number), {"seen_version": version_of(task)})
    assert Task.objects.get().state == "done"
    assert "It is done" not in page(client, at("group", group.code))


def test_documents_and_minutes_come_as_files_and_programs_are_refused():
    group = a_group()
    meeting = a_meeting(group)
    client = coordinator()
    sent = {"title": "Draft", "file": SimpleUploadedFile("draft.pdf", b"%PDF one"), "note": "First"}
    assert client.post(at("add-document", group.code), sent).status_code == 302
    newer = {"file": SimpleUploadedFile("draft.pdf", b"%PDF two"), "note": "Second"}
    assert client.post(at("add-version", group.code, 1), newer).status_code == 302
    same = {"file": SimpleUploadedFile("draft.pdf", b"%PDF two")}
    assert "newest version already" in client.post(at("add-version", group.code, 1), same).content.decode()
    program = {"title": "Draft", "file": SimpleUploadedFile("draft.exe", b"MZ")}
    assert client.post(at("add-document", group.code), program).status_code == 422
    minutes = {
        "file": SimpleUploadedFile("minutes.pdf", b"%PDF minutes"),
        "seen_version": version_of(meeting),
    }
    assert client.post(at("keep-minutes", group.code, meeting.number), minutes).status_code == 302
    shown = page(client, at("group", group.code))
    for text in ("Version 2", "Version 1", "Second", "Minutes"):
        assert text in shown


def typed_resource(**other):
    return {
        "title_en": "Manual of transport",
        "country": "KZ",
        "topics": ["biosafety", "transport-of-samples"],
        "languages": ["en", "ru"],
        "licence": "CC-BY-4.0",
        "reference": "shelf 4",
        **other,
    }


def test_a_resource_is_added_with_a_file_and_changed_without_losing_it():
    client = coordinator()
    sent = typed_resource(upload=SimpleUploadedFile("manual.pdf", b"%PDF manual"), is_public="on")
    assert client.post(at("add-resource"), sent).status_code == 302
    held = Resource.objects.get()
    assert files.content_of(held.file) == b"%PDF manual"
    shown = page(client, at("resource", held.code))
    for text in ("Manual of transport", "CC BY 4.0", "English, Russian", held.file.sha256):
        assert text in shown
    changed = typed_resource(edition="2", seen_version="1", reason="")
    assert client.post(at("edit-resource", held.code), changed).status_code == 302
    again = Resource.objects.get()
    assert (again.edition, again.file, again.is_public) == ("2", held.file, False)


def test_what_a_resource_lacks_is_said_at_once():
    answer = coordinator().post(at("add-resource"), {"title_en": "Manual", "country": "KZ"})
    assert answer.status_code == 422
    for name in ("topics", "languages", "licence"):
        assert f'id="id_{name}_error"' in answer.content.decode()


def test_a_closed_licence_keeps_a_file_from_the_public_with_a_sentence():
    sent = typed_resource(
        upload=SimpleUploadedFile("manual.pdf", b"%PDF"),
        licence="LicenseRef-all-rights-reserved",
        is_public="on",
    )
    answer = coordinator().post(at("add-resource"), sent)
    assert "does not let us give the file to everybody" in answer.content.decode()
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"topic": "biosecurity"},
        {"language": "kk"},
        {"audience": "media"},
        {"q": "poster"},
        {"licence": "CC0-1.0"},
    ],
)
def test_the_library_is_narrowed(asked):
    a_resource(audience=["customs"])
    a_resource(
        title={"en": "Poster on locks"},
        topics=["biosecurity"],
        languages=["kk"],
        audience=["media"],
        licence="CC0-1.0",
    )
    shown = page(signed_in(TRAINER, "KZ"), at("library"), **asked)
    assert "Poster on locks" in shown
    assert "Manual of transport" not in shown


def test_the_library_is_exported_as_csv():
    a_resource()
    answer = signed_in().get(at("library"), {"format": "csv"})
    assert "Manual of transport" in b"".join(answer.streaming_content).decode()


def test_a_campaign_s_page_tells_counted_reported_and_estimated_apart():
    event = an_event()
    for _ in range(3):
        on_the_list(event, attended=True)
    campaign = a_campaign(events=[event, an_event(head_count=50, head_count_source="Report")])
    client = coordinator()
    typed = {
        "channel": "radio",
        "estimate": "40000",
        "method": "share of listeners",
        "source": "Broadcaster",
        "as_of": "2026-02-10",
    }
    assert client.post(at("add-estimate", campaign.code), typed).status_code == 302
    shown = page(client, at("campaign", campaign.code))
    for text in (
        "<strong>3</strong>",
        "<strong>50</strong>",
        "≈ 40,000",
        "share of listeners",
        "never added",
    ):
        assert text in shown
    assert "40,003" not in shown
    answer = client.post(at("add-estimate", campaign.code), {**typed, "method": ""})
    assert answer.status_code == 422
    where = at("remove-estimate", campaign.code, 1)
    assert client.post(where, {"seen_version": Campaign.objects.get().version}).status_code == 302
    assert "≈" not in page(client, at("campaign", campaign.code))


def test_a_campaign_is_added_with_events_and_materials_by_their_codes():
    event, text = an_event(), a_resource()
    typed = {
        "title_en": "Wash your hands",
        "country": "KZ",
        "starts": "2026-02-10",
        "events": event.code,
        "resources": text.code,
        "audience": ["media"],
    }
    client = coordinator()
    assert client.post(at("add-campaign"), typed).status_code == 302
    campaign = Campaign.objects.get()
    assert (list(campaign.events.all()), list(campaign.resources.all())) == ([event], [text])
    changed = {**typed, "resources": "", "seen_version": "1", "reason": "Not ours"}
    assert client.post(at("edit-campaign", campaign.code), changed).status_code == 302
    assert not campaign.resources.exists()


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


def test_somebody_enters_the_directory_changes_the_entry_and_withdraws_it():
    account = somebody()
    client = entered(account)
    typed = {
        "name": "Dr Dana Omarova",
        "country": "KZ",
        "expertise": ["biosafety"],
        "languages": ["kk"],
        "visibility": "public",
    }
    refused = client.post(at("enter"), typed)
    assert "Nobody is found here without having agreed" in refused.content.decode()
    assert client.post(at("enter"), {**typed, "agrees": "on"}).status_code == 302
    entry = DirectoryEntry.objects.get()
    other = signed_in(TRAINER, "UZ")
    for shown in (page(other, at("directory"), expertise="biosafety"), page(other, at("entry", entry.code))):
        assert "Dr Dana Omarova" in shown
        assert account.email not in shown
    assert other.get(at("withdraw-entry", entry.code)).status_code == 403
    changed = {**typed, "visibility": "members", "seen_version": "1"}
    assert client.post(at("edit-entry", entry.code), changed).status_code == 302
    assert DirectoryEntry.objects.get().visibility == "members"
    assert client.post(at("withdraw-entry", entry.code), {"reason": ""}).status_code == 302
    assert other.get(at("entry", entry.code)).status_code == 404
    assert "Dr Dana Omarova" not in page(other, at("directory"))


MESSAGE = {
    "name": "Lola Karimova",
    "email": "lola@example.org",
    "subject": "A question",
    "text": "Could you help us?",
    "website": "",
}


def write(entry: DirectoryEntry) -> str:
    return reverse("contact:write", args=[entry.code])


def test_a_stranger_writes_to_a_public_entry_and_sees_no_address():
    owner = somebody(email="hidden@example.org")
    entry, stranger = an_entry(owner, visibility="public"), Client()
    assert "hidden@example.org" not in page(stranger, write(entry))
    answer = stranger.post(write(entry), MESSAGE)
    assert answer.headers["Location"] == reverse("contact:written")
    letters.send_due()
    assert mail.outbox[0].to == ["hidden@example.org"]
    assert "hidden@example.org" not in page(stranger, reverse("contact:written"))


def test_a_stranger_cannot_write_to_an_entry_for_members_and_a_member_can():
    entry = an_entry()
    assert Client().post(write(entry), MESSAGE).status_code == 404
    assert signed_in(TRAINER, "UZ").post(write(entry), MESSAGE).status_code == 302


def test_a_program_that_fills_in_every_field_is_thanked_and_nothing_is_sent():
    entry = an_entry(visibility="public")
    answer = Client().post(write(entry), {**MESSAGE, "website": "https://example.org"})
    assert answer.headers["Location"] == reverse("contact:written")
    assert not mail.outbox
    assert not ContactMessage.objects.exists()


def test_a_message_without_words_is_refused_with_what_was_typed():
    entry = an_entry(visibility="public")
    answer = Client().post(write(entry), {**MESSAGE, "text": "", "subject": "\x07 \u202e"})
    assert answer.status_code == 422
    assert "Lola Karimova" in answer.content.decode()
    assert not mail.outbox


def test_who_writes_too_often_is_told_to_wait():
    entry, stranger = an_entry(visibility="public"), Client()
    with clock.stopped(datetime(2026, 2, 10, 9, tzinfo=UTC)):
        for _ in range(5):
            stranger.post(write(entry), MESSAGE)
        answer = stranger.post(write(entry), MESSAGE)
    assert answer.status_code == 429
    assert "Too many messages were sent" in answer.content.decode()
    assert letters.send_due() == 5


def test_a_message_needs_the_token_of_its_form():
    entry = an_entry(visibility="public")
    assert Client(enforce_csrf_checks=True).post(write(entry), MESSAGE).status_code == 403


def test_somebody_chooses_how_often_to_be_written_to():
    client = signed_in(TRAINER, "KZ")
    assert "once a week" in page(client, at("told"))
    assert client.post(at("told"), {"frequency": "never"}).status_code == 302
    assert Subscription.objects.get().frequency == "never"
    assert client.post(at("told"), {"frequency": "hourly"}).status_code == 422


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
