"""Registration: what is received, who has a place, who waits, who is told, and who becomes a participant."""

import re
from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection

from tests.events.builders import a_session, on_the_list
from tests.events.registrations import (
    FIRST_DAY,
    a_consent_text,
    an_open_event,
    facts_of,
    letters_to,
    received,
    registered,
    states_of,
)
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR, a_person, an_organisation
from tumar.events import letters as words
from tumar.events.actions import enlisting, letters, places, registering, registrations
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.events import amend_event
from tumar.events.actions.registrations import PAST_KEPT, UNCONFIRMED_KEPT, NotOpen, decide, withdraw
from tumar.events.actions.states import move_event
from tumar.events.entries import event_entry
from tumar.events.models import Event, Invitation, Involvement, Question, Registering, Registration
from tumar.events.queries import registrations as reads
from tumar.events.queries.planning import seen
from tumar.kernel import clock, files, journal
from tumar.kernel.models import JournalEntry, OutgoingLetter, StoredFile
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions.erasure import erase_person
from tumar.people.actions.merging import merge
from tumar.people.models import Consent, Person, PersonKey

pytestmark = pytest.mark.django_db
State = Registration.State


def texts_to(registration: Registration, kind: str) -> list[str]:
    rows = OutgoingLetter.objects.filter(about=registration.label, kind=f"registration.{kind}")
    return list(rows.values_list("text", flat=True))


# Receiving and confirming


def test_a_registration_counts_once_its_owner_confirms_the_address():
    event = an_open_event(places=1)
    one = received(event)
    assert letters_to(one) == ["confirm-address"]
    assert registered(event, "Second").state == State.CONFIRMED, "who did not confirm holds no place"
    assert registrations.confirm_address(one).state == State.WAITING
    assert letters_to(one) == ["confirm-address", "waiting"]


def test_confirming_twice_changes_nothing():
    one = registered(an_open_event())
    assert registrations.confirm_address(one).version == one.version
    assert letters_to(one) == ["confirm-address", "confirmed"]


def test_an_address_that_is_known_changes_nothing_and_its_owner_is_told_once_a_day():
    event = an_open_event()
    one = registered(event, "Akhmetova", email="a@example.kz")
    for _attempt in range(3):
        registrations.register(
            event, facts_of("Mallory", email="A@Example.KZ"), consent_text=a_consent_text()
        )
    assert event.registrations.count() == 1
    assert letters_to(one) == ["confirm-address", "confirmed", "already"]


def test_whoever_registers_anew_before_confirming_replaces_what_was_given():
    event = an_open_event()
    first = received(event, "Achmetowa", email="a@example.kz")
    second = received(event, "Akhmetova", email="a@example.kz")
    assert list(event.registrations.values_list("family", flat=True)) == ["Akhmetova"]
    assert first.token != second.token


def test_whoever_withdrew_can_register_again():
    event = an_open_event()
    withdraw(registered(event, email="a@example.kz"))
    assert registered(event, email="a@example.kz").state == State.CONFIRMED


@pytest.mark.parametrize(
    "terms",
    [
        {"door": Registering.Door.CLOSED},
        {"door": Registering.Door.INVITED},
        {"last_day": date(2020, 1, 1)},
    ],
)
def test_nobody_registers_where_registration_is_not_open(terms):
    event = an_open_event()
    registering.set_terms(event, terms, by=MACHINE)
    with pytest.raises(NotOpen):
        registrations.register(event, facts_of(), consent_text=a_consent_text())


def test_registration_follows_the_state_of_the_event():
    event = an_open_event()
    move_event(event, Event.State.PLANNED, by=MACHINE, version=event.version)
    with pytest.raises(NotOpen):
        registrations.register(event, facts_of(), consent_text=a_consent_text())


def test_registration_cannot_be_opened_without_words_to_agree_to():
    event = an_open_event()
    Registering.objects.all().delete()
    Registration.objects.all().delete()
    a_consent_text().delete()
    with pytest.raises(Invalid, match="consent"):
        registering.set_terms(event, {"door": Registering.Door.OPEN}, by=MACHINE)


