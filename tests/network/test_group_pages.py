"""Pages of working groups: lists, members, tasks, meetings, decisions, documents."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import an_event
from tests.network.builders import a_group, a_meeting, a_member, a_task, somebody
from tests.network.pages import at, coordinator, entered, page
from tests.people import MACHINE, a_person, an_organisation, signed_in
from tumar.kernel import clock
from tumar.kernel.parts import version_of
from tumar.network.actions import documents
from tumar.network.models import Group, Task
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
COORDINATOR, TRAINER = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER
TODAY = clock.today()


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
    documents.add_document(group, title="Draft law", content=b"x", name="draft.docx", by=MACHINE)
    shown = page(coordinator(), at("group", group.code))
    for text in ("Omarova", "Order No. 53", "Collect the comments", "overdue", "Spring meeting", "Draft law"):
        assert text in shown


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
    kept = documents.add_document(group, title="Draft", content=b"draft", name="draft.pdf", by=MACHINE)
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
