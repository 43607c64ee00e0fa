"""Registration: what is received and when it counts, whom links let in, what is asked, what is kept."""

from datetime import date, datetime, timedelta

import pytest

from tests.events.registrations import (
    FIRST_DAY,
    a_consent_text,
    an_open_event,
    facts_of,
    letters_to,
    received,
    registered,
)
from tests.people import KZ_COORDINATOR, MACHINE, a_person, an_organisation
from tumar.events.actions import enlisting, registering, registrations
from tumar.events.actions.registrations import PAST_KEPT, UNCONFIRMED_KEPT, NotOpen, withdraw
from tumar.events.actions.states import move_event
from tumar.events.models import Event, Invitation, Question, Registering, Registration
from tumar.events.queries import registrations as reads
from tumar.kernel import clock, files
from tumar.kernel.models import JournalEntry, OutgoingLetter, StoredFile
from tumar.kernel.refusals import Invalid
from tumar.people.actions.erasure import erase_person
from tumar.people.actions.merging import merge

pytestmark = pytest.mark.django_db
State = Registration.State


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