def test_the_journal_tells_of_a_registration_without_the_name():
    one = registered(an_open_event(), "Akhmetova", email="a@example.kz")
    entries = JournalEntry.objects.filter(about=one.label)
    assert {entry.verb for entry in entries} == {"events.registration.received", "events.registration.moved"}
    assert "khmetova" not in str([(entry.by_label, entry.changes) for entry in entries])


# Places, waiting, moderation


def test_places_are_limited_in_all_by_country_and_by_group():
    event = an_open_event(None, places=3, places_by_country={"UZ": 1}, places_by_group={"vet-lab": 1})
    registered(event, "A", country="UZ")
    registered(event, "B", country="UZ")
    registered(event, "C", group="vet-lab")
    registered(event, "D", group="vet-lab")
    registered(event, "E")
    registered(event, "F")
    assert states_of(event) == {
        "A": "confirmed",
        "B": "waiting",
        "C": "confirmed",
        "D": "waiting",
        "E": "confirmed",
        "F": "waiting",
    }


def test_a_place_given_back_goes_to_the_first_in_line_who_fits():
    event = an_open_event(None, places=2, places_by_country={"UZ": 1})
    registered(event, "A", country="UZ")
    b = registered(event, "B")
    waiting = [registered(event, "C", country="UZ"), registered(event, "D"), registered(event, "E")]
    withdraw(b)
    assert states_of(event) == {
        "A": "confirmed",
        "B": "withdrawn",
        "C": "waiting",
        "D": "confirmed",
        "E": "waiting",
    }
    assert letters_to(waiting[1])[-1] == "promoted"
    assert letters_to(b)[-1] == "withdrawn"


def test_places_that_are_added_go_to_those_who_wait():
    event = an_open_event(places=1)
    for name in "ABC":
        registered(event, name)
    registering.set_terms(event, {"places": 2}, by=MACHINE)
    assert states_of(event) == {"A": "confirmed", "B": "confirmed", "C": "waiting"}


def test_the_line_is_reordered_for_a_reason_that_the_journal_keeps():
    event = an_open_event(places=1)
    first, *_others, last = (registered(event, name) for name in "ABCD")
    with pytest.raises(Invalid):
        registrations.move_in_line(last, place=1, reason=" ", by=KZ_COORDINATOR)
    registrations.move_in_line(last, place=1, reason="The only trainer of the oblast", by=KZ_COORDINATOR)
    assert [one.family for one in reads.line(event)] == ["D", "B", "C"]
    entry = JournalEntry.objects.filter(about=last.label).last()
    assert (entry.reason, entry.changes) == ("The only trainer of the oblast", {"line": [3, 1]})
    withdraw(first)
    assert states_of(event)["D"] == "confirmed"


def test_where_each_registration_is_looked_at_nobody_has_a_place_before():
    event = an_open_event(is_moderated=True, places=1)
    one, two = registered(event, "A"), registered(event, "B")
    assert (one.state, letters_to(one)[-1]) == (State.PENDING, "received")
    assert decide(one, State.CONFIRMED, by=KZ_COORDINATOR, version=one.version).state == State.CONFIRMED
    assert decide(two, State.CONFIRMED, by=KZ_COORDINATOR, version=two.version).state == State.WAITING


def test_a_refusal_has_a_reason_and_the_person_reads_it():
    one = registered(an_open_event(is_moderated=True))
    with pytest.raises(Invalid):
        decide(one, State.REFUSED, by=KZ_COORDINATOR, version=one.version)
    decide(one, State.REFUSED, by=KZ_COORDINATOR, version=one.version, reason="For veterinarians only")
    [text] = texts_to(one, "refused")
    assert "For veterinarians only" in text


def test_taking_a_place_away_needs_a_reason_and_the_next_one_gets_it():
    event = an_open_event(places=1)
    one, two = registered(event, "A"), registered(event, "B")
    with pytest.raises(Invalid):
        decide(one, State.REFUSED, by=KZ_COORDINATOR, version=one.version)
    decide(one, State.REFUSED, by=KZ_COORDINATOR, version=one.version, reason="Not of this ministry")
    assert states_of(event) == {"A": "refused", "B": "confirmed"}
    assert letters_to(two)[-1] == "promoted"


