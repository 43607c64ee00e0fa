"""Small builders of registrations that name only what matters."""

import itertools
from datetime import date
from typing import Any

from tests.events.builders import an_event
from tests.people import (
    MACHINE,
    a_country,
)
from tumar.events.actions import registering, registrations
from tumar.events.actions.states import move_event
from tumar.events.models import Event, Registering, Registration
from tumar.events.queries import registrations as reads
from tumar.kernel.models import OutgoingLetter
from tumar.people.actions import consent
from tumar.people.models import ConsentText

# Later than every clock that tests stop.
FIRST_DAY = date(2099, 5, 14)
_numbers = itertools.count(1)


def a_consent_text() -> ConsentText:
    """The words that people agree to when they register, in force for long."""
    return reads.consent_asked() or consent.add_text(
        purpose="training-record",
        text={"en": "I agree that my training is recorded.", "ru": "Я согласен с учётом обучения."},
        valid_from=date(2020, 1, 1),
        by=MACHINE,
    )


def an_open_event(country: str | None = "KZ", **terms: Any) -> Event:
    """An event for which everybody can register, with no limit unless said otherwise."""
    a_consent_text()
    facts = {name: terms.pop(name) for name in ("title", "place", "starts", "ends") if name in terms}
    event = an_event(country, **{"starts": FIRST_DAY, **facts})
    event = move_event(event, Event.State.REGISTRATION, by=MACHINE, version=event.version)
    registering.set_terms(event, {"door": Registering.Door.OPEN, **terms}, by=MACHINE)
    return event


def facts_of(name: str = "", **facts: Any) -> dict[str, Any]:
    """What somebody from Kazakhstan gives when registering."""
    number = next(_numbers)
    facts.setdefault("email", f"registrant.{number}@example.kz")
    facts["country"] = a_country(facts.pop("country", "KZ"))
    return {"family": name or f"Akhmetova{number}", "given": "Aizhan", **facts}


def received(event: Event, name: str = "", **facts: Any) -> Registration:
    """A registration whose address is not confirmed yet."""
    given = facts_of(name, **facts)
    registrations.register(event, given, consent_text=a_consent_text())
    return Registration.objects.get(event=event, email=given["email"].lower(), state="unconfirmed")


def registered(event: Event, name: str = "", **facts: Any) -> Registration:
    """A registration whose address was confirmed, as it stands after that."""
    return registrations.confirm_address(received(event, name, **facts))


def letters_to(registration: Registration) -> list[str]:
    """The kinds of letters to somebody, in the order in which they were written."""
    rows = OutgoingLetter.objects.filter(about=registration.label).order_by("pk")
    return [kind.removeprefix("registration.") for kind in rows.values_list("kind", flat=True)]


def states_of(event: Event) -> dict[str, str]:
    """How everybody stands, by family name."""
    return dict(event.registrations.values_list("family", "state"))


def texts_to(registration: Registration, kind: str) -> list[str]:
    """What letters of one kind said to somebody, in the order in which they were written."""
    rows = OutgoingLetter.objects.filter(about=registration.label, kind=f"registration.{kind}").order_by("pk")
    return list(rows.values_list("text", flat=True))
