"""List pages at 1,000,000 attendances: first, middle and last page of each, as the server answers them."""

import base64
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
import world

LIMIT = 0.150  # seconds
ROUNDS = 5


def cursor(value: Any, pk: int) -> str:
    """Return a place in a list as its addresses have it."""
    told = [getattr(value, "isoformat", lambda: value)(), pk]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


def middles() -> dict[str, str]:
    """Return, for each list, the place from which its middle page begins."""
    from tumar.events.models import Event
    from tumar.people.models import Person

    event = Event.objects.order_by("starts", "pk")[Event.objects.count() // 2]
    person = Person.objects.order_by("sort_name", "pk")[Person.objects.count() // 2]
    return {"events": cursor(event.starts, event.pk), "persons": cursor(person.sort_name, person.pk)}


def addresses() -> dict[str, str]:
    """Return the pages to measure, by what they are."""
    from django.urls import reverse

    events, persons = reverse("events:events"), reverse("people:persons")
    lines = reverse("results:lines", args=["P53", "experts_reached"]) + f"?as_of={world.AS_OF}"
    workshops = reverse("results:lines", args=["P53", "cascade_workshops"]) + f"?as_of={world.AS_OF}"
    middle = middles()
    return {
        "events, first page": events,
        "events, middle page": f"{events}?after={middle['events']}",
        "events, last page": f"{events}?sort=day",
        "events of one country": f"{events}?country=KZ",
        "events found by a word": f"{events}?q=workshop",
        "persons, first page": persons,
        "persons, middle page": f"{persons}?after={middle['persons']}",
        "persons, last page": f"{persons}?sort=-name",
        "persons of one country": f"{persons}?country=KZ",
        "persons found by a word": f"{persons}?q=0012345",
        "trainers": reverse("training:trainers"),
        "consignments": reverse("supplies:consignments"),
        "lines of experts reached, first page": lines,
        "lines of experts reached, last page": f"{lines}&sort=-event",
        "lines of experts reached in one country": f"{lines}&country=KZ",
        "lines of workshops": workshops,
    }


def measured(client: Any, address: str) -> tuple[float, float]:
    """Return the seconds of one answer by the clock and by the processor."""
    began, used = time.perf_counter(), time.process_time()
    answer = client.get(address)
    found = time.perf_counter() - began, time.process_time() - used
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return found


def main() -> int:
    world.start(world.FULL)
    from django.test import Client, override_settings

    from tumar.people.models import Account

    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    slow = 0
    print(f"List pages on SQLite at 1,000,000 attendances, limit {LIMIT * 1000:.0f} ms ({world.load()})")
    with override_settings(STORAGES=plain):
        client = Client()
        client.force_login(
            Account.objects.get(email="office@example.org"), "tumar.people.sign_in.AccountBackend"
        )
        for name, address in addresses().items():
            rounds = [measured(client, address) for _ in range(ROUNDS)]
            by_clock, by_processor = zip(*rounds, strict=True)
            is_slow = min(by_clock) > LIMIT
            slow += is_slow
            print(
                f"  {name:<42} best {min(by_clock) * 1000:5.0f} ms, median "
                f"{statistics.median(by_clock) * 1000:5.0f} ms by the clock; "
                f"{min(by_processor) * 1000:5.0f} ms of processor{'  OVER' if is_slow else ''}"
            )
    print(f"  {slow} over the limit ({world.load()})")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
