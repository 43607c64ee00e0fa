"""Working groups: who sees and edits them, their members, meetings, decisions, tasks and documents."""

from datetime import date, time, timedelta

import pytest

from tests.events.builders import an_event
from tests.network.builders import (
    DAY,
    a_decision,
    a_group,
    a_meeting,
    a_member,
    a_task,
    fresh,
    scope_of_somebody,
    somebody,
)
from tests.people import (
    DONOR,
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    TJ_LEGAL_EXPERT,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_organisation,
)
from tumar.kernel import clock, files, journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.network.actions import documents, groups
from tumar.network.models import Decision, Group, Meeting, Member, Task
from tumar.network.queries import groups as queries
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def verbs(group: Group) -> list[str]:
    return [entry.verb for entry in journal.about(group.label)]


def seated(group: Group, part: str = "member", **facts):
    """Somebody with an account who sits in the group: what they may see and do."""
    account = somebody(**facts)
    a_member(group, person=account.person, part=part)
    return scope_of(account)


def test_a_group_gets_the_next_code_of_its_country():
    assert [a_group().code, a_group("UZ").code, a_group().code, a_group(None).code] == [
        "WG-KZ-01",
        "WG-UZ-01",
        "WG-KZ-02",
        "WG-REG-01",
    ]


def test_a_group_is_found_by_its_names_in_every_language():
    group = a_group(name={"en": "Legislation", "ru": "Законодательство"}, basis="Order No. 53")
    assert "законодательство" in group.search_text
    amended = groups.amend_group(group, {"name": {"en": "Law"}}, version=1, by=MACHINE)
    assert "законодательство" not in fresh(amended).search_text
    assert "law" in fresh(amended).search_text


def test_groups_are_seen_in_their_country_and_regional_ones_by_the_office():
    kazakh, tajik, regional = a_group("KZ"), a_group("TJ"), a_group(None)
    seen = {
        scope.label: set(queries.groups(scope)) for scope in (OFFICE, KZ_COORDINATOR, TJ_LEGAL_EXPERT, DONOR)
    }
    assert seen == {
        OFFICE.label: {kazakh, tajik, regional},
        KZ_COORDINATOR.label: {kazakh},
        TJ_LEGAL_EXPERT.label: {tajik},
        DONOR.label: set(),
    }


@pytest.mark.parametrize("kind", [RoleKind.TRAINER, RoleKind.RECIPIENT_LABORATORY, None])
def test_a_member_with_an_account_sees_the_group_whatever_the_role(kind):
    group, other = a_group(None), a_group(None)
    facts = {"organisation": an_organisation()} if kind == RoleKind.RECIPIENT_LABORATORY else {}
    scope = seated(group, kind=kind, **facts)
    assert list(queries.groups(scope)) == [group]
    assert list(queries.own_groups(scope)) == [group]
    assert other not in queries.groups(scope)


@pytest.mark.parametrize(
    ("since", "until", "sees"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + timedelta(1), None, False),
        (None, TODAY - timedelta(1), False),
    ],
)
def test_a_seat_counts_on_the_days_of_its_mandate(since, until, sees):
    group, account = a_group("UZ"), somebody()
    a_member(group, person=account.person, since=since, until=until)
    assert queries.groups(scope_of(account)).exists() is sees


def test_who_edits_a_group_is_the_office_the_country_s_coordinator_and_who_leads_it():
    group = a_group()
    may = {part: queries.may_edit(group, seated(group, part)) for part in Member.Part.values}
    assert may == {"chair": True, "deputy": True, "secretary": True, "member": False, "observer": False}
    assert [queries.may_edit(group, one) for one in (OFFICE, KZ_COORDINATOR, UZ_COORDINATOR, KZ_TRAINER)] == [
        True,
        True,
        False,
        False,
    ]


