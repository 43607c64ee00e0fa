"""Which workshops were given by whose trainers, and whom these reached."""

from datetime import timedelta

import pytest

from tests.events.builders import DAY, an_event, on_the_list, the_programme
from tests.people import KZ_COORDINATOR, OFFICE, UZ_COORDINATOR, a_person
from tests.training.builders import a_qualification, a_workshop_by
from tumar.events.models import Event, Involvement
from tumar.training import queries

pytestmark = pytest.mark.django_db

BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (BEFORE, None, True),
        (DAY, None, True),
        (AFTER, None, False),
        (BEFORE, DAY, True),
        (BEFORE, BEFORE, False),
        (BEFORE, AFTER, True),
    ],
)
def test_a_workshop_counts_when_the_qualification_held_on_its_first_day(since, until, counts):
    trainer = a_qualification(since=since, until=until).person
    a_workshop_by(trainer, ends=AFTER)
    for programme in (the_programme(), None):
        assert queries.workshops_given_by(programme).exists() is counts


def test_workshops_are_told_apart_by_the_programme_that_qualified():
    ours = a_workshop_by(a_qualification().person)
    theirs = a_workshop_by(a_qualification(programme="WHO").person)
    a_workshop_by(a_person())
    assert set(queries.workshops_given_by(the_programme())) == {ours}
    assert set(queries.workshops_given_by(the_programme("WHO"))) == {theirs}
    assert set(queries.workshops_given_by(None)) == {ours, theirs}


def test_a_workshop_with_several_trainers_counts_once():
    event = a_workshop_by(a_qualification().person)
    both = a_qualification().person
    a_qualification(both, programme="WHO")
    on_the_list(event, both, Involvement.Role.TRAINER)
    assert list(queries.workshops_given_by(None)) == [event]


def test_only_training_workshops_count_and_only_for_who_trained():
    person = a_qualification().person
    a_workshop_by(person, kind=Event.Kind.CONFERENCE)
    on_the_list(an_event(), person, Involvement.Role.SPEAKER)
    assert not queries.workshops_given_by(None).exists()
    conferences = Event.objects.filter(kind=Event.Kind.CONFERENCE)
    assert queries.given_by(conferences, the_programme()).count() == 1


def test_trainers_are_listed_with_the_number_of_their_workshops_and_the_last_of_them():
    person = a_qualification().person
    a_qualification(person, programme="WHO")
    a_workshop_by(person)
    a_workshop_by(person, starts=AFTER)
    a_workshop_by(person, starts=DAY.replace(year=2015))  # not yet qualified
    (trainer,) = queries.trainers(KZ_COORDINATOR)
    assert queries.given(trainer) == queries.Given(2, AFTER)
    assert len(trainer.qualifications.all()) == 2
    assert not queries.trainers(UZ_COORDINATOR).exists()


def test_who_holds_no_qualification_gave_no_workshop():
    a_workshop_by(a_person())
    (person,) = queries.persons(KZ_COORDINATOR)
    assert queries.given(person) == queries.Given(0, None)


def test_the_programme_that_qualified_narrows_the_trainers():
    ours = a_qualification().person
    a_qualification(programme="WHO")
    assert list(queries.qualified_by(queries.trainers(OFFICE), "P53")) == [ours]


def test_a_cascade_counts_persons_once_and_attendances_and_reported_heads_apart():
    person, twice = a_qualification().person, a_person("Twice")
    for _ in range(2):
        on_the_list(a_workshop_by(person), twice, attended=True)
    event = a_workshop_by(person, head_count=500, head_count_source="a list exists as well")
    on_the_list(event, attended=True)
    on_the_list(event, attended=False)
    on_the_list(event)
    a_workshop_by(person, head_count=30, head_count_source="report")
    assert queries.cascade(person) == queries.Cascade(workshops=4, persons=2, attendances=3, reported=30)


def test_a_coordinator_is_offered_what_her_qualifications_have():
    a_qualification()
    a_qualification(a_person(country="UZ"), programme="WHO")
    offered = queries.offered(KZ_COORDINATOR)
    assert [code for code, _name in offered.countries] == ["KZ"]
    assert [code for code, _name in offered.programmes] == ["P53"]
    assert len(queries.offered(OFFICE).programmes) == 2
