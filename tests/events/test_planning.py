"""Planning an event: agenda, rooms, target groups, money, checklist, materials; copies and templates."""

import json
from datetime import UTC, date, datetime, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import DAY, a_photograph, a_session, an_event, on_the_list
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
from tumar.config import cli
from tumar.desk.queries.home import home_of
from tumar.events.actions.agenda import amend_session, remove_session
from tumar.events.actions.attendance import record_attendance
from tumar.events.actions.copying import create_event_like
from tumar.events.actions.persons import withdraw_person
from tumar.events.actions.planning import add_material, add_part, add_photograph, amend_part, remove_part
from tumar.events.models import BudgetLine, Event, Involvement, Material, Photograph, Room, TargetGroup, Task
from tumar.events.queries import planning
from tumar.events.queries.planning import seen
from tumar.kernel import clock, journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people.actions.merging import merge
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
COORDINATOR, TRAINER, EXPERT = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER, RoleKind.LEGAL_EXPERT
NINE, TEN, NOON = time(9), time(10), time(12)


@pytest.fixture(autouse=True)
def a_fortnight_before():
    with clock.stopped(datetime(2019, 5, 1, tzinfo=UTC)):
        yield


def planned(kind, event: Event, **facts):
    return add_part(kind, event, facts, by=KZ_COORDINATOR)


def faults(act, *arguments, **named) -> set[str]:
    with pytest.raises(Invalid) as refusal:
        act(*arguments, by=KZ_COORDINATOR, **named)
    return {fault.field for fault in refusal.value.faults}


def placed(session, facts: dict[str, object], **more):
    """Amend a session as somebody who has just looked at it."""
    return amend_session(session, facts, version=seen(session), by=KZ_COORDINATOR, **more)


def page(client, name: str, *arguments) -> str:
    response = client.get(reverse(f"events:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_the_agenda_goes_day_by_day_and_by_the_clock():
    event = an_event(ends=date(2019, 5, 15))
    late, early, next_day = a_session(event), a_session(event), a_session(event, day=date(2019, 5, 15))
    placed(late, {"begins_at": TEN, "ends_at": NOON})
    placed(early, {"begins_at": NINE})
    days = planning.agenda(event, MACHINE)
    assert [[slot.session.pk for slot in day.slots] for day in days] == [[early.pk, late.pk], [next_day.pk]]


def test_a_session_has_a_room_and_speakers_and_the_journal_tells_who():
    event = an_event()
    session, room = a_session(event), planned(Room, event, title="Hall A", capacity=40)
    speaker = on_the_list(event, a_person("Omarov", "Arman"), Involvement.Role.SPEAKER)
    session = placed(session, {"room": room}, speakers=[speaker])
    (slot,) = planning.agenda(event, MACHINE)[0].slots
    assert (str(slot.session.room), slot.speakers) == ("Hall A", ["Omarov Arman"])
    told = journal.about(event.label).get(verb="events.session.amended")
    assert told.changes["speakers"] == [[], [speaker.person.code]]
    placed(session, {"title": "Opening"})
    assert session.speakings.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": date(2019, 6, 1)}, "day"),
        ({"ends_at": NOON}, "begins_at"),
        ({"begins_at": NOON, "ends_at": NINE}, ""),
    ],
)
def test_times_that_make_no_sense_are_refused(changes, field):
    session = a_session(an_event())
    assert faults(amend_session, session, changes, version=seen(session)) == {field}


def test_one_room_holds_one_session_at_a_time():
    event = an_event()
    room, first, second = planned(Room, event, title="Hall A"), a_session(event), a_session(event)
    placed(first, {"room": room, "begins_at": NINE, "ends_at": NOON})
    clash = {"room": room, "begins_at": TEN, "ends_at": NOON}
    assert faults(amend_session, second, clash, version=seen(second)) == {"room"}
    placed(second, {**clash, "begins_at": NOON, "ends_at": time(13)})


def test_another_event_s_room_and_a_participant_have_no_place_on_the_agenda():
    event = an_event()
    session, elsewhere = a_session(event), planned(Room, an_event(), title="Elsewhere")
    assert faults(amend_session, session, {"room": elsewhere}, version=seen(session)) == {"room"}
    assert faults(amend_session, session, {}, speakers=[on_the_list(event)], version=seen(session)) == {
        "speakers"
    }


def test_a_session_is_removed_unless_attendance_is_on_record():
    event = an_event()
    session, other, person = a_session(event), a_session(event), on_the_list(event)
    remove_session(other, by=KZ_COORDINATOR, reason="Too long")
    record_attendance(session, {person.pk: "present"}, by=KZ_COORDINATOR, seen={person.pk: ""})
    assert faults(remove_session, session) == {""}
    assert list(event.sessions.all()) == [session]