def test_two_who_decide_at_once_do_not_overrule_each_other():
    one = registered(an_open_event(is_moderated=True))
    decide(one, State.CONFIRMED, by=KZ_COORDINATOR, version=one.version)
    with pytest.raises(Invalid, match="meanwhile"):
        decide(one, State.REFUSED, by=KZ_COORDINATOR, version=one.version, reason="No")


@pytest.mark.parametrize("by", [KZ_TRAINER, UZ_COORDINATOR])
def test_only_who_may_edit_the_event_decides(by):
    one = registered(an_open_event(is_moderated=True))
    with pytest.raises(Denied):
        decide(one, State.CONFIRMED, by=by, version=one.version)
    with pytest.raises(Denied):
        withdraw(one, by=by)


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_to_two_who_confirm_at_the_same_moment():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory is one connection; there writers queue")
    event = an_open_event(places=1)
    rows, start = [received(event, name) for name in "ABCD"], Barrier(4)

    def confirm(one: Registration) -> None:
        start.wait()
        registrations.confirm_address(one)
        close_old_connections()
        connection.close()

    threads = [Thread(target=confirm, args=(one,)) for one in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states_of(event).values()) == ["confirmed", "waiting", "waiting", "waiting"]


# Invitations and nominations


def test_an_invitation_link_opens_a_closed_circle_as_often_as_it_allows():
    event = an_open_event(door=Registering.Door.INVITED)
    invitation = registering.invite(event, {"whom": "Ministry of Health", "places": 1}, by=KZ_COORDINATOR)
    text = a_consent_text()
    registrations.register(event, facts_of(), invitation=invitation, consent_text=text)
    with pytest.raises(NotOpen, match="All registrations"):
        registrations.register(event, facts_of(), invitation=invitation, consent_text=text)
    registering.close_invitation(invitation, by=KZ_COORDINATOR)
    with pytest.raises(NotOpen, match="closed"):
        registrations.register(event, facts_of(), invitation=invitation, consent_text=text)


def test_a_link_has_an_end():
    event = an_open_event()
    invitation = registering.invite(event, {"whom": "Press", "last_day": date(2020, 1, 1)}, by=MACHINE)
    with pytest.raises(NotOpen, match="last day"):
        registrations.register(event, facts_of(), invitation=invitation, consent_text=a_consent_text())


def test_whoever_an_organisation_nominates_agrees_by_the_own_link():
    event = an_open_event()
    ministry = an_organisation("Ministry of Agriculture")
    with pytest.raises(Invalid, match="how many"):
        registering.invite(event, {"whom": "Ministry", "organisation": ministry}, by=MACHINE)
    facts = {"whom": "Ministry", "organisation": ministry, "places": 5}
    invitation = registering.invite(event, facts, by=MACHINE)
    registrations.register(event, facts_of("Omarov", email="o@example.kz"), invitation=invitation)
    one = Registration.objects.get(event=event)
    with pytest.raises(Invalid, match="consent"):
        registrations.confirm_address(one)
    assert registrations.confirm_address(one, consent_text=a_consent_text()).state == State.CONFIRMED
    assert Registration.objects.get(pk=one.pk).consented_at
    assert one.invitation.organisation == ministry


# Letters


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


# Persons


def test_the_same_address_and_name_are_a_person_on_file():
    person = a_person("Akhmetova", "Aizhan", email="a@example.kz")
    event = an_open_event()
    one = registered(event, "Ахметова", given="Айжан", email="A@example.kz")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=1, added=0, left=0)
    one.refresh_from_db()
    assert one.person == person
    assert one.consent.answer == Consent.Answer.GIVEN
    assert Involvement.objects.get(event=event).person == person


def test_whoever_is_on_nobody_s_file_is_added():
    event = an_open_event()
    one = registered(event, "Tulegenov", given="Daniyar", position="Virologist", group="human-lab")
    assert enlisting.enlist(event, by=KZ_COORDINATOR).added == 1
    person = Person.objects.get(registrations=one)
    assert (person.family, person.position, person.group) == ("Tulegenov", "Virologist", "human-lab")
    assert Consent.objects.get(person=person).on == one.consented_at.date()
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(0, 0, 0)


