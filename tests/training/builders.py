"""Small builders of qualifications that name only what matters."""

import itertools
from datetime import date
from typing import Any

from tests.events.builders import an_event, on_the_list, the_programme
from tests.people import MACHINE, a_person
from tumar.events.models import Event, Involvement
from tumar.people.models import Person
from tumar.training.actions.qualifications import create_qualification
from tumar.training.models import Qualification

SINCE = date(2018, 4, 20)

_numbers = itertools.count(1)


def a_qualification(person: Person | None = None, programme: str = "P53", **facts: Any) -> Qualification:
    """A qualification by P53 since the spring of 2018 unless said otherwise."""
    person = person or a_person(f"Trainer{next(_numbers)}")
    facts.setdefault("since", SINCE)
    return create_qualification(
        {"person": person, "programme": the_programme(programme), **facts}, by=MACHINE
    )


def a_workshop_by(trainer: Person, **facts: Any) -> Event:
    """A workshop that this person gave."""
    event = an_event(trainer.country_id, **facts)
    on_the_list(event, trainer, Involvement.Role.TRAINER)
    return event
