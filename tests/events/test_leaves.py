"""One leaf of an event's register at a time: so that a conference of thousands opens at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.events.builders import a_session, an_event, on_the_list
from tests.people import KZ_COORDINATOR, KZ_TRAINER, OFFICE, a_person, signed_in
from tumar.events.actions.attendance import record_attendance
from tumar.events.models import Involvement
from tumar.events.queries import leaves, register
from tumar.events.queries.leaves import leaf
from tumar.people.models import Person
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def labels(found) -> list[str]:
    return [one.label for one in found.participants]


@pytest.fixture
def crowd(monkeypatch):
    """An event with five participants, of whom a leaf shows two."""
    monkeypatch.setattr(leaves, "ON_A_LEAF", 2)
    event = an_event()
    for name in ("Dauletov", "Abenov", "Ermekov", "Baimenov", "Chernov"):
        on_the_list(event, a_person(name, "Arman"), attended=name != "Chernov")
    return event


def test_participants_stand_by_name_leaf_after_leaf(crowd):
    found = [labels(leaf(crowd, OFFICE, number=number)) for number in ("", "2", "3")]
    assert found == [
        ["Abenov Arman", "Baimenov Arman"],
        ["Chernov Arman", "Dauletov Arman"],
        ["Ermekov Arman"],
    ]


def test_a_leaf_that_does_not_exist_is_the_last_or_the_first(crowd):
    assert labels(leaf(crowd, OFFICE, number="99")) == ["Ermekov Arman"]
    assert labels(leaf(crowd, OFFICE, number="x")) == ["Abenov Arman", "Baimenov Arman"]


def test_numbers_are_those_of_all_leaves_whatever_is_looked_for(crowd):
    found = leaf(crowd, OFFICE, words="ermekov")
    assert labels(found) == ["Ermekov Arman"]
    assert (found.listed, found.present, found.page.paginator.count) == (5, 4, 1)


def test_words_find_names_in_other_letters(crowd):
    assert labels(leaf(crowd, OFFICE, words="Ермеков")) == ["Ermekov Arman"]
    assert labels(leaf(crowd, OFFICE, words="nobody")) == []


def test_whoever_is_hidden_comes_last_and_is_not_found_by_name():
    event = an_event("KZ")
    on_the_list(event, a_person("Aliev", country="TJ"))
    on_the_list(event, a_person("Zhumabaev", country="KZ"))
    assert labels(leaf(event, KZ_COORDINATOR)) == ["Zhumabaev Aizhan", "a person in Tajikistan"]
    assert labels(leaf(event, KZ_COORDINATOR, words="aliev")) == []
    assert labels(leaf(event, OFFICE, words="aliev")) == ["Aliev Aizhan"]


def test_a_merged_person_is_as_the_whole_register_has_it():
    event = an_event()
    for name in ("Abenov", "Baimenov"):
        on_the_list(event, a_person(name))
    on_the_list(event, a_person("Chernov"), role=Involvement.Role.TRAINER)
    whole, part = register(event, OFFICE), leaf(event, OFFICE)
    assert list(whole.participants) == list(part.participants)
    assert list(whole.others) == list(part.others)


def test_it_is_known_whether_somebody_is_without_a_mark():
    event = an_event()
    session, entry = a_session(event), on_the_list(event)
    assert leaf(event, OFFICE).has_unmarked
    record_attendance(session, {entry.pk: "absent"}, by=KZ_TRAINER)
    assert not leaf(event, OFFICE).has_unmarked


def test_a_leaf_asks_as_often_for_many_as_for_few():
    event = an_event()
    session = a_session(event)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            leaf(event, OFFICE)
        return len(queries)

    record_attendance(session, {on_the_list(event).pk: "present"}, by=KZ_TRAINER)
    few = asked()
    for _ in range(5):
        record_attendance(session, {on_the_list(event).pk: "present"}, by=KZ_TRAINER)
    assert asked() == few


def test_the_page_leads_from_leaf_to_leaf_and_looks_for_names(crowd):
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    address = reverse("events:event", args=[crowd.code])
    first = client.get(address).content.decode()
    assert "5 persons on the list, 4 known to have attended" in first
    assert "1–2 of 5" in first
    assert 'href="?q=&amp;page=2#register-title"' in first
    assert "Ermekov" not in first
    last = client.get(address, {"page": "3"}).content.decode()
    assert "Ermekov" in last
    assert 'rel="next"' not in last
    assert "Chernov" in client.get(address, {"q": "chernov"}).content.decode()
    assert "Nobody on the list has these words" in client.get(address, {"q": "nobody"}).content.decode()


def test_a_short_list_has_no_leaves():
    event = an_event()
    on_the_list(event)
    page = signed_in().get(reverse("events:event", args=[event.code])).content.decode()
    assert 'id="register-q"' not in page
    assert Person.objects.count() == 1
