"""Letters to those who registered: in their language, each once, with one entry for the calendar."""

import re
from datetime import datetime, time, timedelta

import pytest

from tests.events.builders import a_session
from tests.events.registrations import (
    FIRST_DAY,
    an_open_event,
    letters_to,
    registered,
    texts_to,
)
from tests.people import KZ_COORDINATOR, MACHINE
from tumar.events import letters as words
from tumar.events.actions import letters
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.events import amend_event
from tumar.events.actions.registrations import decide, withdraw
from tumar.events.actions.states import move_event
from tumar.events.entries import event_entry
from tumar.events.models import Event, Registering, Registration
from tumar.events.queries import registrations as reads
from tumar.events.queries.planning import seen
from tumar.kernel import clock
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db
State = Registration.State


def test_letters_are_in_the_language_of_whoever_registered():
    event = an_open_event(title={"en": "Biosafety", "ru": "Биологическая безопасность"}, place="Алматы")
    one = registered(event, language="ru")
    [text] = texts_to(one, "confirmed")
    assert "Биологическая безопасность" in text
    assert f"/register/own/{one.token}/" in text


def test_a_name_with_a_line_break_writes_no_line_of_a_letter():
    one = registered(an_open_event(), "Akh\nhttps://bad.example\n")
    [text] = texts_to(one, "confirmed")
    assert not [line for line in text.splitlines() if line.startswith("https://bad")]


def test_a_change_is_told_once_and_updates_the_same_entry_of_the_calendar():
    event = an_open_event(places=1)
    one, two = registered(event, "A"), registered(event, "B")
    with pytest.raises(Invalid, match="already"):
        letters.tell_of_change(event, by=KZ_COORDINATOR, seen=words.told_of(event))
    event = amend_event(event, {"place": "Astana"}, version=event.version, by=MACHINE)
    terms = reads.settings_of(event)
    assert reads.is_change_untold(event, terms)
    assert letters.tell_of_change(event, by=KZ_COORDINATOR, seen=words.told_of(event)) == 2
    assert not reads.is_change_untold(event, reads.settings_of(event))
    entries = [
        row.enclosed[0][2]
        for row in OutgoingLetter.objects.filter(about=one.label).order_by("pk")
        if row.enclosed
    ]
    uids = {line for text in entries for line in text.split("\r\n") if line.startswith("UID:")}
    assert len(uids) == 1
    assert uids == {f"UID:events.event.{event.code}@tumar"}
    first, second = (int(re.search(r"SEQUENCE:(\d+)", text)[1]) for text in entries)
    assert second > first
    assert letters_to(two)[-1] == "change"


def test_whoever_was_taken_out_and_comes_back_is_put_in_again():
    one = registered(an_open_event())
    for decision in ("refused", "confirmed"):
        one = decide(one, decision, by=KZ_COORDINATOR, version=one.version, reason="Mistake")
    rows = OutgoingLetter.objects.filter(about=one.label).order_by("pk")
    entries = [row.enclosed[0][2] for row in rows if row.enclosed]
    numbers = [int(re.search(r"SEQUENCE:(\d+)", text)[1]) for text in entries]
    assert numbers == sorted(set(numbers))
    assert ["METHOD:CANCEL" in text for text in entries] == [False, True, False]


def test_the_entry_of_a_letter_is_that_of_the_calendar():
    event = an_open_event(title={"en": "Biosafety"}, place="Almaty")
    session = a_session(event)
    amend_session(
        session,
        {"begins_at": time(9), "ends_at": time(17, 30)},
        speakers=[],
        version=seen(session),
        by=KZ_COORDINATOR,
    )
    entry = words.entry_for(registered(event), reads.settings_of(event))
    fed = event_entry(Event.objects.get(pk=event.pk), changed_at=entry.changed_at)
    for name in ("uid", "title", "starts", "ends", "zone", "place", "categories"):
        assert getattr(entry, name) == getattr(fed, name), name
    assert "May 14, 2099, 09:00–17:30" in fed.description
    assert entry.description.endswith(fed.description)


def test_what_the_preview_did_not_show_is_not_sent():
    event = an_open_event()
    registered(event)
    seen = words.told_of(event)
    event = amend_event(event, {"place": "Astana"}, version=event.version, by=MACHINE)
    with pytest.raises(Invalid, match="meanwhile"):
        letters.tell_of_change(event, by=KZ_COORDINATOR, seen=seen)


def test_a_cancellation_reaches_everybody_and_takes_the_entry_out():
    event = an_open_event(places=1)
    one, two = registered(event, "A"), registered(event, "B")
    assert letters.tell_of_cancellation(event, by=KZ_COORDINATOR, reason="Flood") == 2
    assert {letters_to(one)[-1], letters_to(two)[-1]} == {"cancelled"}
    letter = OutgoingLetter.objects.filter(about=one.label).latest("pk")
    assert "Flood" in letter.text
    assert "STATUS:CANCELLED" in letter.enclosed[0][2]
    assert reads.settings_of(event).door == Registering.Door.CLOSED


def test_who_has_a_place_is_reminded_once():
    event = an_open_event(places=1, reminder_days=3)
    one, two = registered(event, "A"), registered(event, "B")
    before = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=clock.now().tzinfo)
    with clock.stopped(before - timedelta(days=4)):
        assert letters.remind() == {"letters": 0}
    with clock.stopped(before - timedelta(days=3)):
        assert letters.remind() == {"letters": 1}
        assert letters.remind() == {"letters": 0}
    with clock.stopped(before + timedelta(hours=1)):
        assert letters.remind() == {"letters": 0}
    assert letters_to(one)[-1] == "reminder"
    assert letters_to(two)[-1] == "waiting"


def test_of_a_cancelled_event_nobody_is_promoted_or_reminded():
    event = an_open_event(places=1, reminder_days=3)
    one, two = registered(event, "A"), registered(event, "B")
    event = move_event(event, "cancelled", by=MACHINE, version=event.version, reason="Flood")
    before = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=clock.now().tzinfo)
    with clock.stopped(before - timedelta(days=1)):
        assert letters.remind() == {"letters": 0}
    withdraw(one)
    assert letters_to(two)[-1] == "waiting"
    with pytest.raises(Invalid, match="off or over"):
        decide(two, State.CONFIRMED, by=KZ_COORDINATOR, version=two.version)