def test_a_namesake_and_a_shared_address_are_left_for_somebody_to_decide():
    a_person("Tulegenov", "Daniyar")
    a_person("Seitkali", "Marat", email="office@example.kz")
    event = an_open_event()
    one = registered(event, "Tulegenov", given="Daniyar")
    registered(event, "Zhumabaeva", given="Gulnara", email="office@example.kz")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=0, left=2)
    [possible] = reads.candidates(one, KZ_COORDINATOR).possible
    linked = enlisting.link_person(one, possible, by=KZ_COORDINATOR)
    assert linked.person == possible
    assert Person.objects.count() == 2


def test_one_person_who_registered_twice_is_added_once_and_left_to_be_decided_once():
    event = an_open_event()
    for family, email in (("Tulegenov", "t@example.kz"), ("Тулегенов", "d@example.kz")):
        registered(event, family, given="Daniyar" if family == "Tulegenov" else "Данияр", email=email)
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=1, left=1)
    assert Person.objects.count() == 1


def test_many_of_one_name_are_one_person_and_the_rest_left():
    event = an_open_event()
    for number in range(4):
        registered(event, "Tulegenov", given="Daniyar", email=f"t{number}@example.kz")
    registered(event, "Seitkali", given="Marat")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=2, left=3)


def test_many_are_put_on_the_list_with_an_entry_in_the_journal_each():
    known = a_person("Akhmetova", "Aizhan", email="a@example.kz")
    event = an_open_event()
    one = registered(event, "Ахметова", given="Айжан", email="a@example.kz")
    two = registered(event, "Tulegenov", given="Daniyar")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=1, added=1, left=0)
    new = Person.objects.exclude(pk=known.pk).get()
    assert PersonKey.objects.filter(person=new).exists()
    assert new.search_text
    for registration, person in ((one, known), (two, new)):
        entry = JournalEntry.objects.get(verb="events.registration.linked", about=registration.label)
        assert entry.changes == {"person": person.code}
        assert JournalEntry.objects.filter(verb="people.consent.recorded", about=person.label).count() == 1
    listed = JournalEntry.objects.filter(verb="events.person.added", about=event.label)
    assert sorted(entry.changes["person"] for entry in listed) == sorted([known.code, new.code])
    assert JournalEntry.objects.filter(verb="people.person.added", about=new.label).count() == 1
    assert not list(journal.breaks())


def test_as_many_again_cost_no_more_questions_to_the_database(django_assert_max_num_queries):
    event = an_open_event()
    for number, family in enumerate(("Tulegenov", "Seitkali", "Zhumabaeva", "Ospanova", "Beketov", "Kim")):
        registered(event, family, given=("Daniyar", "Marat", "Gulnara", "Aliya", "Ruslan", "Vera")[number])
    with django_assert_max_num_queries(45):
        assert enlisting.enlist(event, by=KZ_COORDINATOR).added == 6


def test_two_registrations_that_are_one_person_for_certain_are_linked_once():
    a_person("Akhmetova", "Aizhan", email="a@example.kz")
    event = an_open_event()
    registered(event, "Ахметова", given="Айжан", email="a@example.kz")
    enlisting.enlist(event, by=KZ_COORDINATOR)
    other = registered(event, "Akhmetova", given="Aizhan")
    Registration.objects.filter(email="a@example.kz").update(email="old@example.kz")
    Registration.objects.filter(pk=other.pk).update(email="a@example.kz")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=0, left=1)


def test_what_the_table_refuses_of_one_is_left_and_stops_nobody():
    event = an_open_event()
    odd, sound = registered(event, "Tulegenov", given="Daniyar"), registered(event, "Seitkali", given="Marat")
    Registration.objects.filter(pk=odd.pk).update(sex="?")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=1, left=1)
    assert [one.family for one in Person.objects.all()] == [sound.family]


def test_whom_the_rights_do_not_reach_is_left():
    event = an_open_event()
    registered(event, "Tulegenov", given="Daniyar", country="MN")
    assert enlisting.enlist(event, by=KZ_COORDINATOR) == enlisting.Enlisted(found=0, added=0, left=1)


# Everybody accepted at once