def test_a_secretary_keeps_the_papers_but_does_not_change_the_group_itself():
    group = a_group("UZ")
    secretary = seated(group, "secretary", country="UZ")
    groups.add_part(Task, group, {"text": "Invite the ministries"}, by=secretary)
    with pytest.raises(Denied):
        groups.amend_group(fresh(group), {"purpose": "Ours"}, version=fresh(group).version, by=secretary)


@pytest.mark.parametrize("by", [KZ_TRAINER, UZ_COORDINATOR, DONOR])
def test_nobody_else_writes_into_a_group(by):
    group = a_group()
    with pytest.raises(Denied):
        groups.add_part(Task, group, {"text": "Anything"}, by=by)
    with pytest.raises(Denied):
        documents.add_document(group, title="Draft", content=b"x", name="draft.pdf", by=by)
    with pytest.raises(Denied):
        groups.create_group({"country": a_country("KZ"), "name": {"en": "G"}, "topic": "other"}, by=by)


def test_a_coordinator_moves_no_group_into_another_country():
    group = a_group()
    with pytest.raises(Denied):
        groups.amend_group(group, {"country": a_country("UZ")}, version=1, by=KZ_COORDINATOR)


def test_a_group_closes_after_it_was_set_up():
    with pytest.raises(Invalid, match="closed before"):
        a_group(founded=date(2023, 4, 12), closed=date(2023, 4, 11))


def test_a_member_is_a_person_an_organisation_or_a_person_for_one():
    group, ministry = a_group(), an_organisation("Ministry of Justice", kind="ministry")
    person = a_person("Omarova", "Dana")
    both = a_member(group, person=person, organisation=ministry, mandate="Order 12 of 12 April 2023")
    alone = a_member(group, organisation=an_organisation("Ministry of Health", kind="ministry"))
    assert (both.number, alone.number) == (1, 2)
    with pytest.raises(Invalid, match="Name a person, an organisation, or both"):
        groups.add_part(Member, group, {"mandate": "Order 13"}, by=MACHINE)


def test_a_person_sits_once_at_a_time_and_may_come_back():
    group, person = a_group(), a_person()
    a_member(group, person=person, since=date(2020, 1, 1), until=date(2021, 12, 31))
    with pytest.raises(Invalid, match="already"):
        a_member(group, person=person, since=date(2021, 6, 1))
    assert a_member(group, person=person, since=date(2022, 1, 1)).number == 2


def test_the_page_shows_who_leads_first_and_who_left_apart():
    group = a_group()
    member, chair = a_member(group), a_member(group, part="chair")
    left = a_member(group, until=TODAY - timedelta(1))
    told = queries.detail(group, OFFICE)
    assert told.seated == [chair, member]
    assert told.former == [left]


def test_a_page_links_to_persons_and_events_that_its_reader_may_open_and_to_no_others():
    group = a_group("TJ")
    seat = a_member(group, person=a_person(country="TJ"))
    meeting = a_meeting(group, event=an_event("TJ", kind="meeting"))
    office, expert = queries.detail(group, OFFICE), queries.detail(group, TJ_LEGAL_EXPERT)
    assert (office.persons, office.events) == ({seat.person_id}, {meeting.event_id})
    assert (expert.persons, expert.events) == (frozenset(), {meeting.event_id})


def test_a_meeting_is_an_event_on_file_or_a_day():
    group, event = a_group(), an_event(kind="meeting", starts=date(2026, 1, 20))
    early, late = a_meeting(group, event=event), a_meeting(group)
    assert queries.detail(group, OFFICE).meetings == [late, early]
    with pytest.raises(Invalid, match="the day of the meeting"):
        groups.add_part(Meeting, group, {"place": "Astana"}, by=MACHINE)


def test_an_event_of_another_kind_is_no_meeting_of_a_group():
    with pytest.raises(Invalid, match="no meeting"):
        a_meeting(a_group(), event=an_event(kind="training"))


def test_a_meeting_ends_after_it_begins():
    with pytest.raises(Invalid, match="ends before it begins"):
        a_meeting(a_group(), begins=time(11), ends=time(10))


