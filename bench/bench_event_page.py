"""The page of an event with 2,400 persons: processor time and bytes on the wire, against the limits."""

import gzip
import os
import sys
import time
from datetime import date

import world

LIMIT_MS, LIMIT_KB = 100.0, 60.0
PERSONS = 2400
ROUNDS = 7
DAY = date(2024, 3, 11)
PAGES = {"event": "the event's page", "registrations": "its registrations", "report": "its report"}


def start() -> None:
    """Start Django on an empty database, with the files that pages are dressed in."""
    world.start_empty()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def lay_out():
    """Return an event with 2,400 participants of three countries in three sessions, all of them marked."""
    from tests.events.builders import a_session, an_event
    from tumar.events.models import Involvement, Mark
    from tumar.people.models import Person

    event = an_event(starts=DAY, ends=DAY)
    persons = Person.objects.bulk_create(
        Person(
            code=f"KZ-{number:06}",
            family=f"Ахметова{number}",
            given="Айжан",
            patronymic="Сериковна",
            country_id=("KZ", "KG", "UZ")[number % 3],
            group=("human-lab", "vet-lab", "border-guard")[number % 3],
            sort_name=f"p{number:06}",
            search_text=f"akhmetova{number} aizhan",
        )
        for number in range(PERSONS)
    )
    entries = Involvement.objects.bulk_create(
        Involvement(event=event, person=one, role=Involvement.Role.PARTICIPANT, attended=True)
        for one in persons
    )
    states = Mark.State.values
    for session in [a_session(event) for _ in range(3)]:
        Mark.objects.bulk_create(
            Mark(session=session, involvement=one, state=states[one.pk % len(states)]) for one in entries
        )
    return event


def measure(client, address: str) -> tuple[float, float]:
    """Return the least milliseconds of the processor that the page takes, and its kilobytes on the wire."""
    spent, size = [], 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = client.get(address, HTTP_ACCEPT_ENCODING="gzip")
        spent.append(1000 * (time.process_time() - began))
        assert answer.status_code == 200, answer.status_code
        packed = answer.headers.get("Content-Encoding") == "gzip"
        size = len(answer.content if packed else gzip.compress(answer.content)) / 1000
    return min(spent), size


def main() -> int:
    """Print what each page takes; 1 where the event's own page passes a limit."""
    start()
    from django.urls import reverse

    from tests.people import signed_in
    from tumar.people.rules import RoleKind

    event, client = lay_out(), signed_in(RoleKind.PROGRAMME_OFFICE)
    found = {name: measure(client, reverse(f"events:{name}", args=[event.code])) for name in PAGES}
    load = os.getloadavg()[0]
    for name, (spent, size) in found.items():
        print(
            f"{PAGES[name]} ({PERSONS:,} persons): {spent:.0f} ms of the processor, "
            f"{spent / LIMIT_MS:.2f} of the limit; {size:.0f} kB, {size / LIMIT_KB:.2f} of the limit; "
            f"load {load:.1f}"
        )
    spent, size = found["event"]
    return int(spent > LIMIT_MS or size > LIMIT_KB)


if __name__ == "__main__":
    sys.exit(main())
