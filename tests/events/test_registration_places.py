"""Places of an event: who has one, who waits and in which line, and who decides."""

from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection

from tests.events.registrations import an_open_event, letters_to, received, registered, states_of, texts_to
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR
from tumar.events.actions import places, registering, registrations
from tumar.events.actions.registrations import decide, withdraw
from tumar.events.actions.states import move_event
from tumar.events.models import Registration
from tumar.events.queries import registrations as reads
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid

pytestmark = pytest.mark.django_db
State = Registration.State


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
