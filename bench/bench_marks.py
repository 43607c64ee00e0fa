"""A batch of 1,200 marks taken without a line: seconds of the processor, against the limit."""

import os
import sys
import time
from datetime import date
from uuid import uuid4

import world

LIMIT = 2.0  # seconds of the processor
PERSONS = 1200
ROUNDS = 3
DAY = date(2024, 3, 11)


def lay_out():
    """Return an event with 1,200 participants, and its sessions."""
    from tests.events.builders import a_session, an_event
    from tumar.events.models import Involvement
    from tumar.people.models import Person

    event = an_event(starts=DAY, ends=DAY)
    persons = Person.objects.bulk_create(
        Person(
            code=f"KZ-{number:06}", family_latin=f"Person{number}", country_id="KZ", sort_name=f"p{number}"
        )
        for number in range(PERSONS)
    )
    entries = Involvement.objects.bulk_create(
        Involvement(event=event, person=one, role=Involvement.Role.PARTICIPANT) for one in persons
    )
    return event, [a_session(event) for _ in range(ROUNDS)], entries


def a_batch(session, entries) -> dict:
    """Return what one device sends at once."""
    said = {"session": session.pk, "at": "2024-03-11T09:00:00Z", "means": "field"}
    marks = [
        {"key": str(uuid4()), "entry": one.pk, "state": "late" if one.pk % 7 == 0 else "present", **said}
        for one in entries
    ]
    return {"device": str(uuid4()), "sent_at": "2024-03-11T12:00:00Z", "marks": marks}


def main() -> int:
    """Print the seconds of a new batch and of the same one again; 1 where the limit is passed."""
    world.start_empty()
    from tests.people import MACHINE
    from tumar.events.actions.receiving import receive_statements

    event, sessions, entries = lay_out()
    fresh, again = [], []
    for session in sessions:
        batch = a_batch(session, entries)
        for found in (fresh, again):
            began = time.process_time()
            receipt = receive_statements(event, batch, by=MACHINE)
            found.append(time.process_time() - began)
        assert len(receipt.known) == PERSONS
    load = os.getloadavg()[0]
    share = min(fresh) / LIMIT
    print(
        f"{PERSONS:,} marks: {min(fresh):.2f} s of the processor, {share:.2f} of the limit; load {load:.1f}"
    )
    print(f"the same batch again: {min(again):.2f} s, {min(again) / LIMIT:.2f} of the limit")
    return int(min(fresh) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