def test_all_are_accepted_in_the_order_in_which_they_came_and_the_rest_wait():
    event = an_open_event(is_moderated=True, places=2)
    for family in "ABCD":
        registered(event, family)
    newest = reads.pending(event)
    later = registered(event, "E")
    assert newest.number == 4
    assert places.accept_all(event, seen=newest.newest, by=KZ_COORDINATOR) == (2, 2)
    states = states_of(event)
    assert [states[family] for family in "ABCDE"] == [
        *(State.CONFIRMED, State.CONFIRMED, State.WAITING, State.WAITING),
        State.PENDING,
    ]
    assert [one.family for one in reads.line(event)] == ["C", "D"]
    rows = {one.family: one for one in event.registrations.all()}
    assert letters_to(rows["A"])[-1] == "confirmed"
    assert letters_to(rows["D"])[-1] == "waiting"
    assert letters_to(later)[-1] == "received"
    assert JournalEntry.objects.filter(about=rows["D"].label, verb="events.registration.moved").count() == 2


def test_nobody_is_accepted_for_an_event_that_is_off_nor_by_who_may_not():
    event = an_open_event(is_moderated=True)
    one = registered(event)
    with pytest.raises(Denied):
        places.accept_all(event, seen=one.pk, by=UZ_COORDINATOR)
    event = move_event(event, "cancelled", by=MACHINE, version=event.version, reason="Flood")
    with pytest.raises(Invalid, match="off or over"):
        places.accept_all(event, seen=one.pk, by=KZ_COORDINATOR)


def test_who_waits_stands_at_the_first_place_once_all_before_have_left_the_line():
    event = an_open_event(places=1)
    holder, first, second, third = (registered(event, family) for family in "ABCD")
    withdraw(second)
    withdraw(holder)
    assert first.event.registrations.get(pk=first.pk).state == State.CONFIRMED
    assert [(one.family, one.line) for one in reads.line(event)] == [("D", 1)]
    assert registered(event, "E").line == 2
    third.refresh_from_db()
    assert third.line == 1


def test_places_that_are_added_go_to_all_who_wait_with_one_letter_each():
    event = an_open_event(places=0)
    waiting = [registered(event, family) for family in "ABC"]
    registering.set_terms(event, {"places": None}, by=KZ_COORDINATOR)
    assert set(states_of(event).values()) == {State.CONFIRMED}
    assert [letters_to(one)[-1] for one in waiting] == ["promoted"] * 3
    registering.set_terms(event, {"places": 5}, by=KZ_COORDINATOR)
    assert [letters_to(one).count("promoted") for one in waiting] == [1, 1, 1]


def test_asked_in_one_go_each_is_told_what_it_is_told_alone():
    a_person("Tulegenov", "Daniyar")
    a_person("Seitkali", "Marat", email="office@example.kz")
    event = an_open_event()
    some = [
        registered(event, "Tulegenov", given="Daniyar"),
        registered(event, "Сейткали", given="Марат", email="Office@example.kz"),
        registered(event, "Zhumabaeva", given="Gulnara"),
    ]
    alone = [reads.candidates(one, KZ_COORDINATOR) for one in some]
    assert reads.candidates_of(some, KZ_COORDINATOR) == alone
    assert [bool(one.certain) for one in alone] == [False, True, False]
    assert [len(one.possible) for one in alone] == [1, 1, 0]
    assert reads.candidates_of([], KZ_COORDINATOR) == []


def test_two_registrations_of_one_event_are_not_linked_to_one_person():
    person, event = a_person(), an_open_event()
    one, two = registered(event), registered(event)
    enlisting.link_person(one, person, by=KZ_COORDINATOR)
    with pytest.raises(Invalid, match="another registration"):
        enlisting.link_person(two, person, by=KZ_COORDINATOR)


def test_who_is_on_the_list_already_is_not_put_there_twice():
    person, event = a_person(), an_open_event()
    on_the_list(event, person)
    enlisting.link_person(registered(event), person, by=KZ_COORDINATOR)
    assert event.involvements.count() == 1


def test_only_who_has_a_place_becomes_a_participant():
    event = an_open_event(places=0)
    with pytest.raises(Invalid, match="place"):
        enlisting.add_as_person(registered(event), by=KZ_COORDINATOR)


