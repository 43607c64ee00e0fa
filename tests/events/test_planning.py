"""Planning an event: target groups, money, the checklist, materials; who plans and who sees it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.events.plans import a_full_plan, faults, page, planned
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_account,
    signed_in,
)
from tumar.desk.queries.home import home_of
from tumar.events.actions.agenda import amend_session, remove_session
from tumar.events.actions.planning import add_material, add_part, amend_part, remove_part
from tumar.events.models import BudgetLine, Involvement, Material, Room, TargetGroup, Task
from tumar.events.queries import planning
from tumar.events.queries.planning import seen
from tumar.kernel import journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Stale
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_fortnight_before")]
COORDINATOR, TRAINER, EXPERT = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER, RoleKind.LEGAL_EXPERT


def test_planned_numbers_stand_beside_the_actual_ones():
    event = an_event(None, countries=[a_country("KZ"), a_country("UZ")])
    for group, country in (("vet-lab", None), ("", a_country("UZ")), ("vet-lab", a_country("UZ"))):
        add_part(TargetGroup, event, {"group": group, "country": country, "planned": 10}, by=MACHINE)
    for group, country, attended in (
        ("vet-lab", "KZ", True),
        ("vet-lab", "UZ", None),
        ("police-security", "UZ", False),
    ):
        on_the_list(event, a_person("A", group, country=country, group=group), attended=attended)
    on_the_list(event, a_person("B", country="UZ", group="vet-lab"), Involvement.Role.TRAINER)
    reached = [(one.listed, one.attended) for one in planning.target_groups(event)]
    assert reached == [(2, 1), (2, 0), (1, 0)]


@pytest.mark.parametrize("country", [None, "UZ"])
def test_a_target_group_is_planned_once(country):
    where = a_country(country) if country else None
    event, facts = an_event(), {"group": "vet-lab", "country": where, "planned": 3}
    planned(TargetGroup, event, **facts)
    assert faults(add_part, TargetGroup, event, facts) == {""}


def test_cost_per_person_is_told_once_cost_and_persons_are_known():
    event = an_event()
    first, second = on_the_list(event, attended=True), on_the_list(event)
    line = planned(BudgetLine, event, description="Hall", currency="EUR", planned_minor=90000)
    amend_part(line, {"actual_minor": 100001}, version=version_of(line), by=KZ_COORDINATOR)
    assert planning.budget(event).totals[0].per_person is None
    Involvement.objects.filter(pk=second.pk).update(attended=True)
    assert planning.budget(event).totals[0].per_person == 50000
    assert first.event_id == event.pk


def test_a_part_is_amended_and_removed_with_a_word_in_the_journal():
    event = an_event()
    task = planned(Task, event, title="Book the hall", owner_name="Dana", due=DAY)
    task = amend_part(task, {"done_on": DAY}, version=version_of(task), by=KZ_COORDINATOR, reason="Booked")
    task = amend_part(task, {"done_on": DAY}, version=version_of(task), by=KZ_COORDINATOR)
    assert remove_part(task, version=version_of(task), by=KZ_COORDINATOR) == event
    told = [entry.verb for entry in journal.about(event.label)]
    assert told[:3] == ["events.task.removed", "events.task.amended", "events.task.added"]


def test_two_who_work_on_two_points_do_not_meet_and_two_on_one_do():
    event = an_event()
    one, other = planned(Task, event, title="Book the hall"), planned(Task, event, title="Invite")
    seen_by_both = version_of(one)
    amend_part(one, {"title": "Book the great hall"}, version=seen_by_both, by=KZ_COORDINATOR)
    amend_part(other, {"title": "Invite all"}, version=version_of(other), by=KZ_COORDINATOR)
    for late in (
        lambda: amend_part(one, {"title": "Book a room"}, version=seen_by_both, by=KZ_COORDINATOR),
        lambda: remove_part(one, version=seen_by_both, by=KZ_COORDINATOR),
    ):
        with pytest.raises(Stale):
            late()
    assert {task.title for task in event.tasks.all()} == {"Book the great hall", "Invite all"}
    remove_part(other, version=version_of(Task.objects.get(pk=other.pk)), by=KZ_COORDINATOR)
    with pytest.raises(Stale):
        amend_part(other, {"title": "Too late"}, version=version_of(other), by=KZ_COORDINATOR)


@pytest.mark.parametrize("by", [UZ_COORDINATOR, KZ_TRAINER])
def test_only_who_may_edit_the_event_plans_it(by):
    event = an_event()
    part, session = planned(Room, event, title="Hall A"), a_session(event)
    for act in (
        lambda: add_part(Room, event, {"title": "B"}, by=by),
        lambda: amend_part(part, {"capacity": 3}, version=version_of(part), by=by),
        lambda: remove_part(part, version=version_of(part), by=by),
        lambda: amend_session(session, {}, version=seen(session), by=by),
        lambda: remove_session(session, by=by),
        lambda: add_material(event, {}, content=b"x", name="x.pdf", by=by),
    ):
        with pytest.raises(Denied):
            act()


def test_the_plan_shows_checklist_and_money_only_to_those_who_work_on_the_event():
    event = a_full_plan()
    shown = {kind: page(signed_in(kind, "KZ"), "plan", event.code) for kind in (COORDINATOR, TRAINER, EXPERT)}
    assert [kind for kind, text in shown.items() if "Budget and cost" in text] == [COORDINATOR]
    assert [kind for kind, text in shown.items() if "Invite" in text] == [COORDINATOR, TRAINER]
    assert "Per person" in shown[COORDINATOR]
    assert all("Target groups" in text for text in shown.values())


@pytest.mark.parametrize(
    ("kind", "typed", "seen"),
    [
        ("rooms", {"title": "Hall B", "capacity": "25"}, "Hall B"),
        ("target-groups", {"group": "customs", "country": "KZ", "planned": "12"}, "Customs"),
        ("budget", {"description": "Coffee", "currency": "KZT", "planned": "1500.50"}, "1,500.50"),
        ("checklist", {"title": "Print badges", "due": "2019-04-30"}, "overdue"),
    ],
)
def test_each_part_is_added_edited_and_removed_on_its_page(kind, typed, seen):
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    add = reverse("events:add-part", args=[event.code, kind])
    assert client.get(add).status_code == 200
    assert seen.lower() in client.post(add, typed, follow=True).content.decode().lower()
    part = planning.parts(event, kind).get()
    edit = reverse("events:edit-part", args=[event.code, kind, part.pk])
    assert (
        client.post(edit, {**typed, "reason": "Checked", "seen_version": version_of(part)}).status_code == 302
    )
    remove = reverse("events:remove-part", args=[event.code, kind, part.pk])
    assert client.get(remove).status_code == 200
    part = planning.parts(event, kind).get()
    client.post(remove, {"reason": "", "seen_version": version_of(part)})
    assert not planning.parts(event, kind).exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("rooms", {"capacity": "-1"}),
        ("target-groups", {"group": "customs"}),
        ("budget", {"description": "Coffee", "currency": "JPY", "actual": "0.5"}),
        ("checklist", {"title": "Print", "due": "soon"}),
        ("materials", {"title": "Slides", "language": "ru", "licence": "CC BY 4.0"}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(kind, typed):
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    answer = client.post(reverse("events:add-part", args=[event.code, kind]), typed)
    assert answer.status_code == 422
    assert not planning.parts(event, kind).exists()


def test_a_point_of_the_checklist_has_one_owner_of_the_event_s_country():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    abroad = an_account(TRAINER, "UZ")
    url = reverse("events:add-part", args=[event.code, "checklist"])
    offered = {pk for pk, _name in client.get(url).context["form"].fields["owner"].choices}
    assert client.account.pk in offered
    assert abroad.pk not in offered
    both = {"title": "Invite", "owner": client.account.pk, "owner_name": "Dana"}
    assert client.post(url, both).status_code == 422
    assert client.post(url, {**both, "owner_name": ""}).status_code == 302
    assert event.tasks.get().owner == client.account


def test_a_material_is_kept_by_its_hash_with_language_and_licence():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    typed = {"title": "Slides", "language": "ru", "licence": "CC BY 4.0"}
    file = SimpleUploadedFile("slides.pdf", b"%PDF slides", "application/pdf")
    url = reverse("events:add-part", args=[event.code, "materials"])
    shown = client.post(url, {**typed, "file": file}, follow=True).content.decode()
    assert "CC BY 4.0" in shown
    one = Material.objects.get()
    given = client.get(reverse("events:material", args=[event.code, one.pk]))
    assert b"".join(given.streaming_content) == b"%PDF slides"
    assert given.headers["Content-Disposition"].startswith("attachment")
    told = journal.about(event.label).get(verb="events.material.added").changes
    assert told["file"] == one.file.sha256
    # A hand-out proves nothing, so it is no evidence of the event.
    assert "slides.pdf" not in page(client, "event", event.code)


def test_what_is_overdue_waits_on_the_first_page_of_those_who_can_do_it():
    event = an_event()
    planned(Task, event, title="Book the hall", due=date(2019, 4, 30))
    planned(Task, event, title="Not yet", due=date(2019, 5, 1))
    planned(Task, event, title="Done", due=date(2019, 4, 1), done_on=date(2019, 4, 2))
    together = an_event(None, countries=[a_country("KZ")])
    add_part(Task, together, {"title": "Of the office", "due": date(2019, 4, 1)}, by=MACHINE)
    add_part(Task, an_event(state="cancelled"), {"title": "Off", "due": date(2019, 4, 1)}, by=MACHINE)
    assert [str(task) for task in home_of(KZ_COORDINATOR).overdue] == ["Book the hall"]
    assert [str(task) for task in home_of(MACHINE).overdue] == ["Of the office", "Book the hall"]
    assert not home_of(KZ_TRAINER).overdue
    assert "Book the hall" in signed_in(COORDINATOR, "KZ").get(reverse("desk:home")).content.decode()
