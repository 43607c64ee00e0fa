"""What persons and organisations are sorted and found by, kept in step with their names."""

from tumar.people import rules
from tumar.people.models import Organisation, Person

# What follows from a person's names: no facts of their own, so the journal does not tell them.
FOLLOWS_FROM_NAMES = ("sort_name", "search_text")


def keep_person_findable(person: Person) -> None:
    """Set what follows from the person's code and names; saves nothing."""
    person.sort_name = rules.sort_name(person.name, person.name_latin)
    person.search_text = rules.person_search_text(person.code, person.name, person.name_latin)


def keep_organisation_findable(organisation: Organisation) -> None:
    """Set what follows from the organisation's code and names; saves nothing."""
    organisation.search_text = rules.organisation_search_text(
        organisation.code, organisation.name, organisation.name_latin
    )