def test_minutes_are_kept_and_earlier_ones_stay_among_the_files():
    group = a_group()
    meeting = a_meeting(group)
    for content in (b"first", b"second"):
        meeting = groups.keep_minutes(
            meeting, content=content, name="minutes.pdf", version=version_of(meeting), by=MACHINE
        )
    assert files.content_of(meeting.minutes) == b"second"
    assert [files.content_of(one.file) for one in files.of(group.label)] == [b"first", b"second"]


def test_a_decision_belongs_to_a_meeting_of_its_own_group():
    group, other = a_group(), a_group()
    with pytest.raises(Invalid, match="another group"):
        a_decision(group, meeting=a_meeting(other))
    assert a_decision(group, meeting=a_meeting(group)).meeting.group == group


def test_what_was_decided_lies_in_the_past():
    with pytest.raises(Invalid, match="still to come"):
        a_decision(a_group(), day=TODAY + timedelta(1))


def test_tasks_stand_by_urgency_the_finished_ones_last():
    group = a_group()
    later, late = a_task(group, due=TODAY + timedelta(30)), a_task(group, due=TODAY - timedelta(3))
    someday, done = a_task(group), a_task(group, state="done")
    assert queries.detail(group, OFFICE).tasks == [late, later, someday, done]
    assert [one.is_overdue for one in (late, later, someday, done)] == [True, False, False, False]


def test_a_list_tells_how_many_sit_and_how_many_tasks_are_late():
    group = a_group()
    a_member(group), a_member(group, until=TODAY - timedelta(1))
    a_task(group, due=TODAY - timedelta(1))
    a_task(group, due=TODAY - timedelta(1), state="done")
    a_task(group, due=TODAY)
    [row] = queries.with_counts(queries.groups(OFFICE))
    assert (row.seats, row.overdue) == (1, 1)


def test_a_done_task_has_its_day_and_loses_it_when_it_is_taken_up_again():
    group = a_group()
    task = a_task(group, state="done")
    assert task.done_on == TODAY
    again = groups.amend_part(task, {"state": "open"}, version=version_of(task), by=MACHINE)
    assert again.done_on is None
    with pytest.raises(Invalid, match="still to come"):
        a_task(group, state="done", done_on=TODAY + timedelta(1))


def test_who_has_to_do_a_task_may_say_that_it_is_done_and_nothing_else():
    group, account = a_group(), somebody()
    seat = a_member(group, person=account.person)
    own, other = a_task(group, owner=seat), a_task(group)
    scope = scope_of(account)
    done = groups.finish_task(own, version=version_of(own), by=scope)
    assert (done.state, done.done_on) == ("done", TODAY)
    assert verbs(group)[0] == "network.task.finished"
    for attempt in (
        lambda: groups.finish_task(other, version=version_of(other), by=scope),
        lambda: groups.amend_part(own, {"text": "Less"}, version=version_of(own), by=scope),
        lambda: groups.remove_part(own, version=version_of(own), by=scope),
    ):
        with pytest.raises(Denied):
            attempt()


def test_somebody_s_own_tasks_are_those_of_all_groups_that_are_not_finished():
    account, first, second = somebody(), a_group("KZ"), a_group("UZ")
    seats = [a_member(one, person=account.person) for one in (first, second)]
    later = a_task(first, owner=seats[0], due=TODAY + timedelta(5))
    sooner = a_task(second, owner=seats[1], due=TODAY + timedelta(1))
    a_task(first, owner=seats[0], state="done")
    a_task(first, due=TODAY)
    assert queries.own_tasks(scope_of(account)) == [sooner, later]
    assert queries.own_tasks(scope_of_somebody()) == []
    assert queries.own_tasks(MACHINE) == []


def test_a_task_is_given_to_who_sits_in_the_group_today_or_has_it_already():
    group = a_group()
    seat, left = a_member(group), a_member(group, until=TODAY - timedelta(1))
    a_member(a_group())
    assert list(queries.owners(group, None)) == [seat]
    assert set(queries.owners(group, left.pk)) == {seat, left}


