"""People who come without having been registered: put on the list at the door by whoever takes attendance."""

from typing import Any

from django.utils.translation import gettext as _

from tumar.events.actions.persons import involve_person
from tumar.events.models import Event, Involvement
from tumar.events.rules.batches import WalkedIn
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import EVERYWHERE, Reach, Scope
from tumar.people.actions.persons import create_person
from tumar.people.models import Organisation
from tumar.people.rules.splitting import split_full_name
from tumar.places.models import Country

# What taking attendance at a door includes, for a person of this event only.
AT_THE_DOOR = (Permission.PEOPLE_PERSON_EDIT, Permission.PEOPLE_PERSON_VIEW, Permission.EVENTS_EVENT_EDIT)
PARTS = ("family", "given", "patronymic", "single")


def admit_walk_in(event: Event, walk_in: WalkedIn, *, by: Scope) -> Involvement:
    """Add somebody who came without registration as a person and a participant of the event.

    The right to take attendance is enough: whoever stands at the door can refuse nobody for want of a list.
    Inside the transaction of an action that keeps the device's key.
    """
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    country = Country.objects.filter(pk=event.country_id or walk_in.country).first()
    if country is None:
        raise Invalid([Fault("country", _("Say in which country the person works."))])
    facts: dict[str, Any] = {**_names(walk_in.name, country.pk), "sex": walk_in.sex, "country": country}
    if walk_in.employer:
        named = Organisation.objects.filter(name__iexact=walk_in.employer, country=country)
        facts["employer"] = named.order_by("pk").first()
    at_the_door = _with_the_door(by)
    person = create_person(facts, by=at_the_door, reason="walk-in")
    return involve_person(event, person=person, role=Involvement.Role.PARTICIPANT.value, by=at_the_door)


def _with_the_door(by: Scope) -> Scope:
    more = {one: (*by.reaches(one), Reach(EVERYWHERE)) for one in AT_THE_DOOR}
    return Scope(by.account_id, by.label, {**by.grants, **more})


def _names(text: str, country: str) -> dict[str, str]:
    """Return the parts of a typed name, in Latin columns where it is written in Latin letters."""
    name = split_full_name(text, country=country).name
    parts = {part: getattr(name, part)[:100] for part in PARTS}
    if not any(parts.values()):
        parts = {"single": text[:100]}
    ending = "_latin" if text.isascii() else ""
    return {f"{part}{ending}": told for part, told in parts.items() if told}
