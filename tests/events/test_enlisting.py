"""From registrations to the list of participants: who is on file, who is added, who is left to a person."""

import pytest

from tests.events.builders import on_the_list
from tests.events.registrations import an_open_event, registered
from tests.people import KZ_COORDINATOR, a_person
from tumar.events.actions import enlisting
from tumar.events.actions.registrations import withdraw
from tumar.events.models import Involvement, Registration
from tumar.events.queries import registrations as reads
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Invalid
from tumar.people.models import Consent, Person, PersonKey

pytestmark = pytest.mark.django_db


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
