"""What is said about attendance is kept as it was said, and the marks follow from it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import KZ_TRAINER, MACHINE, OFFICE, UZ_TRAINER, a_person, an_organisation
from tumar.events import queries
from tumar.events.actions import reviewing
from tumar.events.actions.attendance import record_attendance, set_attendance_rule, settle_attendance
from tumar.events.actions.receiving import receive_statements
from tumar.events.actions.sessions import add_session
from tumar.events.models import Event, HeadCount, Involvement, Mark, Statement, Unplaced
from tumar.events.queries import statements as said
from tumar.events.queries.faults import attendance_faults
from tumar.kernel import clock, journal
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import merging
from tumar.people.models import Person

pytestmark = pytest.mark.django_db

PHONE, TABLET = UUID(int=1), UUID(int=2)
EVENING = datetime(2019, 5, 14, 18, tzinfo=UTC)


@pytest.fixture
def event():
    return an_event(ends=DAY + timedelta(days=1))


@pytest.fixture
def session(event):
    return a_session(event)


def a_mark(session, entry=None, state="present", *, minutes=0, **more):
    at = datetime(2019, 5, 14, 9, tzinfo=UTC) + timedelta(minutes=minutes)
    told = {"key": str(uuid4()), "session": session if isinstance(session, int) else session.pk}
    return {**told, "entry": entry.pk if entry else None, "state": state, "at": at.isoformat(), **more}


def a_walk_in(name="Сейтқали Нұрлан", **more):
    return {"key": str(uuid4()), "name": name, "sex": "M", "at": "2019-05-14T09:00:00Z", **more}


def a_batch(*marks, device=PHONE, sent=EVENING, **more):
    return {"device": str(device), "sent_at": sent.isoformat(), "marks": list(marks), **more}


def receive(event, batch, *, at=EVENING, by=KZ_TRAINER):
    with clock.stopped(at):
        return receive_statements(event, batch, by=by)


def state_of(session, involvement):
    return (
        Mark.objects.filter(session=session, involvement=involvement).values_list("state", flat=True).first()
    )


def received_entries(event):
    return journal.about(event.label).filter(verb="events.statements.received").count()


def test_the_same_batch_twice_changes_nothing(event, session):
    first, second = on_the_list(event), on_the_list(event)
    batch = a_batch(a_mark(session, first), a_mark(session, second, "late"), walk_ins=[a_walk_in()])
    receipts = [receive(event, batch) for _ in range(2)]
    assert [(len(one.kept), len(one.known), one.changed) for one in receipts] == [(3, 0, 2), (0, 3, 0)]
    assert receipts[0].walk_ins == receipts[1].walk_ins
    assert (state_of(session, first), state_of(session, second)) == ("present", "late")
    assert Person.objects.count() == 3
    assert received_entries(event) == 1


def test_a_walk_in_is_marked_by_the_device_s_own_key_now_and_later(event, session):
    laboratory = an_organisation("Республиканская лаборатория")
    walk_in = a_walk_in(employer="республиканская Лаборатория")
    by_key = a_mark(session, walk_in=walk_in["key"])
    receipt = receive(event, a_batch(by_key, walk_ins=[walk_in]))
    one = Involvement.objects.get(pk=receipt.walk_ins[walk_in["key"]])
    assert (one.person.name.single or one.person.family, one.person.sex) == ("Сейтқали", "M")
    assert one.person.employer == laboratory or one.walk_ins.get().employer == walk_in["employer"]
    assert state_of(session, one) == "present"
    receive(event, a_batch(a_mark(session, state="left-early", minutes=90, walk_in=walk_in["key"])))
    assert state_of(session, one) == "left-early"


def test_a_walk_in_of_a_regional_event_works_in_the_country_that_was_said(session):
    regional = an_event(None)
    of_nowhere, of_uz = a_walk_in("Karimov Aziz"), a_walk_in("Aziza Karimova", country="uz")
    receipt = receive(regional, a_batch(walk_ins=[of_nowhere, of_uz]), by=OFFICE)
    assert (receipt.kept, receipt.waiting) == ([of_uz["key"]], [of_nowhere["key"]])
    assert Person.objects.get(family_latin="Karimova").country_id == "UZ"


def test_a_trainer_of_another_country_is_refused(event, session):
    with pytest.raises(Denied):
        receive(event, a_batch(a_mark(session, on_the_list(event))), by=UZ_TRAINER)
    assert not Statement.objects.exists()


def test_two_devices_that_differ_are_shown_until_somebody_settles_it(event, session):
    one = on_the_list(event)
    receive(event, a_batch(a_mark(session, one, minutes=5)))
    receive(event, a_batch(a_mark(session, one, "absent", minutes=3), device=TABLET))
    assert state_of(session, one) == "present"
    (shown,) = said.disagreements(event, KZ_TRAINER)
    assert [word.state for word in shown.words] == ["absent", "present"]
    settle_attendance(session, one, "absent", by=KZ_TRAINER)
    assert said.disagreements(event, KZ_TRAINER) == []
    assert state_of(session, one) == "absent"


def test_qr_paper_desk_and_field_page_converge_in_one_mark(event, session):
    one = on_the_list(event)
    receive(event, a_batch(a_mark(session, one, means="qr", minutes=1)))
    receive(event, a_batch(a_mark(session, one, "late", minutes=2), device=TABLET))
    record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER, means="paper")
    assert state_of(session, one) == "late"
    record_attendance(session, {one.pk: "present"}, by=KZ_TRAINER)
    assert state_of(session, one) == "present"
    assert Mark.objects.count() == 1
    told = Statement.objects.order_by("pk").values_list("means", flat=True)
    assert list(told) == ["qr", "field", "paper", "desk"]


def test_a_clock_three_hours_fast_does_not_win_by_being_wrong(event, session):
    one = on_the_list(event)
    fast = timedelta(hours=3)
    receive(event, a_batch(a_mark(session, one, "absent", minutes=180), sent=EVENING + fast))
    receive(event, a_batch(a_mark(session, one, "late", minutes=10), device=TABLET))
    assert state_of(session, one) == "late"
    first = Statement.objects.order_by("pk").first()
    assert (first.said_at - first.held_at, first.received_at) == (fast, EVENING)


def test_what_is_taken_back_is_no_mark_and_stays_on_record(event, session):
    one = on_the_list(event)
    receive(event, a_batch(a_mark(session, one), a_mark(session, one, "withdrawn", minutes=1)))
    assert (state_of(session, one), Statement.objects.count()) == (None, 2)


def test_what_cannot_be_entered_waits_and_is_never_lost(event, session):
    gone = on_the_list(event)
    marks = [a_mark(987654, gone), a_mark(session, entry=None, walk_in=str(uuid4())), {"state": "present"}]
    batch = a_batch(
        *marks,
        head_counts=[{"key": str(uuid4()), "session": 987654, "count": 31, "at": "2019-05-14T09:00:00Z"}],
    )
    receipts = [receive(event, batch) for _ in range(2)]
    assert [(len(one.kept), len(one.waiting), len(one.known)) for one in receipts] == [(0, 4, 0), (0, 0, 4)]
    assert sorted(Unplaced.objects.values_list("why", flat=True)) == [
        "no-person",
        "no-session",
        "no-session",
        "unreadable",
    ]


def test_marks_for_a_closed_event_wait(event, session):
    one = on_the_list(event)
    Event.objects.filter(pk=event.pk).update(state=Event.State.CLOSED)
    event.refresh_from_db()
    receipt = receive(event, a_batch(a_mark(session, one), walk_ins=[a_walk_in()]))
    assert (receipt.kept, len(receipt.waiting)) == ([], 2)
    assert (state_of(session, one), Person.objects.count()) == (None, 1)


def test_somebody_enters_what_waits_or_puts_it_aside_with_a_reason(event, session):
    one, other = on_the_list(event), on_the_list(event)
    receive(event, a_batch(a_mark(987654, one, "late"), a_mark(987654, other)))
    first, second = Unplaced.objects.order_by("pk")
    reviewing.enter(first, session=session, involvement=one, state="late", by=KZ_TRAINER)
    assert state_of(session, one) == "late"
    statement = Statement.objects.get(involvement=one)
    assert (statement.key, statement.device) == (first.key, str(PHONE))
    with pytest.raises(Invalid):
        reviewing.put_aside(second, reason=" ", by=KZ_TRAINER)
    reviewing.put_aside(second, reason="Sent by mistake.", by=KZ_TRAINER)
    assert not said.waiting(event, KZ_TRAINER)
    with pytest.raises(Invalid):
        reviewing.enter(second, session=session, involvement=other, state="late", by=KZ_TRAINER)


def test_heads_are_counted_beside_the_persons(event, session):
    count = {"key": str(uuid4()), "session": session.pk, "count": 31, "at": "2019-05-14T09:00:00Z"}
    for _ in range(2):
        receive(event, a_batch(head_counts=[count]))
    assert list(HeadCount.objects.values_list("count", flat=True)) == [31]


def test_the_rule_of_an_event_decides_again_when_it_or_the_sessions_change(event, session):
    one = on_the_list(event)
    record_attendance(session, {one.pk: "late"}, by=MACHINE)

    def attended():
        one.refresh_from_db()
        assert list(attendance_faults()) == []
        return one.attended

    facts = {"share": 100, "counts_partly": True, "by": MACHINE}
    assert attended() is True
    assert set_attendance_rule(event, requirement="share", **facts) == 0
    second = add_session(event, day=DAY, by=MACHINE)
    assert attended() is False
    record_attendance(second, {one.pk: "present"}, by=MACHINE)
    assert attended() is True
    assert set_attendance_rule(event, requirement="share", **{**facts, "counts_partly": False}) == 1
    assert attended() is False
    with pytest.raises(Invalid):
        set_attendance_rule(event, requirement="share", share=0, counts_partly=True, by=MACHINE)
    with pytest.raises(Denied):
        set_attendance_rule(event, requirement="share", **{**facts, "by": KZ_TRAINER})


def test_the_statements_of_two_who_are_one_come_together(event, session):
    kept, gone = (on_the_list(event, a_person("Akhmetova")) for _ in range(2))
    receive(event, a_batch(a_mark(session, kept, "absent"), a_mark(session, gone, "late")))
    merging.merge(kept.person, gone.person, versions=(1, 1), by=MACHINE)
    assert Statement.objects.filter(involvement=kept).count() == 2
    assert state_of(session, kept) == "late"
    kept.refresh_from_db()
    assert kept.attended is True
    assert queries.register(event, MACHINE).recorded(session) == {kept.pk: "late"}
