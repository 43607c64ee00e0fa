"""Small builders of events that name only what matters."""

import itertools
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from tests.people import MACHINE, a_country, a_person, a_programme
from tumar.events.actions import events, persons, sessions, sheets
from tumar.events.models import Event, Involvement, Session, SheetScan
from tumar.events.queries.sheets import PageSeen
from tumar.kernel import files
from tumar.kernel.scans.reading import PageRead, RowRead
from tumar.kernel.scans.strokes import Seen
from tumar.people.models import Person
from tumar.programmes.models import Programme

DAY = date(2019, 5, 14)

_numbers = itertools.count(1)


def the_programme(code: str = "P53") -> Programme:
    """The programme with this code, added when it is not there yet."""
    return Programme.objects.filter(code=code).first() or a_programme(code)


def an_event(country: str | None = "KZ", **facts: Any) -> Event:
    """A one-day training workshop in Kazakhstan unless said otherwise."""
    sets = {name: facts.pop(name) for name in ("countries", "hosts", "co_organisers") if name in facts}
    facts.setdefault("kind", Event.Kind.TRAINING)
    facts.setdefault("reach", Event.Reach.COUNTRY if country else Event.Reach.REGIONAL)
    facts.setdefault("title", {"en": "Biosafety for laboratories"})
    facts.setdefault("starts", DAY)
    facts.setdefault("ends", facts["starts"])
    facts.setdefault("programme", the_programme())
    where = a_country(country) if country else None
    return events.create_event({"country": where, **facts}, by=MACHINE, **sets)


def a_session(event: Event, **facts: Any) -> Session:
    """A session on the event's first day."""
    return sessions.add_session(event, day=facts.pop("day", event.starts), by=MACHINE, **facts)


def on_the_list(
    event: Event,
    person: Person | None = None,
    role: str = Involvement.Role.PARTICIPANT,
    attended: bool | None = None,
) -> Involvement:
    """Somebody on an event's list, a new person of the event's country unless said otherwise."""
    person = person or a_person(f"Somebody{next(_numbers)}", country=event.country_id or "KZ")
    return persons.involve_person(event, person=person, role=role, attended=attended, by=MACHINE)


def a_photograph(width: int = 40, height: int = 30, shade: int = 128, **saved: Any) -> bytes:
    """A picture as a camera sends it."""
    made = BytesIO()
    Image.new("RGB", (width, height), (shade, shade, shade)).save(made, "JPEG", **saved)
    return made.getvalue()


# What a reader sees in a box that is empty, signed for certain, and neither for certain.
EMPTY = Seen(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, False)
SIGNED = Seen(42.0, 18.0, 6.0, 0.0, 0.0, 1.0, False)
UNSURE = Seen(7.0, 4.0, 3.0, 0.0, 0.0, 1.0, False)


def a_scan(
    event: Event, boxes: dict[tuple[int, int], Seen] | None = None, content: bytes = b"", page: int = 0
) -> SheetScan:
    """A signed page of the event's sheet, read with these boxes (row, column from 1) and all others empty."""
    printed = sheets.print_sheet(event, by=MACHINE)[page]
    plan = printed.layout
    rows = [
        RowRead(
            [(boxes or {}).get((row + 1, column + 1), EMPTY) for column in range(plan.columns)],
            is_struck=(boxes or {}).get((row + 1, 1), EMPTY).is_struck,
            written=False,
        )
        for row in range(plan.rows)
    ]
    read = PageRead(printed.code, plan, rows, Image.new("RGB", (1260, 1782), "white"))
    file = files.keep(content or f"signed {printed.code}".encode(), name="signed.jpg")
    return sheets.keep_scans(event, file, [PageSeen(printed, 1, read)], by=MACHINE)[0]