def test_whoever_withdraws_leaves_the_list_unless_attendance_is_on_record():
    event = an_open_event()
    one, two = registered(event, "A"), registered(event, "B")
    for registration in (one, two):
        enlisting.add_as_person(registration, by=KZ_COORDINATOR)
    event.involvements.filter(person__family="B").update(attended=True)
    withdraw(one)
    withdraw(two)
    assert [listed.person.family for listed in event.involvements.all()] == ["B"]


# What is kept


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_week():
    event = an_open_event()
    one, kept = received(event), registered(event)
    with clock.stopped(clock.now() + UNCONFIRMED_KEPT + timedelta(minutes=1)):
        assert registrations.forget_unconfirmed() == {"registrations": 1}
    assert list(event.registrations.all()) == [kept]
    assert not OutgoingLetter.objects.filter(about=one.label).exists()


def test_a_year_after_the_event_the_numbers_are_left():
    event = an_open_event()
    one = registered(event, "Akhmetova", email="a@example.kz")
    later = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=clock.now().tzinfo) + PAST_KEPT
    with clock.stopped(later + timedelta(days=1)):
        assert registrations.forget_past() == {"registrations": 1}
        assert registrations.forget_past() == {"registrations": 0}
    one.refresh_from_db()
    assert (one.family, one.email, one.state) == ("", "", State.CONFIRMED)
    assert letters_to(one) == []


def test_a_file_that_was_sent_goes_with_the_registration():
    event = an_open_event()
    registrations.register(
        event,
        facts_of(),
        consent_text=a_consent_text(),
        received={"q1": ("nomination.pdf", b"%PDF-1.7 letter")},
    )
    one = Registration.objects.get()
    [attached] = files.of(one.label)
    assert one.answers == {"q1": attached.file.sha256}
    with clock.stopped(clock.now() + UNCONFIRMED_KEPT + timedelta(minutes=1)):
        registrations.forget_unconfirmed()
    assert StoredFile.objects.get().removed_at


def test_an_erased_person_is_named_in_no_registration_and_no_letter():
    event = an_open_event()
    one = registered(event, "Seidakhmetova", email="s@example.kz", telephone="+7 701 555 0142")
    person = enlisting.add_as_person(one, by=MACHINE).person
    erase_person(person, by=MACHINE, reason="Asked for it")
    one.refresh_from_db()
    assert (one.family, one.email, one.telephone, one.state) == ("", "", "", State.CONFIRMED)
    assert not OutgoingLetter.objects.filter(recipient="s@example.kz").exists()


def test_registrations_follow_a_person_that_was_merged():
    event = an_open_event()
    one = enlisting.add_as_person(registered(event, "Twin"), by=MACHINE)
    kept = a_person("Kept")
    merge(kept, one.person, versions=(kept.version, one.person.version), by=MACHINE)
    one.refresh_from_db()
    assert one.person == kept


# Questions


def test_a_question_that_is_asked_no_more_keeps_its_answers():
    event = an_open_event()
    facts = {"kind": Question.Kind.ONE, "text": {"en": "Diet"}}
    with pytest.raises(Invalid, match="choices"):
        registering.add_question(event, facts, by=MACHINE)
    facts["choices"] = [["a", {"en": "None", "ru": "Нет"}], ["b", {"en": "Halal"}]]
    question = registering.add_question(event, facts, by=MACHINE)
    one = registered(event, answers={question.key: "b"})
    registering.retire_question(question, by=MACHINE)
    assert reads.questions(event) == []
    assert [(given.question, given.answer) for given in reads.answers_of(one)] == [("Diet", "Halal")]


def test_numbers_of_an_event_stand_beside_its_limits():
    event = an_open_event(None, places=2, places_by_country={"UZ": 1})
    registered(event, country="UZ")
    registered(event, country="UZ")
    found = reads.counts(event, reads.settings_of(event))
    assert [(one.taken, one.places) for one in found.places] == [(1, 2), (1, 1)]
    assert dict(found.by_state) == {"has a place": 1, "on the waiting list": 1}
    assert Invitation.objects.count() == 0