def test_a_part_changed_meanwhile_is_refused_and_nothing_is_lost():
    group = a_group()
    task = a_task(group, text="Collect")
    seen = version_of(task)
    groups.amend_part(task, {"text": "Collect all"}, version=seen, by=MACHINE)
    with pytest.raises(Stale):
        groups.amend_part(task, {"text": "Collect none"}, version=seen, by=MACHINE)
    with pytest.raises(Stale):
        groups.remove_part(task, version=seen, by=MACHINE)
    assert Task.objects.get(pk=task.pk).text == "Collect all"


def test_the_journal_of_a_group_tells_of_its_parts_what_was_and_what_is():
    group = a_group()
    task = a_task(group, text="Collect", owner=a_member(group))
    groups.amend_part(
        task, {"text": "Collect all"}, version=version_of(task), by=KZ_COORDINATOR, reason="More"
    )
    entry = journal.about(group.label).first()
    assert (entry.verb, entry.by_label, entry.reason) == (
        "network.task.amended",
        KZ_COORDINATOR.label,
        "More",
    )
    assert entry.changes["text"] == ["Collect", "Collect all"]
    assert list(journal.breaks()) == []


def test_what_nothing_hangs_on_is_removed_and_its_journal_stays():
    group = a_group()
    meeting = a_meeting(group)
    decision = a_decision(group, meeting=meeting)
    with pytest.raises(Invalid, match="other records point to it"):
        groups.remove_part(meeting, version=version_of(meeting), by=MACHINE)
    groups.remove_part(decision, version=version_of(decision), by=MACHINE, reason="Twice")
    groups.remove_part(meeting, version=version_of(meeting), by=MACHINE)
    assert not Decision.objects.exists()
    assert verbs(group)[:2] == ["network.meeting.removed", "network.decision.removed"]


def test_a_number_is_not_given_again_while_a_later_one_stands():
    group = a_group()
    first, second = a_task(group), a_task(group)
    groups.remove_part(first, version=version_of(first), by=MACHINE)
    assert a_task(group).number == second.number + 1


def test_every_version_of_a_document_stays_with_its_hash_its_bringer_and_its_note():
    group = a_group()
    first = documents.add_document(
        group, title="Draft law", content=b"one", name="draft.docx", note="For comment", by=KZ_COORDINATOR
    )
    documents.add_version(first.document, content=b"two", name="draft-2.docx", by=OFFICE)
    [document] = queries.detail(group, OFFICE).documents
    told = [(one.number, one.name, one.by_label, one.note) for one in document.versions.all()]
    assert told == [
        (2, "draft-2.docx", OFFICE.label, ""),
        (1, "draft.docx", KZ_COORDINATOR.label, "For comment"),
    ]
    assert [files.content_of(one.file) for one in document.versions.all()] == [b"two", b"one"]
    assert list(files.faults()) == []


def test_the_newest_version_again_is_refused_and_an_old_one_may_come_back():
    first = documents.add_document(a_group(), title="Draft", content=b"one", name="a.pdf", by=MACHINE)
    with pytest.raises(Invalid, match="newest version already"):
        documents.add_version(first.document, content=b"one", name="b.pdf", by=MACHINE)
    documents.add_version(first.document, content=b"two", name="b.pdf", by=MACHINE)
    documents.add_version(first.document, content=b"one", name="c.pdf", by=MACHINE)
    assert [one.number for one in first.document.versions.all()] == [3, 2, 1]


def test_a_document_without_a_title_is_refused_and_no_file_hangs_on_the_group():
    group = a_group()
    with pytest.raises(Invalid):
        documents.add_document(group, title="", content=b"one", name="a.pdf", by=MACHINE)
    assert not files.of(group.label).exists()


def test_a_task_for_a_day_of_the_past_may_be_entered_since_lists_come_late():
    assert a_task(a_group(), due=DAY - timedelta(400)).due == DAY - timedelta(400)
