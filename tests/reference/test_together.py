"""What of the reference programme lies ahead: one load, and every page about it shows something."""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.events.builders import an_event, on_the_list
from tests.people import MACHINE, a_country, a_person, an_organisation, signed_in
from tumar.config import demonstration
from tumar.config.commands import demo
from tumar.events.actions.enlisting import enlist
from tumar.events.models import Event, Registration
from tumar.events.queries import evaluation as evaluations
from tumar.events.queries import registrations as reads
from tumar.events.queries.planning import budget
from tumar.kernel import clock
from tumar.network.models import Announcement, Campaign, DirectoryEntry, Group, Resource
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.reference.registrants import registrants

State = Registration.State


def test_registrants_are_alike_for_one_seed_and_have_names_of_their_country():
    some = registrants("KZ", 18, seed=53)
    assert some == registrants("KZ", 18, seed=53)
    assert some != registrants("KZ", 18, seed=54)
    assert len({one.email for one in some}) == 18
    assert all(one.email.endswith("@example.org") for one in some)
    for one in some:
        letters = [sign for sign in one.family + one.given if sign.isalpha()]
        assert all("Ѐ" <= sign <= "ӿ" for sign in letters), one


@pytest.fixture
def loaded(db) -> Event:
    """The few records on which the load stands, and the event that it adds."""
    for country in ("KZ", "TJ"):
        a_country(country)
        for group in ("legal-drafter", "policy-maker"):
            a_person(f"{group}{country}".title(), country=country, group=group)
    host = an_organisation("Ministry", country="KZ", code="KZ-MOH")
    held = an_event(code="P53-KZ-W06", hosts=[host])
    for number, email in enumerate(("one@example.org", "two@example.org")):
        person = a_person(email=email, country="KZ", family=f"Серикова{'ая'[number]}", given="Айжан")
        on_the_list(held, person, attended=True)
        on_the_list(held, a_person(f"Trainer{number}"), role="trainer")
    for code in ("P53-KZ-C14", "P53-KZ-AWR"):
        an_event(code=code)
    an_event("TJ", code="P53-TJ-LAW", kind="meeting")
    demonstration.create_accounts(by=MACHINE)
    demo.load_together(by=MACHINE)
    return Event.objects.get(state=Event.State.REGISTRATION)


def test_the_next_event_is_planned_in_every_part_and_has_a_waiting_list(loaded):
    assert loaded.starts > clock.today() + timedelta(days=40)
    assert loaded.sessions.exclude(room=None).count() == 4
    assert (loaded.rooms.count(), loaded.target_groups.count(), loaded.tasks.count()) == (2, 3, 5)
    assert len(budget(loaded).lines) == 3
    states = Counter(loaded.registrations.values_list("state", flat=True))
    assert states[State.CONFIRMED] == loaded.registering.places == 14
    assert states[State.WAITING] == 5
    assert states[State.WITHDRAWN] == 1
    assert not loaded.involvements.filter(role="participant").exists()


def test_of_those_with_a_place_two_are_on_file_and_found(loaded):
    before = Person.objects.count()
    done = enlist(loaded, by=MACHINE)
    assert (done.found, done.added, done.left) == (2, 12, 0)
    assert Person.objects.count() == before + 12


def test_one_evaluation_is_told_and_one_takes_answers_still(loaded):
    told = evaluations.results_of(Event.objects.get(code="P53-KZ-W06"), MACHINE)
    assert told.is_closed
    assert told.sheets == 28
    assert any(cell.count for one in told.questions for cell in one.cells)
    going_on = Event.objects.get(code="P53-KZ-C14").evaluation
    assert (going_on.stage, going_on.sheets.count()) == ("open", 6)


def test_groups_campaigns_library_news_and_directory_are_not_empty(loaded):
    for group in Group.objects.all():
        assert group.members.count() >= 2, group
        assert (group.meetings.count(), group.decisions.count(), group.tasks.count()) == (2, 1, 2)
        assert group.documents.count() == 1
    assert Group.objects.count() == 2
    assert Campaign.objects.get().estimates.count() == 2
    assert Resource.objects.filter(is_public=True).count() == 2
    assert Announcement.objects.exclude(published_at=None).count() == 2
    assert DirectoryEntry.objects.count() == 3


@pytest.mark.parametrize(
    "name", ["groups", "library", "campaigns", "announcements", "directory", "calendar", "home"]
)
def test_each_page_of_the_network_shows_some_of_it(loaded, name):
    page = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ").get(
        reverse(f"network:{name}"), {"month": f"{loaded.starts:%Y-%m}"}
    )
    assert page.status_code == 200
    told = page.content.decode()
    words = {
        "groups": "working group on biosafety legislation",
        "library": "Laboratory biosafety manual",
        "campaigns": "Safe samples",
        "announcements": "Call for trainers",
        "directory": "National Coordinator, Kazakhstan",
        "calendar": "Packing and sending infectious substances",
        "home": "Call for trainers",
    }
    assert words[name] in told


def test_everybody_sees_the_event_in_the_public_calendar_and_can_open_its_page(loaded, client):
    assert loaded.code in client.get(reverse("portal:calendar-file")).content.decode().replace("\r\n ", "")
    page = client.get(reverse("registration:event", args=[loaded.code]))
    assert "Packing and sending infectious substances" in page.content.decode()
    assert not reads.why_closed(loaded, loaded.registering)
