"""The desk sees where what was said differs and what waits, and decides."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import KZ_TRAINER, a_person, signed_in
from tumar.events.actions.receiving import receive_statements
from tumar.events.badges import badges_pdf, qr_svg
from tumar.events.models import Mark, Unplaced
from tumar.events.queries.statements import disagreements, hall
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

COORDINATOR, TRAINER = RoleKind.NATIONAL_COORDINATOR, RoleKind.TRAINER


@pytest.fixture
def event():
    return an_event(ends=DAY + timedelta(days=1))


@pytest.fixture
def session(event):
    return a_session(event)


@pytest.fixture
def one(event):
    return on_the_list(event, a_person("Akhmetova", "Aizhan"))


def send(event, session, entry, state, at="2019-05-14T09:00:00Z"):
    mark = {"key": str(uuid4()), "session": session, "entry": entry.pk, "state": state, "at": at}
    told = {"device": str(uuid4()), "sent_at": "2019-05-14T12:00:00Z", "marks": [mark]}
    return receive_statements(event, told, by=KZ_TRAINER)


def address(name, event, *more):
    return reverse(f"events:{name}", args=[event.code, *more])


def test_a_difference_is_shown_where_attendance_is_taken_and_settled_with_a_button(event, session, one):
    for state in ("present", "absent"):
        send(event, session.pk, one, state)
    client = signed_in(TRAINER, "KZ")
    sheet = client.get(address("record-session", event, session.number)).content.decode()
    assert "What was said about somebody differs." in sheet
    shown = client.get(address("statements", event)).content.decode()
    assert "It stands: absent" in shown
    assert "Akhmetova" in shown
    settle = address("settle", event, session.number, one.pk)
    client.post(settle, {"state": "nonsense"})
    assert disagreements(event, KZ_TRAINER)
    client.post(settle, {"state": "absent"})
    assert disagreements(event, KZ_TRAINER) == []
    assert Mark.objects.get().state == "absent"
    assert "Nothing that was said differs" in client.get(address("statements", event)).content.decode()


def test_what_waits_is_entered_about_a_person_and_a_session_of_the_event(event, session, one):
    send(event, 987654, one, "late")
    waits = Unplaced.objects.get()
    client = signed_in(TRAINER, "KZ")
    assert "the session is not on record" in client.get(address("statements", event)).content.decode()
    place = address("place", event, waits.pk)
    assert client.post(place, {"session": session.pk, "state": "late"}).status_code == 422
    client.post(place, {"session": session.pk, "involvement": one.pk, "state": "late"})
    assert Mark.objects.get().state == "late"
    assert (
        client.post(place, {"session": session.pk, "involvement": one.pk, "state": "late"}).status_code == 422
    )


def test_what_waits_is_put_aside_only_with_a_reason(event, session, one):
    send(event, 987654, one, "late")
    aside = address("put-aside", event, Unplaced.objects.get().pk)
    client = signed_in(TRAINER, "KZ")
    client.post(aside, {"reason": ""})
    assert Unplaced.objects.get().outcome == "open"
    client.post(aside, {"reason": "Sent from another event."})
    assert Unplaced.objects.get().outcome == "put-aside"
    assert "Nothing waits." in client.get(address("statements", event)).content.decode()


def test_a_coordinator_says_who_counts_as_having_attended(event, session, one):
    a_session(event, day=DAY + timedelta(days=1))
    send(event, session.pk, one, "present")
    client = signed_in(COORDINATOR, "KZ")
    rule = address("attendance-rule", event)
    wrong = {"attendance_requirement": "every-day", "attendance_share": "0"}
    assert client.post(rule, wrong).status_code == 422
    client.post(rule, {**wrong, "attendance_share": "80", "counts_partly": "on"})
    one.refresh_from_db()
    event.refresh_from_db()
    assert (event.attendance_requirement, one.attended) == ("every-day", False)


def test_badges_are_printed_for_all_or_for_one_and_hidden_persons_have_no_name(event, one):
    on_the_list(event, a_person("Karimov", "Aziz", country="UZ"))
    lines = hall(event, KZ_TRAINER)
    assert [line.name.split(",")[0] for line in lines][1] == "a person in Uzbekistan"
    assert len({line.badge for line in lines}) == 2
    client = signed_in(TRAINER, "KZ")
    whole = client.get(address("badges", event))
    alone = client.get(address("badges", event), {"entry": one.pk})
    assert whole.headers["Content-Type"] == "application/pdf"
    assert whole.content.startswith(b"%PDF")
    assert len(alone.content) < len(whole.content)
    assert badges_pdf(event, []).startswith(b"%PDF")


def test_a_code_is_drawn_with_a_quiet_zone_and_names_nobody(event, one):
    (line,) = hall(event, KZ_TRAINER)
    assert "Akhmetova" not in line.badge
    assert qr_svg(line.badge).startswith("<svg")


def test_an_event_s_page_leads_to_the_field_page_and_to_each_badge(event, one):
    shown = signed_in(TRAINER, "KZ").get(reverse("events:event", args=[event.code])).content.decode()
    assert reverse("field:hall", args=[event.code]) in shown
    assert f'{address("badges", event)}?entry={one.pk}"' in shown


def test_an_event_s_list_says_only_whether_somebody_was_there(event, one):
    client, listed = signed_in(TRAINER, "KZ"), address("record-list", event)
    assert client.get(listed).content.decode().count('type="radio"') == 3
    client.post(listed, {f"seen-{one.pk}": "", f"state-{one.pk}": "late"})
    one.refresh_from_db()
    assert one.attended is None
    client.post(listed, {f"seen-{one.pk}": "", f"state-{one.pk}": "present"})
    one.refresh_from_db()
    assert one.attended is True


def test_a_sheet_takes_every_state_and_keeps_who_said_it(event, session, one):
    client = signed_in(TRAINER, "KZ", name="Bekova Dana")
    sheet = address("record-session", event, session.number)
    client.post(sheet, {f"seen-{one.pk}": "", f"state-{one.pk}": "excused"})
    one.refresh_from_db()
    statement = one.statements.get()
    assert (statement.state, statement.means, statement.by_label) == ("excused", "desk", "Bekova Dana")
    assert one.attended is False
