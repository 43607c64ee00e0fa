"""Persons on file compared with each other: who may be the same waits for somebody to decide."""

import pytest

from tests.people import MACHINE, OFFICE, a_person, signed_in
from tests.people.merging import merged
from tumar.config.cli import main
from tumar.people.actions import decisions
from tumar.people.actions.duplicates import queue_duplicates
from tumar.people.models import Candidate, Person
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    one = a_person("Akhmetova", "Aizhan", family="Ахметова", given="Айжан", patronymic="Сериковна", sex="F")
    other = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=1980)
    a_person("Karimov", "Botir", family="Каримов", given="Ботир", sex="M")
    return one, other


def test_who_may_be_the_same_waits_once_and_nobody_is_merged(twins):
    assert queue_duplicates(by=MACHINE) == 1
    assert queue_duplicates(by=MACHINE) == 0
    candidate = Candidate.objects.get()
    assert (candidate.first, candidate.second) == tuple(sorted(one.code for one in twins))
    assert 0 < candidate.score <= 1
    assert Person.objects.count() == 3


def test_each_reader_is_told_why_in_the_own_language(twins):
    queue_duplicates(by=MACHINE)
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    page = coordinator.get("/desk/people/duplicates/next/", follow=True).content.decode()
    assert "family name equal" in page
    said = Candidate.objects.get().explanation[0]["said"]
    assert {"en", "ru"} <= set(said)


def test_what_was_decided_or_merged_is_not_asked_again(twins):
    decisions.decide_not_same(*twins, by=OFFICE)
    assert queue_duplicates(by=MACHINE) == 0
    merged(*twins)
    assert queue_duplicates(by=MACHINE) == 0
    assert not Candidate.objects.exists()


def test_the_command_says_how_many_wait(twins, capsys):
    assert main(["duplicates"]) == 0
    assert capsys.readouterr().out == "New in the queue: 1. Waiting for a decision: 1.\n"