def test_whoever_leaves_the_list_leaves_the_agenda():
    event = an_event()
    session, speaker = a_session(event), on_the_list(event, role=Involvement.Role.TRAINER)
    placed(session, {}, speakers=[speaker])
    withdraw_person(speaker, by=KZ_COORDINATOR)
    assert not session.speakings.exists()


def test_two_speakers_who_are_one_person_speak_once():
    event = an_event()
    session = a_session(event)
    kept, gone = (on_the_list(event, role=Involvement.Role.SPEAKER) for _each in range(2))
    placed(session, {}, speakers=[kept, gone])
    merge(kept.person, gone.person, versions=(kept.person.version, gone.person.version), by=MACHINE)
    assert session.speakings.count() == 1


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


def test_an_agenda_that_somebody_changed_meanwhile_is_not_written_over():
    event = an_event()
    session, speaker = a_session(event), on_the_list(event, role=Involvement.Role.SPEAKER)
    before = seen(session)
    placed(session, {}, speakers=[speaker])
    with pytest.raises(Stale):
        amend_session(session, {"title": "Mine"}, version=before, by=KZ_COORDINATOR)


def test_a_room_in_use_stays():
    event = an_event()
    room, session = planned(Room, event, title="Hall A"), a_session(event)
    placed(session, {"room": room})
    assert faults(remove_part, room, version=version_of(room)) == {""}


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


def a_full_plan() -> Event:
    """A two-day workshop of which everything is planned, in part done already."""
    event = an_event(ends=date(2019, 5, 15), place="Almaty", interpretation_languages=["kk"])
    room = planned(Room, event, title="Hall A", capacity=40)
    for day in (DAY, date(2019, 5, 15)):
        session = a_session(event, day=day, title=f"Day {day.day}")
        placed(session, {"room": room, "begins_at": NINE, "ends_at": NOON})
    planned(TargetGroup, event, group="vet-lab", planned=20)
    planned(Task, event, title="Invite", owner_name="Dana", due=date(2019, 4, 14), done_on=date(2019, 4, 1))
    planned(BudgetLine, event, description="Hall", planned_minor=90000, actual_minor=80000)
    on_the_list(event, attended=True)
    return event


def copy_of(source: Event, **facts) -> Event:
    taken = {name: getattr(source, name) for name in ("kind", "title", "programme", "country", "reach")}
    return create_event_like(source, {**taken, "ends": facts["starts"], **facts}, by=KZ_COORDINATOR)


def test_a_copy_takes_the_plan_over_and_its_days_move():
    source = a_full_plan()
    copy = copy_of(source, starts=date(2019, 9, 3), ends=date(2019, 9, 4))
    assert [(one.day.day, one.title, str(one.room)) for one in copy.sessions.all()] == [
        (3, "Day 14", "Hall A"),
        (4, "Day 15", "Hall A"),
    ]
    assert {one.room.event_id for one in copy.sessions.all()} == {copy.pk}
    task, line = copy.tasks.get(), copy.budget_lines.get()
    assert (task.due, task.done_on, task.owner_name) == (date(2019, 8, 4), None, "Dana")
    assert (line.planned_minor, line.actual_minor) == (90000, None)
    assert copy.target_groups.get().planned == 20
    assert not copy.involvements.exists()


def test_a_shorter_copy_leaves_out_what_has_no_room():
    assert [one.title for one in copy_of(a_full_plan(), starts=date(2019, 9, 3)).sessions.all()] == ["Day 14"]


def test_what_an_event_costs_is_not_learnt_by_copying_it():
    source = an_event("UZ")
    add_part(BudgetLine, source, {"description": "Hall", "planned_minor": 5}, by=MACHINE)
    here = copy_of(source, starts=date(2019, 9, 3), country=a_country("KZ"))
    assert not here.budget_lines.exists()


def test_an_event_is_made_from_a_template_on_its_page():
    source = a_full_plan()
    Event.objects.filter(pk=source.pk).update(template_name="National workshop")
    client = signed_in(COORDINATOR, "KZ")
    assert "National workshop" in page(client, "add")
    url = f"{reverse('events:add')}?like={source.code}"
    shown = client.get(url).content.decode()
    assert "its agenda, rooms, target groups" in shown
    typed = {"kind": "training", "reach": "country", "country": "KZ", "title_en": "Again", "place": "Astana"}
    days = {"starts": "2019-09-03", "ends": "2019-09-04", "programme": source.programme_id}
    assert client.post(url, {**typed, **days}).status_code == 302
    again = Event.objects.get(place="Astana")
    assert (again.sessions.count(), again.template_name) == (2, "")


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


