"""1,200 registrations given a place, then put on the event's list, beside 30,000 persons on file: seconds of
the processor, each against the limit.

`python bench/bench_event_registrations.py [--persons 30000]`
"""

import argparse
import os
import random
import sys
import time
from datetime import date, timedelta

import bench_lists_in
import world

LIMIT = 5.0  # seconds of the processor
ROWS, PERSONS, SEED = 1200, 30_000, 7
KNOWN_SHARE = 0.3
ADDRESS = "p{}@bench.example"


def an_event(by):
    """An event in thirty days for which everybody can register; one place, since all are to wait first."""
    from tumar.events.actions import registering
    from tumar.events.actions.events import create_event
    from tumar.events.actions.states import move_event
    from tumar.events.models import Event
    from tumar.kernel import clock
    from tumar.people.actions import consent
    from tumar.places.models import Country
    from tumar.programmes.models import Programme

    words = {"purpose": "training-record", "text": {"en": "I agree."}, "valid_from": date(2020, 1, 1)}
    text = consent.add_text(**words, by=by)
    day = clock.today() + timedelta(days=30)
    facts = {"kind": "training", "reach": "country", "title": {"en": "Bench"}, "place": "Almaty"}
    linked = {"programme": Programme.objects.get(code="P53"), "country": Country.objects.get(pk="KZ")}
    event = create_event({**facts, **linked, "starts": day, "ends": day}, by=by)
    event = move_event(event, Event.State.REGISTRATION, by=by, version=event.version)
    registering.set_terms(event, {"door": "open", "places": 0}, by=by)
    return event, text


def register(event, text) -> None:
    """Lay 1,200 registrations into the waiting list: three of ten come from persons on file."""
    from tumar.events.models import Registration
    from tumar.kernel import clock
    from tumar.people.models import Person

    chance, now = random.Random(SEED), clock.now()
    known = list(Person.objects.order_by("pk")[: 20 * ROWS : 20])
    for person in known:
        person.email = ADDRESS.format(person.pk)
    Person.objects.bulk_update(known, ["email"], batch_size=500)
    made = []
    for number in range(1, ROWS + 1):
        if chance.random() < KNOWN_SHARE and known:
            person = known.pop()
            names, email = (person.family, person.given, person.patronymic), person.email
            country = person.country_id
        else:
            names, email, country = bench_lists_in.a_name(chance), f"new{number}@bench.example", "KZ"
        made.append(
            Registration(
                event=event,
                code=f"{event.code}-R-{number:04d}",
                state="waiting",
                line=number,
                **dict(zip(("family", "given", "patronymic"), names, strict=True)),
                country_id=country,
                email=email,
                token=f"{number:043d}",
                language=("ru", "en")[number % 2],
                received_at=now,
                consent_text=text,
                consented_at=now,
            )
        )
    Registration.objects.bulk_create(made, batch_size=500)


def measured() -> None:
    """Give everybody a place at once, put everybody on the list at once, and print what that took."""
    from tumar.events.actions import enlisting, registering
    from tumar.kernel.models import OutgoingLetter
    from tumar.kernel.scope import of_the_machine

    by = of_the_machine("bench")
    event, text = an_event(by)
    register(event, text)
    began = time.process_time()
    registering.set_terms(event, {"places": None}, by=by)
    promoted = time.process_time()
    done = enlisting.enlist(event, by=by)
    ended = time.process_time()
    letters = OutgoingLetter.objects.filter(within=event.label).count()
    load = f"load {os.getloadavg()[0]:.1f}"
    for what, spent in (("given a place", promoted - began), ("put on the list", ended - promoted)):
        print(
            f"{ROWS:,} registrations {what}: {spent:.2f} s of the processor, "
            f"{spent / LIMIT:.2f} of the limit; {load}"
        )
    print(f"found {done.found:,}, added {done.added:,}, left {done.left:,}; letters {letters:,}")
    assert letters == ROWS, letters
    assert done.found + done.added > 0.9 * ROWS, done
    sys.exit(int(max(promoted - began, ended - promoted) > LIMIT))


def main() -> int:
    """Measure in a copy of the kept database, in a process of its own; 1 where the limit is passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    whole = bench_lists_in.start(options.persons)
    if options.measure:
        measured()
    with world.a_copy(whole, "registrations") as copy:
        words = [__file__, "--measure", "--persons", str(options.persons)]
        return world.run_on(copy, *words).returncode


if __name__ == "__main__":
    sys.exit(main())
