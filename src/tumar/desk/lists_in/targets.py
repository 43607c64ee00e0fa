"""The tables that lists are written to, what is needed is first; undone in the other order."""

from collections.abc import Iterable
from typing import Any

from tumar.desk.lists_in.law_targets import LAW_TARGETS
from tumar.events.actions import bulk as events
from tumar.events.models import Event
from tumar.kernel.bulk import Facts, batches
from tumar.kernel.incoming.undoing import Target
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.actions import bulk as people
from tumar.people.models import Person
from tumar.supplies.actions import bulk as supplies
from tumar.supplies.models import Consignment
from tumar.training.actions import bulk as training


def _of_own_country(permission: Permission) -> Any:
    def require(rows: Iterable[Facts], by: Scope) -> None:
        by.require(permission, *{facts["country"] for facts in rows})

    return require


def _of_country_of(permission: Permission, model: Any, fact: str) -> Any:
    def require(rows: Iterable[Facts], by: Scope) -> None:
        for codes in batches({facts[fact] for facts in rows}):
            found = model._base_manager.filter(code__in=codes).values_list("country_id", flat=True)
            by.require(permission, *set(found))

    return require


EDIT_EVENT = Permission.EVENTS_EVENT_EDIT
TARGETS = {
    target.name: target
    for target in (
        Target(
            "people.organisation",
            people.ORGANISATIONS,
            people.bring_organisations,
            "people.organisation.removed",
            _of_own_country(Permission.PEOPLE_ORGANISATION_EDIT),
        ),
        Target(
            "people.person",
            people.PERSONS,
            people.bring_persons,
            "people.person.removed",
            _of_own_country(Permission.PEOPLE_PERSON_EDIT),
        ),
        Target(
            "events.session",
            events.SESSIONS,
            events.bring_sessions,
            "events.session.removed",
            _of_country_of(EDIT_EVENT, Event, "event"),
        ),
        Target(
            "events.involvement",
            events.INVOLVEMENTS,
            events.bring_listed,
            "events.person.removed",
            _of_country_of(EDIT_EVENT, Event, "event"),
        ),
        Target(
            "training.qualification",
            training.QUALIFICATIONS,
            training.bring_qualifications,
            "training.qualification.removed",
            _of_country_of(Permission.TRAINING_QUALIFICATION_EDIT, Person, "person"),
        ),
        Target(
            "supplies.consignment",
            supplies.CONSIGNMENTS,
            supplies.bring_consignments,
            "supplies.consignment.removed",
            _of_own_country(Permission.SUPPLIES_CONSIGNMENT_EDIT),
        ),
        Target(
            "supplies.line",
            supplies.LINES,
            supplies.bring_lines,
            "supplies.line.removed",
            _of_country_of(Permission.SUPPLIES_CONSIGNMENT_EDIT, Consignment, "consignment"),
        ),
        *LAW_TARGETS,
    )
}