def test_the_agenda_is_set_on_its_pages_and_hides_whom_the_reader_may_not_see():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    session = a_session(event)
    speaker = on_the_list(event, a_person("Omarov", "Arman"), Involvement.Role.SPEAKER)
    url = reverse("events:edit-session", args=[event.code, 1])
    assert "Omarov Arman, speaker" in client.get(url).content.decode()
    typed = {"day": "2019-05-14", "begins_at": "09:00", "ends_at": "10:30", "title": "Opening"}
    typed["seen_version"] = seen(session)
    shown = client.post(url, {**typed, "speakers": [speaker.pk]}, follow=True).content.decode()
    assert "09:00–10:30" in shown
    assert "Omarov Arman" in shown
    hidden = page(signed_in(EXPERT, "KZ"), "agenda", event.code)
    assert "Omarov" not in hidden
    assert "Opening" in hidden
    client.post(reverse("events:remove-session", args=[event.code, 1]), {"reason": ""})
    assert not event.sessions.exists()


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


def said(capsys, *words: str) -> str:
    assert cli.main(["event", *words]) == 0
    return capsys.readouterr().out


def test_the_command_lists_events_by_country_state_and_year(capsys):
    event = a_full_plan()
    an_event("UZ", starts=date(2018, 2, 1))
    found = json.loads(said(capsys, "list", "--format", "json"))
    assert [one["code"] for one in found] == [event.code, "P53-UZ-2018-01"]
    assert found[0]["state"] == "planned"
    assert found[0]["participants"] == 1
    for words in (("--country", "Uzbekistan"), ("--state", "held"), ("--year", "2018")):
        only = json.loads(said(capsys, "list", *words, "--format", "json"))
        assert [one["code"] for one in only] == ["P53-UZ-2018-01"]
    assert event.code in said(capsys, "list", "--country", "kz")


def test_the_command_shows_an_event_with_its_plan(capsys):
    event = a_full_plan()
    shown = json.loads(said(capsys, "show", event.code.lower(), "--format", "json"))
    assert shown["attended"] == 1
    assert shown["sessions"][0]["room"] == "Hall A"
    assert shown["sessions"][0]["begins_at"] == "09:00"
    assert shown["budget"]["totals"][0]["per_person_minor"] == 80000
    assert shown["checklist"][0]["owner"] == "Dana"
    assert shown["interpretation_languages"] == ["kk"]
    text = said(capsys, "show", event.code)
    assert "state: planned" in text
    assert "room Hall A" in text


@pytest.mark.parametrize("words", [("show", "NO-SUCH"), ("list", "--country", "Atlantis")])
def test_the_command_says_in_one_sentence_what_is_not_known(words, capsys):
    assert cli.main(["event", *words]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_state_that_there_is_not_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["event", "list", "--state", "done"])
    assert ended.value.code == 2


def a_photograph_of(event: Event, content: bytes, **facts) -> Photograph:
    given = {"caption": "The opening", "agreed": "Signed forms", **facts}
    return add_photograph(event, given, content=content, name="opening.jpg", by=KZ_COORDINATOR)


def test_a_photograph_is_kept_with_how_people_agreed():
    event = an_event()
    kept = a_photograph_of(event, a_photograph())
    entry = journal.about(event.label).first()
    assert entry.verb == "events.photograph.added"
    assert entry.changes["file"] == kept.file.sha256


def test_a_photograph_without_a_word_on_consent_is_refused():
    facts, another = {"caption": "x", "agreed": ""}, a_photograph(shade=1)
    assert faults(add_photograph, an_event(), facts, content=another, name="x.jpg") == {"agreed"}


@pytest.mark.parametrize("content", [b"", b"no picture", b"%PDF-1.7", a_photograph()[:200]])
def test_what_is_no_picture_is_no_photograph(content):
    facts = {"caption": "x", "agreed": "x"}
    assert faults(add_photograph, an_event(), facts, content=content, name="x.jpg") == {"file"}


def test_a_trainer_adds_no_photograph():
    with pytest.raises(Denied):
        add_photograph(
            an_event(), {"caption": "x", "agreed": "x"}, content=a_photograph(), name="x.jpg", by=KZ_TRAINER
        )


def test_photographs_are_added_and_fetched_on_pages():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    address = reverse("events:add-part", args=[event.code, "photographs"])
    file = SimpleUploadedFile("opening.jpg", a_photograph())
    sent = {"caption": "The opening", "agreed": "Signed forms", "file": file}
    assert client.post(address, sent).status_code == 302
    kept = event.photographs.get()
    assert "The opening" in page(client, "plan", event.code)
    answer = client.get(reverse("events:photograph", args=[event.code, kept.pk]))
    assert b"".join(answer.streaming_content) == a_photograph()
    wrong = {**sent, "file": SimpleUploadedFile("opening.jpg", b"no picture")}
    assert "This is no picture" in client.post(address, wrong).content.decode()
    edit = reverse("events:edit-part", args=[event.code, "photographs", kept.pk])
    amended = {"caption": "The closing", "agreed": "Signed forms", "seen_version": version_of(kept)}
    assert client.post(edit, amended).status_code == 302
    assert event.photographs.get().caption == "The closing"
